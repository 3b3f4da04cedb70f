"""`/games`: each game with its playthroughs and lists; `/years`: reviews of a year.

The operationIds are public: typed clients are made from them.
"""

from __future__ import annotations

from typing import Annotated

import orjson
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.http import HttpResponse
from ninja import Query
from ninja import Router
from pydantic import Field

from apps.browsing.models import YearReview
from apps.browsing.models.year_review import YearReviewQuerySet
from apps.browsing.rest import sql_json
from apps.browsing.rest.counts import game_counts
from apps.browsing.rest.games import game_ordering
from apps.browsing.rest.games import games_filtered
from apps.browsing.rest.say_routes import router as say_router
from apps.browsing.rest.schemas import EXPANSIONS
from apps.browsing.rest.schemas import GameCountsQuery
from apps.browsing.rest.schemas import GameCountsSchema
from apps.browsing.rest.schemas import GameDetailSchema
from apps.browsing.rest.schemas import GameExpandQuery
from apps.browsing.rest.schemas import GameFilters
from apps.browsing.rest.schemas import GamePageSchema
from apps.browsing.rest.schemas import GameSchema
from apps.browsing.rest.schemas import GameSyncedSchema
from apps.browsing.rest.schemas import GameWrittenSchema
from apps.browsing.rest.year_schemas import YearDetailSchema
from apps.browsing.rest.year_schemas import YearListSchema
from apps.browsing.rest.years import detail_schema
from apps.browsing.rest.years import review_schema
from apps.core.api.auth import Include
from apps.core.api.auth import author
from apps.core.api.auth import reads
from apps.core.api.auth import writes
from apps.core.api.pagination import PageQuery
from apps.core.api.problems import not_found
from apps.core.api.sql_json import array_of
from apps.core.api.sql_json import json_response
from apps.core.api.sql_json import one_of
from apps.core.api.sql_json import one_response
from apps.core.api.sql_json import page_of
from apps.core.history import delete_row
from apps.core.site_addresses import address_warnings
from apps.integrations.problems import ASKS_A_SERVICE
from apps.library.models import Game
from apps.library.rest.create_from_request import bring_up_to_date
from apps.library.rest.create_from_request import create
from apps.library.rest.create_from_request import with_differences
from apps.library.rest.editing import change_game
from apps.library.rest.lookup import words
from apps.library.rest.schemas import GameConflictSchema
from apps.library.rest.schemas import GameCreateSchema
from apps.library.rest.schemas import GameUpdateSchema

router = Router(tags=["library"])

# What `?include=private` on a game needs: it shows playthroughs and lists.
SEES_PRIVATE = ("journal.view_playthrough", "lists.view_list")


@router.get(
    "/games",
    auth=reads(*SEES_PRIVATE),
    response=GamePageSchema,
    operation_id="apps_library_api_list_games",
)
def list_games(
    request: HttpRequest,
    filters: Query[GameFilters],
    more: Query[GameExpandQuery],
    page: Query[PageQuery],
    include: Include = None,
) -> HttpResponse:
    """All games, or those that match every parameter you send."""
    private = include == "private"
    return page_of(
        games_filtered(filters, private=private),
        sql_json.game_item(private=private, expand=_expansions(more)),
        ordering=game_ordering(filters, private=private),
        page=page,
    )


@router.get("/random/games", auth=reads(*SEES_PRIVATE), response=list[GameSchema])
def list_random_games(
    request: HttpRequest,
    filters: Query[GameFilters],
    more: Query[GameExpandQuery],
    limit: Annotated[int, Field(ge=1, le=50)] = 1,
    include: Include = None,
) -> HttpResponse:
    """Games picked at random among those that match, each time others."""
    private = include == "private"
    games = games_filtered(filters, private=private).order_by("?")[:limit]
    shape = sql_json.game_item(private=private, expand=_expansions(more))
    return json_response(array_of(games, shape), headers={"Cache-Control": "no-store"})


@router.get("/counts/games", auth=reads(*SEES_PRIVATE), response=GameCountsSchema)
def count_games(
    request: HttpRequest,
    query: Query[GameCountsQuery],
    filters: Query[GameFilters],
    include: Include = None,
) -> GameCountsSchema:
    """How many games match, in total and by one of their facts."""
    private = include == "private"
    games = games_filtered(filters, private=private)
    return game_counts(games, query.by, private=private)


@router.post(
    "/games",
    auth=writes("library.add_game"),
    response={201: GameWrittenSchema, 409: GameConflictSchema},
    openapi_extra=ASKS_A_SERVICE,
    operation_id="apps_library_api_create_game",
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


@router.get(
    "/games/{slug}",
    auth=reads(*SEES_PRIVATE),
    response=GameDetailSchema,
    operation_id="apps_library_api_get_game",
)
def get_game(request: HttpRequest, slug: str, include: Include = None) -> HttpResponse:
    shape = sql_json.game_detail(private=include == "private")
    return one_response(Game.objects.filter(slug=slug), shape, slug)


@router.patch(
    "/games/{slug}",
    auth=writes("library.change_game"),
    response=GameWrittenSchema,
    operation_id="apps_library_api_update_game",
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
    "/games/{slug}",
    auth=writes("library.delete_game"),
    response={204: None},
    operation_id="apps_library_api_delete_game",
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
    operation_id="apps_library_api_sync_game",
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
    return json_response(with_differences(_detail(game), game.pk))


router.add_router("", say_router)


@router.get(
    "/years",
    auth=reads("browsing.view_yearreview"),
    response=YearListSchema,
    tags=["journal"],
)
def list_years(request: HttpRequest, include: Include = None) -> YearListSchema:
    """Reviews of a year, the newest first and all time last."""
    rows = _reviews(include).newest_first()
    items = [review_schema(review) for review in rows]
    return YearListSchema(items=items, count=len(items))


@router.get(
    "/years/{slug}",
    auth=reads("browsing.view_yearreview"),
    response=YearDetailSchema,
    tags=["journal"],
)
def get_year(
    request: HttpRequest, slug: str, include: Include = None
) -> YearDetailSchema:
    """A review: “2025”, or “all”. Its numbers are of public playthroughs alone."""
    review = _reviews(include).called(slug).first()
    if review is None:
        raise not_found("review", slug)
    return detail_schema(review)


def _expansions(more: GameExpandQuery) -> list[str]:
    return words(more.expand, field="expand", known=EXPANSIONS) if more.expand else []


def _reviews(include: Include) -> YearReviewQuerySet:
    rows = YearReview.objects.all()
    return rows if include == "private" else rows.public()


def _detail(game: Game) -> str:
    """The JSON of `game` as anyone sees it. Raises a 404 problem if it is gone."""
    body = one_of(Game.objects.filter(pk=game.pk), sql_json.game_detail(private=False))
    if body is None:
        raise not_found("game", game.slug)
    return body


def _written(game: Game, *, user: User, status: int = 200) -> HttpResponse:
    """The game as it is now, with a warning where a list has its slug."""
    body = _detail(game)
    warnings = address_warnings([game], user=user)
    if warnings:
        body = orjson.dumps({**orjson.loads(body), "warnings": warnings}).decode()
    return json_response(body, status=status)
