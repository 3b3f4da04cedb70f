"""What was understood of a source: its rows, lists and lines, not stored yet."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Sequence
from dataclasses import asdict
from dataclasses import dataclass
from dataclasses import field
from typing import Any

from django.db import transaction

from apps.core.database.analyze import analyze_after_commit
from apps.imports.models import Decision
from apps.imports.models import Import
from apps.imports.models import ImportList
from apps.imports.models import ImportRow
from apps.imports.models import ImportStatus
from apps.imports.models import LineKind
from apps.imports.models import OtherLine
from apps.imports.parsing import Part
from apps.imports.parsing.parts import Means
from apps.library.models import Game

# A list may have a heading for each game: a review shows no more of them.
MOST_PARTS = 300


@dataclass
class ParsedSource:
    """What was understood of a source, not stored yet.

    A row that names the game of a row above has that one as `merged_into`.
    """

    rows: list[ImportRow] = field(default_factory=list)
    lists: list[ImportList] = field(default_factory=list)
    other_lines: list[OtherLine] = field(default_factory=list)
    games: dict[int, Game] = field(default_factory=dict)  # the library's
    warnings: list[str] = field(default_factory=list)
    parts: tuple[Part, ...] = ()
    means: Means = field(default_factory=dict)  # by which the parts were read

    def likely_game(self, row: ImportRow) -> Game | None:
        """The game of the library that the row means, or most likely means."""
        if row.game is None and row.decision == Decision.OPEN:
            return self.games.get(row.suggestions[0]["game"] or 0)
        return row.game

    @property
    def not_understood(self) -> list[OtherLine]:
        return [x for x in self.other_lines if x.kind == LineKind.NOT_UNDERSTOOD]

    @property
    def undecided(self) -> list[ImportRow]:
        return [row for row in self.rows if row.decision == Decision.OPEN]

    @property
    def open_statuses(self) -> list[ImportRow]:
        """The rows of which nobody says how the playing went."""
        return [row for row in self.rows if row.has_open_status]

    def answer_open_statuses(self, status: str) -> None:
        for row in self.open_statuses:
            row.answer_open_status(status)

    @property
    def is_empty(self) -> bool:
        return not self.rows and not self.not_understood

    def counts(self) -> dict[str, int]:
        """What was understood, as noun to number; the keys of `Import.counts`."""
        heads = [row for row in self.rows if row.merged_into is None]
        return {
            "rows": len(self.rows),
            "games": len(heads),
            "matched": sum(row.decision == Decision.MATCH for row in heads),
            "new": sum(row.decision == Decision.CREATE for row in heads),
            "undecided": sum(row.decision == Decision.OPEN for row in heads),
            "lists": len(self.lists),
            "kept_as_text": sum(
                line.kind in (LineKind.NOTE, LineKind.PROSE)
                for line in self.other_lines
            ),
            "not_understood": len(self.not_understood),
        }

    def accept_suggested(self) -> None:
        """Take the best suggestion for each row that is not decided."""
        by_number = {row.number: row for row in self.rows}
        for row in self.undecided:
            best = max(row.suggestions, key=lambda s: s["score"], default=None)
            head = by_number.get(best["row"] or 0) if best else None
            if best and best["game"]:
                row.game, row.decision = self.games[best["game"]], Decision.MATCH
            elif head:
                merge_rows(row, head.merged_into or head)

    @transaction.atomic
    def save(self, import_: Import, *, own: Collection[tuple[str, str]] = ()) -> None:
        """Store it as the rows of `import_`, in place of an earlier one.

        `own` are the kinds and keys of the answers that were given on this import.
        """
        import_.rows.all().delete()
        import_.lists.all().delete()
        import_.other_lines.all().delete()
        stored: list[Any] = [*self.rows, *self.lists, *self.other_lines]
        for row in stored:
            row.batch = import_
        for row in self.rows:
            row.derive_fields()
        heads = [row for row in self.rows if row.merged_into is None]
        others = [row for row in self.rows if row.merged_into is not None]
        ImportRow.objects.bulk_create(heads, batch_size=500)
        for row in others:
            row.merged_into = row.merged_into  # its primary key is known now
        ImportRow.objects.bulk_create(others, batch_size=500)
        ImportList.objects.bulk_create(self.lists)
        OtherLine.objects.bulk_create(self.other_lines, batch_size=500)
        import_.counts = self.counts()
        import_.parts = [asdict(part) for part in _most_telling(self.parts)]
        import_.answers = [
            {
                "kind": kind,
                "key": key,
                "meaning": meaning,
                "is_own": (kind, key) in own,
            }
            for (kind, key), meaning in sorted(self.means.items())
        ]
        import_.warnings = [*dict.fromkeys([*import_.warnings, *self.warnings])]
        import_.status = ImportStatus.REVIEWING
        import_.save()
        analyze_after_commit([ImportRow, OtherLine], rows=len(stored))


def _most_telling(parts: Sequence[Part]) -> list[Part]:
    """The parts that a review shows: the uncertain ones, and those of most rows."""
    uncertain = ("unknown", "guessed", "known")
    ordered = sorted(parts, key=lambda it: (uncertain.index(it.certainty), -it.rows))
    return sorted(ordered[:MOST_PARTS], key=lambda part: part.line)


def merge_rows(row: ImportRow, head: ImportRow) -> None:
    """Let `row` tell of the same game as `head`, which is merged into nothing."""
    row.decision = Decision.MERGE
    row.merged_into = head
    row.game = head.game
    row.understood["merged_into"] = head.number
