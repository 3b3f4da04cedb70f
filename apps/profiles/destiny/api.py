"""`/destiny/…` of the existing clients, and `/profiles/destiny/…`.

The names of these functions are public: they are the operationIds of clients.
"""

from __future__ import annotations

from datetime import datetime
from datetime import time
from datetime import timedelta

from django.db.models import Q
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http import HttpResponse
from django.utils import timezone
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
from apps.profiles.destiny.models import Activity
from apps.profiles.destiny.models import AggregateStats
from apps.profiles.destiny.models import Character
from apps.profiles.destiny.models import Definition
from apps.profiles.destiny.models import DestinyProfile
from apps.profiles.destiny.models import Triumph
from apps.profiles.destiny.models.definition import DefinitionKind
from apps.profiles.destiny.rest import editing
from apps.profiles.destiny.rest import sql_json
from apps.profiles.destiny.rest.schemas import ActivityDetailSchema
from apps.profiles.destiny.rest.schemas import ActivityListSchema
from apps.profiles.destiny.rest.schemas import AggregateStatsSchema
from apps.profiles.destiny.rest.schemas import CalendarQuery
from apps.profiles.destiny.rest.schemas import CharacterSchema
from apps.profiles.destiny.rest.schemas import DestinyAccountSchema
from apps.profiles.destiny.rest.schemas import DestinyAccountUpdateSchema
from apps.profiles.destiny.rest.schemas import DestinyActivityDetailSchema
from apps.profiles.destiny.rest.schemas import DestinyActivityFilters
from apps.profiles.destiny.rest.schemas import DestinyActivityPageSchema
from apps.profiles.destiny.rest.schemas import DestinyActivityQuery
from apps.profiles.destiny.rest.schemas import DestinyDaySchema
from apps.profiles.destiny.rest.schemas import DestinyProfileSchema
from apps.profiles.destiny.rest.schemas import DestinyRaidsSchema
from apps.profiles.destiny.rest.schemas import DestinyTitleSchema
from apps.profiles.destiny.rest.schemas import DestinyTriumphFilters
from apps.profiles.destiny.rest.schemas import DestinyTriumphPageSchema
from apps.profiles.destiny.rest.schemas import DestinyWeaponSchema
from apps.profiles.destiny.rest.schemas import DestinyWeaponsQuery
from apps.profiles.destiny.rest.schemas import RaidStatsSchema
from apps.profiles.destiny.rest.schemas import StatsQuery
from apps.profiles.destiny.stats import contract_raid_stats_json
from apps.profiles.destiny.stats import days_json
from apps.profiles.destiny.stats import raids_json
from apps.profiles.destiny.stats import titles_json
from apps.profiles.destiny.stats import weapons_json

router = Router(tags=["destiny"])
seen = reads("destiny.view_destinyprofile")
ORDERINGS = orderings(
    period=Ordering("period"),
    duration_seconds=Ordering("duration_seconds"),
    kills=Ordering("kills"),
)
TRIUMPH_ORDERINGS = orderings(
    earned_by=Ordering("earned_by", nullable=True),
    record_hash=Ordering("record_hash"),
)
_OF_ANYONE = Q(is_public=True)

# Of the existing clients --------------------------------------------------------


@router.get("/destiny/profile", auth=reads(), response=DestinyProfileSchema)
@ignores_unknown
def get_profile(request: HttpRequest) -> HttpResponse:
    """Returns a 404 before a Bungie name is set."""
    rows = DestinyProfile.objects.filter(_OF_ANYONE).exclude(bungie_name="")
    body = one_of(rows.order_by("id"), sql_json.PROFILE_OF_CONTRACT)
    if body is None:
        raise not_found("profile", "destiny")
    return json_response(body)


@router.get("/destiny/characters", auth=reads(), response=list[CharacterSchema])
@ignores_unknown
def list_characters(request: HttpRequest) -> HttpResponse:
    """Those that were played last come first, deleted ones at the end."""
    rows = Character.objects.filter(profile__is_public=True).latest_first()
    return json_response(array_of(rows, sql_json.CHARACTER))


@router.get("/destiny/stats", auth=reads(), response=list[AggregateStatsSchema])
@ignores_unknown
def list_stats(request: HttpRequest, query: Query[StatsQuery]) -> HttpResponse:
    rows = AggregateStats.objects.filter(profile__is_public=True)
    if query.scope is not None:
        rows = rows.filter(scope=query.scope)
    if query.mode is not None:
        rows = rows.filter(mode__iexact=query.mode)
    if query.character_id is not None:
        rows = rows.filter(character__character_id=query.character_id)
    rows = rows.order_by("scope", "mode", "character", "id")
    return json_response(array_of(rows, sql_json.STATS))


@router.get("/destiny/stats/{mode}", auth=reads(), response=list[AggregateStatsSchema])
@ignores_unknown
def get_stats_by_mode(request: HttpRequest, mode: str) -> HttpResponse:
    rows = AggregateStats.objects.filter(profile__is_public=True, mode__iexact=mode)
    rows = rows.order_by("scope", "character", "id")
    return json_response(array_of(rows, sql_json.STATS))


@router.get("/destiny/activities", auth=reads(), response=ActivityListSchema)
@ignores_unknown
def list_activities(
    request: HttpRequest, query: Query[DestinyActivityQuery]
) -> HttpResponse:
    """The newest first."""
    rows = Activity.objects.public()
    if query.mode_category is not None:
        rows = rows.filter(category=query.mode_category)
    if query.character_id is not None:
        rows = rows.filter(character__character_id=query.character_id)
    if query.completed is not None:
        rows = rows.filter(completed=query.completed)
    page = rows.latest_first()[query.offset :][: query.limit]
    items = array_of(page, sql_json.ACTIVITY_OF_CONTRACT)
    return json_response(f'{{"total":{rows.count()},"activities":{items}}}')


@router.get(
    "/destiny/activities/{instance_id}", auth=reads(), response=ActivityDetailSchema
)
@ignores_unknown
def get_activity(request: HttpRequest, instance_id: str) -> HttpResponse:
    """Of two characters that took turns in it, the one that played longer."""
    rows = Activity.objects.public().filter(instance_id=instance_id)
    body = one_of(
        rows.order_by("-time_played_seconds", "id"),
        sql_json.ACTIVITY_DETAIL_OF_CONTRACT,
    )
    if body is None:
        raise not_found("activity", instance_id)
    return json_response(body)


@router.get("/destiny/raids/stats", auth=reads(), response=RaidStatsSchema)
@ignores_unknown
def get_raid_stats(request: HttpRequest) -> HttpResponse:
    return json_response(contract_raid_stats_json())


# The profile ---------------------------------------------------------------------


@router.get("/profiles/destiny", auth=seen, response=DestinyAccountSchema)
def get_destiny_profile(request: HttpRequest, include: Include = None) -> HttpResponse:
    """Returns a 404 before the profile is set up."""
    rows = DestinyProfile.objects.all()
    if include is None:
        rows = rows.filter(_OF_ANYONE)
    body = one_of(rows.order_by("id"), sql_json.PROFILE)
    if body is None:
        raise not_found("profile", "destiny")
    return json_response(body)


@router.put(
    "/profiles/destiny",
    auth=writes("destiny.add_destinyprofile", "destiny.change_destinyprofile"),
    response={200: DestinyAccountSchema, 201: DestinyAccountSchema},
)
def put_destiny_profile(
    request: HttpRequest, body: DestinyAccountUpdateSchema
) -> HttpResponse:
    """Set the profile up, or change it. Fetch the history with `/sync` below it."""
    is_new = editing.put_account(body, user=author(request))
    rows = DestinyProfile.objects.all()
    return one_response(
        rows, sql_json.PROFILE, "destiny", status=201 if is_new else 200
    )


@router.get("/profiles/destiny/titles", auth=seen, response=list[DestinyTitleSchema])
def list_destiny_titles(request: HttpRequest, include: Include = None) -> HttpResponse:
    """The earned ones, then the open ones, the nearest first."""
    return json_response(titles_json(private=include == "private"))


@router.get("/profiles/destiny/triumphs", auth=seen, response=DestinyTriumphPageSchema)
def list_destiny_triumphs(
    request: HttpRequest,
    filters: Query[DestinyTriumphFilters],
    page: Query[PageQuery],
    include: Include = None,
) -> HttpResponse:
    """Those that the game shows, the latest completed ones first."""
    rows = Triumph.objects.shown()
    if include is None:
        rows = rows.public()
    if filters.is_complete is not None:
        rows = rows.filter(is_complete=filters.is_complete)
    if filters.title is not None:
        rows = rows.of_title(filters.title)
    if filters.name is not None:
        rows = rows.named(filters.name)
    ordering = chosen(TRIUMPH_ORDERINGS, filters.ordering)
    return page_of(rows, sql_json.TRIUMPH, ordering=ordering, page=page)


@router.get("/profiles/destiny/weapons", auth=seen, response=list[DestinyWeaponSchema])
def list_destiny_weapons(
    request: HttpRequest, query: Query[DestinyWeaponsQuery], include: Include = None
) -> HttpResponse:
    """The owner's, by kills, over all post-game reports that are fetched."""
    private = include == "private"
    return json_response(
        weapons_json(private=private, most=query.limit, category=query.category)
    )


@router.get("/profiles/destiny/raids", auth=seen, response=DestinyRaidsSchema)
def get_destiny_raids(request: HttpRequest, include: Include = None) -> HttpResponse:
    """Raids and dungeons, each over all of its difficulties."""
    return json_response(raids_json(private=include == "private"))


@router.get("/profiles/destiny/days", auth=seen, response=list[DestinyDaySchema])
def list_destiny_days(
    request: HttpRequest, query: Query[CalendarQuery], include: Include = None
) -> HttpResponse:
    """Days with activities, the oldest first."""
    return json_response(days_json(private=include == "private", year=query.year))


# Activities ------------------------------------------------------------------------


@router.get(
    "/profiles/destiny/activities", auth=seen, response=DestinyActivityPageSchema
)
def list_destiny_activities(
    request: HttpRequest,
    filters: Query[DestinyActivityFilters],
    page: Query[PageQuery],
    include: Include = None,
) -> HttpResponse:
    rows = _filtered(_visible(include), filters)
    ordering = chosen(ORDERINGS, filters.ordering)
    return page_of(rows, sql_json.ACTIVITY, ordering=ordering, page=page)


@router.get(
    "/profiles/destiny/activities/{activity_id}",
    auth=seen,
    response=DestinyActivityDetailSchema,
)
def get_destiny_activity(
    request: HttpRequest, activity_id: str, include: Include = None
) -> HttpResponse:
    rows = _visible(include).filter(uuid=editing.uuid_of(activity_id))
    body = one_of(rows, sql_json.ACTIVITY_DETAIL)
    if body is None:
        raise not_found("activity", activity_id)
    return json_response(body)


@router.post(
    "/profiles/destiny/activities/{activity_id}/report",
    auth=writes("destiny.change_destinyprofile"),
    response=DestinyActivityDetailSchema,
)
def fetch_destiny_report(request: HttpRequest, activity_id: str) -> HttpResponse:
    """Fetch its report from Bungie, unless it is here already.

    `pgcr_entries` stays null if Bungie has none.
    """
    activity = editing.fetch_report_of(activity_id)
    rows = Activity.objects.filter(pk=activity.pk)
    return one_response(rows, sql_json.ACTIVITY_DETAIL, activity_id)


def _visible(include: str | None) -> QuerySet[Activity]:
    rows = Activity.objects.all()
    return rows if include == "private" else rows.public()


def _filtered(
    rows: QuerySet[Activity], filters: DestinyActivityFilters
) -> QuerySet[Activity]:
    if filters.category is not None:
        rows = rows.filter(category=filters.category)
    if filters.character_id is not None:
        rows = rows.filter(character__character_id=filters.character_id)
    if filters.is_clear is not None:
        rows = rows.filter(is_clear=filters.is_clear)
    if filters.raid is not None:
        named = Definition.objects.filter(
            kind=DefinitionKind.ACTIVITY, group_name__iexact=filters.raid
        ).values("number")
        rows = rows.filter(reference_hash__in=named)
    zone = timezone.get_current_timezone()
    if filters.since is not None:
        rows = rows.filter(
            period__gte=datetime.combine(filters.since, time.min, tzinfo=zone)
        )
    if filters.until is not None:
        after = filters.until + timedelta(days=1)
        rows = rows.filter(period__lt=datetime.combine(after, time.min, tzinfo=zone))
    return rows
