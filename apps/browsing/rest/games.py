"""Which games a request asks for, and in what order."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from functools import reduce
from operator import or_

from django.db.models import Count
from django.db.models import Max
from django.db.models import Min
from django.db.models import Q
from django.db.models import QuerySet

from apps.browsing.rest.schemas import GameFilters
from apps.core.api.pagination import Order
from apps.core.api.pagination import Ordering
from apps.core.api.pagination import chosen
from apps.core.api.pagination import orderings
from apps.journal.models import Status
from apps.library.models import Franchise
from apps.library.models import Game
from apps.library.models import Platform
from apps.library.rest.lookup import by_slug
from apps.library.rest.lookup import by_slugs
from apps.library.rest.lookup import genre_branch
from apps.library.rest.lookup import words
from apps.lists.models import List

# Games that are found by a name with a typo.
MOST_ALIKE = 20


def games_filtered(filters: GameFilters, *, private: bool) -> QuerySet[Game]:
    """The games that `filters` ask for, in no order.

    Raises a 422 problem for a slug that does not exist.
    """
    games = _named(filters.q)
    if filters.franchise is not None:
        found = by_slugs(Franchise.objects.all(), filters.franchise, field="franchise")
        games = games.filter(franchise__in=found)
    games = _released(games, filters)
    for condition in _conditions(filters, private):
        games = games.filter(condition)
    return _played(games, filters, private)


def _named(q: str | None) -> QuerySet[Game]:
    if not q:
        return Game.objects.all()
    games = Game.objects.matching(q)
    if games.exists():
        return games
    # With a typo; of many that are alike the likest.
    alike = Game.objects.resembling(q).values_list("pk", flat=True)[:MOST_ALIKE]
    return Game.objects.filter(pk__in=list(alike))


def _released(games: QuerySet[Game], filters: GameFilters) -> QuerySet[Game]:
    if filters.released_from is not None:
        games = games.filter(original_release_year__gte=filters.released_from)
    if filters.released_to is not None:
        games = games.filter(original_release_year__lte=filters.released_to)
    return games


def _conditions(filters: GameFilters, private: bool) -> Iterator[Q]:
    """One for each parameter: any of its values, or for "…_all" every one."""
    kinds: list[tuple[str, Callable[[str, str, bool], Q]]] = [
        ("genre", _in_genre),
        ("platform", _on_platform),
        ("list", _on_list),
    ]
    for name, condition in kinds:
        if (given := getattr(filters, name)) is not None:
            slugs = words(given, field=name)
            yield reduce(or_, (condition(slug, name, private) for slug in slugs))
        field = f"{name}_all"
        if (given := getattr(filters, field)) is not None:
            for slug in words(given, field=field):
                yield condition(slug, field, private)


def game_ordering(filters: GameFilters, *, private: bool) -> Order:
    """The order of games that `filters` ask for. Raises a 422 problem listing all.

    By `position` only where one list is asked for.
    """
    seen = _seen(private)
    completed = seen & Q(editions__playthroughs__status=Status.COMPLETED)
    ways = orderings(
        name=Ordering("sort_key"),
        original_release_year=Ordering("original_release_year", nullable=True),
        created_at=Ordering("created_at"),
        updated_at=Ordering("updated_at"),
        best_rating=Ordering(
            "best_rating",
            nullable=True,
            annotation=Max("editions__playthroughs__rating", filter=seen),
        ),
        times_completed=Ordering(
            "times_completed",
            annotation=Count("editions__playthroughs", filter=completed),
        ),
        completed_at=Ordering(
            "last_completed_at",
            nullable=True,
            annotation=Max("editions__playthroughs__completed_at", filter=completed),
        ),
    )
    if filters.list is not None and "," not in filters.list:
        position = Q(list_entries__list__slug=filters.list)
        ways |= orderings(
            position=Ordering(
                "position",
                nullable=True,
                annotation=Min("list_entries__position", filter=position),
            )
        )
    return chosen(ways, filters.ordering)


def _games(condition: Q) -> QuerySet:
    # A subquery, because joins would count a game once per row that fits.
    return Game.objects.filter(condition).values("pk")


def _seen(private: bool) -> Q:
    if private:
        return Q(editions__playthroughs__isnull=False)
    return Q(editions__playthroughs__is_public=True)


def _in_genre(slug: str, field: str, private: bool) -> Q:
    return Q(pk__in=_games(Q(genres__in=genre_branch(slug, field=field))))


def _on_platform(slug: str, field: str, private: bool) -> Q:
    platform = by_slug(Platform.objects.all(), slug, field=field, where="query")
    played = _seen(private) & Q(editions__playthroughs__platform=platform)
    return (
        Q(pk__in=_games(Q(platforms=platform)))
        | Q(pk__in=_games(Q(editions__platforms=platform)))
        | Q(pk__in=_games(played))
    )


def _on_list(slug: str, field: str, private: bool) -> Q:
    lists = List.objects.all() if private else List.objects.public()
    list_ = by_slug(lists, slug, field=field, where="query")
    return Q(pk__in=_games(Q(list_entries__list=list_)))


def _played(
    games: QuerySet[Game], filters: GameFilters, private: bool
) -> QuerySet[Game]:
    """Of `games` those with one playthrough of that status and year, and a rating."""
    one = Q()
    if filters.status is not None:
        statuses = words(filters.status, field="status", known=Status.values)
        one &= Q(editions__playthroughs__status__in=statuses)
    if filters.completed_year is not None:
        year = f"{filters.completed_year:04}"
        one &= Q(editions__playthroughs__completed_at__startswith=year)
    if one:
        games = games.filter(pk__in=_games(_seen(private) & one))
    if filters.min_rating is not None:
        rated = Q(editions__playthroughs__rating__gte=filters.min_rating)
        games = games.filter(pk__in=_games(_seen(private) & rated))
    if filters.max_rating is not None:
        rated = Q(editions__playthroughs__rating__lte=filters.max_rating)
        games = games.filter(pk__in=_games(_seen(private) & rated))
    return games
