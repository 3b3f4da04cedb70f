"""How well IGDB's games fit a title, judged here: IGDB's own order is not told apart.

Pure: no request, no clock.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rapidfuzz import fuzz

from apps.core.text import normalise
from apps.integrations.igdb.rows import GameReference
from apps.integrations.igdb.rows import GameType
from apps.integrations.igdb.rows import IgdbGame

type By = Literal["name", "other name", "alike"]
type EditionType = Literal["remaster", "remake", "port", "definitive", "collection"]

# From here on a candidate may be taken without asking, if no other game comes near.
SURE_FROM = 92.0
NEAR = 5.0
OTHER_NAME_COSTS = 3.0
# Below this it is another game.
LEAST_SCORE = 55.0
# Titles with other numbers are other games, however alike: "Ys IV", "Ys VI".
_OTHER_NUMBERS_AT_MOST = 62.0
_EROTIC = 42
_UNSTRESSED = frozenset({"the", "a", "an", "and", "of"})
_NUMBER = re.compile(r"\d+")
_PART = re.compile(r":\s+|\s+[-\u2013\u2014~]\s+")

EDITION_TYPES: dict[GameType, EditionType] = {
    GameType.REMAKE: "remake",
    GameType.REMASTER: "remaster",
    GameType.PORT: "port",
    GameType.EXPANDED_GAME: "definitive",
}
# What somebody who names a game means most likely, first.
_RANKS = {
    GameType.MAIN_GAME: 0,
    GameType.STANDALONE_EXPANSION: 1,
    GameType.EXPANDED_GAME: 2,
    GameType.REMAKE: 2,
    GameType.REMASTER: 2,
    GameType.PORT: 2,
    GameType.BUNDLE: 3,
    GameType.EXPANSION: 4,
    GameType.EPISODE: 5,
    GameType.SEASON: 5,
    GameType.DLC: 6,
    GameType.PACK: 6,
    GameType.FORK: 7,
    GameType.MOD: 8,
    GameType.UPDATE: 8,
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A title as somebody wrote it, and what else is known of the game.

    `year` is one of a release; `platforms` are names or abbreviations ("SNES").
    """

    title: str
    year: int | None = None
    platforms: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(filter(None, (self.title, *self.aliases)))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A game of IGDB that a title may mean.

    `score` is from 0 to 100. `matched` is the name that fits, `by` what kind of name
    it is. Where the row is an edition of another game (a port, a remaster, a deluxe
    edition), `edition_of` is that game and `edition_type` the kind of edition: a
    proposal, for a remake may be a game of its own to its owner.
    """

    game: IgdbGame
    score: float
    matched: str
    by: By
    edition_of: GameReference | None = None
    edition_type: EditionType | None = None

    @property
    def work_id(self) -> int:
        """The IGDB id of the game itself, whichever of its editions this is."""
        return self.edition_of.id if self.edition_of else self.game.id

    @property
    def is_equal(self) -> bool:
        """Whether a name is the very title, in another spelling at most."""
        return self.by != "alike"


def candidates(
    wanted: Wanted, games: Iterable[IgdbGame], *, limit: int | None = None
) -> tuple[Candidate, ...]:
    """`games` that `wanted` may mean, the likeliest first, each once."""
    judged: dict[int, tuple[tuple[float, int, int, int], Candidate]] = {}
    for game in games:
        if game.id not in judged and (found := judge(wanted, game)):
            judged[game.id] = _order(wanted, found), found
    ordered = sorted(judged.values(), key=lambda one: one[0])
    return tuple(candidate for _, candidate in ordered[:limit])


def judge(wanted: Wanted, game: IgdbGame) -> Candidate | None:
    """`game` as a candidate, or None where it is too far off."""
    fits = [
        (_likeness(title, name), name, by)
        for title in wanted.names
        for name, by in _names(game)
    ]
    if not fits:
        return None
    (likeness, by), matched = max(
        (((score, _by(by, score)), name) for score, name, by in fits),
        key=lambda one: one[0][0],
    )
    if by == "other name":
        likeness -= OTHER_NAME_COSTS
    if likeness < LEAST_SCORE or (_is_erotic(game) and by == "alike"):
        return None
    edition_of, edition_type = edition_of_game(game)
    score = max(0.0, min(100.0, likeness + _hints(wanted, game)))
    return Candidate(game, round(score, 1), matched, by, edition_of, edition_type)


def edition_of_game(
    game: IgdbGame,
) -> tuple[GameReference | None, EditionType | None]:
    """The game that `game` is an edition of, and which kind of edition it is."""
    if game.version_parent is not None:
        return game.version_parent, "definitive"
    if game.kind is None or game.parent_game is None:
        return None, None
    edition_type = EDITION_TYPES.get(game.kind)
    return (game.parent_game, edition_type) if edition_type else (None, None)


def is_sure(found: tuple[Candidate, ...]) -> bool:
    """Whether the first candidate is the game meant, and no other one comes near."""
    if not found or found[0].score < SURE_FROM:
        return False
    best = found[0]
    # "Final Fantasy II" is that game's own name, and only the American one of IV.
    margin = OTHER_NAME_COSTS if best.by == "name" else NEAR
    near = [each for each in found if best.score - each.score < margin]
    return len({each.work_id for each in near}) == 1


def keys(name: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """What two spellings of a name have in common: normal form, words, numbers."""
    key = _normal(name)
    words = tuple(word for word in key.split() if word not in _UNSTRESSED)
    numbers = tuple(number.lstrip("0") for number in _NUMBER.findall(key))
    return key, words or tuple(key.split()), numbers


_normal = lru_cache(maxsize=16_384)(normalise)


def _order(wanted: Wanted, found: Candidate) -> tuple[float, int, int, int]:
    """Best first: by name and hints, then by kind, how well known, and age."""
    game = found.game
    kind = game.kind
    rank = (
        5
        if kind is None and game.game_type is not None
        else _RANKS.get(kind or GameType.MAIN_GAME, 5)
    )
    if game.version_parent is not None:
        rank = max(rank, 3)
    score = found.score + (_hints(wanted, game) if found.score >= 100 else 0)
    return (-score, rank, -game.total_rating_count, game.id)


def _names(game: IgdbGame) -> list[tuple[str, By]]:
    names: list[tuple[str, By]] = [(game.name, "name")]
    names += [(name, "other name") for name in game.other_names]
    return [(name, by) for name, by in names if name]


def _by(by: By, likeness: float) -> By:
    return by if likeness >= _EQUAL else "alike"


_EQUAL = 95.0


def _likeness(title: str, name: str) -> float:
    """From 0 to 100; from 95 on they are the same name in two spellings."""
    key, words, numbers = keys(title)
    other_key, other_words, other_numbers = keys(name)
    if key == other_key:
        return 100.0
    if "".join(words) == "".join(other_words):
        return 97.0
    if len(words) >= 2 and _is_part(name, words):
        # "Torna: The Golden Country" of "Xenoblade Chronicles 2".
        return 89.0
    if numbers != other_numbers:
        # Half of a collection, or a sequel.
        return min(_OTHER_NUMBERS_AT_MOST, _ratio(words, other_words))
    if len(words) >= 4 and sorted(words) == sorted(other_words):
        return 95.0
    if _is_part(title, other_words) or _is_part(name, words):
        return 88.0
    return min(94.0, _ratio(words, other_words))


def _ratio(words: tuple[str, ...], others: tuple[str, ...]) -> float:
    one, other = " ".join(words), " ".join(others)
    in_order = fuzz.ratio(one, other)
    sorted_too = fuzz.ratio(" ".join(sorted(words)), " ".join(sorted(others))) - 2
    return max(in_order, sorted_too)


def _is_part(whole: str, words: tuple[str, ...]) -> bool:
    """Whether `words` are what stands before or behind a colon in `whole`."""
    found = _PART.search(whole)
    if found is None or not words:
        return False
    parts = (whole[: found.start()], whole[found.end() :])
    return any(keys(part)[1] == words for part in parts)


def _hints(wanted: Wanted, game: IgdbGame) -> float:
    points = 0.0
    years = {date.y for date in game.release_dates if date.y} | {game.year}
    known = {year for year in years if year}
    if wanted.year and known:
        away = min(abs(wanted.year - year) for year in known)
        points += 4 if away == 0 else 0 if away == 1 else -7
    platforms = {_normal(name) for name in _platform_names(game)}
    if wanted.platforms and platforms:
        asked = {_normal(name) for name in wanted.platforms}
        points += 3 if asked & platforms else -3
    return points


def _platform_names(game: IgdbGame) -> Iterable[str]:
    for platform in game.platforms:
        yield from filter(
            None,
            (
                platform.name,
                platform.abbreviation,
                platform.slug,
                *platform.alternative_name.split(","),
            ),
        )


def _is_erotic(game: IgdbGame) -> bool:
    return any(theme.id == _EROTIC for theme in game.themes)
