"""The chips above the games: what each filter is set to, and what it could be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.db.models import Exists
from django.db.models import F
from django.db.models import Max
from django.db.models import OuterRef
from django.db.models import Q
from django.db.models import QuerySet
from django.db.models import Value
from django.db.models.functions import Mod
from django.http import QueryDict

from apps.browsing.admin.filters import CHECK_CHOICES
from apps.browsing.admin.filters import DATED_CHOICES
from apps.browsing.admin.filters import IGDB_CHOICES
from apps.browsing.admin.filters import RANKED_CHOICES
from apps.browsing.admin.filters import WITHOUT_COVER
from apps.browsing.admin.filters import GameFilters
from apps.browsing.admin.filters import on_ranked_list
from apps.browsing.admin.filters import to_check
from apps.browsing.admin.game_query import parameters_of
from apps.browsing.admin.game_query import query_of
from apps.browsing.admin.game_query import query_with
from apps.browsing.hours_left import LEFT_CHOICES
from apps.browsing.hours_left import UNKNOWN
from apps.browsing.hours_left import is_unfinished
from apps.browsing.hours_left import range_of
from apps.browsing.hours_left import with_hours_left
from apps.browsing.play_history import NEVER
from apps.browsing.play_history import RATED_CHOICES
from apps.browsing.play_history import STATUS_CHOICES
from apps.browsing.play_history import finished_without_date
from apps.journal.models import Playthrough
from apps.library.genre_tree import in_tree_order
from apps.library.models import Edition
from apps.library.models import Franchise
from apps.library.models import Game
from apps.library.models import GameGenre
from apps.library.models import Genre
from apps.library.models import Platform

# The chips that always show, and the filters that show a chip only when they are on.
SHOWN = ("played", "platform", "franchise", "genre", "stars", "decade", "cover", "igdb")
FURTHER = ("left", "original_release_year", "ranked", "dated", "check")
# Of many values a menu shows the first of these; the others are found by typing.
MOST_VALUES = 60


@dataclass(frozen=True, kw_only=True)
class FacetValue:
    """A value a filter can be set to, and how many games that leaves.

    `count` is None where counting would take too long.
    """

    value: str
    label: str
    count: int | None
    depth: int = 0


@dataclass(kw_only=True)
class Chip:
    """A filter as it stands. `count`: of its values, or of the games it would leave."""

    name: str
    label: str
    count: int | None
    # What it is set to, in words, or "".
    value: str
    # The query without it.
    query: str
    # Of a chip that needs no menu: the query with it.
    direct_query: str = ""
    # Where its values are.
    menu_url: str = ""


def chips(
    filters: GameFilters, params: QueryDict, counts: Mapping[str, int]
) -> Iterator[Chip]:
    on = {name: in_words(filters, name) for name in filters.filters}
    for name in (*SHOWN, *(each for each in FURTHER if on[each])):
        yield Chip(
            name=name,
            label=str(filters.filters[name].label or name.capitalize()),
            count=counts.get(name),
            value=on[name],
            query=query_of(params, without=parameters_of(name)),
            direct_query=query_with(params, name, ["no"]) if name == "cover" else "",
        )


def in_words(filters: GameFilters, name: str) -> str:
    """What the filter `name` is set to: "Playing or Planned", "from 1990"."""
    value = getattr(filters.form, "cleaned_data", {}).get(name)
    if not value:
        return ""
    if isinstance(value, slice):
        if value.start is None or value.stop is None:
            return f"from {value.start}" if value.stop is None else f"to {value.stop}"
        return f"{value.start:g}–{value.stop:g}"
    choices = dict(getattr(filters.form.fields[name], "choices", []))
    if isinstance(value, list):
        return " or ".join(str(choices[each]) for each in value)
    return str(value if not isinstance(value, str) else choices[value])


def counters() -> dict[str, QuerySet[Any]]:
    """For each chip with a count a query that gives it as `n`."""
    decade = F("original_release_year") - Mod("original_release_year", 10)
    return {
        "played": _counter(Playthrough, Count("status", distinct=True)),
        "platform": _counter(Platform),
        "franchise": _counter(Franchise),
        "genre": _counter(Genre),
        "decade": _counter(Game, Count(decade, distinct=True)),
        "cover": _counter(Game, Count("pk", filter=WITHOUT_COVER)),
    }


def _counter(model: Any, count: Any = None) -> QuerySet[Any]:
    rows = model.objects.order_by().values(_=Value(1))
    return rows.annotate(n=count or Count("pk"))


def count_all(queries: Mapping[str, QuerySet[Any]]) -> dict[str, int]:
    """What each of `queries` gives as `n`, by one statement."""
    numbered = [
        query.annotate(which=Value(number)).values_list("which", "n")
        for number, query in enumerate(queries.values())
    ]
    if not numbered:
        return {}
    found = dict(numbered[0].union(*numbered[1:], all=True).order_by())
    return {name: found.get(number, 0) for number, name in enumerate(queries)}


def values_of(name: str, games: QuerySet[Game]) -> list[FacetValue]:
    """What the filter `name` can be set to where `games` are what the others leave."""
    return list(VALUES[name](games))


def _keys(games: QuerySet[Game]) -> QuerySet[Any]:
    return games.order_by().values("pk")


def _chosen(
    choices: Iterable[tuple[str, str]], counts: Mapping[str, int | None]
) -> Iterator[FacetValue]:
    """Those of `choices` that leave a game."""
    for value, label in choices:
        if counts.get(value, 0) != 0:
            yield FacetValue(value=value, label=label, count=counts.get(value))


def _statuses(games: QuerySet[Game]) -> Iterator[FacetValue]:
    runs = Playthrough.objects.filter(edition__game__in=_keys(games)).order_by()
    each = runs.values_list("status").annotate(n=Count("edition__game", distinct=True))
    own = Playthrough.objects.filter(edition__game=OuterRef("pk"))
    return _chosen(
        STATUS_CHOICES, {**dict(each), NEVER: games.filter(~Exists(own)).count()}
    )


def _stars(games: QuerySet[Game]) -> Iterator[FacetValue]:
    runs = Playthrough.objects.filter(edition__game__in=_keys(games)).order_by()
    best = runs.values("edition__game").annotate(best=Max("rating"))
    counts = Counter(str(int(row["best"])) for row in best if row["best"] is not None)
    unrated = games.count() - counts.total()
    return _chosen(RATED_CHOICES, {**counts, NEVER: unrated})


def _decades(games: QuerySet[Game]) -> Iterator[FacetValue]:
    years = games.order_by().values_list("original_release_year")
    counts: Counter[int] = Counter()
    for year, count in years.annotate(n=Count("pk")):
        if year is not None:
            counts[year // 10 * 10] += count
    for decade, count in sorted(counts.items(), reverse=True):
        yield FacetValue(value=str(decade), label=f"{decade}s", count=count)


def _franchises(games: QuerySet[Game]) -> Iterator[FacetValue]:
    rows = games.filter(franchise__isnull=False).order_by()
    named = rows.values_list("franchise", "franchise__name", "franchise__sort_key")
    found = named.annotate(n=Count("pk")).order_by("-n", "franchise__sort_key")
    for pk, name, _, count in found:
        yield FacetValue(value=str(pk), label=name, count=count)


def _platforms(games: QuerySet[Game]) -> Iterator[FacetValue]:
    keys = _keys(games)
    own = Game.platforms.through.objects.filter(game__in=keys)
    editions = Edition.platforms.through.objects.filter(edition__game__in=keys)
    pairs = {
        *own.values_list("game_id", "platform_id"),
        *editions.values_list("edition__game_id", "platform_id"),
    }
    counts = Counter(platform for _, platform in pairs)
    for platform in Platform.objects.filter(pk__in=counts).order_by("sort_key"):
        yield FacetValue(
            value=str(platform.pk), label=platform.name, count=counts[platform.pk]
        )


def _genres(games: QuerySet[Game]) -> Iterator[FacetValue]:
    genres = list(in_tree_order(Genre.objects.all()))
    parents = {genre.pk: genre.parent_id for genre in genres}
    under: dict[int, set[int]] = {genre.pk: set() for genre in genres}
    links = GameGenre.objects.filter(game__in=_keys(games))
    for game, genre in links.values_list("game_id", "genre_id"):
        step: int | None = genre
        while step is not None and game not in under[step]:
            under[step].add(game)
            step = parents[step]
    for each in genres:
        if under[each.pk]:
            yield FacetValue(
                value=str(each.pk),
                label=each.name,
                count=len(under[each.pk]),
                depth=getattr(each, "depth", 0),
            )


def _igdb(games: QuerySet[Game]) -> Iterator[FacetValue]:
    counts = games.order_by().aggregate(
        tied=Count("pk", filter=Q(igdb_id__isnull=False)),
        untied=Count("pk", filter=Q(igdb_id__isnull=True)),
        gone=Count("pk", filter=Q(igdb_gone_since__isnull=False)),
    )
    # What differs is found by comparing every game.
    return _chosen(IGDB_CHOICES, {**counts, "differs": None if counts["tied"] else 0})


def _cover(games: QuerySet[Game]) -> Iterator[FacetValue]:
    without = games.filter(WITHOUT_COVER).count()
    with_one = games.count() - without
    labels = [("no", "Without a cover"), ("yes", "With a cover")]
    return _chosen(labels, {"no": without, "yes": with_one})


def _ranked(games: QuerySet[Game]) -> Iterator[FacetValue]:
    ranked = on_ranked_list(games, "ranked", "yes").count()
    return _chosen(RANKED_CHOICES, {"yes": ranked, "no": games.count() - ranked})


def _dated(games: QuerySet[Game]) -> Iterator[FacetValue]:
    undated = games.filter(finished_without_date()).count()
    return _chosen(DATED_CHOICES, {"no": undated})


def _left(games: QuerySet[Game]) -> Iterator[FacetValue]:
    unfinished = with_hours_left(games.order_by()).filter(is_unfinished())
    found = unfinished.values_list("hours_left", flat=True)
    counts = Counter(UNKNOWN if left is None else range_of(left) for left in found)
    return _chosen(LEFT_CHOICES, counts)


def _check(games: QuerySet[Game]) -> Iterator[FacetValue]:
    counts = {value: to_check(games, "", value).count() for value, _ in CHECK_CHOICES}
    return _chosen(CHECK_CHOICES, counts)


VALUES: dict[str, Callable[[QuerySet[Game]], Iterator[FacetValue]]] = {
    "played": _statuses,
    "platform": _platforms,
    "franchise": _franchises,
    "genre": _genres,
    "stars": _stars,
    "decade": _decades,
    "cover": _cover,
    "igdb": _igdb,
    "ranked": _ranked,
    "dated": _dated,
    "left": _left,
    "check": _check,
}
