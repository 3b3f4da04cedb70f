"""Whether each career is what its last event says."""

from __future__ import annotations

from collections.abc import Iterator

from apps.core.plurals import counted
from apps.profiles.umamusume.events import BEST_RANK
from apps.profiles.umamusume.events import RUN_COMPLETE
from apps.profiles.umamusume.models import CareerRun
from apps.realtime.audit import events_by_subject
from apps.realtime.audit import register


@register
def differences() -> Iterator[str]:
    """Careers that were changed past Questlog, or told of wrongly."""
    told = events_by_subject("career")
    rows = CareerRun.objects.filter(uuid__in=told).order_by("id")
    columns = ("uuid", "version", "score")
    for uuid, version, score in rows.values_list(*columns).iterator():
        events = [
            event
            for event in told[str(uuid)]
            if event.type in (RUN_COMPLETE.name, BEST_RANK.name)
        ]
        if not events:
            continue
        last = events[-1]
        if last.number > version:
            yield (
                f"Career {uuid} has changed {counted(version, 'time')}, but the last "
                f"change in the log is {last.number}."
            )
        said = last.payload.get("score", score)
        if last.number == version and said != score:
            yield (
                f"Career {uuid} has the score {score}, but its last event says {said}. "
                "It was changed outside Questlog, with plain SQL."
            )
