"""`/lists`: lists, their entries, their history.

The names of these functions are public: they are the operationIds of clients.
"""

from __future__ import annotations

import orjson
from django.db import transaction
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
from apps.core.api.problems import Problem
from apps.core.api.problems import ProblemSchema
from apps.core.api.problems import invalid_field
from apps.core.api.problems import not_found
from apps.core.api.sql_json import array_of
from apps.core.api.sql_json import json_response
from apps.core.api.sql_json import one_of
from apps.core.api.sql_json import one_response
from apps.core.api.strict import ignores_unknown
from apps.core.history import record_change
from apps.core.site_addresses import WARNS_IN_HEADER
from apps.core.site_addresses import warning_headers
from apps.lists import site_preview
from apps.lists.history import changes_between
from apps.lists.history import named_games
from apps.lists.history import public_changes_between
from apps.lists.history import public_standing_on
from apps.lists.history import standing_on
from apps.lists.images import images_of
from apps.lists.models import List
from apps.lists.models import ListEntry
from apps.lists.preview import as_typed
from apps.lists.rest import sql_json
from apps.lists.rest.editing import add_bulk
from apps.lists.rest.editing import add_game
from apps.lists.rest.editing import change_entry
from apps.lists.rest.editing import changing
from apps.lists.rest.editing import entry_of
from apps.lists.rest.editing import order_of
from apps.lists.rest.schemas import ActivityQuery
from apps.lists.rest.schemas import BulkEntryCreateSchema
from apps.lists.rest.schemas import BulkEntryResultSchema
from apps.lists.rest.schemas import ChangesQuery
from apps.lists.rest.schemas import ChangesSchema
from apps.lists.rest.schemas import EntryCreateSchema
from apps.lists.rest.schemas import EntrySchema
from apps.lists.rest.schemas import EntryUpdateSchema
from apps.lists.rest.schemas import ListActivitySchema
from apps.lists.rest.schemas import ListCreateSchema
from apps.lists.rest.schemas import ListDetailSchema
from apps.lists.rest.schemas import ListImageSchema
from apps.lists.rest.schemas import ListSchema
from apps.lists.rest.schemas import ListUpdateSchema
from apps.lists.rest.schemas import OrderSchema
from apps.lists.rest.schemas import StandingQuery
from apps.lists.rest.schemas import StandingSchema
from apps.lists.rest.schemas import TiersSchema

router = Router(tags=["lists"])
seen = reads("lists.view_list")


@router.get("/lists", auth=seen, response=list[ListSchema])
@ignores_unknown
def list_lists(request: HttpRequest, include: Include = None) -> HttpResponse:
    rows = _visible(include).order_by("sort_key", "id")
    return json_response(array_of(rows, sql_json.LIST))


@router.post(
    "/lists",
    auth=writes("lists.add_list"),
    response=ListSchema,
    openapi_extra=WARNS_IN_HEADER,
)
@ignores_unknown
def create_list(request: HttpRequest, body: ListCreateSchema) -> HttpResponse:
    list_ = List(**body.model_dump(exclude_none=True))
    list_.full_clean(exclude=None if list_.slug else ["slug"])
    with transaction.atomic():
        list_.save()
        record_change(list_, user=author(request), action="wagtail.create")
    return _written(request, list_)


@router.get("/lists/{slug}", auth=seen, response=ListDetailSchema)
@ignores_unknown
def get_list(request: HttpRequest, slug: str, include: Include = None) -> HttpResponse:
    found = one_of(_visible(include).filter(slug=slug), sql_json.LIST_DETAIL)
    if found is None:
        raise not_found("list", slug)
    return json_response(found)


@router.get(
    "/preview/lists/{token}",
    auth=reads(),
    response={200: ListDetailSchema, 404: ProblemSchema, 410: ProblemSchema},
)
def get_list_preview(request: HttpRequest, token: str) -> HttpResponse:
    """A list as it is being edited, for your own site to show.

    The admin opens your site with `token` in its address (`SITE_PREVIEW_URL`). It is
    good for an hour, and then returns a 410.
    """
    try:
        typed = site_preview.kept(token)
    except site_preview.UnknownPreview as error:
        raise not_found("preview", token[:40]) from error
    except site_preview.PreviewExpired as error:
        detail = "This preview has expired. Open it again in the admin."
        raise Problem(410, detail) from error
    headers = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex"}
    return json_response(orjson.dumps(as_typed(typed)), headers=headers)


@router.get("/lists/{slug}/images", auth=seen, response=list[ListImageSchema])
def list_list_images(request: HttpRequest, slug: str) -> list[ListImageSchema]:
    """Images of a public list to share: the first ten games by rank, or the latest.

    1200 by 630 for links, then 1080 by 1920 for stories; none until they are drawn,
    some seconds after a change.
    """
    list_ = List.objects.public().filter(slug=slug).first()
    if list_ is None:
        raise not_found("list", slug)
    return [
        ListImageSchema(url=image.url, width=image.width, height=image.height)
        for image in images_of(list_)
    ]


@router.get("/lists/{slug}/tiers", auth=seen, response=TiersSchema)
def get_list_tiers(
    request: HttpRequest, slug: str, include: Include = None
) -> HttpResponse:
    """The ranked list cut into tiers from S to F; no tiers if it has none."""
    found = one_of(_visible(include).filter(slug=slug), sql_json.TIERS)
    if found is None:
        raise not_found("list", slug)
    return json_response(found)


@router.patch(
    "/lists/{slug}",
    auth=writes("lists.change_list"),
    response=ListSchema,
    openapi_extra=WARNS_IN_HEADER,
)
def update_list(
    request: HttpRequest, slug: str, body: ListUpdateSchema
) -> HttpResponse:
    """Ranking a list again restores its earlier order and numbers games added since."""
    with changing(request, slug) as list_:
        sent = body.model_dump(exclude_unset=True)
        ends = sent.pop("tier_ends", None)
        for name, value in sent.items():
            setattr(list_, name, value)
        if sent:
            list_.full_clean()
            list_.save()
        if ends is not None:
            list_.cut(ends)
        if sent or ends is not None:
            record_change(list_, user=author(request))
    return _written(request, list_)


@router.delete("/lists/{slug}", auth=writes("lists.delete_list"), response={204: None})
def delete_list(request: HttpRequest, slug: str) -> HttpResponse:
    """The games stay. You can restore a deleted list in the admin."""
    with changing(request, slug) as list_:
        record_change(list_, user=author(request), action="wagtail.delete")
        list_.delete()
    return HttpResponse(status=204)


# Entries ----------------------------------------------------------------------


@router.post(
    "/lists/{slug}/entries", auth=writes("lists.change_list"), response=EntrySchema
)
@ignores_unknown
def add_entry(request: HttpRequest, slug: str, body: EntryCreateSchema) -> HttpResponse:
    """Returns a 409 if the game is already on the list. Later entries move down."""
    with changing(request, slug) as list_, list_.edited_by(author(request)):
        entry = add_game(list_, body)
    rows = ListEntry.objects.filter(pk=entry.pk)
    return one_response(rows, sql_json.ENTRY, str(entry.uuid))


@router.post(
    "/lists/{slug}/entries/bulk",
    auth=writes("lists.change_list"),
    response=BulkEntryResultSchema,
)
@ignores_unknown
def bulk_add_entries(
    request: HttpRequest, slug: str, body: BulkEntryCreateSchema
) -> BulkEntryResultSchema:
    """Add games that aren't on the list yet. Failures are listed in `errors`."""
    with changing(request, slug) as list_, list_.edited_by(author(request)):
        return add_bulk(list_, body)


@router.patch(
    "/lists/{slug}/entries/{entry_id}",
    auth=writes("lists.change_list"),
    response=EntrySchema,
)
def update_entry(
    request: HttpRequest, slug: str, entry_id: str, body: EntryUpdateSchema
) -> HttpResponse:
    """Move the entry, also to another tier, or replace its notes. Other entries move
    accordingly, and stay in their tiers."""
    with changing(request, slug) as list_, list_.edited_by(author(request)):
        entry = change_entry(entry_of(list_, entry_id), body)
    rows = ListEntry.objects.filter(pk=entry.pk)
    return one_response(rows, sql_json.ENTRY, str(entry.uuid))


@router.delete(
    "/lists/{slug}/entries/{entry_id}",
    auth=writes("lists.change_list"),
    response={204: None},
)
def remove_entry(request: HttpRequest, slug: str, entry_id: str) -> HttpResponse:
    with changing(request, slug) as list_, list_.edited_by(author(request)):
        list_.remove([entry_of(list_, entry_id)])
    return HttpResponse(status=204)


@router.put(
    "/lists/{slug}/order",
    auth=writes("lists.change_list"),
    response=ListDetailSchema,
)
def reorder_list(request: HttpRequest, slug: str, body: OrderSchema) -> HttpResponse:
    """Reorder the whole list in one change."""
    with changing(request, slug) as list_, list_.edited_by(author(request)):
        list_.reorder(order_of(list_, body))
    rows = List.objects.filter(pk=list_.pk)
    return one_response(rows, sql_json.LIST_DETAIL, list_.slug)


# History ----------------------------------------------------------------------


@router.get("/lists/{slug}/activity", auth=seen, response=list[ListActivitySchema])
@ignores_unknown
def get_list_activity(
    request: HttpRequest,
    slug: str,
    query: Query[ActivityQuery],
    include: Include = None,
) -> HttpResponse:
    """Changes to the entries, newest first."""
    activities = _list(slug, include).activities.served().order_by("-id")
    if include is None:
        activities = activities.public()
    return json_response(array_of(activities[: query.limit], sql_json.ACTIVITY))


@router.get("/lists/{slug}/history", auth=seen, response=StandingSchema)
def get_list_history(
    request: HttpRequest,
    slug: str,
    query: Query[StandingQuery],
    include: Include = None,
) -> StandingSchema:
    """The list as it was at a given time; empty before it was first public."""
    list_ = _list(slug, include)
    read = standing_on if include else public_standing_on
    standing = read(list_, query.on)
    names = named_games(list_, standing.order)
    return StandingSchema.model_validate(
        {
            "slug": slug,
            "on": query.on,
            "is_ranked": standing.is_ranked,
            "entries": [
                {
                    "work_id": game,
                    "work_name": names[game].name,
                    "work_slug": names[game].slug,
                    "position": position if standing.is_ranked else None,
                }
                for position, game in enumerate(standing.order, start=1)
            ],
        }
    )


@router.get("/lists/{slug}/changes", auth=seen, response=ChangesSchema)
def get_list_changes(
    request: HttpRequest,
    slug: str,
    query: Query[ChangesQuery],
    include: Include = None,
) -> ChangesSchema:
    """What entered, left, and moved between two times."""
    until = query.until or timezone.now()
    if until < query.since:
        raise invalid_field("until", "It can't be before since.", where="query")
    list_ = _list(slug, include)
    compare = changes_between if include else public_changes_between
    changes = compare(list_, query.since, until)
    names = named_games(list_, [change.game for change in changes])
    return ChangesSchema.model_validate(
        {
            "slug": slug,
            "since": query.since,
            "until": until,
            "changes": [
                {
                    "work_id": change.game,
                    "work_name": names[change.game].name,
                    "work_slug": names[change.game].slug,
                    "kind": change.kind,
                    "before": change.before,
                    "after": change.after,
                    "places": change.places,
                }
                for change in changes
            ],
        }
    )


def _visible(include: Include) -> QuerySet[List]:
    return List.objects.all() if include == "private" else List.objects.public()


def _list(slug: str, include: Include) -> List:
    list_ = _visible(include).filter(slug=slug).first()
    if list_ is None:
        raise not_found("list", slug)
    return list_


def _written(request: HttpRequest, list_: List) -> HttpResponse:
    """The list as it is now, with a warning where a game has its slug."""
    rows = List.objects.filter(pk=list_.pk)
    response = one_response(rows, sql_json.LIST, list_.slug)
    for name, value in warning_headers([list_], user=author(request)).items():
        response[name] = value
    return response
