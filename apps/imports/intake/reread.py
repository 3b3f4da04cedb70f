"""Reading an import in review again: with what the owner says of its parts, or
because its source has changed since.

What they decided or changed on rows, lists and lines stays, where line and title are
the same afterwards.
"""

from __future__ import annotations

from collections import defaultdict
from collections import deque
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction

from apps.core.text import normalise
from apps.imports.intake.news import leave_out_known
from apps.imports.intake.news import mark_known
from apps.imports.intake.parse import means_for
from apps.imports.intake.parse import parse_source
from apps.imports.intake.parse import read_text
from apps.imports.intake.parse import unsaved_rows
from apps.imports.intake.parsed import ParsedSource
from apps.imports.intake.parsed import merge_rows
from apps.imports.intake.source import Source
from apps.imports.intake.source import source_of
from apps.imports.matching.match import LibraryIndex
from apps.imports.models import ColumnMapping
from apps.imports.models import Decision
from apps.imports.models import Import
from apps.imports.models import ImportClosed
from apps.imports.models import ImportRow
from apps.imports.models import ImportStatus
from apps.imports.models import KnownMeaning
from apps.imports.models import LineKind
from apps.imports.parsing.parts import holds_for_one_list
from apps.imports.parsing.parts import part_key

# What the owner may change on a row; see `review.decisions.edit`.
_EDITABLE = (
    "title",
    "series",
    "versions",
    "status",
    "repeats",
    "runs",
    "notes",
    "year",
)
# The line of what is no longer in the source: no line at all.
GONE = -1


@transaction.atomic
def answer_parts(import_: Import, said: Mapping[tuple[str, str], str]) -> Import:
    """Read the import again with the meaning of each kind and text; remember them.

    Raises `ImportClosed` where it is not in review any more, and a `SourceError` where
    it cannot be read so; nothing is changed then.
    """
    fresh = import_.lock()
    if fresh.status not in (ImportStatus.REVIEWING, ImportStatus.FAILED):
        raise ImportClosed(f"“{fresh}” can't be read again because it isn't in review.")
    library = LibraryIndex.load()
    before = source_of(fresh)
    after = answered(before, said)
    parsed = parse_source(after, library=library)
    mark_known(parsed, after, fresh, library)
    as_read = read_text(before, library, means_for(before))
    kept = _Kept(fresh, unsaved_rows(as_read.rows))
    kept.carry_to(parsed)
    fresh.warnings = [text for text in fresh.warnings if text not in as_read.warnings]
    if after.columns and after.columns != before.columns:
        fresh.columns = after.columns.as_json()
        if after.table:
            ColumnMapping.objects.remember(after.table.keys, fresh.columns)
    own = {(kind, part_key(text)) for kind, text in said}
    own |= {(it["kind"], it["key"]) for it in fresh.answers if it.get("is_own")}
    parsed.save(fresh, own=own)
    leave_out_known(fresh)
    fresh.raise_version()
    KnownMeaning.objects.remember(lasting(after, said))
    return fresh


@transaction.atomic
def replace_source(import_: Import, source: Source) -> int:
    """Read a later state of the source in place of the one that the import is of.

    Returns how many lines that are new were not understood. Raises `ImportClosed` and
    a `SourceError` as `answer_parts` does.
    """
    fresh = import_.lock()
    if fresh.status not in (ImportStatus.REVIEWING, ImportStatus.FAILED):
        raise ImportClosed(f"“{fresh}” can't be read again because it isn't in review.")
    library = LibraryIndex.load()
    before = source_of(fresh)
    means = KnownMeaning.objects.means() | fresh.means
    header = before.table.keys if before.table else None
    is_same_table = source.table is not None and source.table.keys == header
    columns = before.columns if is_same_table else source.columns
    after = replace(source, columns=columns, means=means)
    parsed = parse_source(after, library=library)
    parts = {(part.kind, part_key(part.text)) for part in parsed.parts}
    parsed.means = {key: means[key] for key in means if key in parts}
    new_lines = mark_known(parsed, after, fresh, library)
    as_read = read_text(before, library, means_for(before))
    kept = _Kept(fresh, unsaved_rows(as_read.rows))
    kept.move(parsed)
    kept.carry_to(parsed)
    fresh.warnings = source.warnings
    fresh.source_text, fresh.files = source.text, source.parts_of_text
    fresh.file_name = source.file_name
    fresh.format = source.format.key if source.format else ""
    fresh.gist_revision, fresh.gist_etag = source.gist_revision, source.gist_etag
    own = {(it["kind"], it["key"]) for it in fresh.answers if it.get("is_own")}
    parsed.save(fresh, own=own)
    leave_out_known(fresh)
    fresh.raise_version()
    return new_lines


def answered(source: Source, said: Mapping[tuple[str, str], str]) -> Source:
    """The source with the answers, those on the columns of a plain table in these."""
    columns, table = source.columns, source.table
    keys = (
        dict(zip(map(part_key, table.columns), table.keys, strict=True))
        if table
        else {}
    )
    means = dict(source.means or {})
    for (kind, text), meaning in said.items():
        key = part_key(text)
        means[kind, key] = meaning
        if kind == "column" and columns and key in keys:
            columns = columns.answered(keys[key], meaning)
        elif kind in ("scale", "dates") and columns:
            columns = columns.measured(kind, meaning)
    return replace(source, columns=columns, means=means)


def lasting(
    source: Source, said: Mapping[tuple[str, str], str]
) -> dict[tuple[str, str], str]:
    """The answers that hold for other sources, too.

    Not those on numbered columns, nor those that are of one list as a whole.
    """
    is_headless = source.table is not None and source.table.is_headless
    return {
        (kind, text): meaning
        for (kind, text), meaning in said.items()
        if not (is_headless and kind in ("column", "scale"))
        and not holds_for_one_list(kind, text)
    }


class _Kept:
    """What the owner has made of an import so far, to be taken over by a new reading.

    `as_read` are its rows as the source was read, which shows what was changed since.
    """

    def __init__(self, import_: Import, as_read: Sequence[ImportRow]) -> None:
        self.rows = list(import_.rows.select_related("game").order_by("number"))
        self.lists = {found.name: found for found in import_.lists.all()}
        made = import_.other_lines.filter(row__isnull=False)
        self.made = {(it.line, it.source): it.row_id for it in made}
        self.as_read = {row.number: row for row in as_read}
        # The new row of each old one's primary key.
        self.twins: dict[int, ImportRow] = {}

    def move(self, parsed: ParsedSource) -> None:
        """Put all on the lines on which `parsed` has the same text or title now.

        Its source is another one. Rows whose text is the same find each other before
        those that only have the title in common.
        """
        moved: dict[int, ImportRow] = {}
        taken: set[int] = set()
        listed = [old for old in self.rows if old.pk not in self.made.values()]
        for by in (_text_and_title, _title):
            free: dict[object, deque[ImportRow]] = defaultdict(deque)
            for row in parsed.rows:
                if row.number not in taken:
                    free[by(row)].append(row)
            for old in listed:
                if old.pk not in moved and free[by(old)]:
                    moved[old.pk] = free[by(old)].popleft()
                    taken.add(moved[old.pk].number)
        for old in listed:
            as_read = self.as_read.get(old.number)
            is_same = as_read is not None and _place(as_read) == _place(old)
            old.line = moved[old.pk].line if old.pk in moved else GONE
            if as_read is not None:
                as_read.line = old.line if is_same else GONE - 1
        lines: dict[str, deque[int]] = defaultdict(deque)
        for line in parsed.other_lines:
            if line.kind == LineKind.NOT_UNDERSTOOD:
                lines[line.source].append(line.line)
        self.made = {
            (lines[source].popleft(), source): pk
            for (_, source), pk in sorted(self.made.items())
            if lines[source]
        }

    def carry_to(self, parsed: ParsedSource) -> None:
        places: dict[tuple[int, str], deque[ImportRow]] = defaultdict(deque)
        for row in parsed.rows:
            places[_place(row)].append(row)
        for old in self.rows:
            if old.pk not in self.made.values() and places[_place(old)]:
                self.twins[old.pk] = places[_place(old)].popleft()
        self._add_made_rows(parsed)
        for old in self.rows:
            if twin := self.twins.get(old.pk):
                self._edit(old, twin)
        for old in self.rows:
            if old.decided_at and old.pk in self.twins:
                self._decide(old, self.twins[old.pk])
        _flatten(parsed.rows)
        for found in parsed.lists:
            if known := self.lists.get(found.name):
                found.target_name = known.target_name
                found.skipped_at, found.version = known.skipped_at, known.version

    def _add_made_rows(self, parsed: ParsedSource) -> None:
        """The rows that the owner made of lines, where these are still left over."""
        by_pk = {row.pk: row for row in self.rows}
        for line in parsed.other_lines:
            old = by_pk.get(self.made.get((line.line, line.source)) or 0)
            if old is None or line.kind != LineKind.NOT_UNDERSTOOD:
                continue
            values = {
                field.attname: getattr(old, field.attname)
                for field in ImportRow._meta.concrete_fields
                if field.name not in ("id", "uuid", "merged_into", "number")
            }
            row = ImportRow(**values, number=len(parsed.rows) + 1)
            if row.decision == Decision.MERGE:
                row.decision = Decision.CREATE
            parsed.rows.append(row)
            line.row = row
            self.twins[old.pk] = row

    def _edit(self, old: ImportRow, new: ImportRow) -> None:
        """Take over what was changed on a row since it was read."""
        as_read = self.as_read.get(old.number)
        if as_read is None or _place(as_read) != _place(old):
            return
        answer = old.understood.get("open_status", {}).get("answer")
        if answer is not None and as_read.has_open_status:
            as_read.answer_open_status(answer)
            if new.has_open_status:
                new.answer_open_status(answer)
        for name in _EDITABLE:
            if getattr(old, name) != getattr(as_read, name):
                setattr(new, name, getattr(old, name))
        if old.igdb_state:
            new.take_answer(old)

    def _decide(self, old: ImportRow, new: ImportRow) -> None:
        """Take over what the owner decided on a row."""
        target = self.twins.get(old.merged_into_id or 0)
        if old.decision == Decision.MERGE and target is None:
            return
        new.decided_at = old.decided_at
        if target is None:
            new.decision, new.game = Decision(old.decision), old.game
            new.merged_into = None
            return
        if target.merged_into is new:
            target.merged_into = None
            target.decision = Decision.MATCH if target.game else Decision.CREATE
        merge_rows(new, target)


def _place(row: ImportRow) -> tuple[int, str]:
    """Where a row stands and what its title was read as, whatever it is called now."""
    return row.line, _title(row)


def _title(row: ImportRow) -> str:
    return normalise(str(row.understood.get("title") or row.title))


def _text_and_title(row: ImportRow) -> tuple[str, str]:
    return row.source, _title(row)


def _flatten(rows: Sequence[ImportRow]) -> None:
    """Have each merged row point to one that is merged into none."""
    for row in rows:
        head, passed = row, {row.number}
        while head.merged_into is not None and head.merged_into.number not in passed:
            head = head.merged_into
            passed.add(head.number)
        if head is not row and head is not row.merged_into:
            row.merged_into = head
