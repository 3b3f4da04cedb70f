"""What the library, journal and lists hold already of the games of an import."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field
from typing import Any

from django.db.models import F
from django.db.models import Model
from django.db.models import Q
from django.db.models import QuerySet

from apps.core.text import normalise
from apps.imports.models import Change
from apps.imports.models import ImportChange
from apps.imports.models import ImportStatus
from apps.journal.models import Playthrough
from apps.library.models import Edition
from apps.library.models import Franchise
from apps.library.models import Game
from apps.library.models import Platform
from apps.library.platforms import platforms_by_name
from apps.lists.models import List
from apps.lists.models import ListEntry

# How a game's search key is put together of its names.
BETWEEN_NAMES = " | "


@dataclass
class LibraryState:
    games: dict[int, Game]
    games_by_name: dict[str, Game]
    playthroughs: dict[int, list[Playthrough]]  # by game
    # What imports, not undone since, wrote into playthroughs: by playthrough.
    imported: dict[int, list[dict[str, Any]]]
    franchises: dict[str, Franchise]
    platforms: dict[str, Platform]
    lists: dict[str, List]
    listed: dict[int, list[int]] = field(default_factory=dict)
    # By IGDB's id what has it already, of the ids that were asked for.
    linked_games: dict[int, Game] = field(default_factory=dict)
    linked_editions: dict[int, Edition] = field(default_factory=dict)

    @classmethod
    def load(
        cls,
        *,
        games: Collection[int],
        titles: Collection[str],
        lists: Collection[str],
        igdb_ids: Collection[int] = (),
        lock: bool = False,
    ) -> LibraryState:
        """Everything about `games`, and games and lists named so, in a dozen queries.

        With `lock` games and playthroughs are locked to the end of the transaction.
        """
        named = games_named(titles)
        linked = games_linked(igdb_ids)
        pks = {*games, *named.values(), *linked.values()}
        found = {
            game.pk: game
            for game in _locked(Game.objects.filter(pk__in=pks).order_by("id"), lock)
            .select_related("franchise")
            .prefetch_related("platforms", "editions__platforms")
        }
        playthroughs = _playthroughs_of(found, lock=lock)
        known_lists = _lists_named(lists)
        return cls(
            games=found,
            games_by_name={key: found[pk] for key, pk in named.items()},
            playthroughs=playthroughs,
            imported=_imported([run for runs in playthroughs.values() for run in runs]),
            franchises=_franchises_by_name(),
            platforms=platforms_by_name(),
            lists=known_lists,
            listed=_listed([found.pk for found in known_lists.values()]),
            linked_games={number: found[pk] for number, pk in linked.items()},
            linked_editions={
                edition.igdb_id: edition
                for game in found.values()
                for edition in game.editions.all()
                if edition.igdb_id
            },
        )

    def game_named(self, title: str) -> Game | None:
        return self.games_by_name.get(normalise(title))

    def editions_of(self, game: Game) -> list[Edition]:
        """The editions, the first one first; none for a game not yet saved."""
        if game.pk is None:
            return []
        return sorted(game.editions.all(), key=lambda edition: edition.pk)

    def platforms_of(self, game: Game) -> list[Platform]:
        return list(game.platforms.all()) if game.pk else []

    def platform_named(self, name: str) -> Platform | None:
        return self.platforms.get(normalise(name))

    def is_platform_among(self, name: str, pks: Collection[int]) -> bool:
        known = self.platform_named(name)
        return known is not None and known.pk in pks

    def list_named(self, name: str) -> List | None:
        return self.lists.get(normalise(name))

    def listed_on(self, target: List | None) -> list[int]:
        """The primary keys of the games on the list, in its order."""
        return self.listed.get(target.pk, []) if target else []

    def missing_platforms(self, names: Iterable[str]) -> list[str]:
        return _missing(names, self.platforms)


def _missing(names: Iterable[str], known: Collection[str]) -> list[str]:
    missing: dict[str, str] = {}
    for name in names:
        if name and normalise(name) not in known:
            missing.setdefault(normalise(name), name)
    return list(missing.values())


def games_named(titles: Collection[str]) -> dict[str, int]:
    """Primary keys of the games of which a name or alias is one of `titles`.

    The oldest game where several have the name.
    """
    wanted = {normalise(title) for title in titles}
    if not wanted:
        return {}
    # Comparing arrays in the database takes seconds for 500 titles and 10,000 games.
    plain = Q(search_key__in=wanted)
    keys = Game.objects.filter(plain | Q(search_key__contains=BETWEEN_NAMES))
    found: dict[str, int] = {}
    for pk, search_key in keys.order_by("id").values_list("id", "search_key"):
        for key in search_key.split(BETWEEN_NAMES):
            if key in wanted:
                found.setdefault(key, pk)
    return found


def _locked[M: Model](rows: QuerySet[M], lock: bool) -> QuerySet[M]:
    # No key lock: who puts such a game on a list meanwhile need not wait.
    return rows.select_for_update(of=("self",), no_key=True) if lock else rows


def _playthroughs_of(
    games: Collection[int], *, lock: bool
) -> dict[int, list[Playthrough]]:
    runs: dict[int, list[Playthrough]] = defaultdict(list)
    found = _locked(Playthrough.objects.filter(edition__game__in=games), lock)
    for run in found.select_related("edition__game", "platform").order_by("id"):
        runs[run.edition.game_id].append(run)
    return runs


def _imported(runs: Iterable[Playthrough]) -> dict[int, list[dict[str, Any]]]:
    written: dict[int, list[dict[str, Any]]] = defaultdict(list)
    changes = ImportChange.objects.filter(
        model=Playthrough._meta.label_lower,
        object_id__in=[run.pk for run in runs],
        change__in=[Change.CREATED, Change.CHANGED],
        batch__status=ImportStatus.APPLIED,
    )
    for object_id, after in changes.order_by("id").values_list("object_id", "after"):
        written[object_id].append(after)
    return written


def _franchises_by_name() -> dict[str, Franchise]:
    franchises = list(Franchise.objects.order_by("id"))
    by_name = {normalise(franchise.name): franchise for franchise in franchises}
    for franchise in franchises:
        for name in franchise.aliases:
            by_name.setdefault(normalise(name), franchise)
    return by_name


def _lists_named(names: Collection[str]) -> dict[str, List]:
    wanted = {normalise(name) for name in names}
    if not wanted:
        return {}
    by_name: dict[str, List] = {}
    for found in List.objects.order_by("id"):
        if normalise(found.name) in wanted:
            by_name.setdefault(normalise(found.name), found)
    return by_name


def games_linked(igdb_ids: Collection[int]) -> dict[int, int]:
    """Primary keys of the games that have one of IGDB's ids, or an edition with it."""
    if not igdb_ids:
        return {}
    editions = Edition.objects.filter(igdb_id__in=igdb_ids)
    games = Game.objects.filter(igdb_id__in=igdb_ids)
    return {
        number: pk
        for found in (
            editions.values_list("igdb_id", "game_id"),
            games.values_list("igdb_id", "pk"),
        )
        for number, pk in found
        if number
    }


def _listed(lists: Collection[int]) -> dict[int, list[int]]:
    listed: dict[int, list[int]] = defaultdict(list)
    entries = ListEntry.objects.filter(list__in=lists)
    in_order = entries.order_by(F("position").asc(nulls_last=True), "id")
    for list_id, game_id in in_order.values_list("list_id", "game_id"):
        listed[list_id].append(game_id)
    return listed
