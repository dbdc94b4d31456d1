"""One settings file. The environment is read here and nowhere else.

docs/configuration.md explains every variable.
"""

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from config.addresses import own_addresses
from reports.engines import blocks_engine, jinja_engine

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"  # what the product makes while it runs; outside git


def env_str(name: str, default: str = "") -> str:
    return os.environ.get(name, default)


def env_bool(name: str, *, default: bool = False) -> bool:
    return env_str(name, str(default)).lower() in {"1", "true", "yes", "on"}


def env_int(name: str, default: int) -> int:
    try:
        return int(env_str(name, str(default)))
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must be a whole number") from error


DEBUG = env_bool("DEBUG")

# The loopback default serves `make run`; a real installation names its hosts.
LOOPBACK_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
# A consultant's laptop serves a room without internet: by its own addresses, over plain http.
ROOM = env_bool("ROOM")
if ROOM and env_str("ALLOWED_HOSTS"):
    raise ImproperlyConfigured("ROOM is for a laptop: unset ALLOWED_HOSTS, or ROOM on a server")
ROOM_ADDRESSES = own_addresses() if ROOM else []
if ROOM and not ROOM_ADDRESSES:
    raise ImproperlyConfigured("ROOM needs a network: join the Wi-Fi of the room first")
# Whom systemd handed the socket that it keeps for us (sd_listen_fds(3)).
HAS_SOCKET_OF_SYSTEMD = env_str("LISTEN_PID") == str(os.getpid())
SERVED_HOSTS = [*ROOM_ADDRESSES, *LOOPBACK_HOSTS]
ALLOWED_HOSTS = [
    host.strip() for host in env_str("ALLOWED_HOSTS", ",".join(SERVED_HOSTS)).split(",")
]
if not DEBUG and not all(host and host != "*" for host in ALLOWED_HOSTS):
    raise ImproperlyConfigured("ALLOWED_HOSTS must name the hosts of this installation")

# `make setup` writes the key file; the private links and grants derive from this key.
SECRET_KEY_FILE = Path(env_str("SECRET_KEY_FILE", str(VAR_DIR / "secret-key")))
SECRET_KEY = env_str("SECRET_KEY") or (
    SECRET_KEY_FILE.read_text().strip() if SECRET_KEY_FILE.is_file() else ""
)
if not SECRET_KEY:
    raise ImproperlyConfigured("Set SECRET_KEY, or run `make setup`, which writes var/secret-key")
SECRET_KEY_FALLBACKS = [key for key in env_str("SECRET_KEY_FALLBACKS").split(",") if key]

IS_LOOPBACK = set(ALLOWED_HOSTS) <= set(LOOPBACK_HOSTS)
HTTPS = env_bool("HTTPS", default=not (IS_LOOPBACK or DEBUG or ROOM))

# Reverse proxies in front of the server. Only so many hops of X-Forwarded-For are believed, and
# X-Forwarded-Proto only when there is one.
TRUSTED_PROXIES = env_int("TRUSTED_PROXIES", 0)
# Processes of `manage.py serve`, and in each so many threads that answer.
WORKERS = env_int("WORKERS", 1)
THREADS = env_int("THREADS", 4)
BODY_SECONDS = env_int("BODY_SECONDS", 60)  # for a file over a bad connection

# From below to above, as docs/architecture.md has them; config stands before all others.
OUR_APPS = ["accounts", "maturity", "reports", "rendering", "assessments", "workshops", "clients"]

INSTALLED_APPS = [
    "config",
    "modeltranslation",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "crispy_forms",
    "django_htmx",
    "template_partials",
    "django_tasks",
    "django_tasks_db",
    *OUR_APPS,
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.middleware.CompressText",
    "config.middleware.policies",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "config.middleware.explain_wrong_method",
    "config.middleware.refuse_malformed",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
    blocks_engine(BASE_DIR / "templates"),
    jinja_engine(
        "filling", BASE_DIR / "templates" / "assessments", "assessments.pieces.environment"
    ),
]

DATABASES = {
    "default": dj_database_url.parse(
        env_str("DATABASE_URL", f"sqlite:///{VAR_DIR / 'kanaalkompas.sqlite3'}"),
        conn_max_age=600,
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # config.sqlite: threads write in the order in which they asked.
    # FULL: an answer is acknowledged to a person, so it must survive a power cut.
    # secure_delete, Debian's default: what somebody had removed is overwritten.
    DATABASES["default"]["ENGINE"] = "config.sqlite"
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": (
            "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;"
            "PRAGMA secure_delete=ON;PRAGMA temp_store=MEMORY;PRAGMA cache_size=-20000"
        ),
    }

CACHE_URL = env_str("CACHE_URL")
# Counts of requests lie apart, where nothing else pushes them out, and no flood of addresses does.
# Results that were told take some 200 kB each, and are kept for Django's five minutes.
CACHES: dict[str, dict[str, Any]] = (
    {
        name: {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": CACHE_URL,
            "KEY_PREFIX": name,
        }
        for name in ("default", "counts", "results")
    }
    if CACHE_URL
    else {
        name: {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "LOCATION": name,
            "OPTIONS": {"MAX_ENTRIES": entries},
        }
        for name, entries in (("default", 1_000), ("counts", 100_000), ("results", 100))
    }
)

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "clients:desk"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {"user_attributes": ["email", "last_name"]}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]

# Who may make an account: anybody, who was invited to a team, or nobody (`manage.py first_team`).
SIGN_UP = env_str("SIGN_UP", "invitation")
if SIGN_UP not in {"open", "invitation", "off"}:
    raise ImproperlyConfigured("SIGN_UP must be open, invitation or off")

# Signing in at a provider of the organisation. The only service that the product asks for anything.
OIDC = {
    "url": env_str("OIDC_URL"),
    "client_id": env_str("OIDC_CLIENT_ID"),
    "client_secret": env_str("OIDC_CLIENT_SECRET"),
}
if any(OIDC.values()) and not (all(OIDC.values()) and OIDC["url"].startswith("https://")):
    raise ImproperlyConfigured("Set OIDC_CLIENT_ID, OIDC_CLIENT_SECRET and OIDC_URL (https://...)")
OIDC = OIDC | {"name": env_str("OIDC_NAME", "OpenID Connect")} if all(OIDC.values()) else {}
SOCIALACCOUNT_ADAPTER = "accounts.single_sign_on.SingleSignOnAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_LOGIN_ON_GET = True  # a link: a form may only lead to ourselves

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = env_str("TIME_ZONE", "Europe/Amsterdam")
USE_TZ = True
MODELTRANSLATION_DEFAULT_LANGUAGE = "nl"
FIXTURE_DIRS = [BASE_DIR / "fixtures"]

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "reports.finders.PlotlyFinder",
]
STATIC_ROOT = VAR_DIR / "static"
# Files that were made: in a folder, or where several servers reach them.
STORAGE_URL = urlsplit(env_str("STORAGE_URL"))
if STORAGE_URL.scheme not in {"", "s3", "s3+http"}:
    raise ImproperlyConfigured("STORAGE_URL must start with s3:// or s3+http://")
IN_A_FOLDER = {
    "BACKEND": "rendering.storage.WholeFileStorage",
    "OPTIONS": {
        "location": env_str("REPORTS_DIR", str(VAR_DIR / "reports")),
        "allow_overwrite": True,
    },
}
IN_A_BUCKET = {
    "BACKEND": "rendering.bucket.BucketStorage",
    "OPTIONS": {
        "access_key": unquote(STORAGE_URL.username or ""),
        "secret_key": unquote(STORAGE_URL.password or ""),
        "endpoint_url": f"{'http' if STORAGE_URL.scheme == 's3+http' else 'https'}://"
        + STORAGE_URL.netloc.rpartition("@")[2],
        "bucket_name": STORAGE_URL.path.strip("/"),
        "region_name": env_str("STORAGE_REGION", "us-east-1"),
    },
}
STORAGES = {
    "default": IN_A_BUCKET if STORAGE_URL.scheme else IN_A_FOLDER,
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "config.compressing.CompressedStorage"
    },
}

# Every address carries the hash; compressing the plain copies too took twice the time.
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# Who makes reports and logos, and tells pages ahead: threads beside the web process, or workers at
# a queue server.
QUEUE_URL = env_str("QUEUE_URL")
BY_REDIS = {
    "BACKEND": "rendering.redis_queue.RedisBackend",
    "QUEUES": ["reports", "pages", "logos"],
    "OPTIONS": {"url": QUEUE_URL},
}
BY_THREADS = {
    "BACKEND": "rendering.embedded.EmbeddedBackend",
    "QUEUES": ["reports", "pages", "logos"],
    "OPTIONS": {
        "looks": {
            "reports": "rendering.tasks.make_report",
            "logos": "rendering.tasks.make_logo",
        }
    },
}
# Letters are rows: they wait for the mail server, and survive a restart.
BY_ROWS = {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["mail"]}
TASKS = {"default": BY_REDIS if QUEUE_URL else BY_THREADS, "mail": BY_ROWS}

CRISPY_ALLOWED_TEMPLATE_PACKS = ["kanaalkompas"]
CRISPY_TEMPLATE_PACK = "kanaalkompas"

SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # asked from inside, without https
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_HSTS_SECONDS = env_int("HSTS_SECONDS", 365 * 24 * 3600) if HTTPS else 0
# One host does not speak for its whole domain, nor puts it on the browsers' preload list.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

# With __Host- a browser takes the cookie only over https, for this host and the whole of it.
COOKIE_PREFIX = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}session"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrf"
CSRF_FAILURE_VIEW = "config.views.not_sent"
LANGUAGE_COOKIE_NAME = f"{COOKIE_PREFIX}language"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600  # of who signs in; visitors need no session
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
SESSION_ENGINE = "django.contrib.sessions.backends." + ("cached_db" if CACHE_URL else "db")

# The largest form is a dimension page without script: five notes and reasons of 2,000 characters.
DATA_UPLOAD_MAX_MEMORY_SIZE = 512 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
DATA_UPLOAD_MAX_NUMBER_FILES = 1
MAX_BODY_BYTES = 8 * 1024 * 1024  # beyond the 5 MB of an import, which gets its own message

EMAIL_URL = urlsplit(env_str("EMAIL_URL"))
EMAIL_BACKEND = "django.core.mail.backends." + (
    "smtp.EmailBackend" if EMAIL_URL.scheme else "console.EmailBackend"
)
if EMAIL_URL.scheme not in {"", "smtp", "smtps", "submission"}:
    raise ImproperlyConfigured("EMAIL_URL must start with smtp://, submission:// or smtps://")
EMAIL_USE_TLS = EMAIL_URL.scheme == "submission"  # STARTTLS
EMAIL_USE_SSL = EMAIL_URL.scheme == "smtps"
EMAIL_HOST = EMAIL_URL.hostname or "localhost"
EMAIL_PORT = EMAIL_URL.port or {"submission": 587, "smtps": 465}.get(EMAIL_URL.scheme, 25)
EMAIL_HOST_USER = unquote(EMAIL_URL.username or "")
EMAIL_HOST_PASSWORD = unquote(EMAIL_URL.password or "")
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env_str("DEFAULT_FROM_EMAIL", "kanaalkompas@localhost")
HAS_MAIL_SERVER = bool(EMAIL_URL.scheme)

# django-allauth: sign-in by address; limits are ours, see accounts.urls and accounts.throttling.
ACCOUNT_ADAPTER = "accounts.sign_in.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory" if HAS_MAIL_SERVER else "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # who has no account gets no mail from us
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True  # for SESSION_COOKIE_AGE
ACCOUNT_REAUTHENTICATION_METHODS = ["password", "mfa"]  # no codes by mail: they have no page
ACCOUNT_LOGOUT_REDIRECT_URL = "assessments:home"
COUNTED_BY_US = "login login_failed signup reset_password reset_password_from_key"
COUNTED_BY_US += " change_password reauthenticate"
ACCOUNT_RATE_LIMITS = dict.fromkeys(COUNTED_BY_US.split())
ACCOUNT_FORMS = {
    "login": "accounts.sign_in_forms.SignInForm",
    "signup": "accounts.sign_in_forms.SignUpForm",
    "reset_password": "accounts.sign_in_forms.ForgottenForm",
    "reset_password_from_key": "accounts.sign_in_forms.NewPasswordForm",
    "change_password": "accounts.sign_in_forms.ChangePasswordForm",
    "set_password": "accounts.sign_in_forms.SetPasswordForm",
    "reauthenticate": "accounts.sign_in_forms.AgainForm",
}
MFA_ADAPTER = "accounts.sign_in.TwoFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Kanaalkompas"
MFA_TOTP_TOLERANCE = 1  # half a minute either way: clocks of telephones differ
MFA_ALLOW_UNVERIFIED_EMAIL = not HAS_MAIL_SERVER
MFA_FORMS = {
    "authenticate": "accounts.sign_in_forms.SecondFactorForm",
    "reauthenticate": "accounts.sign_in_forms.SecondFactorAgainForm",
    "activate_totp": "accounts.sign_in_forms.AuthenticatorForm",
    "add_webauthn": "accounts.sign_in_forms.PasskeyForm",
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "config.logs.LineFormatter"}},
    "handlers": {
        "stdout": {
            "class": "logging.StreamHandler",
            "stream": "ext://sys.stdout",
            "formatter": "line",
        }
    },
    "root": {"handlers": ["stdout"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": env_str("LOG_LEVEL", "INFO"), "propagate": True},
        "django.server": {"handlers": ["stdout"], "propagate": False},
        **{app: {"level": env_str("LOG_LEVEL", "INFO")} for app in ("config", *OUR_APPS)},
    },
}

# Assessments without an account that nobody touched for so many months are removed.
RETENTION_MONTHS = env_int("RETENTION_MONTHS", 24)

# `manage.py backup` removes its files when they are older than so many days; 0 keeps them.
BACKUP_DAYS = env_int("BACKUP_DAYS", 30)
