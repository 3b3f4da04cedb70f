"""One app token for all processes: minted once, renewed once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from datetime import timedelta

import pytest
import redis
from pytest_django.fixtures import Settings

from apps.core.encryption import decrypt
from apps.core.encryption import encrypt
from apps.integrations.http import tokens
from apps.integrations.http.errors import RemoteUnavailable
from apps.integrations.http.tokens import SharedToken
from apps.integrations.http.tokens import Token
from tests.integrations.clocks import FakeClock

LIFE = timedelta(days=60)


class Mint:
    """Gives tokens "token-1", "token-2" and counts them."""

    def __init__(self, now: Callable[[], datetime], life: timedelta = LIFE) -> None:
        self.now = now
        self.life = life
        self.minted = 0
        self.is_away = False

    def __call__(self) -> Token:
        if self.is_away:
            raise RemoteUnavailable("Twitch can't be reached.", service="Twitch")
        self.minted += 1
        value = f"token-{self.minted}"
        return Token(value, self.now(), self.now() + self.life)


@pytest.fixture
def mint(clock: FakeClock) -> Mint:
    return Mint(clock.date)


def process(mint: Mint, *identity: str) -> SharedToken:
    """The token as one process sees it."""
    return SharedToken(
        "twitch", *(identity or ("id",)), name="Twitch", mint=mint, now=mint.now
    )


def test_a_token_is_minted_once_for_all_processes(mint: Mint) -> None:
    first = process(mint).current()
    tokens.forget_own()

    assert process(mint).current() == first
    assert mint.minted == 1


def test_it_is_renewed_a_day_before_it_ends(mint: Mint, clock: FakeClock) -> None:
    process(mint).current()
    clock.seconds += (LIFE - timedelta(hours=24)).total_seconds() - 1
    assert process(mint).current().value == "token-1"

    clock.seconds += 2

    assert process(mint).current().value == "token-2"
    assert mint.minted == 2


def test_a_short_token_is_used_for_half_its_life(clock: FakeClock) -> None:
    mint = Mint(clock.date, life=timedelta(hours=2))
    process(mint).current()

    clock.seconds += 3500
    assert process(mint).current().value == "token-1"
    clock.seconds += 200
    assert process(mint).current().value == "token-2"


def test_the_old_one_serves_while_no_new_one_can_be_had(
    mint: Mint, clock: FakeClock
) -> None:
    process(mint).current()
    clock.seconds += (LIFE - timedelta(hours=2)).total_seconds()
    mint.is_away = True

    assert process(mint).current().value == "token-1"

    clock.seconds += timedelta(hours=3).total_seconds()
    with pytest.raises(RemoteUnavailable):
        process(mint).current()


def test_many_that_were_refused_at_once_get_one_new_token(mint: Mint) -> None:
    refused = process(mint).current()
    start = threading.Barrier(6)
    got: list[str] = []

    def renew() -> None:
        one = process(mint)
        start.wait(30)
        got.append(one.renewed(refused).value)

    threads = [threading.Thread(target=renew) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert got == ["token-2"] * 6
    assert mint.minted == 2


def test_another_process_waits_for_the_one_that_renews(
    mint: Mint, redis_client: redis.Redis
) -> None:
    one = process(mint)
    refused = one.current()
    name = redis_client.keys("*token*")[0]
    assert isinstance(name, bytes)
    other_process = redis_client.lock(f"{name.decode()}:lock", timeout=60)
    other_process.acquire()
    got: list[Token] = []
    waiting = threading.Thread(target=lambda: got.append(one.renewed(refused)))
    waiting.start()
    waiting.join(0.2)
    assert not got

    other_process.release()

    waiting.join(30)
    assert [token.value for token in got] == ["token-2"]


def test_other_keys_have_another_token(mint: Mint) -> None:
    assert process(mint, "id", "secret").current().value == "token-1"
    assert process(mint, "id", "another").current().value == "token-2"
    assert process(mint, "id", "secret").current().value == "token-1"


def test_it_lies_sealed_on_redis(mint: Mint, redis_client: redis.Redis) -> None:
    process(mint).current()

    (name,) = redis_client.keys("*token*")
    assert b"token-1" not in (redis_client.get(name) or b"token-1")
    assert 0 < redis_client.ttl(name) <= LIFE.total_seconds()


def test_with_another_secret_key_a_new_one_is_minted(
    mint: Mint, settings: Settings
) -> None:
    process(mint).current()
    settings.SECRET_KEY = "another"

    assert process(mint).current().value == "token-2"


def test_without_redis_each_process_has_its_own(no_redis: None, mint: Mint) -> None:
    process(mint).current()

    assert process(mint).current().value == "token-1"
    assert process(mint).renewed(process(mint).known()).value == "token-2"


def test_what_is_sealed_is_opened_with_an_older_key_too(settings: Settings) -> None:
    sealed = encrypt("dragon")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "new", [settings.SECRET_KEY]

    assert "dragon" not in sealed
    assert decrypt(sealed) == "dragon"
    settings.SECRET_KEY_FALLBACKS = []
    assert decrypt(sealed) is None
    assert decrypt("nonsense…") is None
