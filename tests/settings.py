"""The settings of one test process: its own data, nothing of the developer's.

Every xdist worker has a database of its own in the run's one PostgreSQL, and a Valkey
of its own: Redis channels are one for all databases of a server, so workers that
shared it would hear each other's events.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
TEST_DIR = REPOSITORY / "var" / "test"
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")

# A developer's keys and servers must not reach a test, nor a test them.
EXPLAINED = (REPOSITORY / ".env.example").read_text()
SETTING_NAMES = set(re.findall(r"^# ([A-Z][A-Z_]+)=", EXPLAINED, re.MULTILINE))
for name in SETTING_NAMES:
    os.environ.pop(name, None)
os.environ["QUESTLOG_ENV_FILE"] = os.devnull
os.environ["QUESTLOG_DATA_DIR"] = str(TEST_DIR / WORKER)
os.environ["QUESTLOG_REDIS_PORT"] = "0"
os.environ["TIME_ZONE"] = "UTC"
# No test asks the internet for images.
os.environ["COVER_HOSTS"] = "covers.invalid"
os.environ["SECRET_KEY"] = "only for tests"

# Inside `sync_playwright()` a loop runs in the test's thread; Django would refuse
# every query there, though nothing else uses that thread.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

from apps.server import embedded  # noqa: E402

os.environ["DATABASE_URL"] = embedded.database_url(TEST_DIR)

from questlog_site.settings import *  # noqa: E402, F403
from questlog_site.settings import DATABASES  # noqa: E402

DATABASES["default"]["NAME"] = f"test_{WORKER}"
# Each test ends with its connections closed; a pool would keep some.
DATABASES["default"]["OPTIONS"].pop("pool")
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# The endpoints of tests are on this machine.
QUESTLOG_WEBHOOKS_ALLOW_PRIVATE = ["localhost"]
