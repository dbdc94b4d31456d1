"""What deploy/ describes, on this machine: other ports and folders, and us in the place of systemd.

Used by the tests of deploy/ and by bench.faults.
"""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
AT_MOST = 300  # seconds to wait for anything; a busy machine takes its time
NGINX = """
daemon off;
{user}
pid {folder}/nginx.pid;
events {{ worker_connections 4096; }}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


def becomes(happens: Callable[[], bool], seconds: float = AT_MOST) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if happens():
            return True
        time.sleep(0.05)
    return happens()


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def parent_of(process: int) -> int:
    try:
        return int(Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[1])
    except OSError:  # it has ended
        return 0


def children_of(parent: int, *, running: bytes) -> list[int]:
    """Those whose command has these words."""
    processes = [int(folder.name) for folder in Path("/proc").glob("[0-9]*")]
    return [child for child in processes if parent_of(child) == parent and runs(child, running)]


def runs(process: int, words: bytes) -> bool:
    try:
        return words in Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return False


@dataclass
class Product:
    """`manage.py serve`."""

    port: int
    environment: dict[str, str]
    listening: socket.socket | None = None  # kept for it, as by systemd
    process: subprocess.Popen[bytes] = field(init=False)

    def start(self) -> None:
        command = [sys.executable, "manage.py", "serve", "--port", str(self.port)]
        kept = [self.listening.fileno()] if self.listening else []
        if kept:
            hand_over = f'LISTEN_FDS=1 LISTEN_PID=$$ exec "$@" 3<&{kept[0]}'
            command = ["bash", "-c", hand_over, "bash", *command]
        self.process = subprocess.Popen(
            command,
            pass_fds=kept,
            cwd=HERE,
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.STDOUT,
        )
        if not becomes(self.is_serving):
            raise TimeoutError("The server does not answer")

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(AT_MOST)

    def workers(self) -> list[int]:
        return children_of(self.process.pid, running=b"spawn_main")

    def is_serving(self) -> bool:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/healthz", headers={"Host": "localhost"})
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()

    def kill_worker(self) -> None:
        killed = self.workers()
        os.kill(killed[0], signal.SIGKILL)
        becomes(lambda: bool(set(self.workers()) - set(killed)) and self.is_serving())

    def kill_master(self) -> None:
        """And begin again, as systemd does."""
        self.kill()
        self.start()

    def kill(self) -> None:
        """Its master, which its workers follow: until then they take who asks, unanswered."""
        workers = self.workers()
        self.process.kill()
        self.process.wait()
        becomes(lambda: not any(runs(worker, b"spawn_main") for worker in workers))


@contextmanager
def product(
    folder: Path, listening: socket.socket | None = None, **environment: str
) -> Iterator[Product]:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": f"sqlite:///{folder / 'served.sqlite3'}",
        **environment,
    }
    port = listening.getsockname()[1] if listening else free_port()
    served = Product(port, environment, listening)
    try:
        served.start()
        yield served
    finally:
        served.stop()


def nginx() -> str | None:
    """It is not on the path of an ordinary user."""
    return shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")


def certificate(folder: Path) -> None:
    options = ["-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    files = ["-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem"]
    subprocess.run(["openssl", "req", "-x509", *options, *files], check=True, capture_output=True)


def site(folder: Path, port: int, behind: int, **changes: str) -> str:
    """The published configuration with what is ours in the place of what is the administrator's."""
    text = (HERE / "deploy/nginx/kanaalkompas.conf").read_text()
    ours = {
        "127.0.0.1:8000": f"127.0.0.1:{behind}",
        "listen 80;": f"listen 127.0.0.1:{free_port()};",
        "listen 443": f"listen 127.0.0.1:{port}",
        "/etc/letsencrypt/live/kanaalkompas.example": str(folder),
        "/var/log/nginx": str(folder),
        "/srv/kanaalkompas": str(HERE),
        "server_name kanaalkompas.example": "server_name localhost",
    }
    for published, own in (ours | changes).items():
        if published not in text:
            raise ValueError(f"deploy/nginx has no {published}")
        text = text.replace(published, own)
    return re.sub(r" *listen \[::\].*\n", "", text)


@contextmanager
def proxy(folder: Path, behind: int, **changes: str) -> Iterator[int]:
    """nginx, as deploy/ has it: the port of https."""
    port = free_port()
    certificate(folder)
    (folder / "site.conf").write_text(site(folder, port, behind, **changes))
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder, user=user))
    started = subprocess.Popen(
        [nginx() or "nginx", "-p", folder, "-c", folder / "nginx.conf", "-e", folder / "start.log"]
    )
    try:
        if not becomes(lambda: _listens(port)):
            raise TimeoutError((folder / "start.log").read_text())
        yield port
    finally:
        started.terminate()
        started.wait(AT_MOST)


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port)).close()
    except OSError:
        return False
    return True
