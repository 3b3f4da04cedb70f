"""What people write beside a title: platforms, versions, years, "dropped", "x4"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from apps.imports.parsing.prose.facts import facts_of
from apps.imports.parsing.prose.facts import repeats_in
from apps.imports.parsing.prose.versions import NEW_GAME_PLUS
from apps.imports.parsing.prose.versions import edition_type_of
from apps.imports.parsing.prose.versions import is_edition
from apps.imports.parsing.prose.versions import is_name
from apps.imports.parsing.prose.versions import is_only_edition
from apps.imports.parsing.prose.versions import is_sentence
from apps.imports.parsing.prose.versions import read_platforms
from apps.imports.parsing.prose.versions import with_edition
from apps.imports.parsing.prose.versions import with_note
from apps.imports.parsing.rows import Version
from apps.imports.parsing.tables.values import date_of
from apps.imports.parsing.vocabulary.months import month_of
from apps.imports.parsing.vocabulary.statuses import remark_status

if TYPE_CHECKING:
    from apps.imports.parsing.prose.facts import Facts
    from apps.imports.parsing.vocabulary.statuses import StatusWord

_YEAR = re.compile(r"(?:19[5-9]\d|20\d\d)")
# "Finished x4", "beat 3 times".
_FINISHED = re.compile(r"(?:played|finished|beaten|beat|completed)\s+", re.IGNORECASE)
_REPLAY = re.compile(r"re-?play(?:ed|ing|through)?|re-?run|again", re.IGNORECASE)
_LONGEST_FACT = 4  # words
# "5/2021"; a year alone is taken for that of the release.
_SHORTEST_DATE = 6
# A rating, a share, a time: "9/10", "100%", "80 hours".
_MEASURE = re.compile(
    r"\d+(?:[.,]\d+)?\s?(?:%|/\s?\d+|h|hrs?|hours?|stars?)|[\u2605\u2606\u2b50\ufe0f]+",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Remarks:
    """What the remarks of one title come to.

    `started_at` to `rating` are as a `SourcePlaythrough` has them; `date_as_written`
    is what `completed_at` was read from beside a title, `status_words` the words that
    `status` was. `series` is one that the owner says a remark to be. `dates` are those
    of `started_at` and `completed_at` as written; `score`, `percent` and `grade` become
    the rating once their scale is known (see `drafts`).
    """

    versions: list[Version] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)
    status: StatusWord | None = None
    status_words: list[str] = field(default_factory=list)
    series: str = ""
    repeats: int = 1
    year: int | None = None
    is_replay: bool = False
    started_at: str = ""
    completed_at: str = ""
    date_as_written: str = ""
    playtime_hours: str = ""
    rating: str = ""
    dates: dict[str, str] = field(default_factory=dict)
    score: str = ""
    percent: str = ""
    grade: str = ""

    def read_group(self, text: str) -> None:
        """Take in the text of one pair of brackets."""
        if self._read_facts(text):
            return
        segments = [_parts(segment) for segment in _flat(text).split(";")]
        if any(read_platforms(part) for parts in segments for part in parts):
            for parts in segments:
                self._read_beside_platforms(parts)
            return
        parts = [part for parts in segments for part in parts]
        if all(self._is_plain(part) for part in parts):
            for part in parts:
                self.read_word(part)
        elif self._read_status(text):
            pass
        elif len(parts) == 1 and is_edition(parts[0]):
            self._read_edition(parts[0])
        elif len(parts) == 1 and is_name(parts[0]):
            self.aliases.append(parts[0])
        else:
            self._read_loose(text, parts)

    def read_word(self, text: str) -> bool:
        """Take in one remark of a known kind; False for anything else."""
        if _YEAR.fullmatch(text):
            self.year = self.year or int(text)
        elif repeats := repeats_of(text):
            self.repeats = max(self.repeats, repeats)
        elif _REPLAY.fullmatch(text):
            self.is_replay = True
        elif NEW_GAME_PLUS.fullmatch(text):
            self.repeats = max(self.repeats, 2)
            self.notes.append(text)
        elif self._read_facts(text):
            pass
        elif _MEASURE.fullmatch(text):
            self.notes.append(text)
        elif len(text) >= _SHORTEST_DATE and date_of(text):
            self._read_date(text)
        elif versions := read_platforms(text):
            self.versions += versions
        elif is_only_edition(text):
            self._read_edition(text)
        else:
            return self._read_status(text)
        return True

    def read_suffix(self, text: str) -> bool:
        """Take in remarks that follow a dash, parted by commas; False for others."""
        if self._read_facts(text):
            return True
        parts = _parts(text)
        if not parts or not all(self._is_plain(part) for part in parts):
            return False
        for part in parts:
            self.read_word(part)
        return True

    def read_note(self, text: str) -> None:
        """Keep a text as a note, and take in what parts of it plainly say."""
        self.notes.append(text)
        for part in _parts(text.replace(";", ",")):
            facts = facts_of(part)
            if facts and not facts.status and not facts.percent:
                self._take(facts, part, is_noted=True)

    def _read_facts(self, text: str) -> bool:
        """Take in dates, hours, ratings and repeats; False for any other text."""
        facts = facts_of(text)
        if facts is None:
            return False
        if facts.status:
            self.status = facts.status
            self.status_words = [facts.status_word]
        self._take(facts, text, is_noted=False)
        return True

    def _take(self, facts: Facts, text: str, *, is_noted: bool) -> None:
        """Take in what was not said before; the rest is noted, unless it `is_noted`."""
        is_double = False
        for name in ("started_at", "completed_at"):
            if written := getattr(facts, name):
                is_double |= bool(getattr(self, name))
                if not getattr(self, name):
                    setattr(self, name, date_of(written) or "")
                    self.dates[name] = written
        if facts.completed_at and self.dates.get("completed_at") == facts.completed_at:
            self.date_as_written = text
        ratings = facts.score or facts.percent or facts.grade
        if ratings and (self.score or self.percent or self.grade or self.rating):
            is_double = True
        elif ratings:
            self.score, self.percent = facts.score, facts.percent
            self.grade = facts.grade
        if facts.hours:
            is_double |= bool(self.playtime_hours)
            self.playtime_hours = self.playtime_hours or facts.hours
        self.repeats = max(self.repeats, facts.repeats, 2 if facts.is_again else 1)
        if is_double and not is_noted:
            self.notes.append(text)

    def _read_date(self, text: str) -> None:
        if not self.completed_at:
            self.completed_at = date_of(text) or ""
            self.date_as_written = self.dates["completed_at"] = text
        else:
            self.notes.append(text)

    def _read_edition(self, text: str) -> None:
        """A version's name beside the platforms: it is of the last of them."""
        if self.versions and not self.versions[-1].edition:
            self.versions[-1] = with_edition(self.versions[-1], text)
        else:
            self.versions.append(Version(None, text, edition_type_of(text)))

    def _read_loose(self, text: str, parts: list[str]) -> None:
        """Brackets of mixed content: a comment, or several remarks."""
        known = [part for part in parts if self._is_plain(part)]
        if text[:1].islower() or not known:
            self.read_note(text)
            return
        for part in parts:
            if not self.read_word(part):
                self.notes.append(part)

    def _read_beside_platforms(self, parts: list[str]) -> None:
        pending = ""
        current: int | None = None
        for part in parts:
            if versions := read_platforms(part):
                if pending:
                    versions = [with_edition(version, pending) for version in versions]
                    pending = ""
                self.versions += versions
                current = len(self.versions) - 1
            elif current is None and is_edition(part):
                pending = part
            elif current is not None and (is_edition(part) or is_name(part)):
                self.versions[current] = with_edition(self.versions[current], part)
            elif NEW_GAME_PLUS.fullmatch(part) and current is not None:
                self.versions[current] = with_note(self.versions[current], part)
            elif not self.read_word(part):
                self._note(part, current)
        if pending:
            self.versions.append(Version(None, pending, edition_type_of(pending)))

    def _note(self, text: str, version: int | None) -> None:
        if version is None:
            self.notes.append(text)
        else:
            self.versions[version] = with_note(self.versions[version], text)

    def _read_status(self, text: str) -> bool:
        status = remark_status(text)
        if status is None:
            return False
        self.status = status
        self.status_words = [text]
        if len(text.split()) > 1 or status in ("completed", "unclear"):
            self.notes.append(text)
        return True

    @staticmethod
    def _is_plain(part: str) -> bool:
        """Whether `read_word` knows the part; asked without taking it in."""
        return Remarks().read_word(part)


def is_remark(text: str) -> bool:
    """Whether text after a dash or comma is a remark rather than a title's end."""
    words = text.strip()
    if not words:
        return False
    return words[0].islower() or Remarks().read_suffix(words) or is_sentence(words)


def is_fact(text: str) -> bool:
    """Whether text is a measure, a date, or a status, and so no end of a title."""
    if _MEASURE.fullmatch(text) or facts_of(text):
        return True
    if len(text) >= _SHORTEST_DATE and date_of(text):
        return True
    return len(text.split()) <= _LONGEST_FACT and remark_status(text) is not None


def repeats_of(text: str) -> int:
    """How often "x4", "4x", "twice" or "beat 3 times" says; 0 for any other text."""
    return repeats_in(_FINISHED.sub("", text.strip(), count=1))


def _parts(segment: str) -> list[str]:
    """What commas part, but "May 3, 2021"."""
    parts: list[str] = []
    for part in filter(None, map(str.strip, segment.split(","))):
        if parts and _YEAR.fullmatch(part[:4]) and _ends_with_day(parts[-1]):
            parts[-1] = f"{parts[-1]}, {part}"
        else:
            parts.append(part)
    return parts


def _ends_with_day(text: str) -> bool:
    words = text.split()[-2:]
    day = words[-1].rstrip("stndrh")
    return len(words) > 1 and day.isdecimal() and month_of(words[0]) is not None


def _flat(text: str) -> str:
    """Brackets inside brackets become parts of their own: "SNES (JP)"."""
    return re.sub(r"\s*[()\[\]]\s*", ", ", text)
