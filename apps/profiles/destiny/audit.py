"""Whether activities are what their events and Bungie's figures say."""

from __future__ import annotations

from collections.abc import Iterator

from apps.profiles.destiny.events import RAID_CLEAR
from apps.profiles.destiny.models import Activity
from apps.profiles.destiny.models import ReportEntry
from apps.realtime.audit import events_by_subject
from apps.realtime.audit import register


@register
def differences() -> Iterator[str]:
    """Activities that were changed past Questlog, or whose events say otherwise."""
    recorded = events_by_subject("destiny_activity")
    rows = Activity.objects.filter(uuid__in=recorded).order_by("id")
    for uuid, version, is_clear in rows.values_list(
        "uuid", "version", "is_clear"
    ).iterator():
        events = recorded[str(uuid)]
        if events and events[-1].number > version:
            yield (
                f"Activity {uuid} has had {version} events, but the last one in the "
                f"log is number {events[-1].number}."
            )
        if not is_clear and any(each.type == RAID_CLEAR.name for each in events):
            yield (
                f"Activity {uuid} was announced as a clear and is none. It was changed "
                "outside Questlog, with plain SQL."
            )
    strange = ReportEntry.objects.filter(report__fetched_at=None)
    for entry in strange.select_related("report").order_by("id"):
        yield f"{entry.report} has entries, but was never fetched."
