"""Whether each run is where its events say it is."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Max

from apps.core.plurals import counted
from apps.profiles.ironmon.events import DELETE
from apps.profiles.ironmon.events import HIDE
from apps.profiles.ironmon.models import Run
from apps.realtime.audit import events_by_subject
from apps.realtime.audit import register


@register
def differences() -> Iterator[str]:
    """Runs that were changed past Questlog, or whose events say otherwise."""
    yield from _differences_of_results()
    recorded = events_by_subject("run")
    rows = Run.objects.filter(uuid__in=recorded).order_by("id")
    columns = ("uuid", "version", "is_victory", "defeat_pokemon")
    for uuid, version, is_victory, pokemon in rows.values_list(*columns).iterator():
        events = [
            event
            for event in recorded[str(uuid)]
            if event.type not in (HIDE.name, DELETE.name)
        ]
        if not events:
            continue
        last = events[-1]
        if last.number > version:
            yield (
                f"Run {uuid} has changed {counted(version, 'time')}, but the last "
                f"change in the log is {last.number}."
            )
        logged = (
            last.payload.get("is_victory", is_victory),
            last.payload.get("is_defeat", bool(pokemon)),
        )
        if last.number == version and logged != (is_victory, bool(pokemon)):
            yield (
                f"Run {uuid} was won or lost otherwise than its last event says. It "
                "was changed outside Questlog, with plain SQL."
            )


def _differences_of_results() -> Iterator[str]:
    """Each run came as far as the furthest checkpoint that it has cleared."""
    measured = Run.objects.annotate(most=Max("results__checkpoint__position"))
    columns = ("uuid", "furthest__position", "most")
    for uuid, furthest, most in measured.values_list(*columns).iterator():
        if furthest != most:
            yield (
                f"Run {uuid} is stored as having come to checkpoint {furthest or 0}, "
                f"but has cleared {most or 0}."
            )
