"""`/works`, `/editions`, `/franchises`, `/genres`, `/platforms`, `/games`, `/import`.

The names of these functions are public: they are the operationIds of clients.
"""

from __future__ import annotations

import orjson
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http import HttpResponse
from ninja import Query
from ninja import Router

from apps.core.api.auth import Include
from apps.core.api.auth import author
from apps.core.api.auth import reads
from apps.core.api.auth import writes
from apps.core.api.pagination import PageQuery
from apps.core.api.problems import not_found
from apps.core.api.sql_json import JsonShape
from apps.core.api.sql_json import array_of
from apps.core.api.sql_json import json_response
from apps.core.api.sql_json import one_of
from apps.core.api.sql_json import page_of
from apps.core.api.strict import ignores_unknown
from apps.core.history import delete_row
from apps.core.site_addresses import WARNS_IN_HEADER
from apps.core.site_addresses import address_warnings
from apps.core.site_addresses import warning_headers
from apps.integrations.problems import ASKS_A_SERVICE
from apps.library.categories import game_of_category
from apps.library.models import Edition
from apps.library.models import Franchise
from apps.library.models import Game
from apps.library.models import Genre
from apps.library.models import Platform
from apps.library.rest import sql_json
from apps.library.rest.browsing import game_ordering
from apps.library.rest.browsing import games_filtered
from apps.library.rest.bulk_import import BulkImport
from apps.library.rest.bulk_schemas import BulkImportResultSchema
from apps.library.rest.bulk_schemas import BulkImportSchema
from apps.library.rest.create_from_request import bring_up_to_date
from apps.library.rest.create_from_request import create
from apps.library.rest.create_from_request import with_differences
from apps.library.rest.editing import add_edition
from apps.library.rest.editing import add_genre
from apps.library.rest.editing import change_edition
from apps.library.rest.editing import change_game
from apps.library.rest.editing import change_genres
from apps.library.rest.schemas import EditionCreateSchema
from apps.library.rest.schemas import EditionFilters
from apps.library.rest.schemas import EditionSchema
from apps.library.rest.schemas import EditionUpdateSchema
from apps.library.rest.schemas import FranchiseSchema
from apps.library.rest.schemas import GameConflictSchema
from apps.library.rest.schemas import GameCreateSchema
from apps.library.rest.schemas import GameDetailSchema
from apps.library.rest.schemas import GameFilters
from apps.library.rest.schemas import GamePageSchema
from apps.library.rest.schemas import GameSyncedSchema
from apps.library.rest.schemas import GameUpdateSchema
from apps.library.rest.schemas import GameWrittenSchema
from apps.library.rest.schemas import GenreCreateSchema
from apps.library.rest.schemas import GenreSchema
from apps.library.rest.schemas import PlatformSchema
from apps.library.rest.schemas import WorkDetailSchema
from apps.library.rest.schemas import WorkFilters
from apps.library.rest.schemas import WorkGenresSchema
from apps.library.rest.schemas import WorkGenresUpdateSchema
from apps.library.rest.schemas import WorkSchema

router = Router(tags=["library"])

# What `?include=private` on a game needs: it shows playthroughs and lists.
SEES_PRIVATE = ("journal.view_playthrough", "lists.view_list")


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
    return _one(Genre.objects.filter(pk=genre.pk), sql_json.GENRE, genre.slug)


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
    return _one(Game.objects.filter(slug=slug), sql_json.WORK_DETAIL, slug)


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
    return _one(Game.objects.filter(slug=slug), sql_json.WORK_GENRES, slug)


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
    return _one(Edition.objects.filter(pk=edition.pk), sql_json.EDITION, edition.slug)


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
    return _one(Game.objects.filter(pk=pk), sql_json.WORK_DETAIL, twitch_category_id)


@router.get("/editions/{slug}", auth=reads(), response=EditionSchema)
@ignores_unknown
def get_edition(request: HttpRequest, slug: str) -> HttpResponse:
    return _one(Edition.objects.filter(slug=slug), sql_json.EDITION, slug)


@router.patch(
    "/editions/{slug}", auth=writes("library.change_edition"), response=EditionSchema
)
def update_edition(
    request: HttpRequest, slug: str, body: EditionUpdateSchema
) -> HttpResponse:
    edition = change_edition(slug, body, user=author(request))
    if edition is None:
        raise not_found("edition", slug)
    return _one(Edition.objects.filter(pk=edition.pk), sql_json.EDITION, slug)


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


# Games ------------------------------------------------------------------------


@router.get("/games", auth=reads(*SEES_PRIVATE), response=GamePageSchema)
def list_games(
    request: HttpRequest,
    filters: Query[GameFilters],
    page: Query[PageQuery],
    include: Include = None,
) -> HttpResponse:
    private = include == "private"
    return page_of(
        games_filtered(filters, private=private),
        sql_json.game_item(private=private),
        ordering=game_ordering(filters.ordering, private=private),
        page=page,
    )


@router.post(
    "/games",
    auth=writes("library.add_game"),
    response={201: GameWrittenSchema, 409: GameConflictSchema},
    openapi_extra=ASKS_A_SERVICE,
)
def create_game(request: HttpRequest, body: GameCreateSchema) -> HttpResponse:
    """Add a game and its first edition, an original of the same name.

    If IGDB is set up, `igdb_id` or `name` alone adds everything IGDB knows; other
    fields you send take precedence. An id of an edition of another game (a port, a
    remaster) adds that game with this edition, unless `as_own_game` is set. A name that
    matches several games returns a 409 with `candidates`: send the `igdb_id` of one of
    them, or `"igdb_id": null` to add the game without IGDB.

    A game that is already in the library returns a 409 with its `slug`, and nothing is
    added. Use `PUT /games/{slug}/sync` to update it.
    """
    game = create(body, user=author(request))
    response = _written(game, user=author(request), status=201)
    response["Location"] = f"/api/games/{game.slug}"
    return response


@router.get("/games/{slug}", auth=reads(*SEES_PRIVATE), response=GameDetailSchema)
def get_game(request: HttpRequest, slug: str, include: Include = None) -> HttpResponse:
    return _game(slug, private=include == "private")


@router.patch(
    "/games/{slug}", auth=writes("library.change_game"), response=GameWrittenSchema
)
def update_game(
    request: HttpRequest, slug: str, body: GameUpdateSchema
) -> HttpResponse:
    """Change the fields you send. Renaming keeps the slug unless you send a new one."""
    game = change_game(slug, body, user=author(request))
    if game is None:
        raise not_found("game", slug)
    return _written(game, user=author(request))


@router.delete(
    "/games/{slug}", auth=writes("library.delete_game"), response={204: None}
)
def delete_game(request: HttpRequest, slug: str) -> HttpResponse:
    """Refused while playthroughs or list entries use the game. The response lists
    them."""
    if not delete_row(Game.objects.filter(slug=slug), user=author(request)):
        raise not_found("game", slug)
    return HttpResponse(status=204)


@router.put(
    "/games/{slug}/sync",
    auth=writes("library.change_game"),
    response={200: GameSyncedSchema, 409: GameConflictSchema},
    openapi_extra=ASKS_A_SERVICE,
)
def sync_game(request: HttpRequest, slug: str) -> HttpResponse:
    """Update the game and its editions from IGDB.

    A game without an IGDB id is found by its name and year. If several match, a 409
    lists the `candidates`: set `igdb_id` with PATCH. What you wrote yourself stays;
    `offers` lists where IGDB has a different value.
    """
    game = Game.objects.filter(slug=slug).first()
    if game is None:
        raise not_found("game", slug)
    bring_up_to_date(game, user=author(request))
    body = one_of(Game.objects.filter(pk=game.pk), sql_json.game_detail(private=False))
    if body is None:
        raise not_found("game", slug)
    return json_response(with_differences(body, game.pk))


def _game(slug: str, *, private: bool) -> HttpResponse:
    shape = sql_json.game_detail(private=private)
    return _one(Game.objects.filter(slug=slug), shape, slug)


def _written(game: Game, *, user: User, status: int = 200) -> HttpResponse:
    """The game as it is now, with a warning where a list has its slug."""
    body = one_of(Game.objects.filter(pk=game.pk), sql_json.game_detail(private=False))
    if body is None:
        raise not_found("game", game.slug)
    warnings = address_warnings([game], user=user)
    if warnings:
        body = orjson.dumps({**orjson.loads(body), "warnings": warnings}).decode()
    return json_response(body, status=status)


def _one(rows: QuerySet, shape: JsonShape, name: str) -> HttpResponse:
    """The answer with the one row of `rows`. Raises a 404 problem without one."""
    body = one_of(rows, shape)
    if body is None:
        raise not_found(str(rows.model._meta.verbose_name), name)
    return json_response(body)
