"""`/profiles/ffxiv/…`: characters, their jobs, and what they own.

The names of these functions are public: they are the operationIds of clients.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

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
from apps.core.api.sql_json import one_response
from apps.core.api.sql_json import page_of
from apps.integrations.http.errors import RemoteError
from apps.integrations.lodestone.client import LodestoneClient
from apps.integrations.problems import ASKS_A_SERVICE
from apps.integrations.problems import problem_of_remote_error
from apps.profiles.ffxiv.adding import remove_character
from apps.profiles.ffxiv.models import Character
from apps.profiles.ffxiv.models import FFXIVProfile
from apps.profiles.ffxiv.models import JobLevel
from apps.profiles.ffxiv.models import LevelChange
from apps.profiles.ffxiv.rest import editing
from apps.profiles.ffxiv.rest import sql_json
from apps.profiles.ffxiv.rest.schemas import AddCharacterSchema
from apps.profiles.ffxiv.rest.schemas import ChangeCharacterSchema
from apps.profiles.ffxiv.rest.schemas import CharacterSearchSchema
from apps.profiles.ffxiv.rest.schemas import CollectableFilters
from apps.profiles.ffxiv.rest.schemas import CollectablePageSchema
from apps.profiles.ffxiv.rest.schemas import FFXIVCharacterSchema
from apps.profiles.ffxiv.rest.schemas import FFXIVJobSchema
from apps.profiles.ffxiv.rest.schemas import FFXIVProfileSchema
from apps.profiles.ffxiv.rest.schemas import FFXIVUpdateSchema
from apps.profiles.ffxiv.rest.schemas import LevelSchema
from apps.profiles.ffxiv.rest.schemas import SearchQuery
from apps.profiles.ffxiv.rest.schemas import VerificationSchema
from apps.profiles.ffxiv.stats import collectables_of
from apps.profiles.setting_up import put_profile

router = Router(tags=["ffxiv"])
BASE = "/profiles/ffxiv"
ONE = f"{BASE}/characters/{{lodestone_id}}"
seen = reads("ffxiv.view_ffxivprofile")
ORDERINGS = orderings(
    name=Ordering("name"),
    owned_percent=Ordering("owned_percent", nullable=True),
    points=Ordering("points", nullable=True),
    earned_at=Ordering("earned_at", nullable=True),
)


@router.get(BASE, auth=seen, response=FFXIVProfileSchema)
def get_ffxiv(request: HttpRequest, include: Include = None) -> HttpResponse:
    """The profile with its characters. Returns a 404 before it is set up."""
    rows = FFXIVProfile.objects.all()
    rows = rows if include == "private" else rows.filter(is_public=True)
    return one_response(rows, sql_json.PROFILE, "ffxiv")


@router.put(
    BASE,
    auth=writes("ffxiv.add_ffxivprofile", "ffxiv.change_ffxivprofile"),
    response={200: FFXIVProfileSchema, 201: FFXIVProfileSchema},
)
def put_ffxiv(request: HttpRequest, body: FFXIVUpdateSchema) -> HttpResponse:
    """Set the profile up, or change it."""
    is_new = put_profile(FFXIVProfile, body, user=author(request))
    return _profile(status=201 if is_new else 200)


@router.patch(
    BASE, auth=writes("ffxiv.change_ffxivprofile"), response=FFXIVProfileSchema
)
def update_ffxiv(request: HttpRequest, body: FFXIVUpdateSchema) -> HttpResponse:
    if FFXIVProfile.current() is None:
        raise not_found("profile", "ffxiv")
    put_profile(FFXIVProfile, body, user=author(request))
    return _profile()


@router.get(
    f"{BASE}/search",
    auth=writes("ffxiv.change_ffxivprofile"),
    response=CharacterSearchSchema,
    openapi_extra=ASKS_A_SERVICE,
)
def search_ffxiv_characters(
    request: HttpRequest, query: Query[SearchQuery]
) -> dict[str, Any]:
    """Look for characters on the Lodestone by name and, if you give one, world."""
    try:
        with LodestoneClient() as lodestone:
            found = lodestone.search(query.name, world=query.world, page=query.page)
    except RemoteError as error:
        raise problem_of_remote_error(error) from error
    return {
        "items": [asdict(each) for each in found.found],
        "page": found.page,
        "pages": found.pages,
    }


@router.get(f"{BASE}/characters", auth=seen, response=list[FFXIVCharacterSchema])
def list_ffxiv_characters(
    request: HttpRequest, include: Include = None
) -> HttpResponse:
    """The main character first."""
    rows = _visible(include).order_by("-is_main", "name", "id")
    return json_response(array_of(rows, sql_json.CHARACTER))


@router.post(
    f"{BASE}/characters",
    auth=writes("ffxiv.change_ffxivprofile"),
    response={200: FFXIVCharacterSchema, 201: FFXIVCharacterSchema},
    openapi_extra=ASKS_A_SERVICE,
)
def add_ffxiv_character(request: HttpRequest, body: AddCharacterSchema) -> HttpResponse:
    """Read a character from the Lodestone and add it; a known one is returned.

    Its collections come with the next sync: `POST /profiles/ffxiv/sync`.
    """
    character, is_new = editing.add(body, user=author(request))
    return _character(character, status=201 if is_new else 200)


@router.get(ONE, auth=seen, response=FFXIVCharacterSchema)
def get_ffxiv_character(
    request: HttpRequest, lodestone_id: str, include: Include = None
) -> HttpResponse:
    rows = _visible(include).filter(lodestone_id=lodestone_id)
    return one_response(rows, sql_json.CHARACTER, lodestone_id)


@router.patch(
    ONE, auth=writes("ffxiv.change_ffxivprofile"), response=FFXIVCharacterSchema
)
def update_ffxiv_character(
    request: HttpRequest, lodestone_id: str, body: ChangeCharacterSchema
) -> HttpResponse:
    character = editing.character_with_id(lodestone_id)
    editing.change(character, body, user=author(request))
    return _character(character)


@router.delete(ONE, auth=writes("ffxiv.change_ffxivprofile"), response={204: None})
def delete_ffxiv_character(request: HttpRequest, lodestone_id: str) -> HttpResponse:
    """Delete the character with all that was stored of it."""
    character = editing.character_with_id(lodestone_id)
    remove_character(character, user=author(request))
    return HttpResponse(status=204)


@router.post(
    f"{ONE}/verify",
    auth=writes("ffxiv.change_ffxivprofile"),
    response=VerificationSchema,
    openapi_extra=ASKS_A_SERVICE,
)
def verify_ffxiv_character(request: HttpRequest, lodestone_id: str) -> dict[str, Any]:
    """Look for the code in the character's profile text on the Lodestone."""
    character = editing.character_with_id(lodestone_id)
    return {
        "is_verified": editing.verify(character, user=author(request)),
        "code": character.verification_code,
    }


@router.get(f"{ONE}/jobs", auth=seen, response=list[FFXIVJobSchema])
def list_ffxiv_jobs(
    request: HttpRequest, lodestone_id: str, include: Include = None
) -> HttpResponse:
    """Every job in the game's order, those that weren't begun, too."""
    character = _one(lodestone_id, include)
    rows = JobLevel.objects.filter(character=character).order_by("place", "job")
    return json_response(array_of(rows, sql_json.JOB))


@router.get(f"{ONE}/levels", auth=seen, response=list[LevelSchema])
def list_ffxiv_levels(
    request: HttpRequest, lodestone_id: str, include: Include = None
) -> HttpResponse:
    """The levels that syncs found, the oldest first."""
    character = _one(lodestone_id, include)
    rows = LevelChange.objects.filter(job_level__character=character)
    return json_response(array_of(rows.order_by("seen_at", "id"), sql_json.LEVEL))


@router.get(f"{ONE}/collection", auth=seen, response=CollectablePageSchema)
def list_ffxiv_collection(
    request: HttpRequest,
    lodestone_id: str,
    filters: Query[CollectableFilters],
    page: Query[PageQuery],
    include: Include = None,
) -> HttpResponse:
    """Achievements, mounts, or minions: what is owned and what is missing."""
    character = _one(lodestone_id, include)
    rows = collectables_of(character, **filters.model_dump(exclude={"ordering"}))
    ordering = chosen(ORDERINGS, filters.ordering)
    shape = sql_json.collectable(character.pk)
    return page_of(rows, shape, ordering=ordering, page=page)


def _visible(include: Include) -> QuerySet[Character]:
    rows = Character.objects.all()
    return rows if include == "private" else rows.filter(profile__is_public=True)


def _one(lodestone_id: str, include: Include) -> Character:
    row = _visible(include).filter(lodestone_id=lodestone_id[:20]).first()
    if row is None:
        raise not_found("character", lodestone_id[:100])
    return row


def _profile(*, status: int = 200) -> HttpResponse:
    rows = FFXIVProfile.objects.all()
    return one_response(rows, sql_json.PROFILE, "ffxiv", status=status)


def _character(character: Character, *, status: int = 200) -> HttpResponse:
    rows = Character.objects.filter(pk=character.pk)
    return one_response(rows, sql_json.CHARACTER, str(character), status=status)
