from django.db import connection

from config import checks


def ids(messages):
    return [message.id for message in messages]


def test_a_key_that_others_can_read_is_reported(settings, tmp_path):
    settings.SECRET_KEY_FILE = tmp_path / "key"
    settings.SECRET_KEY_FILE.touch()
    settings.SECRET_KEY_FILE.chmod(0o644)  # whatever the umask, which our commands narrow
    assert ids(checks.check_key_file(None)) == ["config.W004"]

    settings.SECRET_KEY_FILE.chmod(0o600)
    assert ids(checks.check_key_file(None)) == []


def test_a_key_that_is_no_file_is_fine(settings, tmp_path):
    settings.SECRET_KEY_FILE = tmp_path / "none"

    assert ids(checks.check_key_file(None)) == []


def test_a_database_that_others_can_read_is_reported(monkeypatch, tmp_path):
    database = tmp_path / "kept.sqlite3"
    monkeypatch.setitem(connection.settings_dict, "NAME", str(database))
    monkeypatch.setattr(connection, "vendor", "sqlite")
    for end in ("", "-wal"):
        database.with_name(database.name + end).touch(mode=0o600)
    assert ids(checks.check_database_file(None)) == []

    database.with_name("kept.sqlite3-wal").chmod(0o640)
    assert ids(checks.check_database_file(None)) == ["config.W007"]


def test_a_missing_library_is_known_by_its_package():
    libraries = {"libc6": ("libc.so.6",), "libnone0": ("libnone.so.0", "libnone.dylib")}

    assert checks.missing_packages(libraries) == ["libnone0"]


def test_the_typeface_is_found_by_its_file(tmp_path):
    folders = [tmp_path / "none", tmp_path]
    assert not checks.has_typeface(folders)

    (tmp_path / "Inter-Regular.otf").touch()
    assert checks.has_typeface(folders)


def test_this_machine_can_typeset_reports():
    assert ids(checks.check_report_libraries(None)) == []
    assert ids(checks.check_report_font(None)) == []
