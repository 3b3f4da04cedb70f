"""Fixtures around remote services, for the tests of every app."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import stamina
from pytest_django.fixtures import Settings
from pytest_httpserver import HTTPServer

from apps.integrations.http import pacing
from apps.integrations.http import shared_redis
from apps.integrations.http import tokens
from apps.integrations.poe import rate_limits
from apps.server.embedded.servers import EmbeddedServers
from tests.integrations.bungie_server import BungieServer
from tests.integrations.clocks import FakeClock
from tests.integrations.igdb_server import IgdbServer
from tests.integrations.nookipedia_server import NookipediaServer
from tests.integrations.poe_server import PoeServer
from tests.integrations.steam_server import SteamServer
from tests.library.images import ImageServer


@pytest.fixture
def shared_memory(redis_server: EmbeddedServers) -> Iterator[None]:
    """Nothing is known of remote services, before and after: no token, no pace."""
    _forget()
    yield
    _forget()


def _forget() -> None:
    tokens.forget_own()
    pacing.forget_own()
    rate_limits.forget_own()
    try:
        shared_redis.redis_call(_empty)
    except shared_redis.RedisUnavailable:
        pass


def _empty(server: object) -> None:
    names = [*server.scan_iter(match=shared_redis.key("*"))]  # type: ignore[attr-defined]
    if names:
        server.delete(*names)  # type: ignore[attr-defined]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> FakeClock:
    """The clock of every pacer: it moves only when somebody waits."""
    clock = FakeClock()
    monkeypatch.setattr(pacing, "CLOCK", clock)
    return clock


@pytest.fixture
def retries_without_waiting() -> Iterator[None]:
    """Clients try again as often as ever, but at once."""
    with stamina.set_testing(True, attempts=10, cap=True):
        yield


@pytest.fixture(scope="session")
def _igdb_http() -> Iterator[HTTPServer]:
    with HTTPServer(threaded=True) as server:
        yield server


@pytest.fixture
def igdb_server(
    _igdb_http: HTTPServer,
    settings: Settings,
    clock: FakeClock,
    shared_memory: None,
    retries_without_waiting: None,
) -> Iterator[IgdbServer]:
    """IGDB and Twitch on this machine, asked without waiting (see its module)."""
    yield IgdbServer(_igdb_http, settings)
    _igdb_http.clear()


@pytest.fixture
def steam_server(
    httpserver: HTTPServer,
    settings: Settings,
    clock: FakeClock,
    shared_memory: None,
    retries_without_waiting: None,
) -> SteamServer:
    """Steam on this machine, asked without waiting (see its module)."""
    return SteamServer(httpserver, settings)


@pytest.fixture
def nookipedia_server(
    httpserver: HTTPServer,
    settings: Settings,
    clock: FakeClock,
    shared_memory: None,
    retries_without_waiting: None,
) -> NookipediaServer:
    """Nookipedia on this machine, asked without waiting (see its module)."""
    return NookipediaServer(httpserver, settings)


@pytest.fixture
def bungie_server(
    httpserver: HTTPServer,
    settings: Settings,
    clock: FakeClock,
    shared_memory: None,
    retries_without_waiting: None,
) -> BungieServer:
    """Bungie.net on this machine, asked without waiting (see its module)."""
    return BungieServer(httpserver, settings)


@pytest.fixture
def poe_server(
    httpserver: HTTPServer,
    settings: Settings,
    clock: FakeClock,
    shared_memory: None,
    retries_without_waiting: None,
) -> PoeServer:
    """Path of Exile on this machine, asked without waiting (see its module)."""
    return PoeServer(httpserver, settings)


@pytest.fixture
def media(settings: Settings, tmp_path: Path) -> Path:
    """The media folder, empty."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.fixture
def image_server(
    httpserver: HTTPServer,
    settings: Settings,
    media: Path,
    retries_without_waiting: None,
    shared_memory: None,
) -> ImageServer:
    """A host of images on this machine, which COVER_HOSTS lists (see its module)."""
    settings.COVER_HOSTS = [httpserver.url_for("/").rstrip("/")]
    return ImageServer(httpserver, media)
