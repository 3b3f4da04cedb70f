"""From a source's text to rows with their matches: nothing is written here.

`read` answers unsaved rows; `Reading.save` stores them with their import.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from collections.abc import Set
from dataclasses import asdict
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from datetime import datetime
from typing import Any
from typing import cast

from django.db import transaction

from apps.core.text import normalise
from apps.imports.matching import Candidate
from apps.imports.matching import Match
from apps.imports.matching import Matcher
from apps.imports.models import Decision
from apps.imports.models import Import
from apps.imports.models import ImportList
from apps.imports.models import ImportRow
from apps.imports.models import ImportStatus
from apps.imports.models import LineKind
from apps.imports.models import MatchKind
from apps.imports.models import OtherLine
from apps.imports.models import Suggestion
from apps.imports.models.row import MOST_REPEATS
from apps.imports.parsers import NotUnderstood
from apps.imports.parsers import OtherLine as ParsedLine
from apps.imports.parsers import Parsed
from apps.imports.parsers import ParsedList
from apps.imports.parsers import Row
from apps.imports.parsers import SourceTooLarge
from apps.imports.parsers import parse
from apps.imports.references import Reference
from apps.imports.references import references
from apps.library.models import Edition
from apps.library.models import Game

MOST_ROWS = 5_000


@dataclass(frozen=True)
class File:
    """A text with its name, if it has one."""

    text: str
    name: str = ""

    @property
    def lines(self) -> int:
        return self.text.count("\n") + 1


@dataclass
class Reading:
    """What was understood of a source, not stored yet.

    A row that names the game of a row above has that one as `merged_into`.
    """

    rows: list[ImportRow] = field(default_factory=list)
    lists: list[ImportList] = field(default_factory=list)
    other_lines: list[OtherLine] = field(default_factory=list)
    games: dict[int, Game] = field(default_factory=dict)  # the library's

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
                _merge(row, head.merged_into or head)

    @transaction.atomic
    def save(self, batch: Import) -> None:
        """Store the reading as that of `batch`, in place of an earlier one."""
        batch.rows.all().delete()
        batch.lists.all().delete()
        batch.other_lines.all().delete()
        parts: list[Any] = [*self.rows, *self.lists, *self.other_lines]
        for part in parts:
            part.batch = batch
        heads = [row for row in self.rows if row.merged_into is None]
        others = [row for row in self.rows if row.merged_into is not None]
        ImportRow.objects.bulk_create(heads, batch_size=500)
        for row in others:
            row.merged_into = row.merged_into  # its primary key is known now
        ImportRow.objects.bulk_create(others, batch_size=500)
        ImportList.objects.bulk_create(self.lists)
        OtherLine.objects.bulk_create(self.other_lines, batch_size=500)
        batch.counts = self.counts()
        batch.status = ImportStatus.REVIEWING
        batch.save()


def read(files: Sequence[File]) -> Reading:
    """Understand the files as one text, matched with the library and within itself.

    Raises a `SourceError` for a text that cannot be read, or holds more than
    `MOST_ROWS` games.
    """
    library = _Library.load()
    parsed = _joined(files, known=library.known)
    if len(parsed.rows) > MOST_ROWS:
        raise SourceTooLarge(
            f"The list has {len(parsed.rows):,} games; one import takes {MOST_ROWS:,}.",
            what_to_do="Split it and import the parts one after another.",
        )
    return Reading(
        rows=_matched_rows(parsed, library),
        lists=[
            ImportList(
                number=number,
                name=found.name[:200],
                target_name=found.name[:200],
                is_ranked=found.is_ranked,
            )
            for number, found in enumerate(parsed.lists, start=1)
        ],
        other_lines=_other_lines(parsed),
        games=library.games,
    )


def _joined(files: Sequence[File], *, known: Set[str]) -> Parsed:
    """What the files hold, their lines numbered through."""
    whole = Parsed()
    lines = 0
    for file in files:
        part = parse(file.text, name=file.name, known=known)
        whole = Parsed(
            rows=whole.rows + _later(part.rows, lines),
            lists=_with_lists(whole.lists, part.lists),
            not_understood=whole.not_understood + _later(part.not_understood, lines),
            other=whole.other + _later(part.other, lines),
        )
        lines += file.lines
    return whole


def _later[Line: (Row, NotUnderstood, ParsedLine)](
    found: tuple[Line, ...], lines: int
) -> tuple[Line, ...]:
    return tuple(replace(it, line=it.line + lines) for it in found)


def _with_lists(
    known: tuple[ParsedList, ...], more: tuple[ParsedList, ...]
) -> tuple[ParsedList, ...]:
    """The lists, each name once: a name that comes again goes on with its list."""
    by_name = {found.name: found for found in known}
    return known + tuple(found for found in more if found.name not in by_name)


@transaction.atomic
def match_again(batch: Import, row: ImportRow, *, at: datetime) -> ImportRow:
    """Match a row anew after its title was changed; raises the row's version."""
    batch.lock()
    library = _Library.load()
    row.match_kind = MatchKind.NEW
    row.suggestions = []
    _decide(row, library.match(row), library.games)
    if row.decision == Decision.OPEN:
        # The owner has just said what it is called.
        row.decision = Decision.CREATE
    row.decided_at = at
    row.version += 1
    row.save()
    return row


@dataclass
class _Library:
    games: dict[int, Game]
    matcher: Matcher

    @classmethod
    def load(cls) -> _Library:
        games = {
            game.pk: game
            for game in Game.objects.only(
                "id", "name", "slug", "aliases", "original_release_year"
            )
        }
        franchises = dict(Game.objects.values_list("id", "franchise__name"))
        editions: dict[int, list[str]] = defaultdict(list)
        for game_id, name in Edition.objects.values_list("game_id", "name"):
            editions[game_id].append(name)
        return cls(
            games,
            Matcher(
                Candidate(
                    pk,
                    game.name,
                    tuple(game.aliases),
                    franchises[pk],
                    tuple(editions[pk]),
                    game.original_release_year,
                )
                for pk, game in games.items()
            ),
        )

    @property
    def known(self) -> set[str]:
        return {
            normalise(name)
            for game in self.games.values()
            for name in (game.name, *game.aliases)
        }

    def match(self, row: ImportRow) -> Match:
        return self.matcher.match(
            row.title,
            series=row.series or " ".join(row.lists),
            year=row.year,
            aliases=row.aliases,
            refers=not _tells_a_run(row),
        )


def _matched_rows(parsed: Parsed, library: _Library) -> list[ImportRow]:
    """The rows in the order of the source, each matched with the library or a row."""
    rows = [_row(number, row) for number, row in enumerate(parsed.rows, start=1)]
    for row in rows:
        _decide(row, library.match(row), library.games)
    _prefer_exact(rows)
    for row, reference in zip(rows, references(parsed.rows), strict=True):
        if reference.row is not None:
            _refer(row, rows[reference.row], reference)
    _merge_same_games(rows)
    for row in rows:
        row.understood["game"] = row.game_id
    return rows


def _prefer_exact(rows: list[ImportRow]) -> None:
    """Where one line names a game exactly, a rival that only resembles it is another.

    A list with "Wild ARMs" and "Wild ARMs 2" names both, whichever is known.
    """
    named: dict[int, list[ImportRow]] = defaultdict(list)
    for row in rows:
        if row.match_kind == MatchKind.EXACT and row.game_id:
            named[row.game_id].append(row)
    sure = (MatchKind.EXACT, MatchKind.ALIAS, MatchKind.NEW)
    for row in rows:
        if row.match_kind in sure:
            continue
        guess = row.game_id or row.suggestions[0]["game"] or 0
        if any(_are_rivals(row, other) for other in named[guess]):
            row.match_kind, row.decision = MatchKind.NEW, Decision.CREATE
            row.game = None


def _are_rivals(row: ImportRow, other: ImportRow) -> bool:
    """Whether two lines of one source mean two games: both were played, or ranked."""
    both_played = _tells_a_run(row) and _tells_a_run(other)
    return both_played or not set(row.lists).isdisjoint(other.lists)


def _refer(row: ImportRow, head: ImportRow, reference: Reference) -> None:
    """Take over that the row tells of the game of another row, unless it is surer."""
    if reference.kind != MatchKind.EXACT.value and _are_rivals(row, head):
        return
    if not reference.is_automatic:
        row.suggestions.append(_suggestion(score=reference.score, row=head.number))
        if row.decision == Decision.CREATE:
            row.match_kind, row.decision = MatchKind.SUGGESTED, Decision.OPEN
        return
    is_known = row.match_kind == MatchKind.EXACT and row.game_id != head.game_id
    if not is_known or reference.kind == MatchKind.EXACT.value:
        row.match_kind = reference.kind
        _merge(row, head)


def _merge_same_games(rows: list[ImportRow]) -> None:
    """One card for each game of the library: later rows join the first."""
    heads: dict[int, ImportRow] = {}
    # Rankings may stand above; the rows that tell of playing say more of the game.
    for row in sorted(rows, key=lambda row: not row.status):
        if row.merged_into is not None or row.game_id is None:
            continue
        head = heads.setdefault(row.game_id, row)
        if head is not row:
            _merge(row, head)
    for row in rows:
        if row.merged_into is not None and row.merged_into.merged_into is not None:
            _merge(row, row.merged_into.merged_into)


def _merge(row: ImportRow, head: ImportRow) -> None:
    row.decision = Decision.MERGE
    row.merged_into = head
    row.game = head.game
    row.understood["merged_into"] = head.number


def _tells_a_run(row: ImportRow) -> bool:
    return bool(row.status) and not row.understood.get("is_replay")


def _decide(row: ImportRow, found: Match, games: dict[int, Game]) -> None:
    """Take over what the library's matcher found for the row."""
    row.match_kind = found.kind
    row.suggestions = [
        _suggestion(score=suggestion.score, game=cast("int", suggestion.candidate.id))
        for suggestion in found.suggestions
    ]
    row.game = None
    if found.is_automatic and found.candidate is not None:
        row.game = games[cast("int", found.candidate.id)]
        row.decision = Decision.MATCH
    else:
        suggested = found.kind == MatchKind.SUGGESTED.value
        row.decision = Decision.OPEN if suggested else Decision.CREATE


def _suggestion(
    *, score: float, game: int | None = None, row: int | None = None
) -> Suggestion:
    return {"game": game, "row": row, "score": round(score, 1)}


def _row(number: int, read_row: Row) -> ImportRow:
    understood = asdict(read_row)
    return ImportRow(
        number=number,
        line=read_row.line,
        source=read_row.source,
        title=read_row.title[:200],
        series=(read_row.series or "")[:200],
        versions=[
            {
                "platform": version.platform or "",
                "edition": version.edition,
                "edition_type": version.edition_type,
                "note": version.note,
            }
            for version in read_row.versions
        ],
        aliases=list(read_row.aliases),
        notes=read_row.notes,
        status=read_row.status or "",
        repeats=min(max(read_row.repeats, 1), MOST_REPEATS),
        year=read_row.year,
        lists=[name[:200] for name in read_row.lists],
        position=read_row.position,
        understood={
            name: understood[name] for name in ("title", "urls", "is_replay", "parent")
        },
    )


def _other_lines(parsed: Parsed) -> list[OtherLine]:
    lines = [
        OtherLine(
            line=line.line,
            source=line.source,
            kind=LineKind.NOT_UNDERSTOOD,
            reason=line.reason,
        )
        for line in parsed.not_understood
    ]
    lines += [
        OtherLine(line=line.line, source=line.source, kind=line.kind)
        for line in parsed.other
    ]
    return sorted(lines, key=lambda line: line.line)
