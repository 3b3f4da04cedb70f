"""What a title is made of, for comparing: words, numbers, parts, abbreviations."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from sys import intern

from rapidfuzz.distance import OSA

from apps.core.text import normalise
from apps.core.text import roman_value

# The X of "Mega Man X2" is of the number: Mega Man 2 is another game.
_NUMBER = re.compile(r"(?:(?<![^\W_])[^\W\d_])?\d+")
_HAS_DIGIT = re.compile(r"\d")
_PART = re.compile(r":\s+|\s+[-\u2013\u2014~]\s+")
# Words that people add or leave out without meaning another game.
_UNSTRESSED = frozenset({"the", "a", "an", "and"})
# A title that ends in these after its colon is another game or version than its head.
_VARIANT = re.compile(
    r"\b(?:remake|remaster(?:ed)?|rebirth|reunion|hd|redux|reload|royal|golden|dlc"
    r"|episode|chapter|part|demo|collection|trilogy|expansion|definitive|complete"
    r"|online|mobile|intergrade)\b"
)
# Letters enough for "fftwotl" and "ffxviii".
_ABBREVIATION = re.compile(r"([a-z]{2,9})(\d*)[a-z]{0,3}")
_TITLE_CASE = re.compile(r"[A-Z][a-z]+")


@dataclass(frozen=True)
class Title:
    """One title, with everything that comparing it asks for, worked out once."""

    text: str

    @cached_property
    def key(self) -> str:
        """The normal form: "final fantasy 10 2"."""
        return normalise(self.text)

    @cached_property
    def words(self) -> tuple[str, ...]:
        # The same words come in thousands of titles: each is held once.
        return tuple(map(intern, self.key.split()))

    @cached_property
    def numbers(self) -> tuple[str, ...]:
        """Every number in the title: where they differ, the games differ."""
        return tuple(number.lstrip("0") for number in _NUMBER.findall(self.key))

    @cached_property
    def loose(self) -> tuple[str, tuple[str, ...]]:
        """The same for "Earth Bound" and "Earthbound", with or without "the"."""
        return "".join(self.stressed), self.numbers

    @cached_property
    def stressed(self) -> tuple[str, ...]:
        kept = tuple(word for word in self.words if word not in _UNSTRESSED)
        return kept or self.words

    @cached_property
    def bag(self) -> tuple[str, ...]:
        """The stressed words in alphabetical order, whatever order they stand in."""
        return tuple(sorted(self.stressed))

    @cached_property
    def head(self) -> str | None:
        """The normal form of what stands before the first colon or dash."""
        found = _PART.search(self.text)
        return normalise(self.text[: found.start()]) or None if found else None

    @cached_property
    def tail(self) -> str | None:
        """The normal form of what stands after the first colon or dash."""
        if self.head and self.key.startswith(f"{self.head} "):
            return self.key[len(self.head) + 1 :]
        found = _PART.search(self.text)
        return normalise(self.text[found.end() :]) or None if found else None

    @property
    def has_variant_tail(self) -> bool:
        return bool(self.tail and _VARIANT.search(self.tail))

    @cached_property
    def stem(self) -> tuple[str, ...]:
        """The words before the first number: "final", "fantasy"."""
        for place, word in enumerate(self.words):
            if _HAS_DIGIT.search(word):
                return self.words[:place]
        return self.words

    @cached_property
    def short_forms(self) -> frozenset[str]:
        """The abbreviations that mean this title: "ff7 remake", "ff7r", "botw"."""
        initials = _initials(self.stem)
        rest = self.words[len(self.stem) :]
        if not rest:
            whole = {initials, _initials((self.tail or "").split())}
            return frozenset(form for form in whole if len(form) >= 3)
        if len(initials) < 2:
            return frozenset()
        number, *after = rest
        after = [word for word in after if word not in _UNSTRESSED]
        forms = {" ".join([initials + number, *after])}
        if after and not any(map(_HAS_DIGIT.search, after)):
            forms.add(initials + number + _initials(after))
        return frozenset(forms)

    def expansions(self) -> tuple[str, ...]:
        """What the title stands for when it is an abbreviation, as short forms.

        "FFXIII-2" may be "ff13 2"; "BotW" is "botw". A plain word is none: ().
        """
        written = self.text.split(maxsplit=1)[:1]
        if not self.words or not written or _TITLE_CASE.fullmatch(written[0]):
            return ()
        first, *rest = self.words
        after = [word for word in rest if word not in _UNSTRESSED]
        found = _ABBREVIATION.fullmatch(first)
        if found is None:
            return ()
        letters, number = found.groups()
        if number:
            return (" ".join([first, *after]),)
        forms = [
            " ".join([letters[:place] + str(roman_value(letters[place:])), *after])
            for place in range(2, len(letters))
            if roman_value(letters[place:])
        ]
        if after and after[0].isdecimal():
            forms.append(" ".join([letters + after[0], *after[1:]]))
        if not after and len(letters) >= 3:
            forms.append(letters)
        return tuple(forms)


def is_slip(one: str, other: str) -> bool:
    """Whether one word is probably the other one, mistyped.

    "chross" and "cross", "ams" and "arms" are; "hero" and "zero", "wild" and "wind"
    are words of their own.
    """
    shorter, longer = sorted((len(one), len(other)))
    if shorter < 3 or longer < 4 or one[0] != other[0]:
        return False
    if _HAS_DIGIT.search(one + other):
        return False
    allowed = 1 if longer < 8 else 2
    if OSA.distance(one, other, score_cutoff=allowed) > allowed:
        return False
    is_swap = sorted(one) == sorted(other)
    return longer >= 6 or shorter != longer or is_swap


def is_plural(one: str, other: str) -> bool:
    """Whether the words differ by an "s" at the end: "alien", "aliens"."""
    return one + "s" == other or other + "s" == one


def _initials(words: tuple[str, ...] | list[str]) -> str:
    return "".join(word[0] for word in words)
