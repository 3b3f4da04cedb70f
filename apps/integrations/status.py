"""How each remote service is doing: what is remembered, and asking it now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from apps.integrations.http.errors import RemoteError
from apps.integrations.http.pacing import Pacer
from apps.integrations.http.service_health import Memory
from apps.integrations.http.service_health import recall
from apps.integrations.http.service_health import remember_error
from apps.integrations.http.shared_redis import RedisUnavailable
from apps.integrations.service import Service

type State = Literal["off", "half on", "unknown", "works", "fails"]

LABELS: dict[State, str] = {
    "off": "Off",
    "half on": "Half configured",
    "unknown": "Not checked yet",
    "works": "Works",
    "fails": "Fails",
}


@dataclass(frozen=True, slots=True)
class Status:
    """`memory` is None while Redis is away. `open_now` are requests under way."""

    service: Service
    state: State
    memory: Memory | None
    token_valid_until: datetime | None = None
    open_now: int | None = None

    @property
    def label(self) -> str:
        return LABELS[self.state]

    @property
    def pace_in_words(self) -> str:
        """The limit that Questlog keeps by itself; "" for none."""
        pace = self.service.pace
        if pace is None:
            return ""
        places = f", {pace.places} at a time" if pace.places else ""
        return f"a request every {pace.interval * 1000:g} ms{places}"


def status_of(service: Service) -> Status:
    """What is known without asking the service."""
    memory = recall(service.key)
    token = service.token().known() if service.token and service.is_on else None
    return Status(
        service,
        _state(service, memory),
        memory,
        token.expires_at if token else None,
        _open_now(service),
    )


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What the service said, or `error`."""

    service: Service
    said: str = ""
    error: RemoteError | None = None


def check(service: Service) -> CheckResult:
    """Ask the service something small, now. Never raises a RemoteError."""
    try:
        return CheckResult(service, said=service.probe())
    except RemoteError as error:
        # Also what failed before a request was made.
        remember_error(service.key, error)
        return CheckResult(service, error=error)


def _state(service: Service, memory: Memory | None) -> State:
    if service.is_half_on:
        return "half on"
    if not service.is_on:
        return "off"
    if memory is None or (memory.answered_at is None and memory.error is None):
        return "unknown"
    return "fails" if memory.is_failing else "works"


def _open_now(service: Service) -> int | None:
    if service.pace is None or not service.pace.places:
        return None
    try:
        return Pacer(service.key, service.pace, name=service.name).open_places()
    except RedisUnavailable:
        return None
