"""Whether each list is what its events say, and no change is missing from the log."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from apps.core.plurals import counted
from apps.lists.events import LIST_DELETE
from apps.lists.events import LIST_HIDE
from apps.lists.models import List
from apps.lists.models import ListActivity
from apps.lists.models import Visibility
from apps.realtime.audit import RecordedEvent
from apps.realtime.audit import events_by_subject
from apps.realtime.audit import oldest_stored
from apps.realtime.audit import register


@register
def differences() -> Iterator[str]:
    """Lists that were changed past Questlog, or told of wrongly or not at all."""
    told = events_by_subject("list")
    for list_ in List.objects.order_by("id").defer("description").iterator():
        events = told.get(str(list_.uuid), [])
        if events:
            yield from _differences_of(list_, events[-1])
    yield from _untold(told, since=oldest_stored())


def _differences_of(list_: List, last: RecordedEvent) -> Iterator[str]:
    name = f"List {list_.uuid}"
    if last.number > list_.version:
        yield (
            f"{name} has changed {counted(list_.version, 'time')}, but the last "
            f"change in the log is {last.number}."
        )
    if last.number != list_.version:
        return
    is_public = list_.visibility == Visibility.PUBLIC
    says_public = last.type not in (LIST_HIDE.name, LIST_DELETE.name)
    if is_public != says_public:
        yield (
            f"{name} is {list_.visibility}, but its last event is {last.type}. It "
            "was changed outside Questlog, with plain SQL."
        )
    elif is_public and (list_.name, list_.slug) != (
        last.payload["name"],
        last.payload["list"],
    ):
        yield (
            f"{name} is called “{list_.name}” ({list_.slug}), but its last event "
            f"says “{last.payload['name']}” ({last.payload['list']})."
        )


def _untold(
    told: dict[str, list[RecordedEvent]], *, since: datetime | None
) -> Iterator[str]:
    """The changes that should have an event, and have none."""
    activities = ListActivity.objects.filter(is_told=True).order_by("id")
    if since is not None:
        activities = activities.filter(timestamp__gt=since)
    known = {(uuid, event.number) for uuid, events in told.items() for event in events}
    rows = activities.values_list("list__uuid", "version", "verb")
    for uuid, version, verb in rows.iterator():
        if (str(uuid), version) not in known:
            yield f"List {uuid}: its change {version} ({verb}) isn't in the log."
