"""One database with the published model for the whole run; nothing else outlives its test."""

import pytest
from django.conf import settings
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection
from django.utils import translation
from hypothesis import settings as hypothesis_settings

from maturity.loading import forget_definitions
from maturity.models import ModelVersion

PROFILES = 120  # enough to meet every rule; acceptance asks for 3,000

# How long one example takes says more about what else the machine does than about the rules.
hypothesis_settings.register_profile("untimed", deadline=None)
hypothesis_settings.load_profile("untimed")


def pytest_addoption(parser):
    parser.addoption("--e2e", action="store_true", help="run the tests in a real browser too")
    parser.addoption(
        "--profiles", type=int, default=PROFILES, help="how many invented assessments to try"
    )


@pytest.hookimpl(trylast=True)  # after the shuffle
def pytest_collection_modifyitems(config, items):
    if not config.getoption("--e2e"):
        in_browser = [item for item in items if item.get_closest_marker("e2e")]
        items[:] = [item for item in items if item not in in_browser]
        config.hook.pytest_deselected(items=in_browser)
    items.sort(key=_empties_the_database)


def _empties_the_database(item):
    marker = item.get_closest_marker("django_db")
    return bool(marker and marker.kwargs.get("transaction"))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, tmp_path_factory):
    """SQLite in a file, as it is served: in memory all threads would share one connection."""
    if connection.vendor == "sqlite":
        file = tmp_path_factory.mktemp("database") / "test.sqlite3"
        connection.settings_dict["TEST"]["NAME"] = str(file)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        call_command("load_model", verbosity=0)


@pytest.fixture(autouse=True)
def model_again_after_a_flush(request):
    if _empties_the_database(request.node):
        request.getfixturevalue("transactional_db")
        if not ModelVersion.objects.exists():
            forget_definitions()
            call_command("load_model", verbosity=0)


@pytest.fixture(scope="session", autouse=True)
def cheap_surroundings(tmp_path_factory):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # WhiteNoise wants a folder; what tests and browsers ask for comes straight from the source.
    settings.STATIC_ROOT = tmp_path_factory.mktemp("static")
    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }


@pytest.fixture(autouse=True)
def own_surroundings(settings, tmp_path):
    reports = settings.STORAGES["default"] | {
        "OPTIONS": {"location": tmp_path / "reports", "allow_overwrite": True}
    }
    settings.STORAGES = settings.STORAGES | {"default": reports}
    # No thread beside the tests: those that want a file have it made, see tests/files.py.
    queues = {"QUEUES": ["reports", "logos"]}
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"} | queues}
    for cache in caches.all():
        cache.clear()
    yield
    translation.deactivate()
