"""Titles indexed by their parts, to find those that a title may mean."""

from __future__ import annotations

from collections import Counter
from collections import defaultdict
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from rapidfuzz import fuzz
from rapidfuzz import process

from apps.core.text import normalise

if TYPE_CHECKING:
    from apps.imports.matching.titles import Title

type _WithNumbers = tuple[str, tuple[str, ...]]

# Likeness of 100 from which titles are worth a closer look.
ALIKE_FROM = 70.0
_MOST_LIKELY = 50
# Words that more titles than this have in common tell nothing about one of them.
_TOO_COMMON = 3_000

# Franchises and series come again and again.
normal = lru_cache(maxsize=1_024)(normalise)


class TitleIndex:
    """Where titles stand by their parts; they are numbered as they are added."""

    def __init__(self) -> None:
        self.size = 0
        self.loose: dict[_WithNumbers, list[int]] = defaultdict(list)
        self.bags: dict[tuple[str, ...], list[int]] = defaultdict(list)
        self.heads: dict[str, list[int]] = defaultdict(list)
        self.tails: dict[str, list[int]] = defaultdict(list)
        self.short_forms: dict[str, list[int]] = defaultdict(list)
        # How many titles begin with each run of words that has these initials.
        self.stems: dict[str, Counter[tuple[str, ...]]] = defaultdict(Counter)
        # By word, and by first letter, each with all numbers of the title.
        self.words: dict[_WithNumbers, list[int]] = defaultdict(list)
        self.letters: dict[_WithNumbers, list[int]] = defaultdict(list)
        self.phrases: list[str] = []
        self.bag_phrases: list[str] = []
        self.franchises: set[str] = set()

    def add(self, title: Title, franchise: str) -> None:
        place = self.size
        self.size += 1
        self.loose[title.loose].append(place)
        self.bags[title.bag].append(place)
        if title.head:
            self.heads[title.head].append(place)
        if title.tail:
            self.tails[title.tail].append(place)
        for form in title.short_forms:
            self.short_forms[form].append(place)
        self.stems["".join(word[0] for word in title.stem)][title.stem] += 1
        for word in set(title.stressed):
            self.words[word, title.numbers].append(place)
        self.letters[title.loose[0][:1], title.numbers].append(place)
        phrase = " ".join(title.stressed)
        self.phrases.append(phrase)
        # Many are in order as they are: one text for both.
        in_order = title.bag == title.stressed
        self.bag_phrases.append(phrase if in_order else " ".join(title.bag))
        if franchise:
            self.franchises.add(normal(franchise))

    def alike(self, title: Title) -> set[int]:
        """Places of titles with the same numbers and much else in common."""
        near = self._near(title)
        found: set[int] = set()
        for phrases, words in (
            (self.phrases, title.stressed),
            (self.bag_phrases, title.bag),
        ):
            choices = {place: phrases[place] for place in near}
            likely = process.extract(
                " ".join(words),
                choices,
                scorer=fuzz.ratio,
                score_cutoff=ALIKE_FROM,
                limit=_MOST_LIKELY,
            )
            found.update(place for _, _, place in likely)
        return found

    def _near(self, title: Title) -> set[int]:
        """Places of titles that share a telling word, or at least the first letter."""
        keys = ((word, title.numbers) for word in title.stressed)
        known = [self.words[key] for key in keys if key in self.words]
        telling = [places for places in known if len(places) <= _TOO_COMMON]
        near = set(chain.from_iterable(sorted(telling, key=len)[:3]))
        if len(title.stressed) == 1 or not near:
            near.update(self.letters.get((title.loose[0][:1], title.numbers), []))
        return near
