"""Which game of the library a title means, if it means one.

The kinds of a match, from sure to unsure: `exact` (the same name, in any spelling of
case, accents and numerals), `alias` (another name of the game, or one of its
editions), `misspelling` (a slip of the pen, or "the" and "and" put otherwise),
`abbreviation` ("FFIV", "Lightning Returns"), `suggested` (likely, the owner must say),
`new`. The first four may be applied without asking. Titles whose numbers differ are
never the same game.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Literal

from rapidfuzz import fuzz

from apps.core.text import normalise
from apps.imports.matching.title_index import ALIKE_FROM
from apps.imports.matching.title_index import TitleIndex
from apps.imports.matching.titles import Title
from apps.imports.matching.titles import is_plural
from apps.imports.matching.titles import is_slip

type Kind = Literal["exact", "alias", "misspelling", "abbreviation", "suggested", "new"]

SUGGESTED_FROM = 86.0
MOST_SUGGESTIONS = 5
_SAME_WORD_FROM = 78.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A game that a title may mean. `editions` are its editions' names."""

    id: Hashable
    name: str
    aliases: tuple[str, ...] = ()
    franchise: str | None = None
    editions: tuple[str, ...] = ()
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    candidate: Candidate
    score: float


@dataclass(frozen=True, slots=True)
class Match:
    """`candidate` is the game meant, or the likeliest for `suggested`; `score` of 100.

    `suggestions` are the likeliest games, best first, for the owner to choose from.
    """

    kind: Kind
    candidate: Candidate | None = None
    score: float = 0.0
    suggestions: tuple[Suggestion, ...] = ()

    @property
    def is_automatic(self) -> bool:
        """Whether the match may be used without asking the owner."""
        return self.kind not in ("suggested", "new")


class Matcher:
    """Finds games by title among candidates that are indexed once.

    50,000 games are indexed for their names in about a second; the deeper index, for
    titles that are no one's name, is made when it is first asked for.
    """

    def __init__(self, candidates: Iterable[Candidate] = ()) -> None:
        self._candidates: list[Candidate] = []
        self._names: dict[str, list[int]] = defaultdict(list)
        self._aliases: dict[str, list[int]] = defaultdict(list)
        self._index = TitleIndex()
        for candidate in candidates:
            self.add(candidate)

    def add(self, candidate: Candidate) -> None:
        place = len(self._candidates)
        title = Title(candidate.name)
        self._candidates.append(candidate)
        self._names[title.key].append(place)
        for key in _other_keys(candidate, title):
            self._aliases[key].append(place)

    @property
    def names(self) -> set[str]:
        """Every name and other name of the candidates, normalised."""
        return {*self._names, *self._aliases}

    @property
    def _deep(self) -> TitleIndex:
        index = self._index
        for place in range(index.size, len(self._candidates)):
            candidate = self._candidates[place]
            index.add(Title(candidate.name), candidate.franchise or "")
        return index

    def _title(self, place: int) -> Title:
        # Taking titles apart again costs less than holding those of a whole library.
        return _taken_apart(self._candidates[place].name)

    def match(
        self,
        title: str,
        *,
        series: str | None = None,
        year: int | None = None,
        aliases: Iterable[str] = (),
        refers: bool = False,
        is_same_source: bool = False,
    ) -> Match:
        """The game that `title` means.

        `series` is the heading it stood under, `year` one that its line gives,
        `aliases` its other names. `refers`: the line means a game that is there, most
        likely (an entry of a ranking, a replay), so that a short form of one is
        enough; with `is_same_source` it must be there, in the same document.
        """
        asked = _Asked(
            Title(title), normalise(series or ""), year, refers, is_same_source
        )
        if not asked.title.words:
            return Match("new")
        sure = (
            self._by_name(asked, aliases)
            or self._by_words(asked)
            or self._by_abbreviation(asked)
            or self._by_part(asked)
        )
        return sure or self._by_likeness(asked)

    def match_name(
        self, title: str, *, year: int | None = None, aliases: Iterable[str] = ()
    ) -> Match:
        """The game of this very name, or of one of `aliases`; nothing looser."""
        asked = _Asked(Title(title), "", year, False, False)
        if not asked.title.words:
            return Match("new")
        return self._by_name(asked, aliases) or Match("new")

    def _by_name(self, asked: _Asked, aliases: Iterable[str]) -> Match | None:
        return (
            self._by_key("exact", self._names, asked, asked.title.key)
            or self._by_key("alias", self._aliases, asked, asked.title.key)
            or self._by_other_names(asked, aliases)
        )

    def _by_key[Key: Hashable](
        self, kind: Kind, index: dict[Key, list[int]], asked: _Asked, key: Key
    ) -> Match | None:
        return self._decide(kind, index.get(key, []), asked)

    def _by_other_names(self, asked: _Asked, aliases: Iterable[str]) -> Match | None:
        for alias in aliases:
            key = normalise(alias)
            places = self._names.get(key, []) or self._aliases.get(key, [])
            if found := self._decide("alias", places, asked):
                return found
        return None

    def _by_words(self, asked: _Asked) -> Match | None:
        """The same words but for spaces, "the" and order, or after the series' name."""
        loose = asked.title.loose
        if found := self._by_key("misspelling", self._deep.loose, asked, loose):
            return found
        if len(asked.title.bag) >= 4:
            places = self._deep.bags.get(asked.title.bag, [])
            numbers = asked.title.numbers
            same = [it for it in places if self._title(it).numbers == numbers]
            if found := self._decide("misspelling", same, asked):
                return found
        if asked.series:
            key = Title(f"{asked.series} {asked.title.text}").loose
            return self._by_key("abbreviation", self._deep.loose, asked, key)
        return None

    def _by_abbreviation(self, asked: _Asked) -> Match | None:
        forms = asked.title.expansions()
        places = list(
            dict.fromkeys(chain(*(self._deep.short_forms.get(f, []) for f in forms)))
        )
        if not places:
            return None
        if len(places) == 1 and self._is_usual_stem(places[0], asked):
            return self._found("abbreviation", places[0], 95.0)
        return self._suggest([(place, 88.0) for place in places])

    def _is_usual_stem(self, place: int, asked: _Asked) -> bool:
        """Whether the initials are those of this title's series, not of another's."""
        stem = self._title(place).stem
        counts = self._deep.stems["".join(word[0] for word in stem)]
        others = sum(counts.values()) - counts[stem]
        return counts[stem] >= 4 * others or (
            bool(asked.series) and " ".join(stem) in asked.series
        )

    def _by_part(self, asked: _Asked) -> Match | None:
        """A title without its second or first part, or with one more than known."""
        heads = self._deep.heads.get(asked.title.key, [])
        if len(heads) == 1:
            if self._is_known_by_head(heads[0], asked):
                return self._found("abbreviation", heads[0], 95.0)
            return self._suggest([(heads[0], 90.0)])
        tails = self._deep.tails.get(asked.title.key, [])
        if len(tails) == 1 and not asked.title.numbers:
            if self._is_known_by_tail(tails[0], asked):
                return self._found("abbreviation", tails[0], 95.0)
            return self._suggest([(tails[0], 90.0)])
        head = asked.title.head
        if head and head[-1:].isdecimal() and not asked.title.has_variant_tail:
            if places := self._names.get(head, []):
                return self._suggest([(place, 88.0) for place in places])
        return None

    def _is_known_by_head(self, place: int, asked: _Asked) -> bool:
        """ "Lightning Returns" is; "Final Fantasy Tactics" may be a game by itself.

        The part left out is the series' name, or the title has its number already
        and must mean a game that is there.
        """
        title = self._title(place)
        tail = title.tail or ""
        series = [
            name for name in self._deep.franchises if name and tail.startswith(name)
        ]
        if any(name not in asked.title.key for name in series):
            return not title.has_variant_tail
        is_numbered = asked.title.words[-1].isdecimal()
        must_be_there = asked.refers and asked.is_same_source
        return must_be_there and is_numbered and not title.has_variant_tail

    def _is_known_by_tail(self, place: int, asked: _Asked) -> bool:
        """ "Majora's Mask" under "Zelda" is, and so is "Breath of the Wild" ranked."""
        head = self._title(place).head or ""
        series = [word for word in asked.series.split() if len(word) > 2]
        if any(word in head.split() for word in series):
            return True
        is_series = head in self._deep.franchises or len(self._deep.heads[head]) > 1
        return asked.refers and is_series and len(asked.title.words) >= 3

    def _by_likeness(self, asked: _Asked) -> Match:
        """One word mistyped, or a name that is much the same, or nothing."""
        alike = self._deep.alike(asked.title)
        if slip := self._by_slip(asked, alike):
            return slip
        scored = [
            (place, _likeness(asked.title, self._title(place))) for place in alike
        ]
        scored = [(place, score) for place, score in scored if score >= ALIKE_FROM]
        scored.sort(key=lambda pair: (-pair[1], self._title(pair[0]).key, pair[0]))
        if not scored or scored[0][1] < SUGGESTED_FROM:
            return Match("new", suggestions=self._suggestions(scored))
        return self._suggest(scored)

    def _by_slip(self, asked: _Asked, alike: Iterable[int]) -> Match | None:
        slips: list[tuple[int, bool]] = []
        for place in sorted(alike):
            pair = _only_difference(asked.title.stressed, self._title(place).stressed)
            if pair and is_slip(*pair):
                slips.append((place, is_plural(*pair)))
        if not slips:
            return None
        if len(slips) == 1 and not slips[0][1] and len(asked.title.loose[0]) >= 6:
            return self._found("misspelling", slips[0][0], 93.0)
        return self._suggest([(place, 90.0) for place, _ in slips])

    def _decide(self, kind: Kind, places: list[int], asked: _Asked) -> Match | None:
        """The one candidate among several of the same name, or a question."""
        places = list(dict.fromkeys(places))
        for is_right in (self._is_as_written, self._is_of_year):
            if len(places) > 1:
                right = [place for place in places if is_right(place, asked)]
                places = right if len(right) == 1 else places
        if len(places) == 1 and not self._is_of_another_year(places[0], asked):
            scores = {"exact": 100.0, "alias": 98.0, "misspelling": 96.0}
            return self._found(kind, places[0], scores.get(kind, 95.0))
        return self._suggest([(place, 95.0) for place in places]) if places else None

    def _is_as_written(self, place: int, asked: _Asked) -> bool:
        """ "Modern Warfare 2" and "Modern Warfare II" are two games."""
        return self._candidates[place].name.casefold() == asked.title.text.casefold()

    def _is_of_year(self, place: int, asked: _Asked) -> bool:
        return asked.year is not None and self._candidates[place].year == asked.year

    def _is_of_another_year(self, place: int, asked: _Asked) -> bool:
        """Whether the years say that it is another game of the same name.

        A year apart is another region's release.
        """
        year = self._candidates[place].year
        return bool(asked.year and year) and abs((asked.year or 0) - (year or 0)) > 1

    def _found(self, kind: Kind, place: int, score: float) -> Match:
        candidate = self._candidates[place]
        return Match(kind, candidate, score, (Suggestion(candidate, score),))

    def _suggest(self, scored: list[tuple[int, float]]) -> Match:
        suggestions = self._suggestions(scored)
        best = suggestions[0]
        return Match("suggested", best.candidate, best.score, suggestions)

    def _suggestions(self, scored: list[tuple[int, float]]) -> tuple[Suggestion, ...]:
        return tuple(
            Suggestion(self._candidates[place], round(score, 1))
            for place, score in scored[:MOST_SUGGESTIONS]
        )


_taken_apart = lru_cache(maxsize=4_096)(Title)


@dataclass(frozen=True, slots=True)
class _Asked:
    title: Title
    series: str
    year: int | None
    refers: bool
    is_same_source: bool


def _other_keys(candidate: Candidate, title: Title) -> set[str]:
    """The keys of a game's other names: its aliases, its editions' full names."""
    keys = {normalise(alias) for alias in candidate.aliases}
    for edition in candidate.editions:
        key = normalise(edition)
        keys.add(key if key.startswith(title.key) else f"{title.key} {key}")
    return keys - {title.key, ""}


def _only_difference(
    one: tuple[str, ...], other: tuple[str, ...]
) -> tuple[str, str] | None:
    """The one pair of words in which two titles of the same length differ."""
    if len(one) != len(other):
        return None
    pairs = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    return pairs[0] if len(pairs) == 1 else None


def _likeness(one: Title, other: Title) -> float:
    """How alike two titles are, of 100; 0 where a short word tells them apart."""
    pair = _only_difference(one.stressed, other.stressed)
    if pair and fuzz.ratio(*pair) < _SAME_WORD_FROM:
        return min(fuzz.ratio(one.key, other.key), SUGGESTED_FROM - 1)
    ordered = fuzz.ratio(" ".join(one.stressed), " ".join(other.stressed))
    shuffled = fuzz.ratio(" ".join(one.bag), " ".join(other.bag))
    return max(ordered, shuffled - 2)
