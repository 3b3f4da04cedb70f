"""Whether each hunt is where its events say it is."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count

from apps.core.plurals import counted
from apps.profiles.acnh.events import DELETE
from apps.profiles.acnh.events import HIDE
from apps.profiles.acnh.models import Hunt
from apps.realtime.audit import events_by_subject
from apps.realtime.audit import register


@register
def differences() -> Iterator[str]:
    """Hunts that were changed past Questlog, or told of wrongly."""
    told = events_by_subject("hunt")
    rows = Hunt.objects.order_by("id").annotate(count=Count("encounters"))
    for uuid, version, count in rows.values_list("uuid", "version", "count").iterator():
        events = [
            event
            for event in told.get(str(uuid), [])
            if event.type not in (HIDE.name, DELETE.name)
        ]
        if not events:
            continue
        last = events[-1]
        if last.number > version:
            yield (
                f"Hunt {uuid} has changed {counted(version, 'time')}, but the last "
                f"change in the log is {last.number}."
            )
        said = last.payload.get("encounter_count", count)
        if last.number == version and said != count:
            yield (
                f"Hunt {uuid} has {counted(count, 'encounter')}, but its last event "
                f"says {said}. It was changed outside Questlog, with plain SQL."
            )
