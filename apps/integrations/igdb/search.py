"""Finding the game that a title means, among IGDB's 370,000.

One title takes one request: a multiquery for the very name (in several spellings), the
names it has elsewhere, and IGDB's own search; a second one where that finds nothing,
for misspelled titles. Many titles share their requests.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import batched
from itertools import chain

from apps.integrations.igdb.apicalypse import Query
from apps.integrations.igdb.apicalypse import all_of
from apps.integrations.igdb.apicalypse import among
from apps.integrations.igdb.apicalypse import any_of
from apps.integrations.igdb.apicalypse import cleaned
from apps.integrations.igdb.apicalypse import holds_text
from apps.integrations.igdb.apicalypse import is_null
from apps.integrations.igdb.apicalypse import is_set
from apps.integrations.igdb.apicalypse import more_than
from apps.integrations.igdb.apicalypse import same_text
from apps.integrations.igdb.client import MOST_QUERIES
from apps.integrations.igdb.client import IgdbClient
from apps.integrations.igdb.fields import FOUND_GAME
from apps.integrations.igdb.fields import below
from apps.integrations.igdb.rows import GameType
from apps.integrations.igdb.rows import IgdbGame
from apps.integrations.igdb.rows import read_rows
from apps.integrations.igdb.scoring import Candidate
from apps.integrations.igdb.scoring import Wanted
from apps.integrations.igdb.scoring import candidates
from apps.integrations.igdb.scoring import is_sure
from apps.integrations.igdb.scoring import keys
from apps.integrations.igdb.variants import folded
from apps.integrations.igdb.variants import spellings
from apps.integrations.igdb.variants import telling_words

# A best candidate below this is not what was meant: look further.
GOOD_FROM = 80.0
MOST_CANDIDATES = 20
# Titles whose names are asked for in one sub-query: their rows must fit into 500.
_TITLES_AT_ONCE = 35
_SEARCHED = 25
_MISSPELLED = 100
_HALVED_FROM = 5
# What IGDB's search is to find; mods, packs and updates would drown the rest.
_KINDS = (
    GameType.MAIN_GAME,
    GameType.EXPANSION,
    GameType.STANDALONE_EXPANSION,
    GameType.REMAKE,
    GameType.REMASTER,
    GameType.EXPANDED_GAME,
    GameType.PORT,
)
_OF_GAME = below("game", FOUND_GAME)


@dataclass(frozen=True, slots=True)
class Found:
    """What IGDB has for a title: `candidates`, the likeliest first."""

    wanted: Wanted
    candidates: tuple[Candidate, ...]

    @property
    def best(self) -> Candidate | None:
        return self.candidates[0] if self.candidates else None

    @property
    def is_sure(self) -> bool:
        """Whether the best one may be taken without asking."""
        return is_sure(self.candidates)


def search_games(
    igdb: IgdbClient, wanted: Wanted | str, *, limit: int = MOST_CANDIDATES
) -> Found:
    """The games that a title may mean, in one request, or two where it is misspelled.

    Raises:
        RemoteError: IGDB cannot be asked.
    """
    wanted = Wanted(wanted) if isinstance(wanted, str) else wanted
    if not _can_be_asked(wanted):
        return Found(wanted, ())
    games = _flat(_games(igdb, [*_named([wanted]), _searched(wanted)]))
    found = candidates(wanted, games, limit=limit)
    if not _is_good(found):
        games += _flat(_games(igdb, _misspelled(wanted)))
        found = candidates(wanted, games, limit=limit)
    return Found(wanted, found)


def search_many(
    igdb: IgdbClient, wanted: Iterable[Wanted], *, limit: int = MOST_CANDIDATES
) -> Iterator[Found]:
    """Each title with its candidates, as soon as it is settled: not in their order.

    A hundred titles take two requests for their names; those that are no game's name
    a tenth of a request more each, the misspelled ones of them three tenths. Stop
    iterating to stop asking.

    Raises:
        RemoteError: IGDB cannot be asked; what was yielded stands.
    """
    every = list(dict.fromkeys(wanted))
    asked = [each for each in every if _can_be_asked(each)]
    yield from (Found(each, ()) for each in every if not _can_be_asked(each))
    for some in batched(asked, 10 * _TITLES_AT_ONCE // 3, strict=False):
        yield from _search_together(igdb, some, limit)


def _search_together(
    igdb: IgdbClient, wanted: Sequence[Wanted], limit: int
) -> Iterator[Found]:
    known = _ByName(_flat(_games(igdb, _named(wanted))))
    left: list[Wanted] = []
    for each in wanted:
        found = candidates(each, known.games_called(each), limit=limit)
        if found and found[0].is_equal and _is_good(found):
            yield Found(each, found)
        else:
            left.append(each)
    misspelled: list[tuple[Wanted, list[IgdbGame]]] = []
    for some in batched(left, MOST_QUERIES, strict=False):
        answers = _games(igdb, [_searched(each) for each in some])
        for each, searched in zip(some, answers, strict=True):
            games = [*known.games_called(each), *searched]
            found = candidates(each, games, limit=limit)
            if _is_good(found):
                yield Found(each, found)
            else:
                misspelled.append((each, games))
    yield from _search_misspelled(igdb, misspelled, limit)


def _search_misspelled(
    igdb: IgdbClient, wanted: Sequence[tuple[Wanted, list[IgdbGame]]], limit: int
) -> Iterator[Found]:
    # Ten titles with three questions each fill three requests to the brim.
    for some in batched(wanted, MOST_QUERIES, strict=False):
        queries = [_misspelled(each) for each, _ in some]
        answers = iter(_games(igdb, _flat(queries)))
        for (each, games), own in zip(some, queries, strict=True):
            more = _flat(next(answers) for _ in own)
            yield Found(each, candidates(each, [*games, *more], limit=limit))


# Questions --------------------------------------------------------------------


def _named(wanted: Sequence[Wanted]) -> list[Query]:
    """For games with these very names, anywhere."""
    queries: list[Query] = []
    for some in batched(wanted, _TITLES_AT_ONCE, strict=False):
        names = chain.from_iterable(each.names for each in some)
        written = dict.fromkeys(chain.from_iterable(map(spellings, names)))
        is_named = any_of(*(same_text("name", name) for name in written))
        queries += [
            Query(endpoint="games", fields=FOUND_GAME, where=is_named),
            *(
                Query(endpoint=table, fields=_OF_GAME, where=is_named)
                for table in ("alternative_names", "game_localizations")
            ),
        ]
    return queries


def _searched(wanted: Wanted) -> Query:
    return Query(
        endpoint="games",
        fields=FOUND_GAME,
        search=folded(wanted.title),
        where=all_of(is_null("version_parent"), among("game_type", map(int, _KINDS))),
        limit=_SEARCHED,
    )


def _misspelled(wanted: Wanted) -> list[Query]:
    """For games that have nearly the title's words in their name, or all of it."""
    text = cleaned(wanted.title)
    queries = [
        Query(
            endpoint="games",
            fields=FOUND_GAME,
            search=folded(wanted.title),
            limit=_SEARCHED,
        ),
        Query(
            endpoint="search",
            fields=_OF_GAME,
            where=all_of(
                any_of(holds_text("name", text), holds_text("alternative_name", text)),
                is_set("game"),
            ),
            limit=50,
        ),
    ]
    if words := telling_words(wanted.title):
        known = Query(
            endpoint="games",
            fields=FOUND_GAME,
            where=all_of(_nearly(words), more_than("total_rating_count", 0)),
            sort="total_rating_count desc",
            limit=_MISSPELLED,
        )
        queries.append(known)
    return queries


def _nearly(words: list[str]) -> str:
    """A name that has all of the words but one, or one half at least of each."""
    others = ([word for word in words if word != wrong] for wrong in words)
    lists = [[holds_text("name", word) for word in some] for some in others if some]
    lists.append([any_of(*map(_held, _halves(word))) for word in words])
    return any_of(*(f"({all_of(*conditions)})" for conditions in lists))


def _held(part: str) -> str:
    return holds_text("name", part)


def _halves(word: str) -> tuple[str, ...]:
    """One slip of the pen leaves one of them as it was."""
    middle = len(word) // 2
    if len(word) < _HALVED_FROM:
        return (word,)
    return word[: len(word) - middle], word[middle:]


# Answers ----------------------------------------------------------------------


class _ByName:
    """Games by every name they have, however it is spelled."""

    def __init__(self, games: Iterable[IgdbGame]) -> None:
        self._games: dict[str, list[IgdbGame]] = defaultdict(list)
        for game in games:
            spelled = {_together(name) for name in (game.name, *game.other_names)}
            for name in spelled:
                self._games[name].append(game)

    def games_called(self, wanted: Wanted) -> list[IgdbGame]:
        spelled = dict.fromkeys(map(_together, wanted.names))
        return list(chain.from_iterable(self._games.get(each, ()) for each in spelled))


def _together(name: str) -> str:
    return "".join(keys(name)[1])


def _games(igdb: IgdbClient, queries: Sequence[Query]) -> list[list[IgdbGame]]:
    """The games of each answer, whether its rows are games or names of games."""
    found: list[list[IgdbGame]] = []
    for query, rows in zip(queries, igdb.answers(queries), strict=True):
        games = rows if query.endpoint == "games" else (row.get("game") for row in rows)
        # A name may outlive its game; then its game is an id.
        found.append(read_rows(IgdbGame, (it for it in games if isinstance(it, dict))))
    return found


def _flat[Item](lists: Iterable[Sequence[Item]]) -> list[Item]:
    return list(chain.from_iterable(lists))


def _is_good(found: Sequence[Candidate]) -> bool:
    return bool(found) and found[0].score >= GOOD_FROM


def _can_be_asked(wanted: Wanted) -> bool:
    return bool(cleaned(wanted.title))
