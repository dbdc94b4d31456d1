"""What an installation stands on, and how it breaks: a PostgreSQL of our own, disks in memory."""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.installation import becomes, children_of

BINARIES = "/usr/lib/postgresql"


@dataclass
class Postgres:
    folder: Path
    port: int

    def url(self, database: str = "postgres") -> str:
        return f"postgres://kanaalkompas@127.0.0.1:{self.port}/{database}"

    def new_database(self, name: str) -> str:
        """Its address."""
        where = ["-h", "127.0.0.1", "-p", str(self.port), "-U", "kanaalkompas"]
        subprocess.run([program("createdb"), *where, name], check=True)
        return self.url(name)

    def run(self, name: str, *arguments: str) -> None:
        command = [program(name), "-D", str(self.folder), *arguments]
        if os.geteuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        subprocess.run(command, check=True, cwd="/", stdout=subprocess.DEVNULL)

    def make(self) -> None:
        self.folder.mkdir()
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres")
        self.run("initdb", "-A", "trust", "-U", "kanaalkompas")
        self.start()

    def start(self) -> None:
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories="
        log = str(self.folder / "log")
        self.run("pg_ctl", "-w", "-l", log, "-o", f"{options} -c max_wal_size=64MB", "start")

    def kill(self) -> None:
        """The postmaster; its children end by themselves, and it is started as systemd does."""
        postmaster = int((self.folder / "postmaster.pid").read_text().split()[0])
        children = children_of(postmaster, running=b"postgres")
        os.kill(postmaster, signal.SIGKILL)
        becomes(lambda: not any(Path(f"/proc/{child}").exists() for child in children))
        (self.folder / "postmaster.pid").unlink(missing_ok=True)
        self.start()

    def stop(self) -> None:
        self.run("pg_ctl", "-w", "-m", "immediate", "stop")


def program(name: str) -> str:
    return str(sorted(Path(BINARIES).glob("*/bin"))[-1] / name)


@contextmanager
def disk(folder: Path, megabytes: int) -> Iterator[Path]:
    """A file system of its own where we may mount one."""
    folder.mkdir()
    if os.geteuid() != 0:
        yield folder
        return
    size = f"size={megabytes}m,mode=755"
    subprocess.run(["mount", "-t", "tmpfs", "-o", size, "tmpfs", folder], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


@contextmanager
def filled(folder: Path) -> Iterator[None]:
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while file.write(b"\0" * 4096):
                pass
        except OSError:
            pass
    try:
        yield
    finally:
        ballast.unlink()


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    subprocess.run(["mount", "-o", "remount,ro", folder], check=True)
    try:
        yield
    finally:
        subprocess.run(["mount", "-o", "remount,rw", folder], check=True)
