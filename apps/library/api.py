"""`/works`, `/editions`, `/franchises`, `/genres`, `/platforms`, `/import`.

The names of these functions are public: they are the operationIds of clients.
"""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest
from django.http import HttpResponse
from ninja import Query
from ninja import Router

from apps.core.api.application import FORMER_ADDRESSES
from apps.core.api.auth import author
from apps.core.api.auth import reads
from apps.core.api.auth import writes
from apps.core.api.problems import not_found
from apps.core.api.sql_json import array_of
from apps.core.api.sql_json import json_response
from apps.core.api.sql_json import one_response
from apps.core.api.strict import ignores_unknown
from apps.core.history import delete_row
from apps.core.site_addresses import WARNS_IN_HEADER
from apps.core.site_addresses import warning_headers
from apps.library.categories import game_of_category
from apps.library.merging.undo import undo_merge
from apps.library.models import Edition
from apps.library.models import Franchise
from apps.library.models import Game
from apps.library.models import GameMerge
from apps.library.models import Genre
from apps.library.models import Platform
from apps.library.rest import sql_json
from apps.library.rest.bulk_import import BulkImport
from apps.library.rest.bulk_schemas import BulkImportResultSchema
from apps.library.rest.bulk_schemas import BulkImportSchema
from apps.library.rest.editing import add_edition
from apps.library.rest.editing import add_genre
from apps.library.rest.editing import change_edition
from apps.library.rest.editing import change_genres
from apps.library.rest.editing import merge_by_request
from apps.library.rest.lookup import address_now
from apps.library.rest.schemas import EditionCreateSchema
from apps.library.rest.schemas import EditionFilters
from apps.library.rest.schemas import EditionSchema
from apps.library.rest.schemas import EditionUpdateSchema
from apps.library.rest.schemas import FranchiseSchema
from apps.library.rest.schemas import GameMergeCreateSchema
from apps.library.rest.schemas import GameMergeSchema
from apps.library.rest.schemas import GameMergeUndoneSchema
from apps.library.rest.schemas import GenreCreateSchema
from apps.library.rest.schemas import GenreSchema
from apps.library.rest.schemas import MergedGameSchema
from apps.library.rest.schemas import PlatformSchema
from apps.library.rest.schemas import WorkDetailSchema
from apps.library.rest.schemas import WorkFilters
from apps.library.rest.schemas import WorkGenresSchema
from apps.library.rest.schemas import WorkGenresUpdateSchema
from apps.library.rest.schemas import WorkSchema

router = Router(tags=["library"])

FORMER_ADDRESSES.append(address_now)


@router.get("/franchises", auth=reads(), response=list[FranchiseSchema])
@ignores_unknown
def list_franchises(request: HttpRequest) -> HttpResponse:
    rows = Franchise.objects.order_by("sort_key", "id")
    return json_response(array_of(rows, sql_json.FRANCHISE))


@router.get("/platforms", auth=reads(), response=list[PlatformSchema])
def list_platforms(request: HttpRequest) -> HttpResponse:
    rows = Platform.objects.order_by("sort_key", "id")
    return json_response(array_of(rows, sql_json.PLATFORM))


@router.get("/genres", auth=reads(), response=list[GenreSchema])
@ignores_unknown
def list_genres(request: HttpRequest) -> HttpResponse:
    rows = Genre.objects.order_by("sort_key", "id")
    return json_response(array_of(rows, sql_json.GENRE))


@router.post("/genres", auth=writes("library.add_genre"), response=GenreSchema)
@ignores_unknown
def create_genre(request: HttpRequest, body: GenreCreateSchema) -> HttpResponse:
    genre = add_genre(body, user=author(request))
    return one_response(Genre.objects.filter(pk=genre.pk), sql_json.GENRE, genre.slug)


# Works: what the site calls games ---------------------------------------------


@router.get("/works", auth=reads(), response=list[WorkSchema])
@ignores_unknown
def list_works(request: HttpRequest, filters: Query[WorkFilters]) -> HttpResponse:
    """All games by name, at most `limit` of them (500 by default)."""
    rows = Game.objects.order_by("sort_key", "id")
    if filters.franchise:
        rows = rows.filter(franchise__slug=filters.franchise)
    end = filters.offset + filters.limit
    return json_response(array_of(rows[filters.offset : end], sql_json.WORK))


@router.get("/works/{slug}", auth=reads(), response=WorkDetailSchema)
@ignores_unknown
def get_work(request: HttpRequest, slug: str) -> HttpResponse:
    return one_response(Game.objects.filter(slug=slug), sql_json.WORK_DETAIL, slug)


@router.put(
    "/works/{slug}/genres",
    auth=writes("library.change_game"),
    response=WorkGenresSchema,
)
@ignores_unknown
def update_work_genres(
    request: HttpRequest, slug: str, body: WorkGenresUpdateSchema
) -> HttpResponse:
    """Replace the work's genres with these. Unknown ids are ignored."""
    if not change_genres(slug, body, user=author(request)):
        raise not_found("work", slug)
    return one_response(Game.objects.filter(slug=slug), sql_json.WORK_GENRES, slug)


# Merging ----------------------------------------------------------------------


@router.get("/games/{slug}/merges", auth=reads(), response=list[GameMergeSchema])
def list_game_merges(request: HttpRequest, slug: str) -> HttpResponse:
    """The games that were merged into this one, the latest first; undone ones too."""
    if not Game.objects.filter(slug=slug).exists():
        raise not_found("game", slug)
    rows = GameMerge.objects.filter(survivor__slug=slug).order_by("-id")
    return json_response(array_of(rows, sql_json.GAME_MERGE))


@router.post(
    "/games/{slug}/merge",
    auth=writes("library.change_game", "library.delete_game"),
    response=GameMergeSchema,
)
def merge_game(
    request: HttpRequest, slug: str, body: GameMergeCreateSchema
) -> HttpResponse:
    """Merge this game into another one, which is the only one of the two afterwards.

    Playthroughs, places on lists, editions, and profiles come along. Where both stand
    on a list the better rank stays. The address of this game redirects (308) to the
    other one from then on. A merge that isn't possible returns a 409 with the reason.
    """
    merge = merge_by_request(slug, body, user=author(request))
    if merge is None:
        raise not_found("game", slug)
    return one_response(
        GameMerge.objects.filter(pk=merge.pk), sql_json.GAME_MERGE, slug
    )


@router.post(
    "/games/{slug}/merges/{merge_id}/undo",
    auth=writes("library.change_game", "library.add_game"),
    response=GameMergeUndoneSchema,
)
def undo_game_merge(request: HttpRequest, slug: str, merge_id: UUID) -> HttpResponse:
    """Make the two games two again, as far as nothing was changed since.

    `kept` says what couldn't be as it was. Of several merges into a game the last one
    is undone first; another one returns a 409 with the reason.
    """
    merge = GameMerge.objects.filter(uuid=merge_id, survivor__slug=slug).first()
    if merge is None:
        raise not_found("merge", merge_id)
    undone = undo_merge(merge, by=author(request))
    game = MergedGameSchema(
        id=str(undone.game.uuid), name=undone.game.name, slug=undone.game.slug
    )
    result = GameMergeUndoneSchema(game=game, kept=undone.kept)
    return json_response(result.model_dump_json())


# Editions ---------------------------------------------------------------------


@router.get("/editions", auth=reads(), response=list[EditionSchema])
@ignores_unknown
def list_editions(request: HttpRequest, filters: Query[EditionFilters]) -> HttpResponse:
    """All editions in the order of their works, at most `limit` (500 by default)."""
    rows = Edition.objects.order_by("game__sort_key", "game_id", "id")
    if filters.work:
        rows = rows.filter(game__slug=filters.work)
    end = filters.offset + filters.limit
    return json_response(array_of(rows[filters.offset : end], sql_json.EDITION))


@router.post("/editions", auth=writes("library.add_edition"), response=EditionSchema)
@ignores_unknown
def create_edition(request: HttpRequest, body: EditionCreateSchema) -> HttpResponse:
    edition = add_edition(body, user=author(request))
    return one_response(
        Edition.objects.filter(pk=edition.pk), sql_json.EDITION, edition.slug
    )


@router.get(
    "/editions/by-twitch/{twitch_category_id}", auth=reads(), response=WorkDetailSchema
)
@ignores_unknown
def get_work_by_twitch_category(
    request: HttpRequest, twitch_category_id: str
) -> HttpResponse:
    """The work for a Twitch category.

    If no edition has this category, it is looked up on Twitch and IGDB, if they are
    set up. If the game isn't in the library or the services are down, the response is
    a 404.
    """
    pk = game_of_category(
        twitch_category_id, is_stranger=not request.user.is_authenticated
    )
    if pk is None:
        raise not_found("edition", twitch_category_id)
    return one_response(
        Game.objects.filter(pk=pk), sql_json.WORK_DETAIL, twitch_category_id
    )


@router.get("/editions/{slug}", auth=reads(), response=EditionSchema)
@ignores_unknown
def get_edition(request: HttpRequest, slug: str) -> HttpResponse:
    return one_response(Edition.objects.filter(slug=slug), sql_json.EDITION, slug)


@router.patch(
    "/editions/{slug}", auth=writes("library.change_edition"), response=EditionSchema
)
def update_edition(
    request: HttpRequest, slug: str, body: EditionUpdateSchema
) -> HttpResponse:
    edition = change_edition(slug, body, user=author(request))
    if edition is None:
        raise not_found("edition", slug)
    return one_response(Edition.objects.filter(pk=edition.pk), sql_json.EDITION, slug)


@router.delete(
    "/editions/{slug}", auth=writes("library.delete_edition"), response={204: None}
)
def delete_edition(request: HttpRequest, slug: str) -> HttpResponse:
    """Refused for a game's only edition and for editions that have playthroughs."""
    if not delete_row(Edition.objects.filter(slug=slug), user=author(request)):
        raise not_found("edition", slug)
    return HttpResponse(status=204)


@router.post(
    "/import",
    auth=writes("library.add_franchise", "library.add_game", "library.add_edition"),
    response=BulkImportResultSchema,
    openapi_extra=WARNS_IN_HEADER,
)
@ignores_unknown
def bulk_import(request: HttpRequest, body: BulkImportSchema) -> HttpResponse:
    """Add what is new. Existing slugs are skipped, rows that can't be saved are listed
    in `errors`, and all others are saved."""
    user = author(request)
    bulk = BulkImport(body, user=user)
    result = bulk.run()
    headers = warning_headers(bulk.new_works, user=user)
    return json_response(result.model_dump_json(), headers=headers)
