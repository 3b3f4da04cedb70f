"""Dates, hours, ratings and repeats in words: "started 2019, finished May 2021 (40h)".

A text is data only as a whole: where one word of it is not known, nobody can say what
it does to the rest ("half of it took 40 hours"), and it stays a note.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from functools import lru_cache
from typing import TYPE_CHECKING
from typing import cast

from apps.core.text import normalise
from apps.imports.parsing.measures import grade_of
from apps.imports.parsing.tables.values import date_of
from apps.imports.parsing.tables.values import hours_of
from apps.imports.parsing.tables.values import number_of
from apps.imports.parsing.vocabulary.months import month_of
from apps.imports.parsing.vocabulary.words import meanings_of

if TYPE_CHECKING:
    from apps.imports.parsing.vocabulary.statuses import StatusWord

_LONGEST = 120
_MOST_WORDS = 4
_EDGES = " \t,;:.\u2013\u2014-|&()~\u2248約"
_YEAR = re.compile(r"(?:19[5-9]\d|20\d\d)(?!\w|[./:]\d|-\d(?!\d{3}(?!\d)))")
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\d{4}([-/.])\d{1,2}(?:\1\d{1,2})?(?![\w/]|[-.]\d)",
        r"\d{1,2}([-/.])\d{1,2}\1\d{4}(?![\w/]|[-.]\d)",
        r"\d{1,2}([/.])\d{1,2}\1\d{2}(?![\w/]|[-.]\d)",
        r"\d{1,2}[-/.]\d{4}(?![\w/]|[-.]\d)",
        r"\d{4}\s*年(?:\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?)?",
        r"(?:\d{1,2}(?:st|nd|rd|th|er|º|\.)?\s*(?:of\s+|de\s+|di\s+)?)?"
        r"[^\W\d_]{3,}\.?(?:\s+\d{1,2}(?:st|nd|rd|th)?(?!\d))?,?\s*"
        r"(?:de\s+|del\s+|of\s+)?\d{4}(?!\w)",
        r"\d{4}\s+[^\W\d_]{3,}\.?(?:\s+\d{1,2}(?:st|nd|rd|th)?(?!\w))?",
    )
)
_MONTH = re.compile(r"(?:(\d{1,2})\.?\s+)?([^\W\d_]{3,})\.?(?:\s+(\d{1,2}))?\s*")
_TO = re.compile(
    r"\s*(?:-|\u2013|\u2014|\u2192|->|～|〜|\b(?:to|until|till|bis|jusqu'à|hasta"
    r"|até|fino a|à|al?)\b)\s*",
    re.IGNORECASE,
)
_HOURS = re.compile(
    r"(?:\d{1,3}(?:,\d{3})+|\d+(?:[.,]\d{1,2})?)\s*"
    r"(?:h|hrs?|hours?|std|stunden?|heures?|horas?|hs|ore|ora|時間|min|mins|minutes?"
    r"|minuten?|minutos?|minuti|分)(?![^\W_])\.?"
    r"(?:\s*\d{1,2}\s*(?:m|min|mins|minutes?|minuten?|minutos?|minuti|分)(?!\w)\.?)?\+?"
    r"|\d+\s?h\s?\d{1,2}(?:\s?m(?:in)?)?(?!\w)"
    r"|\d{1,4}:[0-5]\d(?::[0-5]\d)?(?![\w:])",
    re.IGNORECASE,
)
# "02/20" is a day.
_OUT_OF = re.compile(
    r"(?!0\d)(\d{1,3}(?:[.,]\d{1,2})?)\s*(?:/|out of|von|sur|sobre|de|su|em)\s*"
    r"(5|10|20|100)(?![\w/%]|[.,-]\d)",
    re.IGNORECASE,
)
_STARS = re.compile(
    r"[\u2605\u2b50][\u2605\u2b50\ufe0f]*½?[\u2606\ufe0f]*"
    r"|\d{1,2}(?:[.,]\d{1,2})?\s?(?:[\u2605\u2b50]\ufe0f?"
    r"|(?:stars?|sterne?|étoiles?|estrellas?|estrelas?|stelle)(?!\w))",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"\d{1,3}(?:[.,]\d{1,2})?\s?%")
_NUMBER = re.compile(r"\d{1,3}(?:[.,]\d{1,2})?(?![\w/%:]|[.,-]\d)")
_GRADE = re.compile(r"[SABCDEF][+\u2212-]?(?:[\s-]?(?i:tier))?(?![\w+])")
_SURE_GRADE = re.compile(r"[SABCDEF](?:[+\u2212-]|[+\u2212-]?[\s-](?i:tier))")
_REPEATS = re.compile(
    r"(?:[x\u00d7]\s?(\d{1,2})|(\d{1,2})\s?(?:[x\u00d7]|times|mal|fois|veces|vezes|volte"
    r"|回))(?!\w)",
    re.IGNORECASE,
)
_LONG_WORDS = re.compile(r"[^\W\d_]{3,}")
_WORD = re.compile(r"[^\s,;:()|]+")
# What must be in a text that says such a thing.
_HINT = re.compile(r"[\d★⭐½]|(?i:tier)\b|\b[SABCDEF][+\u2212-]?$")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a text says of one playing. Dates, ratings and hours are as written.

    `status_word` is what `status` was read from. `score` may name its own scale, a
    `percent` need not be a rating.
    """

    status: StatusWord | None = None
    status_word: str = ""
    started_at: str = ""
    completed_at: str = ""
    hours: str = ""
    score: str = ""
    grade: str = ""
    percent: str = ""
    repeats: int = 0
    is_again: bool = False


@lru_cache(maxsize=8_192)
def facts_of(text: str) -> Facts | None:
    """What the text says, if it says nothing else and no thing twice."""
    if len(text) > _LONGEST or not _is_hinted(text):
        return None
    if _SURE_GRADE.fullmatch(text.strip()):
        return Facts(grade=grade_of(text))
    reader = _Reader(text)
    return reader.read()


def repeats_in(text: str) -> int:
    """How often "x4", "4 mal", "zweimal" or "3 times" says; 0 for any other text."""
    found = _REPEATS.fullmatch(text.strip())
    if found:
        return int(found[1] or found[2])
    return int(meanings_of("times").get(normalise(text), "0"))


def tail_of_facts(text: str) -> int:
    """Where facts begin that end a text without a dash: "Ico finished May 2021"; 0."""
    if not any(map(str.isdecimal, text)):
        return 0
    for found in re.finditer(r"(?<=\S)\s+(?=[^\W\d_])", text):
        word = _WORD.match(text, found.end())
        if word and _begins(word[0]) and facts_of(text[found.end() :]):
            return found.end()
    return 0


class _Reader:
    def __init__(self, text: str) -> None:
        self.rest = text
        self.verb = ""
        self.word_before = ""
        self.found: dict[str, str] = {}
        self.status: StatusWord | None = None
        self.status_word = ""
        self.repeats = 0
        self.is_again = False
        self.is_odd = False

    def read(self) -> Facts | None:
        while rest := self.rest.lstrip(_EDGES):
            self.rest = rest
            taken = self._repeats() or self._value() or self._word()
            if not taken or self.is_odd:
                return None
            self.rest = self.rest[taken:]
        if not (self.found or self.repeats):
            return None
        if "percent" in self.found and self.status:
            return None  # how far it was played, not how good it was
        return Facts(
            status=self.status,
            status_word=self.status_word,
            repeats=self.repeats,
            is_again=self.is_again,
            **self.found,
        )

    def _note(self, name: str, value: str) -> None:
        """Take a value; a second one of a kind makes the whole text odd."""
        self.is_odd |= name in self.found
        self.found[name] = value

    def _repeats(self) -> int:
        found = _REPEATS.match(self.rest)
        if found is None or self.repeats:
            return 0
        self.repeats = int(found[1] or found[2])
        return found.end()

    def _value(self) -> int:
        return self._dates() or self._hours() or self._rating()

    def _dates(self) -> int:
        is_said = self.verb not in ("", "rated")
        if taken := self._range():
            return taken
        date = _date_at(self.rest, with_year=is_said)
        if not date:
            return 0
        if self.verb == "played":
            self.is_odd = True  # when it was finished is not said
        name = "started_at" if self.verb == "started" else "completed_at"
        self._note(name, date)
        return len(date)

    def _range(self) -> int:
        """ "2019 to 2021", "May 2020 - June 2021", "May to June 2021"."""
        start = _date_at(self.rest, with_year=True)
        month = None if start else _MONTH.match(self.rest)
        if month and not month_of(month[2]):
            return 0
        length = len(start) or (month.end() if month else 0)
        to = _TO.match(self.rest, length) if length else None
        end = _date_at(self.rest[to.end() :], with_year=True) if to else ""
        if not end or to is None:
            return 0
        year = (date_of(end) or "")[:4]
        start = start or f"{self.rest[:length].strip()} {year}"
        if not date_of(start) or (date_of(start) or "")[:4] > year:
            return 0
        self._note("started_at", start)
        self._note("completed_at", end)
        return to.end() + len(end)

    def _hours(self) -> int:
        found = _HOURS.match(self.rest)
        if found is None:
            return 0
        hours = hours_of(found[0], clock="h:m")
        if not hours or self.verb == "rated":
            return 0
        self._note("hours", hours)
        return found.end()

    def _rating(self) -> int:
        found = _OUT_OF.match(self.rest)
        if found and self.word_before == "on":
            return 0  # "finished on 2/20"
        if found:
            value, highest = number_of(found[1]), number_of(found[2])
            if value is not None and highest is not None and value <= highest:
                self._note("score", found[0])
                return found.end()
            return 0
        if found := _STARS.match(self.rest):
            self._note("score", found[0])
            return found.end()
        if found := _PERCENT.match(self.rest):
            self._note("score" if self.verb == "rated" else "percent", found[0])
            return found.end()
        if self.verb == "rated" and (found := _NUMBER.match(self.rest)):
            self._note("score", found[0])
            return found.end()
        if (found := _GRADE.match(self.rest)) and (
            self.verb == "rated" or "tier" in found[0].lower()
        ):
            self._note("grade", grade_of(found[0]))
            return found.end()
        return 0

    def _word(self) -> int:
        """Take the longest known words; 0 where the first one is not known."""
        ends = [found.end() for found in _words(self.rest)]
        for end in reversed(ends):
            words = normalise(self.rest[:end])
            if self._take_word(words, self.rest[:end]):
                self.word_before = words
                return end
        return 0

    def _take_word(self, words: str, written: str) -> bool:
        if times := meanings_of("times").get(words):
            self.repeats = self.repeats or int(times)
            return True
        meaning = meanings_of("remark").get(words, "")
        if meaning == "between":
            return True
        if meaning in ("started", "played", "again", "rated"):
            # "2021 started": what stands before it is of the start.
            self.is_odd |= meaning == "started" and "completed_at" in self.found
            self.is_again |= meaning == "again"
            self.verb = meaning
            return True
        status = meanings_of("status").get(words)
        if status is None or self.status is not None:
            return False
        self.status, self.status_word = cast("StatusWord", status), written
        self.verb = status
        return True


def _words(text: str) -> list[re.Match[str]]:
    """The first words of a text, each from its start on."""
    found: list[re.Match[str]] = []
    for match in _WORD.finditer(text):
        if len(found) == _MOST_WORDS or (found and text[found[-1].end()] not in " \t"):
            break
        found.append(match)
    return found


def _date_at(text: str, *, with_year: bool) -> str:
    """The date that a text begins with, as written; "" for none."""
    for pattern in _DATES:
        if (found := pattern.match(text)) and date_of(found[0]):
            if all(map(month_of, set(_LONG_WORDS.findall(found[0])) - {"del"})):
                return found[0]
    found = _YEAR.match(text) if with_year else None
    return found[0] if found else ""


def _is_hinted(text: str) -> bool:
    if _HINT.search(text):
        return True
    return any(word in _many_times() for word in normalise(text).split())


@cache
def _many_times() -> frozenset[str]:
    """The last words of "twice", "deux fois", "trois fois"."""
    return frozenset(words.split()[-1] for words in meanings_of("times"))


def _begins(word: str) -> bool:
    """Whether a word may begin facts that follow a title without a dash."""
    words = normalise(word)
    return words in _verbs()


@cache
def _verbs() -> frozenset[str]:
    """The first words of what says when, or how often, a game was played."""
    statuses = meanings_of("status")
    said = [word for word in statuses if statuses[word] in ("completed", "dropped")]
    remarks = meanings_of("remark")
    said += [word for word in remarks if remarks[word] in ("started", "again")]
    return frozenset(word.split()[0] for word in said)
