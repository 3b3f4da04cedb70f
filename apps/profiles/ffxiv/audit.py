"""Whether jobs and achievements are what their events say."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Max
from django.db.models.functions import Coalesce

from apps.profiles.ffxiv.events import ACHIEVEMENT
from apps.profiles.ffxiv.events import LEVEL_UP
from apps.profiles.ffxiv.models import JobLevel
from apps.profiles.ffxiv.models import Unlock
from apps.realtime.audit import register
from apps.realtime.models import Event

_OUTSIDE = "It was changed outside Questlog, with plain SQL."


@register
def differences() -> Iterator[str]:
    """What was changed past Questlog. Of a character that was removed nothing is."""
    yield from _differences_of_levels()
    yield from _differences_of_announced_levels()
    yield from _differences_of_achievements()


def _differences_of_levels() -> Iterator[str]:
    """Each level was seen for a first time, and none falls."""
    rows = JobLevel.objects.annotate(seen=Coalesce(Max("changes__level"), 0))
    for job in rows.select_related("character").order_by("id"):
        if job.level != job.seen:
            yield (
                f"{job.job} of {job.character} is at {job.level}, but the highest "
                f"level seen is {job.seen}. {_OUTSIDE}"
            )


def _differences_of_announced_levels() -> Iterator[str]:
    announced: dict[str, int] = {}
    keys = Event.objects.filter(type=LEVEL_UP.name).values_list("dedupe_key", flat=True)
    for key in keys.order_by("id").iterator():
        # profile:<uuid>:<uuid of the job>:level:<level>
        _, _, uuid, _, level = key.split(":")
        announced[uuid] = max(announced.get(uuid, 0), int(level))
    rows = JobLevel.objects.filter(uuid__in=announced).select_related("character")
    for job in rows.order_by("id"):
        highest = announced[str(job.uuid)]
        if job.level < highest:
            yield (
                f"{job.job} of {job.character} is at {job.level}, but {highest} was "
                f"announced. {_OUTSIDE}"
            )


def _differences_of_achievements() -> Iterator[str]:
    events = Event.objects.filter(type=ACHIEVEMENT.name).order_by("id")
    announced = {
        # profile:<uuid>:<uuid of the unlock>:achievement
        event.dedupe_key.split(":")[2]: event.payload
        for event in events.iterator()
    }
    rows = Unlock.objects.filter(uuid__in=announced).select_related("collectable")
    for unlock in rows.order_by("id"):
        # Hiding the profile empties payloads.
        number = announced[str(unlock.uuid)].get("achievement_id")
        if number is not None and number != unlock.collectable.game_id:
            yield (
                f"Achievement {number} was announced, but its row is "
                f"“{unlock.collectable}”. {_OUTSIDE}"
            )
