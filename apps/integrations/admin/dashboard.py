"""What the dashboard says of remote services."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.timesince import timesince

from apps.core.admin.dashboard import Connection
from apps.core.admin.dashboard import Health
from apps.integrations import steam
from apps.integrations.admin.viewsets import is_for
from apps.integrations.igdb import client as igdb
from apps.integrations.status import State
from apps.integrations.status import Status
from apps.integrations.status import status_of

# Those whose answers one sees in the library.
SHOWN = (igdb.SERVICE, steam.SERVICE)
HEALTH: dict[State, Health] = {
    "off": "off",
    "half on": "warn",
    "unknown": "off",
    "works": "good",
    "fails": "bad",
}


def connections(request: HttpRequest) -> Iterator[Connection]:
    if not is_for(request):
        return
    for service in SHOWN:
        status = status_of(service)
        yield Connection(
            name=service.name,
            health=HEALTH[status.state],
            words=_words(status),
            url=reverse("integrations:index"),
        )


def _words(status: Status) -> str:
    if status.state == "works" and status.memory and status.memory.answered_at:
        ago = timesince(status.memory.answered_at, timezone.now(), depth=1)
        return f"Answered {ago} ago"
    if status.state == "fails" and status.memory and status.memory.error:
        return status.memory.error.message
    return "Not connected" if status.state == "off" else status.label
