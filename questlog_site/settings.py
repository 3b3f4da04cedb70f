"""Every setting of Questlog, read from the environment (and from `.env`).

The names are listed with their meaning in `.env.example`. An integration is off
while its key is empty; `script/manage check` names what is half-configured.
"""

from __future__ import annotations

import socket
from pathlib import Path
from zoneinfo import available_timezones

from corsheaders.defaults import default_headers
from django.utils.csp import CSP

from apps.server import embedded
from apps.server.secret_key import load_or_create_secret_key
from apps.server.time_zone import load_or_create_time_zone
from questlog_site import environment

BASE_DIR = Path(__file__).resolve().parent.parent
_env_file = environment.text("QUESTLOG_ENV_FILE")
environment.read_file(
    Path(_env_file or BASE_DIR / ".env").absolute(), required=bool(_env_file)
)

# Questlog's own ---------------------------------------------------------------

DEBUG = environment.switch("DEBUG", False)
HOST = environment.text("HOST", "0.0.0.0")
PORT = environment.port("PORT", 7176)
DATA_DIR = Path(environment.text("QUESTLOG_DATA_DIR") or BASE_DIR / "var").resolve()
OWNER_USERNAME = environment.word(
    "QUESTLOG_OWNER",
    "owner",
    pattern=environment.USERNAME,
    rule="at most 150 letters, digits and @ . + - _",
)
OWNER_PASSWORD = environment.text("QUESTLOG_OWNER_PASSWORD")
SECRET_KEY = environment.text("SECRET_KEY") or load_or_create_secret_key(DATA_DIR)
SECRET_KEY_FALLBACKS = environment.words("SECRET_KEY_FALLBACKS", [])

_hostname = socket.gethostname()
ALLOWED_HOSTS = environment.words(
    "ALLOWED_HOSTS",
    ["localhost", "127.0.0.1", "[::1]", _hostname, f"{_hostname}.local"],
)
CSRF_TRUSTED_ORIGINS = environment.words("CSRF_TRUSTED_ORIGINS", [])

# Applications -----------------------------------------------------------------

INSTALLED_APPS = [
    "questlog_site",
    "apps.server",
    "apps.core",
    "procrastinate.contrib.django",
    "apps.jobs",
    "apps.integrations",
    "apps.integrations.oauth",
    "apps.realtime",
    "apps.library",
    "apps.journal",
    "apps.lists",
    "apps.browsing",
    "apps.imports",
    "apps.profiles",
    "apps.profiles.acnh",
    "apps.profiles.destiny",
    "apps.profiles.ironmon",
    "apps.profiles.ffxiv",
    "apps.profiles.poe",
    "apps.profiles.umamusume",
    "apps.profiles.warframe",
    "apps.romm",
    "apps.steam",
    "apps.exports",
    "apps.assistant",
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
    "django.forms",
]
if DEBUG:
    # Gives `runserver` WebSockets; first, because it replaces Django's own. Its
    # import costs every command 0.8 s, so a home server does without. For developing
    # only: it never tells that a client does not read (django/daphne#170), so what it
    # holds for one grows without bound. `script/manage serve` runs uvicorn instead.
    INSTALLED_APPS.insert(0, "daphne")

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "servestatic.middleware.ServeStaticMiddleware",
    "apps.core.middleware.api_slash",
    "apps.server.time_zone.owner_days",
    "corsheaders.middleware.CorsMiddleware",
    "apps.realtime.live.middleware.event_position",
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

# Widgets of ours have their templates under templates/, too.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Data: PostgreSQL and Redis, the embedded ones unless told otherwise ----------

DATABASE_URL = environment.text("DATABASE_URL") or embedded.database_url(DATA_DIR)
DATABASES = {"default": environment.database(DATABASE_URL)}
DATABASES["default"]["ATOMIC_REQUESTS"] = False
# Django's ASGI handler opens a connection per request unless it has a pool
# (9 ms of PostgreSQL's CPU against 1.9: docs/reads.md).
DATABASES["default"]["CONN_MAX_AGE"] = 0
DATABASES["default"].setdefault("OPTIONS", {})["pool"] = {
    "min_size": 0,
    # Measured by `benchmarks.pool`; the owner's PostgreSQL serves others too.
    "max_size": environment.number("DATABASE_POOL_SIZE", 8, least=1, most=1000),
    "timeout": 10,
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = environment.redis_address(
    environment.text("REDIS_URL") or embedded.redis_url(DATA_DIR)
)
# What Questlog's keys and channels on Redis are named by.
QUESTLOG_REDIS_NAMESPACE = environment.word(
    "QUESTLOG_REDIS_NAMESPACE",
    "questlog",
    pattern=environment.NAMESPACE,
    rule="at most 100 letters, digits and . _ : -",
)
QUESTLOG_REDIS_PORT = environment.port(
    "QUESTLOG_REDIS_PORT", embedded.default_redis_port(PORT), least=0
)
CACHES = {
    "default": {
        "BACKEND": "apps.core.redis.cache.ForgivingRedisCache",
        "LOCATION": REDIS_URL,
        "OPTIONS": {"socket_timeout": 1, "socket_connect_timeout": 1},
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

# Off where `script/manage relay` runs as a process of its own.
QUESTLOG_RELAY = environment.switch("QUESTLOG_RELAY", True)
# Each event also in the form that Synthfunc and its overlays read.
QUESTLOG_EVENTS_SUITE = environment.switch("QUESTLOG_EVENTS_SUITE", False)
# An event is forgotten when it is older than this or so many came after it.
QUESTLOG_EVENTS_KEEP_DAYS = environment.number(
    "QUESTLOG_EVENTS_KEEP_DAYS", 30, least=1, most=36_500
)
QUESTLOG_EVENTS_KEEP = environment.number(
    "QUESTLOG_EVENTS_KEEP", 100_000, least=1, most=1_000_000_000
)
# Who may listen: all, or who has one of the tokens; pages of all sites, or of these.
QUESTLOG_EVENTS_TOKENS = environment.words("QUESTLOG_EVENTS_TOKENS", [])
QUESTLOG_EVENTS_ORIGINS = [
    origin.lower().rstrip("/")
    for origin in environment.words("QUESTLOG_EVENTS_ORIGINS", [])
]
# Addresses, networks and host names that webhooks may call though they are private.
QUESTLOG_WEBHOOKS_ALLOW_PRIVATE = environment.words(
    "QUESTLOG_WEBHOOKS_ALLOW_PRIVATE", []
)

# Pages of the owner's site, for links in feeds: {kind} is games or lists.
SITE_PAGE_URL = environment.text("SITE_PAGE_URL", "")
# The page of the owner's site that shows drafts, opened with a token in its address.
SITE_PREVIEW_URL = environment.text("SITE_PREVIEW_URL", "")

# Background work --------------------------------------------------------------

# Off where `script/manage worker` runs as a process of its own.
QUESTLOG_WORKER = environment.switch("QUESTLOG_WORKER", True)
# What became of a job is forgotten so long after its end.
QUESTLOG_JOBS_KEEP_DAYS = environment.number(
    "QUESTLOG_JOBS_KEEP_DAYS", 30, least=0, most=36_500
)
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
_zone = environment.time_zone("TIME_ZONE")
TIME_ZONE = _zone or load_or_create_time_zone(DATA_DIR)
# Else the owner's account changes it.
TIME_ZONE_IS_FIXED = bool(_zone)
USE_TZ = True
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
SERVESTATIC_USE_FINDERS = True
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"

# Wagtail ----------------------------------------------------------------------

WAGTAIL_SITE_NAME = "Questlog"
WAGTAILADMIN_BASE_URL = environment.web_address(
    "WAGTAILADMIN_BASE_URL", f"http://localhost:{PORT}"
)
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
# No mail is sent: `script/manage changepassword` gives a new one.
WAGTAIL_PASSWORD_RESET_ENABLED = False
# Autosave would post a half-typed form as the owner's word every half second.
WAGTAIL_AUTOSAVE_INTERVAL = 0
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
# Gist texts are kilobytes; ten megabytes of form is refused before it is parsed.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# The wire ---------------------------------------------------------------------

# Reads are public and carry no cookies, writes need a bearer token, which no
# browser sends by itself: any origin may ask.
CORS_ALLOW_ALL_ORIGINS = True
CORS_URLS_REGEX = r"^/(api|feeds)(/|$)"
CORS_ALLOW_HEADERS = [*default_headers, "if-match", "if-none-match"]
CORS_EXPOSE_HEADERS = [
    "ETag",
    "Link",
    "Location",
    "Questlog-Event-Position",
    "Questlog-Warning",
    "Retry-After",
]

SECURE_CSP: dict[str, list[str]] = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "img-src": [CSP.SELF, "data:"],
    "connect-src": [CSP.SELF, "ws:", "wss:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.SELF],
}
if SITE_PREVIEW_URL:
    SECURE_CSP["frame-src"] = [CSP.SELF, environment.origin(SITE_PREVIEW_URL)]
# The forms of groups have Wagtail's chooser of pages, which renders an inline script
# (wagtail#1288) and knows no request, so no nonce either. All else of the admin that
# Questlog offers does without.
INLINE_SCRIPTS_CSP: dict[str, list[str]] = {
    **SECURE_CSP,
    "script-src": [CSP.SELF, CSP.UNSAFE_INLINE],
}
INLINE_SCRIPTS_PATHS = ("/admin/groups/new/", "/admin/groups/edit/")
X_FRAME_OPTIONS = "SAMEORIGIN"

# Remote services --------------------------------------------------------------

GITHUB_API_BASE_URL = environment.text("GITHUB_API_BASE_URL", "https://api.github.com")
GITHUB_RAW_BASE_URL = environment.text(
    "GITHUB_RAW_BASE_URL", "https://gist.githubusercontent.com"
)
GITHUB_TOKEN = environment.text("GITHUB_TOKEN", "")
IGDB_BASE_URL = environment.text("IGDB_BASE_URL", "https://api.igdb.com/v4")
TWITCH_TOKEN_URL = environment.text(
    "TWITCH_TOKEN_URL", "https://id.twitch.tv/oauth2/token"
)
TWITCH_API_BASE_URL = environment.text(
    "TWITCH_API_BASE_URL", "https://api.twitch.tv/helix"
)
TWITCH_CLIENT_ID = environment.text("TWITCH_CLIENT_ID", "")
TWITCH_CLIENT_SECRET = environment.text("TWITCH_CLIENT_SECRET", "")
STEAM_BASE_URL = environment.text("STEAM_BASE_URL", "https://api.steampowered.com")
STEAM_API_KEY = environment.text("STEAM_API_KEY", "")
STEAM_ID = environment.text("STEAM_ID", "")
NOOKIPEDIA_BASE_URL = environment.text(
    "NOOKIPEDIA_BASE_URL", "https://api.nookipedia.com"
)
NOOKIPEDIA_API_KEY = environment.text("NOOKIPEDIA_API_KEY", "")
# The North American one: its names are English, as FFXIV Collect's are.
LODESTONE_BASE_URL = environment.text(
    "LODESTONE_BASE_URL", "https://na.finalfantasyxiv.com"
)
# Empty: the Lodestone is read without it.
NODESTONE_BASE_URL = environment.text("NODESTONE_BASE_URL", "")
FFXIV_COLLECT_BASE_URL = environment.text(
    "FFXIV_COLLECT_BASE_URL", "https://ffxivcollect.com"
)
BUNGIE_BASE_URL = environment.text("BUNGIE_BASE_URL", "https://www.bungie.net/Platform")
BUNGIE_STATS_BASE_URL = environment.text(
    "BUNGIE_STATS_BASE_URL", "https://stats.bungie.net/Platform"
)
BUNGIE_API_KEY = environment.text("BUNGIE_API_KEY", "")
# The number of the application at Bungie; part of what Questlog calls itself there.
BUNGIE_CLIENT_ID = environment.text("BUNGIE_CLIENT_ID", "")
BUNGIE_CLIENT_SECRET = environment.text("BUNGIE_CLIENT_SECRET", "")
POE_BASE_URL = environment.text("POE_BASE_URL", "https://www.pathofexile.com")
POE_API_BASE_URL = environment.text("POE_API_BASE_URL", "https://api.pathofexile.com")
POE_CLIENT_ID = environment.text("POE_CLIENT_ID", "")
POE_CLIENT_SECRET = environment.text("POE_CLIENT_SECRET", "")
# An e-mail address: part of what Questlog must call itself there.
POE_CONTACT = environment.text("POE_CONTACT", "")
# One service a platform; the catalogue of items is WFCD's.
WARFRAME_PC_BASE_URL = environment.text(
    "WARFRAME_PC_BASE_URL", "https://api.warframe.com"
)
WARFRAME_PS_BASE_URL = environment.text(
    "WARFRAME_PS_BASE_URL", "https://api-ps4.warframe.com"
)
WARFRAME_XBOX_BASE_URL = environment.text(
    "WARFRAME_XBOX_BASE_URL", "https://api-xb1.warframe.com"
)
WARFRAME_SWITCH_BASE_URL = environment.text(
    "WARFRAME_SWITCH_BASE_URL", "https://api-swi.warframe.com"
)
WARFRAME_IOS_BASE_URL = environment.text(
    "WARFRAME_IOS_BASE_URL", "https://api-mob.warframe.com"
)
WARFRAME_ANDROID_BASE_URL = environment.text(
    "WARFRAME_ANDROID_BASE_URL", "https://api-and.warframe.com"
)
WARFRAME_CATALOGUE_BASE_URL = environment.text(
    "WARFRAME_CATALOGUE_BASE_URL",
    "https://raw.githubusercontent.com/WFCD/warframe-items/master/data/json",
)
WARFRAME_ACCOUNT_ID = environment.text("WARFRAME_ACCOUNT_ID", "")
WARFRAME_PLATFORM = environment.text("WARFRAME_PLATFORM", "pc")
# Where covers are fetched from: host names, or origins of the owner's own network.
COVER_HOSTS = environment.image_hosts(
    "COVER_HOSTS",
    [
        "images.igdb.com",
        "shared.akamai.steamstatic.com",
        "shared.cloudflare.steamstatic.com",
        "shared.fastly.steamstatic.com",
        "cdn.akamai.steamstatic.com",
        "cdn.cloudflare.steamstatic.com",
        "steamcdn-a.akamaihd.net",
        "media.steampowered.com",
        # Portraits of the villagers of Animal Crossing.
        "acnhcdn.com",
        "dodo.ac",
        # Icons of Final Fantasy XIV's achievements, mounts, and minions.
        "ffxivcollect.com",
    ],
)
