"""Which runs the statistics are of: all, or those of some days."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from datetime import date as Date
from datetime import timedelta
from urllib.parse import urlencode

from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone

DAYS = 30
NAMES = {
    "": "All time",
    "30": f"{DAYS} days",
    "year": "This year",
    "custom": "From – to",
}


@dataclass(frozen=True)
class Span:
    """Days from `since` to `until`, both inclusive; None is open.

    With a `problem` the dates that were typed are impossible, and the span is open.
    """

    name: str = ""
    since: Date | None = None
    until: Date | None = None
    problem: str = ""
    typed: dict[str, str] = field(default_factory=dict)

    @property
    def query(self) -> str:
        """For addresses, beside the challenge."""
        values = {"span": self.name, **self.typed} if self.name else {}
        return urlencode({name: value for name, value in values.items() if value})

    @property
    def is_open(self) -> bool:
        return self.since is None and self.until is None

    @property
    def runs(self) -> Q:
        """The condition on runs; one of an unknown day is only in an open span."""
        found = Q()
        if self.since is not None:
            found &= Q(day__gte=self.since)
        if self.until is not None:
            found &= Q(day__lte=self.until)
        return found


def span_of(query: QueryDict, *, today: Date | None = None) -> Span:
    """What the address asks for."""
    today = today or timezone.localdate()
    name = query.get("span", "")
    if name == "30":
        return Span(name, since=today - timedelta(days=DAYS - 1))
    if name == "year":
        return Span(name, since=today.replace(month=1, day=1))
    if name == "custom":
        return _custom(query.get("since", "").strip(), query.get("until", "").strip())
    return Span()


def _custom(since: str, until: str) -> Span:
    typed = {"since": since[:10], "until": until[:10]}
    try:
        first = Date.fromisoformat(since) if since else None
        last = Date.fromisoformat(until) if until else None
    except ValueError:
        return Span("custom", problem="Write dates as 2026-11-30.", typed=typed)
    if first and last and last < first:
        problem = "The last day is before the first. These are all runs."
        return Span("custom", problem=problem, typed=typed)
    return Span("custom", first, last, typed=typed)
