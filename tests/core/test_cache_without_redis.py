"""A Redis that hangs or is gone costs the admin its cache and nothing else."""

from __future__ import annotations

import copy
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django.fixtures import Settings

from apps.core.redis import cache as redis_cache
from tests.realtime.valkey import OwnValkey


@pytest.fixture
def valkey(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[OwnValkey]:
    own = OwnValkey()
    caches = copy.deepcopy(settings.CACHES)
    caches["default"]["LOCATION"] = own.url
    caches["default"]["OPTIONS"]["socket_timeout"] = 0.2
    settings.CACHES = caches
    monkeypatch.setattr(redis_cache, "PAUSE", 0)
    own.start()
    yield own
    own.thaw()
    own.remove()


@pytest.mark.parametrize("fault", ["frozen", "killed"])
def test_the_admin_answers_without_redis(
    valkey: OwnValkey, owner_client: Client, fault: str
) -> None:
    cache.set("answer", 42)
    before = cache.get("answer")
    if fault == "frozen":
        valkey.freeze()
    else:
        valkey.kill()

    page = owner_client.get("/admin/")
    during = cache.get("answer", "none"), cache.get_many(["answer"]), cache.add("b", 1)
    cache.set_many({"answer": 43})
    cache.delete_many(["answer"])

    assert before == 42
    assert page.status_code == 200
    assert during == ("none", {}, False)
    if fault == "frozen":
        valkey.thaw()
        cache.set("answer", 44)
        assert cache.get("answer") == 44


def test_a_redis_that_hangs_is_not_asked_again_at_once(
    valkey: OwnValkey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(redis_cache, "PAUSE", 60)
    monkeypatch.setattr(redis_cache.ForgivingClient, "_away_until", 0.0)
    valkey.kill()
    first = cache.get("answer")
    valkey.start()

    cache.set("answer", 42)

    assert (first, cache.get("answer")) == (None, None)
