import pytest

from tests.factories import make_assessment, open_in


@pytest.fixture
def assessment(db):
    return make_assessment()


@pytest.fixture
def holder(client, assessment):
    """A browser that opened the private link."""
    return open_in(client, assessment)
