import re

import pytest
from django.conf import settings

from tests.config.processes import PRODUCTION, manage, run_python


def setting(expression, *imports, **environment):
    imports = ("from config import settings", *imports)
    ran = run_python(*imports, f"print({expression})", **environment)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.strip()


def refusal(**environment):
    ran = run_python("from config import settings", **environment)
    assert ran.returncode != 0
    return ran.stderr.strip().splitlines()[-1]


def test_every_variable_has_a_heading_in_the_documentation():
    source = (settings.BASE_DIR / "config/settings.py").read_text()
    documented = (settings.BASE_DIR / "docs/configuration.md").read_text()

    read = re.findall(r"env_(?:str|bool|int)\(\s*\"([A-Z_]+)\"", source)

    assert set(re.findall(r"^### `([A-Z_]+)`", documented, flags=re.MULTILINE)) == set(read)


def test_the_environment_is_read_in_the_settings_only():
    readers = [
        str(path.relative_to(settings.BASE_DIR))
        for app in ("accounts", "assessments", "config", "maturity", "reports")
        for path in (settings.BASE_DIR / app).rglob("*.py")
        if re.search(r"os\.(environ\b(?!\.setdefault)|getenv)", path.read_text())
    ]

    assert readers == ["config/settings.py"]


def test_refuses_to_start_without_a_key(tmp_path):
    assert "Set SECRET_KEY" in refusal(SECRET_KEY_FILE=str(tmp_path / "none"))


@pytest.mark.parametrize("hosts", ["", "*", "kanaalkompas.example,*"])
def test_refuses_to_start_for_any_host(hosts):
    assert "ALLOWED_HOSTS" in refusal(ALLOWED_HOSTS=hosts)


def test_refuses_a_number_that_is_none():
    assert "RETENTION_MONTHS must be a whole number" in refusal(RETENTION_MONTHS="two years")


def test_refuses_mail_by_an_unknown_way():
    assert "EMAIL_URL" in refusal(EMAIL_URL="pigeon://loft")


def test_a_public_host_gets_https_and_host_cookies():
    values = setting(
        "(settings.HTTPS, settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "
        "settings.LANGUAGE_COOKIE_NAME, settings.SECURE_SSL_REDIRECT, "
        "settings.SECURE_HSTS_SECONDS)",
        **PRODUCTION,
    )

    assert values == ("(True, '__Host-session', '__Host-csrf', '__Host-language', True, 31536000)")


@pytest.mark.parametrize("cookie", ["SESSION", "CSRF", "LANGUAGE"])
def test_no_cookie_is_for_scripts_other_sites_or_other_hosts(cookie):
    flags = ("SECURE", "HTTPONLY", "SAMESITE", "PATH", "DOMAIN")
    names = ", ".join(f"full.{cookie}_COOKIE_{flag}" for flag in flags)

    assert setting(f"({names})", "from django.conf import settings as full", **PRODUCTION) == (
        "(True, True, 'Lax', '/', None)"
    )


def test_a_laptop_gets_http():
    assert setting("(settings.HTTPS, settings.SESSION_COOKIE_NAME)") == "(False, 'session')"


IN_A_NETWORK = "import config.addresses as a; a.own_addresses = lambda: ['192.168.1.20']"


def in_the_room(expression, *after, **environment):
    ran = run_python(
        IN_A_NETWORK, "from config import settings", *after, f"print({expression})", **environment
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.strip()


def test_a_laptop_serves_the_room_by_its_own_addresses_over_http():
    values = in_the_room(
        "(settings.ALLOWED_HOSTS, settings.HTTPS, settings.SESSION_COOKIE_SECURE, "
        "settings.CSRF_COOKIE_SECURE, settings.CSRF_COOKIE_NAME, settings.SECURE_SSL_REDIRECT, "
        "settings.SECURE_HSTS_SECONDS)",
        ROOM="1",
    )

    hosts = "['192.168.1.20', '127.0.0.1', 'localhost', '[::1]']"
    assert values == f"({hosts}, False, False, False, 'csrf', False, 0)"


def test_without_the_room_nobody_asks_for_addresses():
    assert in_the_room("(settings.ROOM, settings.ROOM_ADDRESSES)") == "(False, [])"


def test_a_server_with_a_name_of_its_own_is_no_room():
    assert "ROOM is for a laptop" in refusal(ROOM="1", **PRODUCTION)


def test_a_room_needs_a_network():
    alone = "import config.addresses as a; a.own_addresses = list"
    ran = run_python(alone, "from config import settings", ROOM="1")

    assert ran.returncode != 0
    assert "join the Wi-Fi" in ran.stderr


def test_the_scheme_of_a_proxy_is_believed_only_when_there_is_one():
    assert setting("settings.SECURE_PROXY_SSL_HEADER") == "None"
    assert "X_FORWARDED_PROTO" in setting("settings.SECURE_PROXY_SSL_HEADER", **PRODUCTION)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("", "('console', 'localhost', 25, '', '', False, False)"),
        ("smtp://mail.example", "('smtp', 'mail.example', 25, '', '', False, False)"),
        (
            "submission://me%40example:p%2Fw@mail.example",
            "('smtp', 'mail.example', 587, 'me@example', 'p/w', True, False)",
        ),
        ("smtps://mail.example:4650", "('smtp', 'mail.example', 4650, '', '', False, True)"),
    ],
)
def test_one_address_says_how_mail_leaves(url, expected):
    values = setting(
        "(settings.EMAIL_BACKEND.split('.')[-2], settings.EMAIL_HOST, settings.EMAIL_PORT, "
        "settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD, settings.EMAIL_USE_TLS, "
        "settings.EMAIL_USE_SSL)",
        EMAIL_URL=url,
    )

    assert values == expected


def test_the_deployment_checks_are_silent_in_production(tmp_path):
    database = {"DATABASE_URL": f"sqlite:///{tmp_path / 'none.sqlite3'}"}  # not this checkout's

    checked = manage("check", "--deploy", "--fail-level", "WARNING", **PRODUCTION, **database)

    assert (checked.returncode, checked.stderr) == (0, "")


@pytest.mark.parametrize(
    ("change", "warned"),
    [
        ({"HTTPS": "0"}, "config.W001"),
        ({"EMAIL_URL": ""}, "config.W002"),
        ({"CACHE_URL": "", "WORKERS": "4"}, "config.W003"),
    ],
)
def test_the_deployment_checks_name_what_is_unsafe(change, warned):
    checked = manage("check", "--deploy", "--fail-level", "WARNING", **(PRODUCTION | change))

    assert checked.returncode == 1
    assert warned in checked.stderr
