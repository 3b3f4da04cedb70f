"""`/acnh/…` of the existing clients, and `/profiles/acnh/…`.

The names of these functions are public: they are the operationIds of clients.
"""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest
from django.http import HttpResponse
from ninja import Query
from ninja import Router

from apps.core.api.auth import Include
from apps.core.api.auth import author
from apps.core.api.auth import reads
from apps.core.api.auth import writes
from apps.core.api.pagination import Order
from apps.core.api.pagination import Ordering
from apps.core.api.pagination import PageQuery
from apps.core.api.pagination import chosen
from apps.core.api.pagination import orderings
from apps.core.api.problems import not_found
from apps.core.api.sql_json import json_response
from apps.core.api.sql_json import one_of
from apps.core.api.sql_json import one_response
from apps.core.api.sql_json import page_of
from apps.core.api.strict import ignores_unknown
from apps.core.history import delete_row
from apps.profiles.acnh.hunting.odds_of import odds_of
from apps.profiles.acnh.models import Encounter
from apps.profiles.acnh.models import Hunt
from apps.profiles.acnh.models import Island
from apps.profiles.acnh.models import Villager
from apps.profiles.acnh.rest import sql_json
from apps.profiles.acnh.rest.editing import change_hunt
from apps.profiles.acnh.rest.editing import correct_encounter
from apps.profiles.acnh.rest.editing import end_hunt
from apps.profiles.acnh.rest.editing import hunt_with_id
from apps.profiles.acnh.rest.editing import record_encounter
from apps.profiles.acnh.rest.editing import resume_ended
from apps.profiles.acnh.rest.editing import set_up_island
from apps.profiles.acnh.rest.editing import start_hunt
from apps.profiles.acnh.rest.editing import uuid_of
from apps.profiles.acnh.rest.editing import villager_called
from apps.profiles.acnh.rest.editing import withdraw_encounter
from apps.profiles.acnh.rest.schemas import ACNHStatsSchema
from apps.profiles.acnh.rest.schemas import EncounterCreateSchema
from apps.profiles.acnh.rest.schemas import EncounterUpdateSchema
from apps.profiles.acnh.rest.schemas import HuntCreateSchema
from apps.profiles.acnh.rest.schemas import HuntDetailSchema
from apps.profiles.acnh.rest.schemas import HuntEncounterSchema
from apps.profiles.acnh.rest.schemas import HuntEndSchema
from apps.profiles.acnh.rest.schemas import HuntFilters
from apps.profiles.acnh.rest.schemas import HuntPageSchema
from apps.profiles.acnh.rest.schemas import HuntResponseSchema
from apps.profiles.acnh.rest.schemas import HuntStatsSchema
from apps.profiles.acnh.rest.schemas import HuntUpdateSchema
from apps.profiles.acnh.rest.schemas import IslandSchema
from apps.profiles.acnh.rest.schemas import IslandUpdateSchema
from apps.profiles.acnh.rest.schemas import OddsQuery
from apps.profiles.acnh.rest.schemas import OddsSchema
from apps.profiles.acnh.rest.schemas import VillagerFilters
from apps.profiles.acnh.rest.schemas import VillagerPageSchema
from apps.profiles.acnh.stats import contract_stats_json
from apps.profiles.acnh.stats import stats_json
from apps.profiles.acnh.villagers.portraits import portraits_of

router = Router(tags=["acnh"])
seen = reads("acnh.view_hunt")
BY_NAME = Order((Ordering("name"),))
ORDERINGS = orderings(date=Ordering("date"), created_at=Ordering("created_at"))

# Of the existing clients --------------------------------------------------------


@router.get("/acnh/hunts/latest", auth=reads(), response=HuntResponseSchema)
@ignores_unknown
def get_latest_hunt(request: HttpRequest) -> HttpResponse:
    """The latest public hunt with its last five encounters, newest first."""
    latest = Hunt.objects.public().latest_first()
    body = one_of(latest, sql_json.HUNT_OF_CONTRACT)
    return json_response(f'{{"hunt":{body or "null"}}}')


@router.get("/acnh/stats", auth=reads(), response=ACNHStatsSchema)
@ignores_unknown
def get_stats(request: HttpRequest) -> HttpResponse:
    return json_response(contract_stats_json())


# The profile ---------------------------------------------------------------------


@router.get("/profiles/acnh", auth=seen, response=IslandSchema)
def get_island(request: HttpRequest, include: Include = None) -> HttpResponse:
    """Returns a 404 before the profile is set up."""
    islands = Island.objects.all()
    if include is None:
        islands = islands.filter(is_public=True)
    body = one_of(islands.order_by("id"), sql_json.ISLAND)
    if body is None:
        raise not_found("profile", "acnh")
    return json_response(body)


@router.put(
    "/profiles/acnh",
    auth=writes("acnh.add_island", "acnh.change_island"),
    response={200: IslandSchema, 201: IslandSchema},
)
def put_island(request: HttpRequest, body: IslandUpdateSchema) -> HttpResponse:
    """Set the profile up, or change it."""
    is_new = set_up_island(body, user=author(request))
    rows = Island.objects.all()
    return one_response(rows, sql_json.ISLAND, "acnh", status=201 if is_new else 200)


@router.get("/profiles/acnh/villagers", auth=reads(), response=VillagerPageSchema)
def list_villagers(
    request: HttpRequest, filters: Query[VillagerFilters], page: Query[PageQuery]
) -> HttpResponse:
    """All villagers of the game, by name."""
    rows = Villager.objects.all()
    if filters.species is not None:
        rows = rows.filter(species__iexact=filters.species)
    if filters.personality is not None:
        rows = rows.filter(personality__iexact=filters.personality)
    if filters.q is not None:
        rows = rows.beginning_with(filters.q)
    return page_of(rows, sql_json.VILLAGER, ordering=BY_NAME, page=page)


@router.get(
    "/profiles/acnh/villagers/{villager}/odds", auth=reads(), response=OddsSchema
)
def get_odds(
    request: HttpRequest, villager: str, query: Query[OddsQuery]
) -> OddsSchema:
    """How likely a villager is on each island, and by now."""
    found = Villager.objects.called(villager).first()
    if found is None:
        raise not_found("villager", villager[:50])
    odds = odds_of(found, with_private=False)
    return OddsSchema.model_validate(
        {
            "villager": {
                **{
                    name: getattr(found, name)
                    for name in Villager.field_table.service
                    if name != "number"
                },
                "id": found.number,
                "portrait_url": portraits_of([found.icon_url]).get(found.icon_url),
            },
            "is_possible": odds.is_possible,
            "chance": odds.chance,
            "one_in": odds.one_in,
            "found_by_now": odds.found_within(query.islands),
            "half_by": odds.islands_for(0.5),
            "nine_in_ten_by": odds.islands_for(0.9),
        }
    )


@router.get("/profiles/acnh/stats", auth=seen, response=HuntStatsSchema)
def get_hunt_stats(request: HttpRequest, include: Include = None) -> HttpResponse:
    return json_response(stats_json(private=include == "private"))


# Hunts ---------------------------------------------------------------------------


@router.get("/profiles/acnh/hunts", auth=seen, response=HuntPageSchema)
def list_hunts(
    request: HttpRequest,
    filters: Query[HuntFilters],
    page: Query[PageQuery],
    include: Include = None,
) -> HttpResponse:
    rows = _visible(include)
    if filters.running is not None:
        rows = rows.filter(ended_at__isnull=filters.running)
    if filters.target is not None:
        target = villager_called(filters.target, field="target", where="query")
        rows = rows.filter(target=target)
    ordering = chosen(ORDERINGS, filters.ordering)
    return page_of(rows, sql_json.HUNT_SUMMARY, ordering=ordering, page=page)


@router.post(
    "/profiles/acnh/hunts",
    auth=writes("acnh.add_hunt"),
    response={201: HuntDetailSchema},
)
def create_hunt(request: HttpRequest, body: HuntCreateSchema) -> HttpResponse:
    """Start a hunt for a villager, or for anyone."""
    hunt = start_hunt(body, user=author(request))
    response = _written(hunt, status=201)
    response["Location"] = f"/api/profiles/acnh/hunts/{hunt.uuid}"
    return response


@router.get("/profiles/acnh/hunts/{hunt_id}", auth=seen, response=HuntDetailSchema)
def get_hunt(
    request: HttpRequest, hunt_id: str, include: Include = None
) -> HttpResponse:
    private = include == "private"
    rows = _visible(include).filter(uuid=uuid_of(hunt_id, "hunt"))
    body = one_of(rows, sql_json.hunt_detail(private=private))
    if body is None:
        raise not_found("hunt", hunt_id)
    return json_response(body)


@router.patch(
    "/profiles/acnh/hunts/{hunt_id}",
    auth=writes("acnh.change_hunt"),
    response=HuntDetailSchema,
)
def update_hunt(
    request: HttpRequest, hunt_id: str, body: HuntUpdateSchema
) -> HttpResponse:
    hunt = hunt_with_id(hunt_id, user=author(request))
    change_hunt(hunt, body, user=author(request))
    return _written(hunt)


@router.delete(
    "/profiles/acnh/hunts/{hunt_id}",
    auth=writes("acnh.delete_hunt"),
    response={204: None},
)
def delete_hunt(request: HttpRequest, hunt_id: str) -> HttpResponse:
    """Delete the hunt with all its encounters."""
    hunt = hunt_with_id(hunt_id, user=author(request))
    if not delete_row(Hunt.objects.filter(pk=hunt.pk), user=author(request)):
        raise not_found("hunt", hunt_id)
    return HttpResponse(status=204)


@router.post(
    "/profiles/acnh/hunts/{hunt_id}/end",
    auth=writes("acnh.change_hunt"),
    response=HuntDetailSchema,
)
def finish_hunt(
    request: HttpRequest, hunt_id: str, body: HuntEndSchema | None = None
) -> HttpResponse:
    """End the hunt. Returns a 409 if it has ended."""
    hunt = hunt_with_id(hunt_id, user=author(request))
    end_hunt(hunt, body or HuntEndSchema(), user=author(request))
    return _written(hunt)


@router.post(
    "/profiles/acnh/hunts/{hunt_id}/resume",
    auth=writes("acnh.change_hunt"),
    response=HuntDetailSchema,
)
def resume_hunt(request: HttpRequest, hunt_id: str) -> HttpResponse:
    """Go on with a hunt that has ended."""
    hunt = hunt_with_id(hunt_id, user=author(request))
    resume_ended(hunt, user=author(request))
    return _written(hunt)


# Encounters ----------------------------------------------------------------------


@router.post(
    "/profiles/acnh/hunts/{hunt_id}/encounters",
    auth=writes("acnh.add_encounter"),
    response={200: HuntEncounterSchema, 201: HuntEncounterSchema},
)
def create_encounter(
    request: HttpRequest, hunt_id: str, body: EncounterCreateSchema
) -> HttpResponse:
    """Record who is on the next island. A repeat with the same `key` returns a 200."""
    hunt = hunt_with_id(hunt_id, user=author(request))
    encounter, is_new = record_encounter(hunt, body, user=author(request))
    rows = Encounter.objects.filter(pk=encounter.pk)
    name = str(encounter.uuid)
    return one_response(rows, sql_json.ENCOUNTER, name, status=201 if is_new else 200)


@router.patch(
    "/profiles/acnh/hunts/{hunt_id}/encounters/{encounter_id}",
    auth=writes("acnh.change_encounter"),
    response=HuntEncounterSchema,
)
def update_encounter(
    request: HttpRequest,
    hunt_id: str,
    encounter_id: str,
    body: EncounterUpdateSchema,
) -> HttpResponse:
    """Correct an encounter, also after the hunt has ended."""
    user = author(request)
    hunt = hunt_with_id(hunt_id, user=user)
    encounter = correct_encounter(hunt, encounter_id, body, user=user)
    rows = Encounter.objects.filter(pk=encounter.pk)
    return one_response(rows, sql_json.ENCOUNTER, encounter_id)


@router.delete(
    "/profiles/acnh/hunts/{hunt_id}/encounters/{encounter_id}",
    auth=writes("acnh.delete_encounter"),
    response={204: None},
)
def delete_encounter(
    request: HttpRequest, hunt_id: str, encounter_id: str
) -> HttpResponse:
    """Take an encounter back. Those after it move up by one."""
    user = author(request)
    withdraw_encounter(hunt_with_id(hunt_id, user=user), encounter_id, user=user)
    return HttpResponse(status=204)


def _visible(include: Include) -> QuerySet[Hunt]:
    return Hunt.objects.all() if include == "private" else Hunt.objects.public()


def _written(hunt: Hunt, *, status: int = 200) -> HttpResponse:
    rows = Hunt.objects.filter(pk=hunt.pk)
    shape = sql_json.hunt_detail(private=True)
    return one_response(rows, shape, str(hunt.uuid), status=status)
