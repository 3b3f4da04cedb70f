"""Rows and lists while they are being read, whichever format they come from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from apps.core.text import normalise
from apps.imports.parsing.measures import Measures
from apps.imports.parsing.measures import grade_part
from apps.imports.parsing.measures import scale_of
from apps.imports.parsing.parts import ORDERS
from apps.imports.parsing.parts import STARS
from apps.imports.parsing.parts import Found
from apps.imports.parsing.parts import Parts
from apps.imports.parsing.prose.signs import signs_in
from apps.imports.parsing.prose.splitting import is_numeral
from apps.imports.parsing.rows import ListedTitle
from apps.imports.parsing.rows import NotUnderstood
from apps.imports.parsing.rows import OtherLine
from apps.imports.parsing.rows import Parsed
from apps.imports.parsing.rows import ParsedList
from apps.imports.parsing.rows import Row
from apps.imports.parsing.rows import SourcePlaythrough
from apps.imports.parsing.rows import Version
from apps.imports.parsing.source import check_row_count
from apps.imports.parsing.tables.values import date_of
from apps.imports.parsing.tables.values import number_of
from apps.imports.parsing.tables.values import rating_of
from apps.imports.parsing.vocabulary.statuses import remark_status
from apps.library.platform_names import platform_word

if TYPE_CHECKING:
    from apps.imports.parsing.prose.headings import Section
    from apps.imports.parsing.prose.items import Entry
    from apps.imports.parsing.prose.remarks import Remarks
    from apps.imports.parsing.rows import OtherKind
    from apps.imports.parsing.rows import Status
    from apps.imports.parsing.vocabulary.statuses import StatusWord

_SMALL_WORDS = frozenset({"the", "and", "for", "with", "from", "der", "die", "das"})
# What a line that is struck out is called, as a part.
STRUCK = "struck out"
_ONE_STAR = re.compile("[\u2605\u2b50]\ufe0f?")
# "[D] Ico", "Ico [D]"
_LETTERS = re.compile(r"(?<!\S)\[([A-Z]{1,3}[+*]?)\](?!\S)")
_VARIANT = re.compile(
    r"\s+(?:remake|remaster(?:ed)?|hd|rebirth|reunion|pixel)\b.*", re.I
)


@dataclass(slots=True)
class _ListDraft:
    part: Found | None = None
    is_ordered: bool = False
    rows: list[int] = field(default_factory=list)
    numbers: list[int | None] = field(default_factory=list)

    @property
    def is_countdown(self) -> bool:
        """Whether the numbers written run down to the best: 10, 9, 8."""
        written = [number for number in self.numbers if number is not None]
        return len(written) == len(self.numbers) > 1 and all(
            one > other for one, other in pairwise(written)
        )


@dataclass(slots=True)
class Draft:
    """Collects what is read, and accounts for every line."""

    lines: list[str]
    parts: Parts = field(default_factory=Parts)
    rows: list[Row] = field(default_factory=list)
    not_understood: list[NotUnderstood] = field(default_factory=list)
    other: list[OtherLine] = field(default_factory=list)
    measures: Measures = field(init=False)
    _lists: dict[str, _ListDraft] = field(default_factory=dict)
    # The places of the rows below each heading that may be a series.
    _maybe_series: dict[Found, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.measures = Measures(self.lines, self.parts)

    def source(self, line: int) -> str:
        return self.lines[line - 1]

    def add_other(self, line: int, kind: OtherKind) -> None:
        self.other.append(OtherLine(line, self.source(line), kind))

    def add_not_understood(
        self, line: int, reason: str, *, source: str | None = None
    ) -> None:
        text = self.source(line) if source is None else source
        self.not_understood.append(NotUnderstood(line, text, reason))

    def add_entry(
        self,
        entry: Entry,
        section: Section,
        *,
        line: int,
        source: str | None = None,
        status: Found | None = None,
        number: int | None = None,
        urls: tuple[str, ...] = (),
        parent: str | None = None,
    ) -> Row | None:
        """Make the entry a row, on the section's list if it has one.

        `status` is what a checkbox says, before what the section says; `number` the
        one written before the entry. None if it cannot be a game.
        """
        source = self.source(line) if source is None else source
        if reason := entry.problem or _refusal(entry, section):
            self.add_not_understood(line, reason, source=source)
            return None
        remarks = entry.remarks
        decides = _beside_title(entry, self.parts, line)
        _settle_values(entry, self.measures, line)
        series = remarks.series or (None if section.list_name else section.series)
        versions = _versions(entry, section)
        row_status = _status(entry, section, status.status if status else None)
        runs = _runs(remarks, row_status or "completed", versions)
        notes = [section.note, *remarks.notes]
        is_open = not (row_status or section.list_name or entry.is_unplayed)
        notes += [] if runs and row_status else _facts_in_words(remarks)
        row = Row(
            line=line,
            source=source,
            title=full_title(entry.title, series, parent),
            series=series,
            versions=versions,
            notes="; ".join(filter(None, notes)),
            status=row_status,
            lists=(section.list_name,) if section.list_name else (),
            repeats=remarks.repeats,
            year=remarks.year,
            aliases=tuple(remarks.aliases),
            urls=urls,
            is_replay=remarks.is_replay,
            parent=parent,
            runs=runs if row_status else (),
            open_runs=(runs or (SourcePlaythrough("completed"),)) if is_open else (),
        )
        heading = section.parts.get("series")
        if heading and series is not None and series == section.series:
            self._maybe_series.setdefault(heading, []).append(len(self.rows))
        self._add_row(row, number, section)
        decides += self._deciding(section, entry, status)
        for part in decides:
            self.parts.count(part, row.title)
        return row

    @staticmethod
    def _deciding(section: Section, entry: Entry, box: Found | None) -> list[Found]:
        """The headings, or the checkbox, that decide something of an entry."""
        said = entry.remarks.status
        is_said = bool(said or box or entry.is_struck)
        headings = [
            part
            for what, part in section.parts.items()
            if not (what == "status" and part.status and is_said)
        ]
        return [*headings, box] if box and not said else headings

    def add_note(self, title: str, note: str) -> bool:
        """Add a note to the row of this title that was read last; False for none."""
        key = normalise(title)
        for place in range(len(self.rows) - 1, -1, -1):
            row = self.rows[place]
            if normalise(row.title) == key:
                notes = "; ".join(filter(None, (row.notes, note)))
                self.rows[place] = replace(row, notes=notes)
                return True
        return False

    def _add_row(self, row: Row, number: int | None, section: Section) -> None:
        for name in row.lists:
            part = section.parts.get("status")
            drafted = self._lists.setdefault(name, _ListDraft(part))
            is_ordered = section.is_ordered
            drafted.is_ordered |= (
                number is not None if is_ordered is None else is_ordered
            )
            drafted.rows.append(len(self.rows))
            drafted.numbers.append(number)
        self.rows.append(row)
        check_row_count(len(self.rows))

    def finish(self) -> Parsed:
        """Everything read, in the order of the source, with the lists' positions."""
        self._ask_about_series()
        lists = tuple(self._finish_list(*named) for named in self._lists.items())
        return Parsed(
            rows=tuple(self.rows),
            lists=lists,
            not_understood=tuple(sorted(self.not_understood, key=lambda it: it.line)),
            other=tuple(sorted(self.other, key=lambda it: it.line)),
            parts=self.parts.finish(),
        )

    def _ask_about_series(self) -> None:
        """Take a heading for a series only where a game below it is called so, too.

        Otherwise it is just a heading until the owner says what it means.
        """
        for heading, places in self._maybe_series.items():
            titles = (self.rows[place].title for place in places)
            words = _telling_words(heading.part.text)
            if heading.is_answered or any(words & _telling_words(it) for it in titles):
                continue
            self.parts.asks(heading, "heading")
            for place in places:
                self.rows[place] = replace(self.rows[place], series=None)

    def account_for_lines(self) -> None:
        """Report every line that is not blank and was not read as anything."""
        seen = {row.line for row in self.rows}
        seen |= {item.line for item in self.not_understood}
        seen |= {item.line for item in self.other}
        for number, text in enumerate(self.lines, 1):
            if number not in seen and text.strip():
                self.add_not_understood(number, "No game was found on this line.")

    def account_for_structure(self) -> None:
        """Take every line with a word that no game's text covers for a heading."""
        found = [(row.line, row.source) for row in self.rows]
        found += [(it.line, it.source) for it in self.not_understood]
        covered = {
            line
            for first, source in found
            for line in range(first, first + source.count("\n") + 1)
        }
        for number, text in enumerate(self.lines, 1):
            if number not in covered and any(map(str.isalnum, text)):
                self.add_other(number, "heading")

    def _finish_list(self, name: str, drafted: _ListDraft) -> ParsedList:
        count = len(drafted.rows)
        if drafted.is_ordered and drafted.part and drafted.part.meaning == "list":
            self.parts.becomes(drafted.part, "ranked_list")
        for place, index in enumerate(drafted.rows, 1):
            if drafted.is_ordered:
                position = count + 1 - place if drafted.is_countdown else place
                self.rows[index] = replace(self.rows[index], position=position)
        rows = sorted(
            (self.rows[index] for index in drafted.rows),
            key=lambda row: row.position or 0,
        )
        entries = tuple(ListedTitle(row.position, row.title, row.line) for row in rows)
        return ParsedList(name, drafted.is_ordered, entries)


def full_title(title: str, series: str | None, parent: str | None) -> str:
    """The title with what its place in the list leaves out.

    "Arise" under "Tales of" is Tales of Arise; "VII Remake" under "Final Fantasy"
    is Final Fantasy VII Remake; "Future Connected" under the item "Xenoblade
    Chronicles" is Xenoblade Chronicles: Future Connected.
    """
    key = normalise(title)
    if parent and not key.startswith(normalise(parent)):
        return f"{parent} {title}" if is_numeral(title) else f"{parent}: {title}"
    if series is None or parent or key.startswith(normalise(series)):
        return title
    is_fragment = series.endswith((" of", " of the"))
    return f"{series} {title}" if is_fragment or _is_number(title) else title


def _is_number(title: str) -> bool:
    return is_numeral(_VARIANT.sub("", title))


def _refusal(entry: Entry, section: Section) -> str:
    """Why an entry cannot go where it stands, for the owner to read; "" if it can."""
    if section.list_name is not None and entry.is_struck:
        return f"Struck out, so not put on “{section.list_name}”."
    return ""


def _versions(entry: Entry, section: Section) -> tuple[Version, ...]:
    versions = entry.remarks.versions
    if section.platform is None:
        return tuple(versions)
    if not versions:
        return (Version(section.platform),)
    return tuple(
        version if version.platform else replace(version, platform=section.platform)
        for version in versions
    )


def _beside_title(entry: Entry, parts: Parts, line: int) -> list[Found]:
    """The parts beside a title that decide something of it; takes in what was said."""
    remarks = entry.remarks
    decides: list[Found] = []
    if entry.is_struck:
        struck = parts.read("mark", STRUCK, "dropped", "guessed", line=line)
        entry.struck_status = struck.status
        decides.append(struck)
    for text in remarks.status_words:
        found = parts.status(text, remark_status(text), line=line, kind="status")
        decides.append(found)
        if found.is_answered:
            remarks.status = found.status
            is_kept = found.meaning == "notes" and text not in remarks.notes
            remarks.notes += [text] if is_kept else []
    _part_signs(entry, parts)
    for note in [*remarks.notes]:
        if note in remarks.status_words:
            continue
        if not parts.said("mark", note):
            if note and ":" not in note and not any(map(str.isdigit, note)):
                parts.mark(note, line=line, title=entry.title)
            continue
        mark = parts.read("mark", note, "", line=line)
        _take_in_mark(remarks, note, mark)
        decides.append(mark)
    return decides


def _part_signs(entry: Entry, parts: Parts) -> None:
    """Part signs that are explained one by one: "🚪⭐"; "(D)" may be one, too."""
    remarks = entry.remarks
    if (found := _LETTERS.search(entry.title)) and parts.said("mark", found[1]):
        entry.title = entry.title.replace(found[0], " ").strip()
        remarks.notes.append(found[1])
    for alias in [*remarks.aliases]:
        if parts.said("mark", alias):
            remarks.aliases.remove(alias)
            remarks.notes.append(alias)
    notes: list[str] = []
    for note in remarks.notes:
        signs = [] if parts.said("mark", note) else signs_in(note)
        is_explained = any(parts.said("mark", sign) for sign in signs)
        notes += signs if is_explained else [note]
    remarks.notes = notes


def _take_in_mark(remarks: Remarks, note: str, mark: Found) -> None:
    """Do with a text beside a title what the owner said that it means."""
    if mark.meaning == "notes":
        return
    remarks.notes.remove(note)
    if mark.status:
        remarks.status = mark.status
    elif mark.meaning == "series":
        remarks.series = note
    elif mark.meaning == "platform":
        remarks.versions.append(Version(platform_word(note)))
    elif mark.meaning == "edition":
        remarks.versions.append(Version(None, note))


def _status(entry: Entry, section: Section, said: StatusWord | None) -> Status | None:
    if section.list_name is not None or entry.is_unplayed:
        return None
    status = entry.struck_status or entry.remarks.status or said or section.status
    if entry.is_not_completed and status == "completed":
        return None
    return None if status == "unclear" else status


def _runs(
    remarks: Remarks, status: Status, versions: tuple[Version, ...]
) -> tuple[SourcePlaythrough, ...]:
    """The playthroughs of a line that says when, how long, or how good one was."""
    if not _facts_in_words(remarks):
        return ()
    if len(versions) > 1 and remarks.date_as_written:
        return ()  # which of them was finished then is not said
    version = versions[0] if len(versions) == 1 else Version()
    before = SourcePlaythrough(
        status, version.platform or "", version.edition, version.edition_type
    )
    last = replace(
        before,
        started_at=remarks.started_at,
        completed_at=remarks.completed_at if status == "completed" else "",
        notes="" if status == "completed" else remarks.date_as_written,
        playtime_hours=remarks.playtime_hours,
        rating=remarks.rating,
    )
    # How often it was finished before says nothing of a run that is not.
    repeats = remarks.repeats if status == "completed" else 1
    return (before,) * (repeats - 1) + (last,)


def _telling_words(text: str) -> set[str]:
    """The words of a name that could tell one series from another."""
    words = normalise(text).split()
    return {word for word in words if len(word) > 2 and word not in _SMALL_WORDS}


def _facts_in_words(remarks: Remarks) -> list[str]:
    known = SourcePlaythrough(
        "completed",
        started_at=remarks.started_at,
        completed_at=remarks.completed_at,
        playtime_hours=remarks.playtime_hours,
        rating=remarks.rating,
    )
    return known.facts_in_words(finished=remarks.date_as_written)


def _settle_values(entry: Entry, measures: Measures, line: int) -> None:
    """Make dates and a rating of what was written, by the parts that say how."""
    remarks = entry.remarks
    for name, written in remarks.dates.items():
        if order := measures.dates(written, line=line):
            day_first = ORDERS.get(order.meaning)
            setattr(remarks, name, date_of(written, day_first=day_first) or "")
            if day_first is None:
                remarks.notes.append(f"{name[:-3]}: {written}")
            measures.parts.count(order, written)
    if not remarks.rating:
        _settle_rating(entry, measures, line)


def _settle_rating(entry: Entry, measures: Measures, line: int) -> None:
    remarks = entry.remarks
    if measures.rates_in_stars and not remarks.score:
        star = next(filter(_ONE_STAR.fullmatch, remarks.notes), "")
        if star:
            remarks.notes.remove(star)
            remarks.score = star
    if grade := grade_part(measures.parts, remarks.grade, line=line):
        measures.parts.count(grade, entry.title)
        remarks.rating = grade.meaning if grade.meaning in STARS else ""
        remarks.notes += [] if remarks.rating else [remarks.grade]
        return
    written = remarks.percent or remarks.score
    if not written:
        return
    scale = measures.star_scale
    is_rating = True
    if remarks.percent or number_of(written) is not None:
        part = (
            measures.percentages(line=line)
            if remarks.percent
            else measures.score(line=line)
        )
        measures.parts.count(part, written)
        scale = scale_of(part)
        is_rating = scale > 0
    remarks.rating, note = rating_of(written, scale=scale) if is_rating else ("", "")
    if not remarks.rating:
        note = written if remarks.percent else f"score {written}"
    remarks.notes += [note] if note else []
