"""The token of a connection, for clients: renewed once, whoever comes first."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from django.db import OperationalError
from django.db import connection
from django.db import transaction
from django.utils import timezone

from apps.integrations.http.errors import RemoteDisconnected
from apps.integrations.http.errors import RemoteError
from apps.integrations.http.errors import RemoteUnavailable
from apps.integrations.oauth.endpoint import GrantRefused
from apps.integrations.oauth.endpoint import TokenEndpoint
from apps.integrations.oauth.models import EndReason
from apps.integrations.oauth.models import Grant
from apps.integrations.oauth.service import OAuthService

logger = logging.getLogger(__name__)

# Longer than the token endpoint may take.
LOCK_PATIENCE = "30s"


class GrantedAccess:
    """The connection to `service` as `http.client.Access`, for one thread.

    A refresh happens under a lock on the grant's row, in a transaction of its own:
    what the service gave is stored before anybody uses it, and whoever waited for the
    lock takes it instead of asking again, which would lose the connection where a
    refresh token is good for one request.
    """

    def __init__(
        self,
        service: OAuthService,
        *,
        now: Callable[[], datetime] = timezone.now,
    ) -> None:
        self._service = service
        self._now = now
        self._known: Grant | None = None

    def current(self) -> str:
        """The access token; "" where the owner hasn't connected.

        Raises RemoteDisconnected where the connection has ended by itself, and other
        RemoteErrors where it can't be renewed now.
        """
        if not self._service.is_on:
            return ""
        if self._known is not None and self._known.is_fresh(self._now()):
            return str(self._known.access_token)
        grant = Grant.objects.of(self._service)
        if grant is None or grant.end_reason == EndReason.DISCONNECTED:
            return ""
        self._check(grant)
        fresh = grant.is_fresh(self._now())
        self._known = grant if fresh else self._renewed_or_old(grant)
        return str(self._known.access_token) if self._known else ""

    def renewed(self, refused: str) -> str:
        """The access token after `refused` was; "" where the owner disconnected."""
        self._known = None
        self._known = self._renew(refused)
        return str(self._known.access_token) if self._known else ""

    def _renewed_or_old(self, grant: Grant) -> Grant | None:
        """An old token that lasts a little longer serves while there is no new one."""
        try:
            return self._renew(str(grant.access_token))
        except RemoteDisconnected:
            raise
        except RemoteError:
            if self._now() >= grant.access_expires_at:
                raise
            logger.warning("%s gives no new token yet.", self._service.name)
            return grant

    def _renew(self, refused: str) -> Grant | None:
        ended: RemoteDisconnected | None = None
        try:
            with transaction.atomic(durable=True):
                grant = self._locked()
                if grant is None or grant.end_reason == EndReason.DISCONNECTED:
                    return None
                self._check(grant)
                if grant.access_token == refused or not grant.is_fresh(self._now()):
                    ended = self._refresh(grant)
        except OperationalError as error:
            if "lock timeout" not in str(error):
                raise
            raise RemoteUnavailable(
                f"Another process has been waiting for {self._service.name} too long.",
                service=self._service.name,
            ) from None
        if ended is not None:
            raise ended
        return grant

    def _refresh(self, grant: Grant) -> RemoteDisconnected | None:
        """Store new tokens; or that there are none anymore, which is returned."""
        if not grant.refresh_token:
            grant.end(EndReason.REFUSED, at=self._now(), detail="expired")
            return disconnected(self._service)
        try:
            with TokenEndpoint(self._service) as endpoint:
                tokens = endpoint.refresh(str(grant.refresh_token))
        except GrantRefused as error:
            grant.end(EndReason.REFUSED, at=self._now(), detail=error.detail)
            return disconnected(self._service)
        grant.take(tokens)
        return None

    def _locked(self) -> Grant | None:
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = '{LOCK_PATIENCE}'")
        rows = Grant.objects.select_for_update()
        return rows.filter(service=self._service.key).first()

    def _check(self, grant: Grant) -> None:
        if problem := problem_of(self._service, grant):
            raise RemoteDisconnected(problem, service=self._service.name)


def problem_of(service: OAuthService, grant: Grant | None) -> str:
    """Why a connection can't be used until the owner connects again; "" if it can,
    and where there is none."""
    if grant is None or grant.end_reason == EndReason.DISCONNECTED:
        return ""
    if grant.is_refused:
        return f"{service.name} no longer accepts the connection."
    if not grant.is_readable:
        return (
            f"The connection to {service.name} can’t be read, because SECRET_KEY has "
            "changed."
        )
    if grant.client_id != service.client_id:
        return (
            f"The connection to {service.name} belongs to another application: "
            f"{service.client_id_setting} has changed."
        )
    return ""


def disconnected(service: OAuthService) -> RemoteDisconnected:
    return RemoteDisconnected(
        f"{service.name} no longer accepts the connection.", service=service.name
    )
