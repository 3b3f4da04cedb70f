"""Which playthroughs a request asks for."""

from __future__ import annotations

from django.db.models import Q
from django.db.models import QuerySet

from apps.journal.models import Playthrough
from apps.journal.models import Status
from apps.journal.rest.schemas import PlaythroughFilters
from apps.journal.rest.schemas import RunFilters
from apps.journal.rest.schemas import StatsFilters
from apps.library.models import Franchise
from apps.library.models import Game
from apps.library.models import GameGenre
from apps.library.models import Platform
from apps.library.rest.lookup import by_slugs
from apps.library.rest.lookup import genre_branch
from apps.library.rest.lookup import words


def playthroughs_filtered(
    rows: QuerySet[Playthrough], filters: PlaythroughFilters
) -> QuerySet[Playthrough]:
    """Those of `rows` that `filters` ask for. Raises a 422 problem for a bad one."""
    rows = _filtered(rows, filters)
    if filters.year is not None:
        year = str(filters.year)
        started = Q(completed_at=None, started_at__startswith=year)
        rows = rows.filter(Q(completed_at__startswith=year) | started)
    return rows


def counted_playthroughs(
    rows: QuerySet[Playthrough], filters: StatsFilters
) -> QuerySet[Playthrough]:
    """Those of `rows` that statistics are of. Raises a 422 problem for a bad filter."""
    rows = _filtered(rows, filters)
    if filters.year is not None:
        rows = rows.filter(completed_at__startswith=str(filters.year))
    return rows


def _filtered(
    rows: QuerySet[Playthrough], filters: RunFilters
) -> QuerySet[Playthrough]:
    if filters.status is not None:
        statuses = words(filters.status, field="status", known=Status.values)
        rows = rows.filter(status__in=statuses)
    if filters.platform is not None:
        platforms = by_slugs(Platform.objects.all(), filters.platform, field="platform")
        rows = rows.filter(platform__in=platforms)
    if filters.game is not None:
        games = by_slugs(Game.objects.all(), filters.game, field="game")
        rows = rows.filter(edition__game__in=games)
    if filters.franchise is not None:
        named = by_slugs(Franchise.objects.all(), filters.franchise, field="franchise")
        rows = rows.filter(edition__game__franchise__in=named)
    if filters.genre is not None:
        genres: set[int] = set()
        for slug in words(filters.genre, field="genre"):
            genres |= genre_branch(slug)
        of_genre = GameGenre.objects.filter(genre__in=genres)
        rows = rows.filter(edition__game__in=of_genre.values("game"))
    if filters.min_rating is not None:
        rows = rows.filter(rating__gte=filters.min_rating)
    if filters.max_rating is not None:
        rows = rows.filter(rating__lte=filters.max_rating)
    return rows
