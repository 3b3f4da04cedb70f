"""What every test can ask for. Each fixture's docstring says what it gives."""

from __future__ import annotations

import fcntl
import gc
from collections.abc import Iterator
from typing import Any

import pytest
import redis
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.core.cache import cache
from django.db import connections
from django.test import Client
from playwright.sync_api import Browser
from playwright.sync_api import BrowserContext
from playwright.sync_api import Page
from pytest_django import DjangoDbBlocker
from servestatic.middleware import ServeStaticMiddleware
from wagtail.models import APIToken

from apps.core.http_cache.versions import table_versions
from apps.server.embedded.servers import EmbeddedServers
from tests import browser
from tests import databases
from tests import live
from tests.browser import LoopSwitch
from tests.databases import CleanDatabase
from tests.live import LiveServer
from tests.settings import DATABASES
from tests.settings import REDIS_URL
from tests.settings import TEST_DIR
from tests.settings import WORKER

pytest_plugins = ["tests.integrations.fixtures"]

DATABASE_NAME = DATABASES["default"]["NAME"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest tests first: no worker is to be alone with one at the end."""
    items.sort(key=lambda item: not item.nodeid.startswith("tests/server/"))


def pytest_collection_finish() -> None:
    # All that is loaded by now stays; Python need not look at it for garbage.
    gc.freeze()


# The servers ------------------------------------------------------------------


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[EmbeddedServers]:
    """The run's PostgreSQL, which all workers share; the last one stops it."""
    with open(TEST_DIR / f"{WORKER}.lock", "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            pytest.exit("Another test run uses this folder's databases: let it end.")
        with EmbeddedServers(TEST_DIR, valkey=False, durable=False) as servers:
            yield servers


@pytest.fixture(scope="session")
def redis_server() -> Iterator[EmbeddedServers]:
    """This worker's Valkey, at `settings.REDIS_URL`."""
    data_dir = TEST_DIR / WORKER
    with EmbeddedServers(
        data_dir, postgres=False, redis_port=0, durable=False
    ) as servers:
        yield servers


@pytest.fixture
def redis_client(redis_server: EmbeddedServers) -> Iterator[redis.Redis]:
    """A client of this worker's Valkey, empty before and after the test."""
    with redis.Redis.from_url(REDIS_URL) as client:
        client.flushall()
        yield client
        client.flushall()


# The database -----------------------------------------------------------------


@pytest.fixture(scope="session")
def template_database(
    postgres_server: EmbeddedServers, django_db_blocker: DjangoDbBlocker
) -> str:
    """The name of the database with every migration applied and nothing else."""
    assert postgres_server.postgres is not None
    with django_db_blocker.unblock():
        return databases.ensure_template(postgres_server.postgres)


@pytest.fixture(scope="session")
def clean_database(
    postgres_server: EmbeddedServers,
    template_database: str,
    django_db_blocker: DjangoDbBlocker,
) -> CleanDatabase:
    """This worker's database, a fresh clone."""
    assert postgres_server.postgres is not None
    with django_db_blocker.unblock():
        return CleanDatabase(postgres_server.postgres, template_database, DATABASE_NAME)


@pytest.fixture(scope="session")
def django_db_setup(
    redis_server: EmbeddedServers, clean_database: CleanDatabase
) -> None:
    """The database and the Valkey of this worker (pytest-django asks for it)."""


@pytest.fixture
def committed_db(
    django_db_setup: None,
    clean_database: CleanDatabase,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[None]:
    """The database with real commits, seen by threads, browsers and relays.

    Use it instead of `django_db(transaction=True)`. Afterwards the database is as
    it was, with what migrations put there.
    """
    with django_db_blocker.unblock():
        yield
        cache.clear()
        clean_database.restore()
        table_versions().raise_all()


@pytest.fixture
def transactional_db(committed_db: None) -> None:
    """Another name of `committed_db`, for pytest-django."""


@pytest.fixture
def _django_db_helper(request: pytest.FixtureRequest) -> Iterator[None]:
    # pytest-django's own behind `db` and the mark, but for committed tests.
    marker = request.node.get_closest_marker("django_db")
    asked = "committed_db" in request.fixturenames
    if asked or (marker and marker.kwargs.get("transaction")):
        request.getfixturevalue("committed_db")
        yield
        return
    request.getfixturevalue("_django_db_helper")
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def _live_server_helper() -> None:
    # pytest-django's own, for a live server that is not ours.
    return None


@pytest.fixture(scope="session", autouse=True)
def _static_files() -> Iterator[None]:
    # Every client and every live server would look for all of them anew (15 ms).
    look_for_all = ServeStaticMiddleware.add_files_from_finders
    found: dict[str, Any] = {}

    def add_files(middleware: ServeStaticMiddleware) -> None:
        if not found:
            look_for_all(middleware)
            found.update(middleware.files)
        middleware.files = found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ServeStaticMiddleware, "add_files_from_finders", add_files)
        yield


# A running Questlog -----------------------------------------------------------


@pytest.fixture
def live_server(committed_db: None) -> Iterator[LiveServer]:
    """The real application under uvicorn, HTTP and WebSocket: `.url`, `.ws_url`.

    It works on `committed_db`, in threads of this process.
    """
    with live.serve() as server:
        yield server
    connections.close_all()


# A browser --------------------------------------------------------------------


@pytest.fixture(scope="session")
def _chromium() -> Iterator[tuple[Browser, LoopSwitch]]:
    with browser.chromium() as chromium:
        yield chromium


@pytest.fixture
def browser_problems() -> list[str]:
    """Console errors, script errors and failed requests of the test's pages.

    A browser test fails when this is not empty at its end. A test that provokes one
    asserts on it and empties it: `browser_problems.clear()`.
    """
    return []


@pytest.fixture
def browser_context(
    _chromium: tuple[Browser, LoopSwitch],
    live_server: LiveServer,
    browser_problems: list[str],
) -> Iterator[BrowserContext]:
    """A Chromium profile of this test's own, at home on `live_server`."""
    chromium, switch = _chromium
    switch.turn_on()
    context = chromium.new_context(
        base_url=live_server.url, viewport={"width": 1280, "height": 900}
    )
    yield context
    context.close()
    # Django keeps other connections under a running loop than without one; these
    # would be stale after the database is cloned anew.
    connections.close_all()
    switch.turn_off()
    assert browser_problems == []


@pytest.fixture
def page(browser_context: BrowserContext, browser_problems: list[str]) -> Page:
    """A Playwright page of a stranger: `page.goto("/api/docs")`."""
    return browser.watched_page(browser_context, browser_problems)


@pytest.fixture
def admin_page(page: Page, live_server: LiveServer, owner_client: Client) -> Page:
    """A Playwright page of the owner, logged in: `admin_page.goto("/admin/")`."""
    name = settings.SESSION_COOKIE_NAME
    value = owner_client.cookies[name].value
    page.context.add_cookies([{"name": name, "value": value, "url": live_server.url}])
    return page


# People -----------------------------------------------------------------------


@pytest.fixture
def owner(db: None) -> User:
    """The superuser `owner`, password `owner`."""
    return get_user_model().objects.create_superuser(
        "owner", email="", password="owner"
    )


@pytest.fixture
def owner_client(owner: User) -> Client:
    """Django's test client, logged in as the owner."""
    client = Client()
    client.force_login(owner)
    return client


@pytest.fixture
def api_token(owner: User) -> str:
    """The owner's token, for `Authorization: Bearer …`."""
    _, token = APIToken.create_token(user=owner, name="test")
    return token
