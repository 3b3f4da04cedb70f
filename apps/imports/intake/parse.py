"""From a source to rows with their matches: nothing is written here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from apps.imports.igdb.known_titles import recall
from apps.imports.intake.parsed import ParsedSource
from apps.imports.intake.source import NoGames
from apps.imports.intake.source import Source
from apps.imports.matching.match import LibraryIndex
from apps.imports.matching.match import decide
from apps.imports.matching.match import match_rows
from apps.imports.models import Decision
from apps.imports.models import Import
from apps.imports.models import ImportList
from apps.imports.models import ImportRow
from apps.imports.models import KnownMeaning
from apps.imports.models import LineKind
from apps.imports.models import OtherLine
from apps.imports.models.row import MOST_REPEATS
from apps.imports.parsing import NotUnderstood
from apps.imports.parsing import OtherLine as ParsedLine
from apps.imports.parsing import Parsed
from apps.imports.parsing import ParsedList
from apps.imports.parsing import Part
from apps.imports.parsing import Row
from apps.imports.parsing import SourcePlaythrough
from apps.imports.parsing import SourceTooLarge
from apps.imports.parsing.formats import parse_as
from apps.imports.parsing.parts import Means
from apps.imports.parsing.parts import joined
from apps.imports.parsing.parts import part_key
from apps.imports.parsing.source import check_source

MOST_ROWS = 5_000


def parse_source(
    source: Source, *, library: LibraryIndex | None = None
) -> ParsedSource:
    """Parse the source, and match its rows with the library and among themselves.

    Raises a `SourceError` for a text that cannot be read, that holds no game, or more
    than `MOST_ROWS` of them.
    """
    check_source(source.text)
    library = library or LibraryIndex.load()
    means = means_for(source)
    parsed = read_text(source, library, means)
    if len(parsed.rows) > MOST_ROWS:
        raise SourceTooLarge(
            f"The list has {len(parsed.rows):,} games, but one import can have at "
            f"most {MOST_ROWS:,}.",
            what_to_do="Split it and import the parts one by one.",
        )
    rows = unsaved_rows(parsed.rows)
    recall(rows)
    match_rows(rows, parsed.rows, library)
    result = ParsedSource(
        rows=rows,
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
        warnings=list(dict.fromkeys(parsed.warnings)),
        parts=parsed.parts,
        means=_used(means, parsed) if source.means is None else source.means,
    )
    if result.is_empty:
        raise NoGames(
            "No games were found in it.",
            what_to_do="Use a list with one game per line, or a JSON list.",
        )
    return result


def means_for(source: Source) -> Means:
    """What was said of the source's parts, or of the same wording in others.

    What the owner chose for the columns of this very table comes before that.
    """
    means = KnownMeaning.objects.means() if source.means is None else source.means
    if source.columns is None:
        return means
    ours = ("column", "scale", "dates")
    return {key: meaning for key, meaning in means.items() if key[0] not in ours}


def _used(means: Means, parsed: Parsed) -> Means:
    parts = {(part.kind, part_key(part.text)) for part in parsed.parts}
    return {key: meaning for key, meaning in means.items() if key in parts}


def read_text(source: Source, library: LibraryIndex, means: Means) -> Parsed:
    """What the files hold, their lines numbered through."""
    whole = Parsed()
    lines = 0
    for file in source.files:
        part = parse_as(
            file.format,
            file.checked,
            name=file.name,
            known=library.known,
            columns=source.columns,
            means=means,
        )
        whole = Parsed(
            rows=whole.rows + _later(part.rows, lines),
            lists=_with_lists(whole.lists, part.lists),
            not_understood=whole.not_understood + _later(part.not_understood, lines),
            other=whole.other + _later(part.other, lines),
            warnings=whole.warnings + part.warnings,
            parts=joined(whole.parts, _later(part.parts, lines)),
        )
        lines += file.lines
    return whole


def _later[Line: (Row, NotUnderstood, ParsedLine, Part)](
    found: tuple[Line, ...], lines: int
) -> tuple[Line, ...]:
    if not lines:
        return found
    return tuple(replace(it, line=it.line + lines) for it in found)


def _with_lists(
    known: tuple[ParsedList, ...], more: tuple[ParsedList, ...]
) -> tuple[ParsedList, ...]:
    """The lists, each name once: a name that comes again goes on with its list."""
    by_name = {found.name[:200]: found for found in known}
    for found in more:
        by_name.setdefault(found.name[:200], found)
    return tuple(by_name.values())


@transaction.atomic
def match_again(import_: Import, row: ImportRow, *, at: datetime) -> ImportRow:
    """Match a row again after its title was changed; raises the row's version."""
    import_.lock()
    row.merged_into = None
    row.forget_answer()
    recall([row])
    decide(row, LibraryIndex.load())
    row.decided_at = None
    if row.decision == Decision.OPEN:
        # The owner has just said what it is called.
        row.decision, row.decided_at = Decision.CREATE, at
    row.version += 1
    row.save()
    return row


def unsaved_rows(read_rows: Sequence[Row]) -> list[ImportRow]:
    """The rows as they will be stored, matched with nothing yet."""
    return [_row(number, row) for number, row in enumerate(read_rows, start=1)]


def _row(number: int, read_row: Row) -> ImportRow:
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
        runs=[asdict(run) for run in read_row.runs],
        external_ids=dict(read_row.external_ids),
        understood={
            "title": read_row.title,
            "urls": list(read_row.urls),
            "is_replay": read_row.is_replay,
            "parent": read_row.parent,
            "is_left_out": read_row.is_left_out,
            "is_whole_title": read_row.is_whole_title,
            **_open_runs(read_row),
        },
    )


def _open_runs(read_row: Row) -> dict[str, Any]:
    """What an answer to the open status of a row makes of it."""
    if not read_row.open_runs:
        return {}
    plain = SourcePlaythrough("completed")
    runs = [asdict(run) for run in read_row.open_runs if run != plain]
    return {"open_status": {"runs": runs, "notes": read_row.notes}}


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
