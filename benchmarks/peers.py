"""What `reads.py` compares with: a view that does nothing, and Ninja as one writes it
first: ModelSchema over prefetched objects."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.http import HttpResponse
from django.urls import include
from django.urls import path
from ninja import ModelSchema
from ninja import NinjaAPI
from ninja.pagination import LimitOffsetPagination
from ninja.pagination import paginate

from apps.browsing.play_history import FOREMOST
from apps.library.models import Franchise
from apps.library.models import Game
from apps.library.models import Genre
from apps.library.models import Platform

naive = NinjaAPI(title="The naive peer", urls_namespace="naive")


class FranchiseOut(ModelSchema):
    class Meta:
        model = Franchise
        fields = ["uuid", "name", "slug"]


class GenreOut(ModelSchema):
    class Meta:
        model = Genre
        fields = ["uuid", "name", "slug"]


class PlatformOut(ModelSchema):
    class Meta:
        model = Platform
        fields = ["uuid", "name", "slug", "abbreviation"]


class WorkOut(ModelSchema):
    franchise: FranchiseOut | None

    class Meta:
        model = Game
        fields = ["uuid", "name", "slug", "original_release_year"]


class GameOut(WorkOut):
    genres: list[GenreOut]
    platforms: list[PlatformOut]
    status: str | None
    times_completed: int
    best_rating: float | None

    class Meta:
        model = Game
        fields = [
            "uuid",
            "name",
            "slug",
            "original_release_year",
            "release_date",
            "cover_url",
            "igdb_id",
            "updated_at",
        ]

    @staticmethod
    def resolve_status(game: Any) -> str | None:
        found = {run.status for run in _runs(game)}
        return next((status for status in FOREMOST if status in found), None)

    @staticmethod
    def resolve_times_completed(game: Any) -> int:
        return sum(run.status == "completed" for run in _runs(game))

    @staticmethod
    def resolve_best_rating(game: Any) -> float | None:
        return max((run.rating for run in _runs(game) if run.rating), default=None)


def _runs(game: Any) -> list[Any]:
    return [
        run
        for edition in game.editions.all()
        for run in edition.playthroughs.all()
        if run.is_public
    ]


@naive.get("/games", response=list[GameOut])
@paginate(LimitOffsetPagination)
def list_games(request: HttpRequest) -> Any:
    rows = Game.objects.order_by("name", "id").select_related("franchise")
    return rows.prefetch_related("genres", "platforms", "editions__playthroughs")


@naive.get("/works", response=list[WorkOut])
def list_works(request: HttpRequest, limit: int = 500) -> Any:
    return Game.objects.order_by("name", "id").select_related("franchise")[:limit]


def constant(request: HttpRequest) -> HttpResponse:
    size = int(request.GET.get("size", 0))
    return HttpResponse(b"x" * size, content_type="application/json")


urlpatterns = [
    path("constant", constant),
    path("naive/", naive.urls),
    path("", include("questlog_site.urls")),
]
