import pytest

from maturity.loading import published_definition, published_version


@pytest.fixture
def version(db):
    return published_version()


@pytest.fixture(params=["nl", "en"])
def definition(request, db):
    return published_definition(request.param)
