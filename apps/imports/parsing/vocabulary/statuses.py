"""The status that a heading, a remark or a cell says, with what turns it around.

"Haven't finished" is not completed, whatever its last word says alone. Of several
statuses in one text the one that promises least wins: "Finished or abandoned".
"""

from __future__ import annotations

import re
from functools import cache
from functools import lru_cache
from typing import TYPE_CHECKING
from typing import Literal
from typing import cast

from apps.core.text import normalise
from apps.imports.parsing.vocabulary.words import meanings_of
from apps.imports.parsing.vocabulary.words import words_of

if TYPE_CHECKING:
    from apps.imports.parsing.rows import Status

# "unclear": not completed, and nothing more is said.
type StatusWord = Status | Literal["unclear"]

# Of several in one heading, the first of these.
_FIRST: tuple[StatusWord, ...] = (
    "dropped",
    "paused",
    "planned",
    "ongoing",
    "playing",
    "unclear",
    "completed",
)
# How far before a status a word may stand that turns it around, in words.
_REACH = 3
_CAMEL_CASE = re.compile(r"(?<=[a-z])(?=[A-Z])")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff]")


def heading_status(text: str) -> StatusWord | None:
    """What the words anywhere in a heading say."""
    words = normalise(text)
    if whole := _meanings("heading", "alone", "cell").get(words):
        return whole
    pattern, meanings = _pattern("heading", "played", "status")
    matches = [*pattern.finditer(words)]
    found = {
        _turned(meanings[match.group()], match.group(), words[: match.start()])
        for match in matches
    }
    status = next((status for status in _FIRST if status in found), None)
    if status == "completed" and _is_taken_back(words[matches[-1].end() :]):
        return "unclear"
    return status


def says_played(text: str) -> bool:
    """Whether a heading says no more than that its games were played."""
    pattern, _ = _pattern("heading", "played", "status")
    matches = [match.group() for match in pattern.finditer(normalise(text))]
    return bool(matches) and set(matches) <= words_of("played.completed")


@lru_cache(maxsize=4_096)
def remark_status(text: str) -> StatusWord | None:
    """What a remark begins with: "dropped, disc two", "not finished yet"."""
    words = normalise(text)
    if alone := _meanings("alone").get(words):
        return alone
    pattern, meanings = _pattern("status")
    match = pattern.search(words)
    if match is None:
        return None
    before = words[: match.start()]
    if before and not _is_negated(before, whole=True):
        return None
    return _turned(meanings[match.group()], match.group(), before)


@lru_cache(maxsize=4_096)
def cell_status(text: str) -> StatusWord | None:
    """What a cell of a column of statuses says, as services and people write it."""
    if " " not in text:  # "NotStarted"
        text = _CAMEL_CASE.sub(" ", text)
    words = normalise(text)
    if words in words_of("played.completed"):
        return "unclear"  # as some of the games, perhaps, or as all but those begun
    return _meanings("cell").get(words) or remark_status(text)


def _turned(status: StatusWord, word: str, before: str) -> StatusWord | None:
    """The status, or what it is where the words before it say the opposite."""
    if not _is_negated(before):
        return status
    if word in words_of("played.completed"):
        return "planned"
    if status in ("completed", "playing"):
        return "unclear"
    return None if status == "planned" else status


def _is_negated(before: str, *, whole: bool = False) -> bool:
    """Whether the words right before a status turn it around.

    `whole`: there are no other words before them, as in a remark.
    """
    words = before.split()
    if whole and len(words) > _REACH:
        return False
    near = f" {' '.join(words[-_REACH:])} "
    return any(f" {word} " in near for word in words_of("negation"))


def _is_taken_back(after: str) -> bool:
    """Whether the words after "finished" deny it: "… this year, but not these"."""
    return any(f" {word} " in f" {after} " for word in words_of("negation"))


@cache
def _meanings(*kinds: str) -> dict[str, StatusWord]:
    """What each word of these kinds means; of two kinds, the first says it."""
    found: dict[str, StatusWord] = {}
    for kind in reversed(kinds):
        found |= cast("dict[str, StatusWord]", meanings_of(kind))
    return found


@cache
def _pattern(*kinds: str) -> tuple[re.Pattern[str], dict[str, StatusWord]]:
    """What finds the longest word of these kinds, and what each of them means."""
    meanings = _meanings(*kinds)
    spaced: list[str] = []
    unspaced: list[str] = []
    for word in sorted(meanings, key=len, reverse=True):
        place = unspaced if _UNSPACED.search(word) else spaced
        place.append(re.escape(word))
    pattern = rf"(?<!\w)(?:{'|'.join(spaced)})(?!\w)|{'|'.join(unspaced)}"
    return re.compile(pattern), meanings
