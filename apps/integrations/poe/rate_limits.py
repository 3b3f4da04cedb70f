"""The limits that each answer of Path of Exile names, and how they are kept.

https://www.pathofexile.com/developer/docs/index#ratelimits. A policy covers one or more
endpoints and has rules (by account, address, or client); each rule has windows. The
counters are the player's, shared with every other tool, and outlive our restarts: the
last answer counts, never our own memory. Requests are spread evenly over the longest
wait between two that any window leaves, which needs no count of our own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict
from dataclasses import dataclass
from typing import Any

import orjson

from apps.integrations.http.pacing import Pace
from apps.integrations.http.pacing import Pacer
from apps.integrations.http.response_cache import keep
from apps.integrations.http.response_cache import recall
from apps.integrations.http.shared_redis import key
from apps.integrations.poe.errors import BUCKET
from apps.integrations.poe.errors import SERVICE_NAME

# Seconds between two requests of a policy whose limits we can't read.
UNKNOWN_INTERVAL = 60.0
# Windows shorter than this are counted in steps of five seconds.
SHORT_PERIOD = 75
SHORT_BUCKET = 5.0
# What an endpoint's policy was is believed for a day, by all processes.
BELIEVED_SECONDS = 24 * 3600
LONGEST_INTERVAL = 3600.0
_NAME = re.compile(r"[A-Za-z0-9_-]{1,80}")
_TRIPLET = re.compile(r"(\d{1,9}):(\d{1,9}):(\d{1,9})")


@dataclass(frozen=True, slots=True)
class Policy:
    """A named limit. `interval` are the seconds between two requests."""

    name: str
    interval: float


@dataclass(frozen=True, slots=True)
class Limits:
    """What one answer says: its policy, and for how long nothing more may be asked."""

    policy: Policy
    pause: float


@dataclass(frozen=True, slots=True)
class _Window:
    hits: int
    period: int
    current: int
    restricted: int

    @property
    def interval(self) -> float:
        return self.period / self.hits

    @property
    def pause(self) -> float:
        if self.restricted:
            return float(self.restricted)
        if self.current < self.hits:
            return 0.0
        bucket = SHORT_BUCKET if self.period < SHORT_PERIOD else BUCKET
        return self.period + bucket + 1


def limits_of(headers: Mapping[str, str], endpoint: str) -> Limits:
    """What `headers` say; one request a minute where they can't be understood."""
    name = headers.get("x-rate-limit-policy", "").strip()
    rules = [each.strip() for each in headers.get("x-rate-limit-rules", "").split(",")]
    windows: list[_Window] = []
    for rule in rules:
        found = _windows(headers, rule)
        if found is None:
            return unknown(endpoint)
        windows += found
    if not _NAME.fullmatch(name) or not windows:
        return unknown(endpoint)
    interval = max(window.interval for window in windows)
    policy = Policy(name, min(interval, LONGEST_INTERVAL))
    return Limits(policy, max(window.pause for window in windows))


def unknown(endpoint: str) -> Limits:
    return Limits(Policy(f"unknown-{endpoint}", UNKNOWN_INTERVAL), 0.0)


def _windows(headers: Mapping[str, str], rule: str) -> list[_Window] | None:
    """The windows of a rule: its limit and its state have the same ones."""
    if not _NAME.fullmatch(rule):
        return None
    header = f"x-rate-limit-{rule.lower()}"
    limits = _triplets(headers.get(header, ""))
    states = _triplets(headers.get(f"{header}-state", ""))
    if not limits or not states or len(limits) != len(states):
        return None
    windows = []
    for (hits, period, _), (current, same_period, restricted) in zip(
        limits, states, strict=True
    ):
        if hits < 1 or period < 1 or period != same_period:
            return None
        windows.append(_Window(hits, period, current, restricted))
    return windows


def _triplets(value: str) -> list[tuple[int, int, int]] | None:
    found = []
    for part in value.split(","):
        match = _TRIPLET.fullmatch(part.strip())
        if match is None:
            return None
        first, second, third = map(int, match.groups())
        found.append((first, second, third))
    return found


class PolicyBook:
    """Which policy each endpoint has, and whose turn it is, for one account.

    Shared by all processes on Redis; without Redis each keeps its own.
    """

    def __init__(self, account: str, *, patience: float) -> None:
        self._account = account
        self._patience = patience

    def policy_of(self, endpoint: str) -> Policy | None:
        """As the last answer of the endpoint said it; None before the first."""
        text = recall(_key(endpoint))
        if text is None:
            return _own_policies.get(endpoint)
        found: dict[str, Any] = orjson.loads(text)
        return Policy(str(found["name"]), float(found["interval"]))

    def learn(self, endpoint: str, headers: Mapping[str, str]) -> None:
        """Believe what an answer said, and pause where it says to."""
        limits = limits_of(headers, endpoint)
        _own_policies[endpoint] = limits.policy
        keep(_key(endpoint), asdict(limits.policy), seconds=BELIEVED_SECONDS)
        if limits.pause:
            self.pacer(limits.policy).hold(limits.pause)

    def pacer(self, policy: Policy) -> Pacer:
        """One request at a time, and then `interval` seconds without."""
        pace = Pace(policy.interval, places=1, patience=self._patience)
        return Pacer(f"poe:{self._account}:{policy.name}", pace, name=SERVICE_NAME)


_own_policies: dict[str, Policy] = {}


def forget_own() -> None:
    """Forget the policies that this process knows; those on Redis stay."""
    _own_policies.clear()


def _key(endpoint: str) -> str:
    return key("poe", "policy", endpoint)
