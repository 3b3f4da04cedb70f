"""Whether a profile's account is connected, and what the owner must do if not."""

from __future__ import annotations

from dataclasses import dataclass

from apps.integrations.oauth.access import problem_of
from apps.integrations.oauth.models import EndReason
from apps.integrations.oauth.models import Grant
from apps.integrations.oauth.service import OAuthService
from apps.profiles.registry import ProfileConnection
from apps.profiles.registry import ProfileKind


@dataclass(frozen=True, slots=True)
class ConnectionState:
    """A profile's connection as it is now.

    `problem` is why it can't be used, in a sentence; `obstacle` why there is no sync
    because of it, and what to do. Both are empty where all is well.
    """

    connection: ProfileConnection
    grant: Grant | None
    problem: str

    @property
    def service(self) -> OAuthService:
        return self.connection.service

    @property
    def is_connected(self) -> bool:
        """Whether there is a connection, be it one that can't be used."""
        return self.grant is not None and (
            self.grant.end_reason != EndReason.DISCONNECTED
        )

    @property
    def obstacle(self) -> str:
        if not self.service.is_on:
            return ""
        if self.problem:
            return f"{self.problem} Connect again."
        if self.connection.is_needed and not self.is_connected:
            return f"Connect your account at {self.service.name} first."
        return ""


def connection_of(kind: ProfileKind) -> ConnectionState | None:
    """None for a profile without an account to connect. One statement, or none."""
    if kind.connection is None:
        return None
    service = kind.connection.service
    grant = Grant.objects.of(service) if service.is_on else None
    return ConnectionState(kind.connection, grant, problem_of(service, grant))


def connection_obstacle(kind: ProfileKind) -> str:
    """Why `kind` can't be synced for want of a connection; empty if it can."""
    state = connection_of(kind)
    return state.obstacle if state else ""
