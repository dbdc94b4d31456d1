"""One database with the published model for the whole run; nothing else outlives its test."""

import gc
import hashlib
import os
import shutil
from functools import cache
from importlib import import_module
from pkgutil import walk_packages

import pytest
from django.apps import apps
from django.conf import settings
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import translation
from hypothesis import settings as hypothesis_settings

from maturity.loading import forget_definitions
from maturity.models import ModelVersion
from rendering.embedded import threads
from rendering.queue import seconds_each

PROFILES = 120  # enough to meet every rule; acceptance asks for 3,000
SERVING = ("config.asgi", "config.server", "config.wsgi")  # loaded, they begin to work
LAYOUTS = 4  # make layout asks for sixty

# How long one example takes says more about what else the machine does than about the rules.
hypothesis_settings.register_profile("untimed", deadline=None)
hypothesis_settings.load_profile("untimed")


def pytest_addoption(parser):
    parser.addoption("--e2e", action="store_true", help="run the tests in real browsers too")
    parser.addoption(
        "--profiles", type=int, default=PROFILES, help="how many invented assessments to try"
    )
    parser.addoption("--layouts", type=int, default=LAYOUTS, help="how many to lay out and look at")


@pytest.hookimpl(trylast=True)  # after the shuffle
def pytest_collection_modifyitems(config, items):
    if not config.getoption("--e2e"):
        in_browser = [item for item in items if needs_browser(item)]
        items[:] = [item for item in items if item not in in_browser]
        config.hook.pytest_deselected(items=in_browser)
    items.sort(key=_empties_the_database)
    trace_one_case_of_each_test(items)


def trace_one_case_of_each_test(items):
    """Traced a test takes nearly three times as long, and its other cases go by the same lines."""
    traced = set()
    for item in sorted(items, key=lambda item: item.nodeid):
        test = item.nodeid.partition("[")[0]
        if test in traced:
            item.add_marker("no_cover")
        traced.add(test)


def needs_browser(item):
    return any(item.get_closest_marker(name) for name in ("e2e", "webkit"))


def pytest_collection_finish():
    """What is loaded by now stays to the end: the collector need not walk it again and again. What
    a test would load is loaded too: in a test that is not traced its lines would count as missed,
    and which worker runs that one first differs from run to run."""
    for app in ("config", *settings.OUR_APPS):
        for module in walk_packages(import_module(app).__path__, f"{app}."):
            if module.name not in SERVING:
                import_module(module.name)
    threads.stop()  # the server that some tests import is ready to render
    gc.collect()
    gc.freeze()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_teardown():
    """The threads that render look into the database, and that belongs to the test."""
    threads.stop()


def _empties_the_database(item):
    marker = item.get_closest_marker("django_db")
    return bool(marker and marker.kwargs.get("transaction"))


@pytest.fixture(scope="session")
def django_db_keepdb():
    return connection.vendor == "sqlite"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, tmp_path_factory):
    """SQLite in a file, as it is served: in memory all threads would share one connection."""
    if connection.vendor == "sqlite":
        file = tmp_path_factory.mktemp("database") / "test.sqlite3"
        connection.settings_dict["TEST"]["NAME"] = str(file)
        if made_before().exists():
            shutil.copy(made_before(), file)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        if not ModelVersion.objects.exists():
            call_command("load_model", verbosity=0)
            if connection.vendor == "sqlite":
                keep_for_the_next_run(made_before())


@cache
def made_before():
    """The migrated database with the model, named after all that it is made from."""
    made_from = [
        settings.BASE_DIR / "requirements.txt",
        *settings.BASE_DIR.glob("*/migrations/*.py"),
        *settings.BASE_DIR.glob("maturity/**/*.py"),
        *settings.BASE_DIR.glob("fixtures/*/*.yaml"),
    ]
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in sorted(made_from)))
    return settings.BASE_DIR / "var/tests" / f"{digest.hexdigest()[:16]}.sqlite3"


def keep_for_the_next_run(file):
    file.parent.mkdir(parents=True, exist_ok=True)
    for outdated in set(file.parent.glob("*.sqlite3")) - {file}:
        outdated.unlink(missing_ok=True)
    new = file.with_suffix(f".{os.getpid()}")  # other processes of this run write theirs
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(new)])
    new.replace(file)


@pytest.fixture(scope="session")
def published_rows(django_db_setup, django_db_blocker):
    """The model as it is stored: writing it again costs a fiftieth of reading the fixtures."""
    models = apps.get_app_config("maturity").get_models(include_auto_created=True)
    with django_db_blocker.unblock(), translation.override(settings.LANGUAGE_CODE):
        return {model: list(model._base_manager.all()) for model in models}


@pytest.fixture(autouse=True)
def model_again_after_a_flush(request):
    if _empties_the_database(request.node):
        rows = request.getfixturevalue("published_rows")
        request.getfixturevalue("transactional_db")
        if not ModelVersion.objects.exists():
            forget_definitions()
            with transaction.atomic(), translation.override(settings.LANGUAGE_CODE):
                for model in rows:
                    model._base_manager.bulk_create(rows[model])


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
    # Letters wait in their queue, see tests/letters.py.
    queues = {"QUEUES": ["reports", "pages", "logos"]}
    files = {"BACKEND": "django_tasks.backends.dummy.DummyBackend"} | queues
    settings.TASKS = {"default": files, "mail": settings.BY_ROWS}
    seconds_each.cache_clear()
    for store in caches.all():
        store.clear()
    yield
    translation.deactivate()
