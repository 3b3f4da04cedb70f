"""`/profiles`: which profiles there are, and how each is doing.

The names of these functions are public: they are the operationIds of clients.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.http import HttpResponse
from ninja import Router

from apps.core.api.auth import Include
from apps.core.api.auth import reads
from apps.core.api.auth import writes
from apps.core.api.problems import Problem
from apps.core.api.problems import not_found
from apps.profiles.base import Profile
from apps.profiles.registry import ProfileKind
from apps.profiles.registry import kind_called
from apps.profiles.registry import kinds
from apps.profiles.schemas import FigureSchema
from apps.profiles.schemas import ProfileGameSchema
from apps.profiles.schemas import ProfileSummarySchema

router = Router(tags=["profiles"])


@router.get(
    "/profiles", auth=reads("library.view_game"), response=list[ProfileSummarySchema]
)
def list_profiles(
    request: HttpRequest, include: Include = None
) -> list[ProfileSummarySchema]:
    """Every profile by name, with a line of figures. Private ones are left out."""
    return list(_summaries(with_private=include == "private"))


@router.post("/profiles/{slug}/sync", auth=writes("library.change_game"))
def sync_profile(request: HttpRequest, slug: str) -> HttpResponse:
    """Returns a 409 that says why, where there is nothing to sync."""
    kind = kind_called(slug)
    if kind is None:
        raise not_found("profile", slug)
    raise Problem(409, kind.no_sync)


def _summaries(*, with_private: bool) -> Iterator[ProfileSummarySchema]:
    for kind in kinds():
        profile = kind.model.current()
        if profile is None or profile.is_public or with_private:
            yield _summary(kind, profile, with_private=with_private)


def _summary(
    kind: ProfileKind, profile: Profile | None, *, with_private: bool
) -> ProfileSummarySchema:
    figures = kind.figures(profile, with_private) if profile else []
    game = profile.game if profile else None
    synced = profile.last_synced if profile else None
    return ProfileSummarySchema(
        slug=kind.slug,
        name=kind.name,
        about=kind.about,
        is_set_up=profile is not None,
        takes=kind.takes,
        game=game
        and ProfileGameSchema(id=str(game.uuid), name=game.name, slug=game.slug),
        is_public=profile.is_public if profile else None,
        updated_at=profile.updated_at.isoformat() if profile else None,
        last_synced=synced.isoformat() if synced else None,
        sync_error=profile.sync_error if profile else None,
        figures=[FigureSchema(value=each.value, label=each.label) for each in figures],
    )
