"""`/profiles`: which profiles there are, how each is doing, and syncing one.

The names of these functions are public: they are the operationIds of clients.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from ninja import Router
from ninja import Status

from apps.core.api.auth import Include
from apps.core.api.auth import author
from apps.core.api.auth import reads
from apps.core.api.auth import writes
from apps.core.api.problems import Problem
from apps.core.api.problems import not_found
from apps.jobs.schemas import JobSchema
from apps.profiles.base import Profile
from apps.profiles.connections import connection_obstacle
from apps.profiles.registry import ProfileKind
from apps.profiles.registry import kind_called
from apps.profiles.registry import kinds
from apps.profiles.schemas import FigureSchema
from apps.profiles.schemas import ProfileGameSchema
from apps.profiles.schemas import ProfileSnapshotSchema
from apps.profiles.schemas import ProfileSummarySchema
from apps.profiles.snapshots import progress_of
from apps.profiles.sync import obstacle
from apps.profiles.tasks import start_sync

router = Router(tags=["profiles"])


@router.get(
    "/profiles", auth=reads("library.view_game"), response=list[ProfileSummarySchema]
)
def list_profiles(
    request: HttpRequest, include: Include = None
) -> list[ProfileSummarySchema]:
    """Every profile by name, with a line of figures. Private ones are left out."""
    return list(_summaries(with_private=include == "private"))


@router.post(
    "/profiles/{slug}/sync",
    auth=writes("library.change_game"),
    response={202: JobSchema},
)
def sync_profile(request: HttpRequest, slug: str) -> Status[JobSchema]:
    """Starts a sync in the background, and returns its job: follow it at `/jobs/{id}`.

    While one is on its way, that one is returned. Where there is nothing to sync, a
    409 says why; `connect_url` is the page on which the owner connects an account, if
    that is what is missing.
    """
    kind = _kind(slug)
    if reason := obstacle(kind):
        if reason == connection_obstacle(kind):
            raise Problem(409, reason, connect_url=kind.settings_url)
        raise Problem(409, reason)
    return Status(202, JobSchema.of(start_sync(kind, by=author(request))))


@router.get(
    "/profiles/{slug}/snapshots",
    auth=reads("library.view_game"),
    response=list[ProfileSnapshotSchema],
)
def list_snapshots(
    request: HttpRequest, slug: str, include: Include = None
) -> list[ProfileSnapshotSchema]:
    """The figures of a profile over time, the oldest first: one where they changed."""
    kind = _kind(slug)
    profile = kind.model.current()
    if profile is None or not (profile.is_public or include == "private"):
        raise not_found("profile", slug)
    return [
        ProfileSnapshotSchema(
            taken_at=each["taken_at"].isoformat(), figures=each["figures"]
        )
        for each in progress_of(kind)
    ]


def _kind(slug: str) -> ProfileKind:
    kind = kind_called(slug)
    if kind is None:
        raise not_found("profile", slug)
    return kind


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
