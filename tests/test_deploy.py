"""What deploy/ holds is started here, with other names, ports and folders."""

import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
from http.client import HTTPSConnection

import pytest
from django.conf import settings

from bench.installation import AT_MOST, Product, becomes, free_port, nginx, product, proxy
from tests.config.processes import PRODUCTION
from tests.config.test_serve import HALF_A_BODY, everything

DEPLOY = settings.BASE_DIR / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
IN_CI = bool(os.environ.get("CI"))  # there all of it is installed
needs_nginx = pytest.mark.skipif(not (IN_CI or nginx()), reason="nginx is not installed")
needs_systemd = pytest.mark.skipif(
    not (IN_CI or shutil.which("systemd-analyze")), reason="systemd is not installed"
)


def unverified():
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def ask(port, path):
    connection = HTTPSConnection("localhost", port, timeout=AT_MOST, context=unverified())
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer, answer.read().decode()
    finally:
        connection.close()


@needs_nginx
def test_the_proxy_passes_https_on_bounds_slow_clients_and_logs_no_link(tmp_path):
    environment = {"HTTPS": "1", "TRUSTED_PROXIES": "1", "SECRET_KEY": PRODUCTION["SECRET_KEY"]}
    quick = {"client_body_timeout 20s": "client_body_timeout 2s"}
    with (
        product(tmp_path, **environment) as behind,
        proxy(tmp_path, behind.port, **quick) as port,
    ):
        page, _ = ask(port, "/no-such-page/")
        ask(port, "/open/a-secret.link/?x=1")
        with (
            socket.create_connection(("localhost", port), timeout=AT_MOST) as plain,
            unverified().wrap_socket(plain, server_hostname="localhost") as slow,
        ):
            slow.sendall(HALF_A_BODY)
            assert ask(port, "/healthz")[0].status == 200
            assert not everything(slow).startswith(b"HTTP/1.1 200")

    logged = (tmp_path / "kanaalkompas.log").read_text()
    assert page.status == 404  # and no redirect to https, where it came from
    assert '"GET /open/*** HTTP/1.1"' in logged
    assert "a-secret" not in logged


@needs_nginx
def test_while_the_product_is_away_visitors_hear_what_is_safe_and_no_log_has_a_link(tmp_path):
    with proxy(tmp_path, free_port()) as port:
        page, text = ask(port, "/")
        ask(port, "/open/a-secret.link/")

    assert (page.status, page.headers["Retry-After"]) == (503, "5")
    assert "Elk antwoord dat als bewaard" in text
    for log in tmp_path.glob("*.log"):
        assert "a-secret" not in log.read_text()


@needs_systemd
def test_systemd_understands_the_units(tmp_path):
    for unit in UNITS:
        text = unit.read_text().replace("/srv/kanaalkompas", str(settings.BASE_DIR))
        (tmp_path / unit.name).write_text(text.replace("User=kanaalkompas", "User=root"))

    read = subprocess.run(
        ["systemd-analyze", "verify", *sorted(tmp_path.iterdir())],
        capture_output=True,
        text=True,
        check=False,
    )

    assert read.returncode == 0, read.stderr
    assert str(tmp_path) not in read.stderr


@needs_systemd
def test_the_socket_of_systemd_is_the_one_that_the_server_listens_on(tmp_path):
    """Its own would be at port 8000."""
    port = free_port()
    activated = f"{shutil.which('systemd-socket-activate')} --listen=127.0.0.1:{port}"
    own = {
        "SECRET_KEY": PRODUCTION["SECRET_KEY"],
        "DATABASE_URL": f"sqlite:///{tmp_path / 'own.sqlite3'}",
    }
    keep = [f"--setenv={name}" for name in own]
    command = [*activated.split(), *keep, sys.executable, "manage.py", "serve"]
    with subprocess.Popen(command, cwd=settings.BASE_DIR, env=os.environ | own) as serving:
        try:
            assert becomes(Product(port, own).is_serving)
        finally:
            serving.terminate()


def test_the_proxy_asks_where_the_socket_of_systemd_listens():
    proxied = re.findall(r"server ([\d.]+:\d+)", (DEPLOY / "nginx/kanaalkompas.conf").read_text())
    listens = re.findall(
        r"ListenStream=(\S+)", (DEPLOY / "systemd/kanaalkompas.socket").read_text()
    )

    assert proxied == listens


def test_every_unit_runs_a_command_that_there_is():
    commands = {path.stem for path in settings.BASE_DIR.glob("*/management/commands/*.py")}
    runs = re.findall(r"manage\.py (\w+)", "".join(unit.read_text() for unit in UNITS))

    assert runs
    assert set(runs) <= commands


def test_every_service_keeps_what_it_makes_to_its_own_user():
    services = [unit.read_text() for unit in UNITS if unit.suffix == ".service"]

    assert services
    assert all("UMask=0077" in text and "ProtectSystem=strict" in text for text in services)
