"""App tokens: minted once, shared by all processes, renewed before they end.

They lie sealed on Redis. Without Redis each process has its own: a token is nothing
that could be lost, only asked for again.
"""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta
from hashlib import sha256

from django.utils import timezone

from apps.core.encryption import decrypt
from apps.core.encryption import encrypt
from apps.integrations.http.errors import RemoteError
from apps.integrations.http.errors import RemoteUnavailable
from apps.integrations.http.shared_redis import RedisUnavailable
from apps.integrations.http.shared_redis import key
from apps.integrations.http.shared_redis import redis_call

logger = logging.getLogger(__name__)

RENEW_BEFORE_END = timedelta(hours=24)
# Seconds: longer than minting takes at worst, and how long others wait for it.
LOCK_LEASE = 90.0
LOCK_PATIENCE = 30.0


@dataclass(frozen=True, slots=True)
class Token:
    value: str
    minted_at: datetime
    expires_at: datetime

    @property
    def renew_at(self) -> datetime:
        """A day before its end, or at half its life if that is short."""
        life = self.expires_at - self.minted_at
        return self.expires_at - min(RENEW_BEFORE_END, life / 2)


class SharedToken:
    """The one token of a service for one set of keys.

    `identity` is everything that the token depends on (keys, address): with others it
    is another token. `mint` asks the service for a new one.
    """

    def __init__(
        self,
        service: str,
        *identity: str,
        name: str,
        mint: Callable[[], Token],
        now: Callable[[], datetime] = timezone.now,
    ) -> None:
        self._name = name
        self._mint = mint
        self._now = now
        mark = sha256("\n".join(identity).encode()).hexdigest()[:16]
        self._key = key(service, "token", mark)

    def current(self) -> Token:
        """A token that is good for a while. Raises RemoteError if none can be had."""
        token = self.known()
        if token is not None and self._now() < token.renew_at:
            return token
        try:
            return self.renewed(token)
        except RemoteError:
            if token is None or self._now() >= token.expires_at:
                raise
            logger.warning("%s gives no new token yet; the old one lasts.", self._name)
            return token

    def renewed(self, refused: Token | None) -> Token:
        """Another token than `refused`: a new one, unless somebody has it already.

        Raises:
            RemoteError: the service gives none.
        """
        with self._alone():
            token = self.known()
            if token is not None and token != refused and self._now() < token.renew_at:
                return token
            token = self._mint()
            self._keep(token)
            return token

    def known(self) -> Token | None:
        """The token as it is kept, however long it lasts; nobody is asked for one."""
        try:
            sealed = redis_call(lambda server: server.get(self._key))
        except RedisUnavailable:
            token = _own_tokens.get(self._key)
        else:
            token = _opened(sealed)
        return token if token is not None and self._now() < token.expires_at else None

    def _keep(self, token: Token) -> None:
        _own_tokens[self._key] = token
        sealed = encrypt(
            json.dumps(
                [token.value, token.minted_at.isoformat(), token.expires_at.isoformat()]
            )
        )
        seconds = max(1, int((token.expires_at - self._now()).total_seconds()))
        try:
            redis_call(lambda server: server.set(self._key, sealed, ex=seconds))
        except RedisUnavailable:
            pass

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """No other thread, and no other process while there is a Redis."""
        with _own_locks.setdefault(self._key, threading.Lock()):
            try:
                lock = redis_call(
                    lambda server: server.lock(
                        f"{self._key}:lock",
                        timeout=LOCK_LEASE,
                        blocking_timeout=LOCK_PATIENCE,
                    )
                )
                got = redis_call(lambda server: lock.acquire())
            except RedisUnavailable:
                yield
                return
            if not got:
                raise RemoteUnavailable(
                    f"Another process has been waiting for a {self._name} token "
                    "for too long.",
                    service=self._name,
                )
            try:
                yield
            finally:
                try:
                    redis_call(lambda server: lock.release())
                except RedisUnavailable:
                    pass  # Its lease ends.


_own_tokens: dict[str, Token] = {}
_own_locks: dict[str, threading.Lock] = {}


def forget_own() -> None:
    """Forget the tokens of this process; those on Redis stay."""
    _own_tokens.clear()


def _opened(sealed: str | None) -> Token | None:
    text = decrypt(sealed) if sealed else None
    if text is None:
        return None
    value, minted_at, expires_at = json.loads(text)
    return Token(
        value, datetime.fromisoformat(minted_at), datetime.fromisoformat(expires_at)
    )
