"""Whether what events and playthroughs say of Steam is still so."""

from __future__ import annotations

from collections.abc import Iterator

from apps.realtime.audit import register
from apps.realtime.models import Event
from apps.steam.events import ACHIEVEMENT
from apps.steam.models import AddedTime
from apps.steam.models import SteamAchievement


@register
def differences() -> Iterator[str]:
    """Achievements that were announced and aren't unlocked; time added out of nothing.

    What was emptied since says nothing.
    """
    events = Event.objects.filter(type=ACHIEVEMENT.name).order_by("id")
    announced = {
        str(event.payload["achievement_id"])
        for event in events.iterator()
        if "achievement_id" in event.payload
    }
    rows = SteamAchievement.objects.filter(uuid__in=announced).unlocked()
    unlocked = {str(uuid) for uuid in rows.values_list("uuid", flat=True)}
    for uuid in sorted(announced - unlocked):
        yield (
            f"Steam achievement {uuid} has an event, but isn’t unlocked. It was "
            "changed outside Questlog, with plain SQL."
        )
    for added in AddedTime.objects.filter(sessions=None).order_by("id"):
        yield (
            f"Time added to a playthrough ({added.uuid}) has no sessions. They were "
            "deleted outside Questlog, with plain SQL."
        )
