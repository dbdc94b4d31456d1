"""Settings are read once a process, so other settings take another process."""

import os
import subprocess
import sys

from django.conf import settings

from bench.installation import AT_MOST

# An installation on a public host as docs/operations.md describes it.
PRODUCTION = {
    "SECRET_KEY": "Zk2vX9qLr7TgPw4sHnBy8mJcFd3eQa6uRt1iOo5xWzKlVbNj0M",
    "ALLOWED_HOSTS": "kanaalkompas.example",
    "TRUSTED_PROXIES": "1",
    "EMAIL_URL": "smtps://mail.example",
    "CACHE_URL": "redis://cache.example",
}


def run(*command, **environment):
    inherited = {
        name: value
        for name, value in os.environ.items()
        if name in {"PATH", "HOME", "LANG", "LC_ALL"} or name.startswith("COVERAGE_")
    }
    return subprocess.run(
        [sys.executable, *command],
        cwd=settings.BASE_DIR,
        env=inherited | {"DJANGO_SETTINGS_MODULE": "config.settings"} | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=AT_MOST,
    )


def run_python(*statements, **environment):
    return run("-c", "; ".join(statements), **environment)


def manage(*arguments, **environment):
    return run("manage.py", *arguments, **environment)
