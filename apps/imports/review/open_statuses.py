"""The question that a review asks first: how did the playing of these games go?"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Self

from apps.imports.models import Decision
from apps.imports.models import Import
from apps.imports.review.decisions import open_statuses
from apps.journal.models import Status

MOST_NAMES = 6


@dataclass(frozen=True)
class OpenStatuses:
    """Rows whose status the source leaves open: `count` in all, `unanswered` of them.

    `names` are the first titles without an answer, or of all; `choices` each status
    with its label and how many rows have it by now, last the empty one.
    """

    count: int
    unanswered: int
    names: list[str]
    choices: list[tuple[str, str, int]]

    @classmethod
    def of(cls, import_: Import) -> Self:
        rows = open_statuses(import_).exclude(decision=Decision.SKIP)
        found = list(rows.order_by("number").values_list("title", "status"))
        times = Counter(status for _, status in found)
        names = [title for title, status in found if not status]
        return cls(
            count=len(found),
            unanswered=times[""],
            names=(names or [title for title, _ in found])[:MOST_NAMES],
            choices=[
                *((value, label, times[value]) for value, label in Status.choices),
                ("", "No playthrough", times[""]),
            ],
        )

    @property
    def more(self) -> int:
        """How many titles `names` leaves out."""
        return (self.unanswered or self.count) - len(self.names)
