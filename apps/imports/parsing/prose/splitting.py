"""Where one line holds several games, and where a comma belongs to a title."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from apps.core.text import normalise
from apps.core.text import roman_value
from apps.imports.parsing.prose.inline import unmarked
from apps.imports.parsing.prose.remarks import Remarks
from apps.imports.parsing.prose.remarks import is_fact
from apps.imports.parsing.prose.remarks import is_remark

if TYPE_CHECKING:
    from collections.abc import Set

_SEPARATOR = re.compile(r"\s*,\s+(?:and\s+)?|\s+/\s+|\s*;\s+|\s+(?:and|&|\+)\s+")
# Characters of a title that show its first words.
_ENOUGH = 80
_ARTICLES = frozenset({"a", "an", "the"})
_NUMERAL = re.compile(r"(?:[ivx]+|\d{1,2})(?:-\d)?", re.IGNORECASE)

# "Locke(d)"
_ENDS_WORD = re.compile(r"[a-z]\([a-z]{1,2}\)(?!\S)")


def bracket_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of the outermost (…) groups, and of […] that hold a remark.

    An opening bracket that is never closed reaches to the end of the text.
    """
    spans: list[tuple[int, int]] = []
    closers: list[str] = []
    start = 0
    for place, char in enumerate(text):
        if char in "([":
            if not closers:
                start = place
            closers.append(")" if char == "(" else "]")
        elif closers and char == closers[-1]:
            closers.pop()
            if not closers:
                spans.append((start, place + 1))
    if closers:
        spans.append((start, len(text)))
    spans = [span for span in spans if not _ENDS_WORD.match(text, span[0] - 1)]
    return [span for span in spans if _is_group(unmarked(text[slice(*span)]))]


def game_cuts(text: str, known: Set[str]) -> list[tuple[int, int]]:
    """The separators (start, end) at which the line goes on to another game."""
    if known and normalise(unmarked(text)) in known:
        return []
    inside = bracket_spans(text)
    found = [
        match
        for match in _SEPARATOR.finditer(text)
        if not any(start <= match.start() < end for start, end in inside)
    ]
    cuts: list[tuple[int, int]] = []
    start = 0
    for place, match in enumerate(found):
        stop = found[place + 1].start() if place + 1 < len(found) else len(text)
        sides = _Sides(
            left=unmarked(text[start : match.start()]).strip(),
            right=unmarked(text[match.end() : stop]).strip(),
            separator=match.group().strip()[0],
            is_counting=bool(cuts)
            and is_numeral(unmarked(text[start : match.start()])),
        )
        if sides.are_two_games(known):
            cuts.append(match.span())
            start = match.end()
    return cuts


def numeral_stem(title: str) -> str | None:
    """ "Final Fantasy" of "Final Fantasy IV"; None without a number at the end."""
    stem, _, last = title.rpartition(" ")
    return stem if stem and is_numeral(last) else None


class _Sides:
    """What stands left and right of a separator outside of all brackets."""

    def __init__(
        self, *, left: str, right: str, separator: str, is_counting: bool
    ) -> None:
        self.left = left
        self.right = right
        self.separator = separator
        self.is_counting = is_counting
        self.left_title = _bare(left)
        self.right_title = _bare(right)

    def are_two_games(self, known: Set[str]) -> bool:
        if not self.left_title or not self.right_title:
            return False
        if known and {normalise(self.left_title), normalise(self.right_title)} <= known:
            return True
        if not _starts_title(self.right) or not self._are_apart():
            return False
        return not Remarks().read_word(self.right_title)

    def _are_apart(self) -> bool:
        """Whether the separator parts titles, judged by what stands around it."""
        closed = self.left.endswith((")", "]")) or re.search(r"\u00d7\d+$", self.left)
        match self.separator:
            case ",":
                return bool(closed) or self._is_same_series()
            case "/":
                return bool(closed) or self._is_same_series() or self._are_both_whole()
            case ";":
                return not is_remark(self.right)
            case _:
                return bool(closed) or (
                    self.is_counting and is_numeral(self.right_title)
                )

    def _is_same_series(self) -> bool:
        if is_numeral(self.right_title):
            return is_numeral(self.left_title) or bool(numeral_stem(self.left_title))
        left = _significant(self.left_title[:_ENOUGH])
        right = _significant(self.right_title[:_ENOUGH])
        same = bool(left and right) and left[0] == right[0] and len(left[0]) > 2
        return same and left != right and (len(left) > 1 or len(right) > 1)

    def _are_both_whole(self) -> bool:
        """ "Earthbound / Mother 3" is two games, "Pokémon Red / Blue" is not."""
        return len(self.left_title.split()) == 1 or len(self.right_title.split()) > 1


_normal = lru_cache(maxsize=256)(normalise)


def _is_group(text: str) -> bool:
    if text.startswith("("):
        return True
    content = text[1:].rstrip("]").strip()
    if is_fact(content):
        return True
    remarks = Remarks()
    remarks.read_group(content)
    return bool(content) and not remarks.notes and not remarks.aliases


def _bare(text: str) -> str:
    """The text before its first brackets."""
    return re.split(r"\s*[(\[]", text, maxsplit=1)[0].strip()


def _starts_title(text: str) -> bool:
    return not text[:1].islower()


def _significant(title: str) -> list[str]:
    return [word for word in _normal(title).split() if word not in _ARTICLES]


def is_numeral(text: str) -> bool:
    text = text.strip().lower()
    if _NUMERAL.fullmatch(text) is None:
        return False
    number = text.split("-")[0]
    return number.isdigit() or roman_value(number) is not None
