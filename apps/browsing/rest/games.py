"""Which games a request asks for, and in what order."""

from __future__ import annotations

from django.db.models import Count
from django.db.models import Max
from django.db.models import Q
from django.db.models import QuerySet

from apps.browsing.rest.schemas import GameFilters
from apps.core.api.pagination import Order
from apps.core.api.pagination import Ordering
from apps.core.api.pagination import chosen
from apps.core.api.pagination import orderings
from apps.core.api.problems import invalid_field
from apps.journal.models import Status
from apps.library.models import Franchise
from apps.library.models import Game
from apps.library.models import Genre
from apps.library.models import Platform
from apps.library.rest.lookup import by_slug
from apps.lists.models import List


def games_filtered(filters: GameFilters, *, private: bool) -> QuerySet[Game]:
    """The games that `filters` ask for, in no order.

    Raises a 422 problem for a slug that does not exist.
    """
    games: QuerySet[Game] = Game.objects.all()
    if filters.q:
        games = Game.objects.matching(filters.q)
    if filters.franchise is not None:
        franchise = by_slug(
            Franchise.objects.all(), filters.franchise, field="franchise", where="query"
        )
        games = games.filter(franchise=franchise)
    if filters.genre is not None:
        games = games.filter(pk__in=_games(Q(genres__in=_branch(filters.genre))))
    if filters.platform is not None:
        games = games.filter(_on_platform(filters.platform, private))
    if filters.list is not None:
        games = games.filter(_on_list(filters.list, private))
    return _played(games, filters, private)


def game_ordering(name: str, *, private: bool) -> Order:
    """The ordering of games called `name`. Raises a 422 problem listing them."""
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
    return chosen(ways, name)


def _games(condition: Q) -> QuerySet:
    # A subquery, because joins would count a game once per row that fits.
    return Game.objects.filter(condition).values("pk")


def _seen(private: bool) -> Q:
    if private:
        return Q(editions__playthroughs__isnull=False)
    return Q(editions__playthroughs__is_public=True)


def _branch(slug: str) -> set[int]:
    genres = Genre.objects.branch(slug)
    if not genres:
        raise invalid_field("genre", f"There is no genre “{slug}”.", where="query")
    return genres


def _on_platform(slug: str, private: bool) -> Q:
    platform = by_slug(Platform.objects.all(), slug, field="platform", where="query")
    played = _seen(private) & Q(editions__playthroughs__platform=platform)
    return (
        Q(pk__in=_games(Q(platforms=platform)))
        | Q(pk__in=_games(Q(editions__platforms=platform)))
        | Q(pk__in=_games(played))
    )


def _on_list(slug: str, private: bool) -> Q:
    lists = List.objects.all() if private else List.objects.public()
    list_ = by_slug(lists, slug, field="list", where="query")
    return Q(pk__in=_games(Q(list_entries__list=list_)))


def _played(
    games: QuerySet[Game], filters: GameFilters, private: bool
) -> QuerySet[Game]:
    """Of `games` those with one playthrough of that status and year, and a rating."""
    one = Q()
    if filters.status is not None:
        one &= Q(editions__playthroughs__status=filters.status)
    if filters.completed_year is not None:
        year = f"{filters.completed_year:04}"
        one &= Q(editions__playthroughs__completed_at__startswith=year)
    if one:
        games = games.filter(pk__in=_games(_seen(private) & one))
    if filters.min_rating is not None:
        rated = Q(editions__playthroughs__rating__gte=filters.min_rating)
        games = games.filter(pk__in=_games(_seen(private) & rated))
    return games
