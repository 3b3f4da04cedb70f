"""Every setting of Questlog, read from the environment (and from `.env`).

The names are listed with their meaning in `.env.example`. An integration is off
while its key is empty; `manage.py check` names what is half-configured.
"""

from __future__ import annotations

import socket
from pathlib import Path
from zoneinfo import available_timezones

from corsheaders.defaults import default_headers
from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP
from environs import env

from apps.core import embedded
from apps.core.secret_key import load_or_create_secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
env.read_env(env.str("QUESTLOG_ENV_FILE", str(BASE_DIR / ".env")), recurse=False)

# Questlog's own ---------------------------------------------------------------

DEBUG = env.bool("DEBUG", False)
HOST = env.str("HOST", "0.0.0.0")
PORT = env.int("PORT", 7176)
DATA_DIR = Path(env.str("QUESTLOG_DATA_DIR", "") or BASE_DIR / "var").resolve()
OWNER_USERNAME = env.str("QUESTLOG_OWNER", "owner")
OWNER_PASSWORD = env.str("QUESTLOG_OWNER_PASSWORD", "")
SECRET_KEY = env.str("SECRET_KEY", "") or load_or_create_secret_key(DATA_DIR)

_hostname = socket.gethostname()
ALLOWED_HOSTS = env.list(
    "ALLOWED_HOSTS",
    ["localhost", "127.0.0.1", "[::1]", _hostname, f"{_hostname}.local"],
)
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])

# Applications -----------------------------------------------------------------

INSTALLED_APPS = [
    "questlog_site",
    "apps.core",
    "procrastinate.contrib.django",
    "apps.jobs",
    "apps.integrations",
    "apps.realtime",
    "apps.library",
    "apps.journal",
    "apps.lists",
    "apps.imports",
    "apps.exports",
    "wagtail.contrib.settings",
    "wagtail.images",
    "wagtail.search",
    "wagtail.sites",
    "questlog_site.users.UsersConfig",
    "wagtail.snippets",
    "wagtail.api.v3",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "corsheaders",
    "ninja",
    "channels",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
]
if DEBUG:
    # Gives `runserver` WebSockets; first, because it replaces Django's own. Its
    # import costs every command 0.8 s, so a home server does without. For developing
    # only: it never tells that a client does not read (django/daphne#170), so what it
    # holds for one grows without bound. `manage.py serve` runs uvicorn instead.
    INSTALLED_APPS.insert(0, "daphne")

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "servestatic.middleware.ServeStaticMiddleware",
    "apps.core.middleware.api_slash",
    "corsheaders.middleware.CorsMiddleware",
    "apps.realtime.position.event_position",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "apps.core.middleware.admin_content_security_policy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "questlog_site.urls"
ASGI_APPLICATION = "questlog_site.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# Data: PostgreSQL and Redis, the embedded ones unless told otherwise ----------

DATABASE_URL = env.str("DATABASE_URL", "") or embedded.database_url(DATA_DIR)
DATABASES = {"default": env.dj_db_url("", DATABASE_URL)}
if DATABASES["default"]["ENGINE"] != "django.db.backends.postgresql":
    raise ImproperlyConfigured(
        "DATABASE_URL names no PostgreSQL. Write postgresql://user:password@host/name, "
        "or leave it unset to use the embedded one."
    )
DATABASES["default"]["ATOMIC_REQUESTS"] = False
# Django's ASGI handler opens a connection per request unless it has a pool
# (9 ms of PostgreSQL's CPU against 1.9: shared/reference/performance.md).
DATABASES["default"]["CONN_MAX_AGE"] = 0
DATABASES["default"].setdefault("OPTIONS", {})["pool"] = {
    "min_size": 0,
    "max_size": env.int("DATABASE_POOL_SIZE", 40),
    "timeout": 10,
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL", "") or embedded.redis_url(DATA_DIR)
# What Questlog's keys and channels on Redis are named by.
QUESTLOG_REDIS_NAMESPACE = env.str("QUESTLOG_REDIS_NAMESPACE", "questlog")
QUESTLOG_REDIS_PORT = env.int("QUESTLOG_REDIS_PORT", embedded.DEFAULT_REDIS_PORT)
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": QUESTLOG_REDIS_NAMESPACE,
    }
}
# For progress in the admin; events have the hub. Checked with redis-py 8.1: of the two
# layers of channels-redis only this one outlives a socket timeout while it waits, and
# a Redis that was restarted or hung (the other one reads for as long as redis-py's
# default timeout, and dies of it). The timeout is for what is sent; the health check
# lets a silent connection be seen to be a dead one.
CHANNEL_LAYERS = {
    "default": {
        "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
        "CONFIG": {
            "prefix": QUESTLOG_REDIS_NAMESPACE,
            "hosts": [
                {
                    "address": REDIS_URL,
                    "socket_timeout": 5,
                    "socket_connect_timeout": 5,
                    "health_check_interval": 15,
                }
            ],
        },
    }
}

# Events -----------------------------------------------------------------------

# Off where `manage.py relay` runs as a process of its own.
QUESTLOG_RELAY = env.bool("QUESTLOG_RELAY", True)
# An event is forgotten when it is older than this or so many came after it.
QUESTLOG_EVENTS_KEEP_DAYS = env.int("QUESTLOG_EVENTS_KEEP_DAYS", 30)
QUESTLOG_EVENTS_KEEP = env.int("QUESTLOG_EVENTS_KEEP", 100_000)
# Who may listen: all, or who has one of the tokens; pages of all sites, or of these.
_tokens: list[str] = env.list("QUESTLOG_EVENTS_TOKENS", [])
QUESTLOG_EVENTS_TOKENS = [token.strip() for token in _tokens if token.strip()]
_origins: list[str] = env.list("QUESTLOG_EVENTS_ORIGINS", [])
QUESTLOG_EVENTS_ORIGINS = [
    origin.strip().lower().rstrip("/") for origin in _origins if origin.strip()
]
# Addresses, networks and host names that webhooks may call though they are private.
QUESTLOG_WEBHOOKS_ALLOW_PRIVATE: list[str] = env.list(
    "QUESTLOG_WEBHOOKS_ALLOW_PRIVATE", []
)

# Background work --------------------------------------------------------------

# Off where `manage.py worker` runs as a process of its own.
QUESTLOG_WORKER = env.bool("QUESTLOG_WORKER", True)
# What became of a job is forgotten so long after its end.
QUESTLOG_JOBS_KEEP_DAYS = env.int("QUESTLOG_JOBS_KEEP_DAYS", 30)
# Only workers import every app's `tasks`; procrastinate would in every command.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = ""

# People -----------------------------------------------------------------------

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "wagtailadmin_login"

# Language, time, files --------------------------------------------------------

LANGUAGE_CODE = "en"
TIME_ZONE = env.str("TIME_ZONE", "UTC")
USE_TZ = True
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
SERVESTATIC_USE_FINDERS = True
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"

# Wagtail ----------------------------------------------------------------------

WAGTAIL_SITE_NAME = "Questlog"
WAGTAILADMIN_BASE_URL = env.str("WAGTAILADMIN_BASE_URL", f"http://localhost:{PORT}")
# A home server must not call out by itself.
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# Without the names of the system's own files, which browsers do not know.
WAGTAIL_USER_TIME_ZONES = sorted(
    available_timezones() - {"Factory", "localtime", "posixrules"}
)
WAGTAILADMIN_COMMENTS_ENABLED = False
WAGTAIL_WORKFLOW_ENABLED = False
# No mail is sent: `manage.py changepassword` gives a new one.
WAGTAIL_PASSWORD_RESET_ENABLED = False
# Autosave would post a half-typed form as the owner's word every half second.
WAGTAIL_AUTOSAVE_INTERVAL = 0
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "modelsearch.backends.database"},
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
# Gist texts are kilobytes; ten megabytes of form is refused before it is parsed.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# The wire ---------------------------------------------------------------------

# Reads are public and carry no cookies, writes need a bearer token, which no
# browser sends by itself: any origin may ask.
CORS_ALLOW_ALL_ORIGINS = True
CORS_URLS_REGEX = r"^/api(/|$)"
CORS_ALLOW_HEADERS = [*default_headers, "if-match", "if-none-match"]
CORS_EXPOSE_HEADERS = ["ETag", "Link", "Location", "Questlog-Event-Position"]

SECURE_CSP: dict[str, list[str]] = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "img-src": [CSP.SELF, "data:", "https:"],
    "connect-src": [CSP.SELF, "ws:", "wss:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.SELF],
    "frame-ancestors": [CSP.SELF],
}
# Wagtail's choosers and date fields render inline scripts (wagtail#1288).
ADMIN_CSP: dict[str, list[str]] = {
    **SECURE_CSP,
    "script-src": [CSP.SELF, CSP.UNSAFE_INLINE],
}
X_FRAME_OPTIONS = "SAMEORIGIN"

# Remote services --------------------------------------------------------------

GITHUB_API_BASE_URL = env.str("GITHUB_API_BASE_URL", "https://api.github.com")
GITHUB_RAW_BASE_URL = env.str(
    "GITHUB_RAW_BASE_URL", "https://gist.githubusercontent.com"
)
GITHUB_TOKEN = env.str("GITHUB_TOKEN", "")
IGDB_BASE_URL = env.str("IGDB_BASE_URL", "https://api.igdb.com/v4")
TWITCH_TOKEN_URL = env.str("TWITCH_TOKEN_URL", "https://id.twitch.tv/oauth2/token")
TWITCH_API_BASE_URL = env.str("TWITCH_API_BASE_URL", "https://api.twitch.tv/helix")
TWITCH_CLIENT_ID = env.str("TWITCH_CLIENT_ID", "")
TWITCH_CLIENT_SECRET = env.str("TWITCH_CLIENT_SECRET", "")
STEAM_BASE_URL = env.str("STEAM_BASE_URL", "https://api.steampowered.com")
STEAM_API_KEY = env.str("STEAM_API_KEY", "")
STEAM_ID = env.str("STEAM_ID", "")
