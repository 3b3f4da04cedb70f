"""What of a followed source is new: rows that weren't in it when it was last settled.

Both states are read in the same way, with the same answers, so that neither a later
version of Questlog nor another answer makes news. What isn't new stays in the import,
because the order of a list needs it, but adds nothing: where it would, the owner has
left it out before, or has taken it out of the library.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import orjson
from django.db import transaction
from django.utils import timezone

from apps.core.text import normalise
from apps.imports.applying.plan import Plan
from apps.imports.applying.plan import make_plan
from apps.imports.intake.parse import parse_source
from apps.imports.intake.parse import read_text
from apps.imports.intake.parse import unsaved_rows
from apps.imports.intake.parsed import ParsedSource
from apps.imports.intake.source import Source
from apps.imports.intake.source import files_of
from apps.imports.matching.match import LibraryIndex
from apps.imports.models import Decision
from apps.imports.models import FollowedSource
from apps.imports.models import Import
from apps.imports.models import ImportRow
from apps.imports.models import SourceKind
from apps.imports.parsing import SourceError

# In `ImportRow.understood`, of a row that was in the source before.
KNOWN = "is_known"


def mark_known(
    parsed: ParsedSource, source: Source, import_: Import, library: LibraryIndex
) -> int:
    """Mark the rows that aren't news, where `import_` is of a followed source.

    Returns how many lines that aren't understood are news.
    """
    followed = FollowedSource.objects.filter(last_import=import_).first()
    if followed is None or followed.kind != SourceKind.GIST or not followed.known_text:
        return len(parsed.not_understood)
    before = Source(
        files=files_of(
            followed.known_text,
            followed.known_files,
            name=source.files[0].name,
            as_format=source.format.key if source.format else "",
        ),
        columns=source.columns,
    )
    try:
        known = read_text(before, library, parsed.means)
    except SourceError:
        # It was something else then.
        return len(parsed.not_understood)
    signatures = Counter(map(_signature, unsaved_rows(known.rows)))
    for row in parsed.rows:
        signature = _signature(row)
        if signatures[signature]:
            signatures[signature] -= 1
            row.understood[KNOWN] = True
    lines = Counter(line.source.strip() for line in parsed.not_understood)
    lines -= Counter(line.source.strip() for line in known.not_understood)
    return lines.total()


def _signature(row: ImportRow) -> bytes:
    """What a row says, wherever it stands."""
    said: list[Any] = [
        normalise(row.title),
        row.series,
        row.status,
        row.repeats,
        row.year,
        row.versions,
        row.aliases,
        row.notes,
        row.runs,
        row.external_ids,
        sorted(row.lists),
        {name: row.understood.get(name) for name in ("is_replay", "is_left_out")},
        row.understood.get("open_status", {}).get("runs"),
    ]
    return orjson.dumps(said, option=orjson.OPT_SORT_KEYS)


def parse_and_save(import_: Import, source: Source) -> None:
    """Read the source as the rows of `import_`, which may be of a followed one.

    Raises a `SourceError` when it cannot be read.
    """
    library = LibraryIndex.load()
    parsed = parse_source(source, library=library)
    mark_known(parsed, source, import_, library)
    with transaction.atomic():
        parsed.save(import_)
        leave_out_known(import_)


@dataclass(frozen=True)
class _Group:
    """The rows of one game of an import, as the review has them on one card or more."""

    rows: list[ImportRow]
    is_empty: bool

    @property
    def is_known(self) -> bool:
        return all(row.understood.get(KNOWN) for row in self.rows)


def _groups(plan: Plan) -> Iterator[_Group]:
    """All but what is left out."""
    for game in plan.games:
        yield _Group(game.rows, game.is_empty)
    undecided: dict[int, list[ImportRow]] = {}
    for row in plan.undecided:
        undecided.setdefault(row.merged_into_id or row.pk, []).append(row)
    for rows in undecided.values():
        yield _Group(rows, is_empty=False)


def count_news(import_: Import) -> int:
    """How many games of the import are new or changed and would add something."""
    groups = _groups(make_plan(import_))
    return sum(not group.is_known and not group.is_empty for group in groups)


@transaction.atomic
def leave_out_known(import_: Import) -> None:
    """Leave out what isn't news and would add something, unless the owner decided so.

    Lists that only such rows are on are left out, too.
    """
    if not import_.rows.filter(understood__has_key=KNOWN).exists():
        return
    plan = make_plan(import_)
    rows = [
        row.pk
        for group in _groups(plan)
        if group.is_known and not group.is_empty
        for row in group.rows
        if row.merged_into_id is None and row.decided_at is None
    ]
    import_.rows.filter(pk__in=rows).update(decision=Decision.SKIP)
    lists = [
        found.source.pk
        for found in plan.lists
        if found.is_new
        and not found.source.version
        and all(row.understood.get(KNOWN) for game in found.games for row in game.rows)
    ]
    import_.lists.filter(pk__in=lists).update(skipped_at=timezone.now())
