"""Whether each character is what its last event says."""

from __future__ import annotations

from collections.abc import Iterator

from apps.core.plurals import counted
from apps.profiles.poe.events import UPDATE
from apps.profiles.poe.models import Character
from apps.realtime.audit import events_by_subject
from apps.realtime.audit import register


@register
def differences() -> Iterator[str]:
    """Characters that were changed past Questlog, or told of wrongly."""
    said = events_by_subject("poe_character")
    rows = Character.objects.filter(uuid__in=said).order_by("id")
    columns = ("uuid", "version", "deaths")
    for uuid, version, deaths in rows.values_list(*columns).iterator():
        events = [each for each in said[str(uuid)] if each.type == UPDATE.name]
        if not events:
            continue
        last = events[-1]
        if last.number > version:
            yield (
                f"Character {uuid} has changed {counted(version, 'time')}, but the "
                f"last change in the log is {last.number}."
            )
        in_event = last.payload.get("deaths", deaths)
        if last.number == version and in_event != deaths:
            yield (
                f"Character {uuid} has {deaths} deaths, but its last event says "
                f"{in_event}. It was changed outside Questlog, with plain SQL."
            )
