"""Whether each playthrough is where its events say it is."""

from __future__ import annotations

from collections.abc import Iterator

from apps.core.plurals import counted
from apps.journal.events import COMPLETE
from apps.journal.events import DELETE
from apps.journal.events import HIDE
from apps.journal.models import Playthrough
from apps.realtime.audit import events_by_subject
from apps.realtime.audit import register


@register
def differences() -> Iterator[str]:
    """Playthroughs that were changed past Questlog, or told of wrongly.

    Only what the log still holds can be compared; private transitions and those to
    "planned" have no event.
    """
    told = events_by_subject("playthrough")
    rows = Playthrough.objects.order_by("id").values_list(
        "uuid", "status", "transitions", "completions"
    )
    for uuid, status, transitions, completions in rows.iterator():
        events = [
            event
            for event in told.get(str(uuid), [])
            if event.type not in (HIDE.name, DELETE.name)
        ]
        if not events:
            continue
        # What was hidden and shown again has empty events before that.
        name, last = f"Playthrough {uuid}", events[-1]
        if last.number > transitions:
            yield (
                f"{name} has changed its status {counted(transitions, 'time')}, but "
                f"the last change in the log is {last.number}."
            )
        told_status = last.payload.get("status", status)
        if last.number == transitions and told_status != status:
            yield (
                f"{name} is {status}, but its last event says {told_status}. It was "
                "changed outside Questlog, with plain SQL."
            )
        completed = sum(event.type == COMPLETE.name for event in events)
        if completed > completions or (
            len(events) == transitions and completed != completions
        ):
            yield (
                f"{name} was completed {counted(completions, 'time')}, but the log has "
                f"{completed} completions."
            )
