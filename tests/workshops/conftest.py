import pytest

from tests.factories import make_assessment


@pytest.fixture
def own(db):
    return make_assessment(questionnaire="quick")
