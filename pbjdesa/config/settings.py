"""Settings. Everything that differs between installations comes from the environment.

PBJDESA_DATA      folder of database, files and keys (default: data/ beside the code)
PBJDESA_DATABASE  postgresql://user:password@host:port/name (default: SQLite in PBJDESA_DATA)
PBJDESA_HOSTS     host names this server answers to, comma separated (default: this machine only)
PBJDESA_HTTPS     1 when a TLS front stands before the server
PBJDESA_ORIGIN    public address for links on papers, e.g. https://pbj.example.go.id
"""

import contextlib
import os
import secrets
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

CODE = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("PBJDESA_DATA") or CODE.parent / "data").resolve()
HTTPS = os.environ.get("PBJDESA_HTTPS") == "1"
ORIGIN = (
    os.environ.get("PBJDESA_ORIGIN") or f"http://127.0.0.1:{os.environ.get('PORT', '8000')}"
).rstrip("/")


def _secret(name: str) -> bytes:
    """32 random bytes, made once and kept beside the database but never in it (mode 600)."""
    path = DATA / "keys" / name
    if not path.exists():
        if (DATA / "pbjdesa.sqlite3").exists():
            raise ImproperlyConfigured(
                f"Kunci {path} hilang, padahal basis datanya ada. Kembalikan dari cadangan."
            )
        _make_secret(path)
    return path.read_bytes()


def _make_secret(path: Path) -> None:
    """Written aside and then linked into place: of two first starts one wins, whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.parent.chmod(0o700)
    aside = path.with_name(f"{path.name}.{os.getpid()}")
    handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as out:
        out.write(secrets.token_bytes(32))
        out.flush()
        os.fsync(out.fileno())
    with contextlib.suppress(FileExistsError):
        os.link(aside, path)
    aside.unlink()


SECRET_KEY = _secret("session").hex()
FIELD_KEY = _secret("fields")

DEBUG = False
ALLOWED_HOSTS = [host for host in os.environ.get("PBJDESA_HOSTS", "").split(",") if host] or [
    "127.0.0.1",
    "localhost",
    "[::1]",
]
CSRF_TRUSTED_ORIGINS = [ORIGIN]
ROOT_URLCONF = "pbjdesa.config.urls"
WSGI_APPLICATION = "pbjdesa.config.wsgi.application"

INSTALLED_APPS = [
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "pbjdesa.kernel.apps.KernelConfig",
    "pbjdesa.territories.apps.TerritoriesConfig",
    "pbjdesa.regulations.apps.RegulationsConfig",
    "pbjdesa.people.apps.PeopleConfig",
    "pbjdesa.documents.apps.DocumentsConfig",
    "pbjdesa.planning.apps.PlanningConfig",
    "pbjdesa.suppliers.apps.SuppliersConfig",
    "pbjdesa.procurement.apps.ProcurementConfig",
    "pbjdesa.contracts.apps.ContractsConfig",
    "pbjdesa.delivery.apps.DeliveryConfig",
    "pbjdesa.payments.apps.PaymentsConfig",
    "pbjdesa.transparency.apps.TransparencyConfig",
    "pbjdesa.oversight.apps.OversightConfig",
    "pbjdesa.coaching.apps.CoachingConfig",
    "pbjdesa.web.apps.WebConfig",
    "pbjdesa.config.apps.ConfigConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "pbjdesa.web.middleware.Headers",
    "pbjdesa.web.middleware.Unavailable",
    "pbjdesa.web.middleware.Legible",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "pbjdesa.web.middleware.ReadOnly",
    "pbjdesa.web.middleware.Login",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [CODE / "procurement" / "methods"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.csrf",
                "pbjdesa.web.context.page",
            ],
            "builtins": ["django.templatetags.i18n", "pbjdesa.web.templatetags.pbj"],
        },
    }
]


def _database() -> dict[str, Any]:
    url = os.environ.get("PBJDESA_DATABASE", "")
    if url:
        parts = urlsplit(url)
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.lstrip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    DATA.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA / "pbjdesa.sqlite3",
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            # Measured: DEFERRED loses thousands of writes to "database is locked"; FULL survives
            # the power cuts that villages have.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA mmap_size=134217728;"
                "PRAGMA cache_size=-20000;PRAGMA temp_store=MEMORY;"
                "PRAGMA journal_size_limit=67108864;"
            ),
        },
    }


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "pbjdesa.kernel.ids.IdField"

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/s/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "pbjdesa.config.page_files.PageFiles"},
}
WHITENOISE_MAX_AGE = 31_536_000
FILES = DATA / "files"

DATA_UPLOAD_MAX_MEMORY_SIZE = 3_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 3_000_000

SESSION_COOKIE_NAME = "__Host-sesi" if HTTPS else "sesi"
SESSION_COOKIE_AGE = 8 * 3600
"""A log-in on a shared phone lasts a working day at most, however busy it is."""
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "pbjdesa.web.errors.csrf_failure"
IDLE_SECONDS = 15 * 60
"""A shared phone locks after fifteen idle minutes (ASVS 7.3.1)."""

SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
X_FRAME_OPTIONS = "DENY"

DEMO_ACCOUNTS = DATA / "demo-akun.json"
"""Present where the people are invented; then every page says so."""

OCID_PREFIX = os.environ.get("PBJDESA_OCID_PREFIX", "")
"""Registered OCDS prefix. While empty, a placeholder is used and the data is marked as a trial."""
PUBLISHER = os.environ.get("PBJDESA_PUBLISHER", "")
DATA_LICENSE = os.environ.get("PBJDESA_DATA_LICENSE", "")
PUBLICATION_POLICY = os.environ.get("PBJDESA_PUBLICATION_POLICY", "")
"""Who publishes the open data, under which licence and policy (addresses); see
docs/publication_policy.md. Without a policy address, this server's own page is named."""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "stream": sys.stderr, "formatter": "plain"}
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # Anybody may send a wrong host name; a traceback for each would drown what matters.
    "loggers": {"django.security.DisallowedHost": {"level": "CRITICAL"}},
}

SILENCED_SYSTEM_CHECKS = [
    "security.W008",  # the TLS front redirects; on 127.0.0.1 there is no TLS
    "security.W021",  # preloading is for the owner of the whole domain to decide
]
