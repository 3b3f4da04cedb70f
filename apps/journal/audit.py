"""Whether each playthrough is where its events say it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from apps.journal.models import Playthrough
from apps.realtime.audit import register
from apps.realtime.models import Event


class Told(NamedTuple):
    """What one event tells: the how manieth transition it was, and to where."""

    number: int
    verb: str
    status: str


@register
def differences() -> Iterator[str]:
    """Playthroughs that were changed past Questlog, or told of wrongly.

    Only what the log still holds can be compared; private transitions and those to
    "planned" have no event.
    """
    told = _told_by_playthrough()
    rows = Playthrough.objects.order_by("id").values_list(
        "uuid", "status", "transitions", "completions"
    )
    for uuid, status, transitions, completions in rows.iterator():
        events = told.get(str(uuid), [])
        if not events:
            continue
        name, last = f"Playthrough {uuid}", max(events)
        if last.number > transitions:
            yield (
                f"{name} has changed its status {transitions} times, but the log "
                f"tells of change {last.number}."
            )
        if last.number == transitions and last.status != status:
            yield (
                f"{name} is {status}, but its last event says {last.status}: it was "
                "changed past Questlog, by plain SQL."
            )
        completed = sum(event.verb == "complete" for event in events)
        if completed > completions or (
            len(events) == transitions and completed != completions
        ):
            yield (
                f"{name} was completed {completions} times, but the log has "
                f"{completed} completions."
            )


def _told_by_playthrough() -> dict[str, list[Told]]:
    told: dict[str, list[Told]] = defaultdict(list)
    events = Event.objects.filter(subject__startswith="playthrough:").order_by("id")
    for event in events.iterator():
        _, uuid, number, verb = event.dedupe_key.split(":")
        told[uuid].append(Told(int(number), verb, event.payload["status"]))
    return told
