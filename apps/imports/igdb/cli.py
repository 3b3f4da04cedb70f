"""What the command line tells of matching with IGDB."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.management.base import OutputWrapper

from apps.imports.models import Decision
from apps.imports.models import IgdbState
from apps.imports.models import Import
from apps.imports.review.igdb_cards import igdb_shown
from apps.jobs.progress import Progress


class TerminalProgress(Progress):
    """One line that counts up on a terminal; nothing where nobody watches."""

    def __init__(self, out: OutputWrapper) -> None:
        self._out = out
        self._done = 0
        self._total = 0

    def begin(self, total: int | None = None, message: str = "") -> None:
        self._done, self._total = 0, total or 0
        self._tell(message)

    def step(self, count: int = 1, message: str = "") -> None:
        self._done += count
        self._tell(message)

    def _tell(self, message: str) -> None:
        if not self._out.isatty() or not self._total:
            return
        is_last = self._done >= self._total
        self._out.write(
            f"\r\x1b[K{self._done} of {self._total}: {message}",
            ending="\n" if is_last else "",
        )
        self._out.flush()


def doubtful_lines(batch: Import) -> Iterator[str]:
    """The games that may be several of IGDB's, each with those."""
    rows = batch.rows.filter(igdb_state=IgdbState.DOUBTFUL, merged_into=None)
    rows = rows.exclude(decision=Decision.SKIP).order_by("number")
    shown = igdb_shown(rows)
    for row in rows:
        may_be = "; ".join(
            f"{candidate.game} [{candidate.game.igdb_id}, {candidate.score}]"
            for candidate in shown[row.pk].candidates
        )
        yield f"Doubtful on IGDB: line {row.line}: {row.title}: {may_be}"
