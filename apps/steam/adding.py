"""Time from Steam added to a playthrough and taken back, as its History shows it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from apps.core.history import record_change
from apps.journal.models import Playthrough
from apps.steam.models import AddedTime
from apps.steam.models import PlaySession


@transaction.atomic
def add_time(
    sessions: Sequence[PlaySession], playthrough: Playthrough, *, user: Any
) -> AddedTime:
    """As `AddedTime.add`. Raises `ValidationError`."""
    added = AddedTime.add(sessions, playthrough)
    _record(playthrough, added, "steam.add_time", user)
    return added


@transaction.atomic
def undo_time(added: AddedTime, *, user: Any) -> Playthrough:
    """As `AddedTime.undo`. Raises `ValidationError`."""
    playthrough = added.undo()
    _record(playthrough, added, "steam.undo_time", user)
    return playthrough


def _record(playthrough: Playthrough, added: AddedTime, action: str, user: Any) -> None:
    data = {"hours": float(added.hours), "minutes": added.minutes}
    record_change(playthrough, user=user, action=action, data=data)
