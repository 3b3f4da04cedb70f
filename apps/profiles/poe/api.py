"""`/profiles/poe/…`.

The names of these functions are public: they are the operationIds of clients.
"""

from __future__ import annotations

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
from apps.core.history import delete_row
from apps.profiles.poe.models import Character
from apps.profiles.poe.models import League
from apps.profiles.poe.models import PoeProfile
from apps.profiles.poe.rest import sql_json
from apps.profiles.poe.rest.editing import change_character
from apps.profiles.poe.rest.editing import character_with_id
from apps.profiles.poe.rest.editing import league_with_id
from apps.profiles.poe.rest.editing import put_poe
from apps.profiles.poe.rest.editing import uuid_of
from apps.profiles.poe.rest.schemas import PoeCharacterDetailSchema
from apps.profiles.poe.rest.schemas import PoeCharacterFilters
from apps.profiles.poe.rest.schemas import PoeCharacterPageSchema
from apps.profiles.poe.rest.schemas import PoeCharacterUpdateSchema
from apps.profiles.poe.rest.schemas import PoeLeagueSchema
from apps.profiles.poe.rest.schemas import PoeProfileSchema
from apps.profiles.poe.rest.schemas import PoeUpdateSchema

router = Router(tags=["poe"])
seen = reads("poe.view_character")
ORDERINGS = orderings(
    level=Ordering("level"),
    name=Ordering("name"),
    league=Ordering("league"),
    updated_at=Ordering("updated_at"),
)


@router.get("/profiles/poe", auth=seen, response=PoeProfileSchema)
def get_poe_profile(request: HttpRequest, include: Include = None) -> HttpResponse:
    """Returns a 404 before the profile is set up."""
    profiles = PoeProfile.objects.all()
    if include is None:
        profiles = profiles.filter(is_public=True)
    shape = sql_json.profile_shape(private=include == "private")
    body = one_of(profiles.order_by("id"), shape)
    if body is None:
        raise not_found("profile", "poe")
    return json_response(body)


@router.put(
    "/profiles/poe",
    auth=writes("poe.add_poeprofile", "poe.change_poeprofile"),
    response={200: PoeProfileSchema, 201: PoeProfileSchema},
)
def put_poe_profile(request: HttpRequest, body: PoeUpdateSchema) -> HttpResponse:
    """Set the profile up, or change it."""
    is_new = put_poe(body, user=author(request))
    shape = sql_json.profile_shape(private=True)
    rows = PoeProfile.objects.all()
    return one_response(rows, shape, "poe", status=201 if is_new else 200)


@router.get("/profiles/poe/characters", auth=seen, response=PoeCharacterPageSchema)
def list_characters(
    request: HttpRequest,
    filters: Query[PoeCharacterFilters],
    page: Query[PageQuery],
    include: Include = None,
) -> HttpResponse:
    rows = _visible(include)
    if filters.league is not None:
        rows = rows.filter(league__iexact=filters.league)
    if filters.class_name is not None:
        named = filters.class_name
        rows = rows.filter(Q(class_name__iexact=named) | Q(ascendancy__iexact=named))
    if filters.realm is not None:
        rows = rows.filter(realm=filters.realm)
    ordering = chosen(ORDERINGS, filters.ordering)
    return page_of(rows, sql_json.CHARACTER, ordering=ordering, page=page)


@router.get(
    "/profiles/poe/characters/{character_id}",
    auth=seen,
    response=PoeCharacterDetailSchema,
)
def get_character(
    request: HttpRequest, character_id: str, include: Include = None
) -> HttpResponse:
    rows = _visible(include).filter(uuid=uuid_of(character_id))
    return one_response(rows, sql_json.CHARACTER_DETAIL, character_id)


@router.patch(
    "/profiles/poe/characters/{character_id}",
    auth=writes("poe.change_character"),
    response=PoeCharacterDetailSchema,
)
def update_character(
    request: HttpRequest, character_id: str, body: PoeCharacterUpdateSchema
) -> HttpResponse:
    """Change what a file doesn't know. A league set here is kept by later imports."""
    character = character_with_id(character_id, user=author(request))
    change_character(character, body, user=author(request))
    rows = Character.objects.filter(pk=character.pk)
    return one_response(rows, sql_json.CHARACTER_DETAIL, character_id)


@router.delete(
    "/profiles/poe/characters/{character_id}",
    auth=writes("poe.delete_character"),
    response={204: None},
)
def delete_character(request: HttpRequest, character_id: str) -> HttpResponse:
    character = character_with_id(character_id, user=author(request))
    if not delete_row(Character.objects.filter(pk=character.pk), user=author(request)):
        raise not_found("character", character_id)
    return HttpResponse(status=204)


@router.get("/profiles/poe/leagues", auth=seen, response=list[PoeLeagueSchema])
def list_leagues(request: HttpRequest, include: Include = None) -> HttpResponse:
    """Leagues that a character is in, or was: the latest first, permanent ones last."""
    private = include == "private"
    leagues = League.objects.all() if private else League.objects.public()
    shape = sql_json.league_shape(private=private)
    return json_response(array_of(leagues.played().latest_first(), shape))


@router.post(
    "/profiles/poe/leagues/{league_id}/playthrough",
    auth=writes("journal.add_playthrough"),
    response={200: PoeLeagueSchema},
)
def add_league_playthrough(request: HttpRequest, league_id: str) -> HttpResponse:
    """Makes a league one of the game's playthroughs; twice makes one."""
    league = league_with_id(league_id)
    league.make_playthrough(user=author(request), at=timezone.now())
    rows = League.objects.filter(pk=league.pk)
    return one_response(rows, sql_json.league_shape(private=True), league_id)


@router.delete(
    "/profiles/poe/leagues/{league_id}/playthrough",
    auth=writes("journal.delete_playthrough"),
    response={204: None},
)
def remove_league_playthrough(request: HttpRequest, league_id: str) -> HttpResponse:
    """Deletes the playthrough that was made of a league, with what you wrote there."""
    if not league_with_id(league_id).remove_playthrough(user=author(request)):
        raise not_found("playthrough of the league", league_id)
    return HttpResponse(status=204)


def _visible(include: Include) -> QuerySet[Character]:
    if include == "private":
        return Character.objects.all()
    return Character.objects.public()
