from config import checks


def ids(messages):
    return [message.id for message in messages]


def test_a_key_that_others_can_read_is_reported(settings, tmp_path):
    settings.SECRET_KEY_FILE = tmp_path / "key"
    settings.SECRET_KEY_FILE.touch(mode=0o644)
    assert ids(checks.check_key_file(None)) == ["config.W004"]

    settings.SECRET_KEY_FILE.chmod(0o600)
    assert ids(checks.check_key_file(None)) == []


def test_a_key_that_is_no_file_is_fine(settings, tmp_path):
    settings.SECRET_KEY_FILE = tmp_path / "none"

    assert ids(checks.check_key_file(None)) == []


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
