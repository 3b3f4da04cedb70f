"""`/warframe/…` of the existing clients, and `/profiles/warframe/…`.

The names of these functions are public: they are the operationIds of clients.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated
from typing import Any

from django.db.models import Q
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http import HttpResponse
from ninja import Query
from ninja import Router

from apps.core.api.auth import Include
from apps.core.api.auth import author
from apps.core.api.auth import reads
from apps.core.api.auth import writes
from apps.core.api.pagination import Ordering
from apps.core.api.pagination import PageQuery
from apps.core.api.pagination import chosen
from apps.core.api.pagination import orderings
from apps.core.api.problems import not_found
from apps.core.api.sql_json import array_of
from apps.core.api.sql_json import json_response
from apps.core.api.sql_json import one_of
from apps.core.api.sql_json import one_response
from apps.core.api.sql_json import page_of
from apps.core.api.strict import ignores_unknown
from apps.profiles.warframe import stats
from apps.profiles.warframe.models import Affiliation
from apps.profiles.warframe.models import CatalogueItem
from apps.profiles.warframe.models import MissionCount
from apps.profiles.warframe.models import Snapshot
from apps.profiles.warframe.models import WarframeProfile
from apps.profiles.warframe.models import WeaponCount
from apps.profiles.warframe.progression import mastery_history
from apps.profiles.warframe.progression import pace_of
from apps.profiles.warframe.progression import series_of
from apps.profiles.warframe.progression import snapshots_of
from apps.profiles.warframe.rest import sql_json
from apps.profiles.warframe.rest.editing import change_profile
from apps.profiles.warframe.rest.editing import set_up_profile
from apps.profiles.warframe.rest.schemas import AffiliationSchema
from apps.profiles.warframe.rest.schemas import CompletionSchema
from apps.profiles.warframe.rest.schemas import FrameSchema
from apps.profiles.warframe.rest.schemas import MasteryFilters
from apps.profiles.warframe.rest.schemas import MasteryPageSchema
from apps.profiles.warframe.rest.schemas import MasterySchema
from apps.profiles.warframe.rest.schemas import MissionSchema
from apps.profiles.warframe.rest.schemas import Offset
from apps.profiles.warframe.rest.schemas import ProgressionSchema
from apps.profiles.warframe.rest.schemas import RemainingSchema
from apps.profiles.warframe.rest.schemas import SnapshotSchema
from apps.profiles.warframe.rest.schemas import WarframeDetailSchema
from apps.profiles.warframe.rest.schemas import WarframeProfileSchema
from apps.profiles.warframe.rest.schemas import WarframeStatsSchema
from apps.profiles.warframe.rest.schemas import WarframeUpdateSchema
from apps.profiles.warframe.rest.schemas import WeaponFilters
from apps.profiles.warframe.rest.schemas import WeaponListSchema
from apps.profiles.warframe.rest.schemas import WeaponPageSchema
from apps.profiles.warframe.rest.schemas import WeaponSchema
from apps.profiles.warframe.rest.schemas import between
from apps.profiles.warframe.stats import frames

router = Router(tags=["warframe"])
seen = reads("warframe.view_warframeprofile")
WEAPON_ORDERINGS = orderings(
    kills=Ordering("kills"),
    fired=Ordering("fired"),
    hits=Ordering("hits"),
    headshots=Ordering("headshots"),
    assists=Ordering("assists"),
    equip_time=Ordering("equip_time_seconds"),
    xp=Ordering("xp"),
    path=Ordering("path"),
)
MASTERY_ORDERINGS = orderings(
    points=Ordering("points"),
    name=Ordering("name"),
    percent=Ordering("percent"),
    mastery_req=Ordering("mastery_req"),
)

# Of the existing clients --------------------------------------------------------


def _public() -> WarframeProfile:
    """Raises a 404 problem without an archived, public profile."""
    profile = stats.public_profiles().first()
    if profile is None:
        raise not_found("profile", "warframe")
    return profile


@router.get("/warframe/profile", auth=reads(), response=WarframeProfileSchema)
@ignores_unknown
def get_profile(request: HttpRequest) -> HttpResponse:
    """Returns a 404 before the first archive."""
    body = one_of(stats.public_profiles(), sql_json.PROFILE)
    if body is None:
        raise not_found("profile", "warframe")
    return json_response(body)


@router.get("/warframe/weapons", auth=reads(), response=WeaponListSchema)
@ignores_unknown
def list_weapons(
    request: HttpRequest,
    sort: str = "kills",
    limit: Annotated[int, between(1, 500)] = 50,
    offset: Offset = 0,
    min_kills: int = 0,
) -> HttpResponse:
    """By kills, fired, hits, equip_time, accuracy, xp, or headshots, the most first."""
    body = stats.weapon_list(sort=sort, min_kills=min_kills, limit=limit, offset=offset)
    return json_response(body)


@router.get("/warframe/weapons/top", auth=reads(), response=list[WeaponSchema])
@ignores_unknown
def top_weapons(
    request: HttpRequest,
    by: str = "kills",
    limit: Annotated[int, between(1, 100)] = 10,
) -> HttpResponse:
    return json_response(stats.top_weapons_json(by, limit=limit))


@router.get("/warframe/missions", auth=reads(), response=list[MissionSchema])
@ignores_unknown
def list_missions(
    request: HttpRequest, limit: Annotated[int, between(1, 1000)] = 200
) -> HttpResponse:
    """Each node with how often it was completed, the most first."""
    rows = stats.public(MissionCount.objects.order_by("-completes", "tag"))
    return json_response(array_of(rows[:limit], sql_json.MISSION))


@router.get("/warframe/affiliations", auth=reads(), response=list[AffiliationSchema])
@ignores_unknown
def list_affiliations(request: HttpRequest) -> HttpResponse:
    """The standing with each syndicate."""
    rows = stats.public(Affiliation.objects.order_by("tag"))
    return json_response(array_of(rows, sql_json.AFFILIATION))


@router.get("/warframe/snapshots", auth=reads(), response=list[SnapshotSchema])
@ignores_unknown
def list_snapshots(
    request: HttpRequest, limit: Annotated[int, between(1, 500)] = 50
) -> HttpResponse:
    """The counters after each archive, the newest first."""
    rows = stats.public(Snapshot.objects.order_by("-captured_at", "-id"))
    return json_response(array_of(rows[:limit], sql_json.SNAPSHOT))


@router.get("/warframe/stats", auth=reads(), response=WarframeStatsSchema)
@ignores_unknown
def get_stats(request: HttpRequest) -> HttpResponse:
    return json_response(stats.stats_json(_public()))


@router.get("/warframe/mastery", auth=reads(), response=MasterySchema)
@ignores_unknown
def get_mastery(request: HttpRequest, granularity: str = "changes") -> dict[str, Any]:
    """The mastery rank over time: where it changed, or all snapshots with `all`."""
    profile = _public()
    points = mastery_history(snapshots_of(profile), every=granularity == "all")
    return {"current_rank": profile.mastery_rank, "history": points}


@router.get("/warframe/mastery/completion", auth=reads(), response=CompletionSchema)
@ignores_unknown
def get_mastery_completion(request: HttpRequest) -> HttpResponse:
    """Of the items that earn mastery, how many are mastered, by category."""
    return json_response(stats.completion_json(_public()))


@router.get("/warframe/mastery/remaining", auth=reads(), response=RemainingSchema)
@ignores_unknown
def get_mastery_remaining(
    request: HttpRequest,
    include_vaulted: bool = False,
    include_primes: bool = True,
    limit: Annotated[int, between(1, 1000)] = 100,
) -> HttpResponse:
    """What isn't mastered yet, the most points first.

    The totals are of everything: neither the limit nor the two filters change them.
    """
    body = stats.remaining_json(
        _public(),
        include_vaulted=include_vaulted,
        include_primes=include_primes,
        limit=limit,
    )
    return json_response(body)


@router.get("/warframe/frames", auth=reads(), response=list[FrameSchema])
@ignores_unknown
def list_frames(
    request: HttpRequest,
    limit: Annotated[int, between(1, 200)] = 20,
    prime_only: bool = False,
) -> HttpResponse:
    """The frames, what was worn longest first."""
    rows = stats.public(WeaponCount.objects.that_are(frames(prime_only=prime_only)))
    rows = rows.order_by("-equip_time_seconds", "path")
    return json_response(array_of(rows[:limit], sql_json.FRAME))


@router.get("/warframe/progression", auth=reads(), response=ProgressionSchema)
@ignores_unknown
def get_progression(request: HttpRequest) -> dict[str, Any]:
    """Every snapshot, the oldest first, and the rates between the first and last."""
    snapshots = snapshots_of(_public())
    if not snapshots:
        raise not_found("snapshot of", "warframe")
    pace = pace_of(snapshots)
    goal = pace.projected_mr30_date
    summary = {
        **asdict(pace),
        "tracked_since": pace.tracked_since.isoformat(),
        "projected_mr30_date": goal.isoformat() if goal else None,
    }
    return {"summary": summary, "series": series_of(snapshots)}


# The profile ---------------------------------------------------------------------


@router.get("/profiles/warframe", auth=seen, response=WarframeDetailSchema)
def get_warframe(request: HttpRequest, include: Include = None) -> HttpResponse:
    """Returns a 404 before the profile is set up."""
    return one_response(_visible(include), sql_json.PROFILE_DETAIL, "warframe")


@router.put(
    "/profiles/warframe",
    auth=writes("warframe.add_warframeprofile", "warframe.change_warframeprofile"),
    response={200: WarframeDetailSchema, 201: WarframeDetailSchema},
)
def put_warframe(request: HttpRequest, body: WarframeUpdateSchema) -> HttpResponse:
    """Set the profile up, or change it."""
    is_new = set_up_profile(body, user=author(request))
    return _written(status=201 if is_new else 200)


@router.patch(
    "/profiles/warframe",
    auth=writes("warframe.change_warframeprofile"),
    response=WarframeDetailSchema,
)
def update_warframe(request: HttpRequest, body: WarframeUpdateSchema) -> HttpResponse:
    change_profile(body, user=author(request))
    return _written()


@router.get("/profiles/warframe/weapons", auth=seen, response=WeaponPageSchema)
def list_used_weapons(
    request: HttpRequest,
    filters: Query[WeaponFilters],
    page: Query[PageQuery],
    include: Include = None,
) -> HttpResponse:
    """Everything that was used, with its category: weapons, frames, companions."""
    rows = WeaponCount.objects.filter(profile__in=_visible(include).values("pk"))
    if filters.used is not None:
        used = rows.used()
        rows = used if filters.used else rows.exclude(pk__in=used.values("pk"))
    items = CatalogueItem.objects.all()
    if filters.category is not None:
        rows = rows.that_are(items.filter(category__iexact=filters.category))
    if filters.q is not None:
        named = WeaponCount.objects.that_are(items.filter(name__icontains=filters.q))
        rows = rows.filter(Q(pk__in=named.values("pk")) | Q(path__icontains=filters.q))
    ordering = chosen(WEAPON_ORDERINGS, filters.ordering)
    return page_of(rows, sql_json.WEAPON_DETAIL, ordering=ordering, page=page)


@router.get("/profiles/warframe/mastery", auth=seen, response=MasteryPageSchema)
def list_mastery_items(
    request: HttpRequest,
    filters: Query[MasteryFilters],
    page: Query[PageQuery],
    include: Include = None,
) -> HttpResponse:
    """The checklist: every item that earns mastery, and how far the account is."""
    profile = _visible(include).first()
    if profile is None:
        raise not_found("profile", "warframe")
    rows = CatalogueItem.objects.with_progress(profile).that_match(
        rank=profile.mastery_rank, **filters.model_dump(exclude={"ordering"})
    )
    ordering = chosen(MASTERY_ORDERINGS, filters.ordering)
    return page_of(rows, sql_json.MASTERY_ITEM, ordering=ordering, page=page)


def _visible(include: Include) -> QuerySet[WarframeProfile]:
    rows = WarframeProfile.objects.all()
    return rows if include == "private" else rows.filter(is_public=True)


def _written(*, status: int = 200) -> HttpResponse:
    rows = WarframeProfile.objects.all()
    return one_response(rows, sql_json.PROFILE_DETAIL, "warframe", status=status)
