"""`/say/…`: the answers of `say` for bots in a chat."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest
from django.http import HttpResponse
from ninja import Router
from pydantic import Field

from apps.browsing.rest import say
from apps.core.api.auth import reads
from apps.core.api.strict import ignores_unknown

router = Router(tags=["chat"])
Template = Annotated[
    str | None,
    Field(
        description="The sentence to say, with values in braces. If it names a value "
        "that the answer doesn't have, the response lists those it has.",
        examples=["Right now: {game}!"],
    ),
]
TEXT = {
    "responses": {
        200: {
            "description": "At most 400 characters, whatever was asked",
            "content": {
                "text/plain": {
                    "schema": {"type": "string", "maxLength": say.LONGEST},
                    "example": "Playing Celeste on Nintendo Switch",
                }
            },
        }
    }
}


@router.get("/say/now", auth=reads(), openapi_extra=TEXT)
@ignores_unknown
def say_now(request: HttpRequest, template: Template = None) -> HttpResponse:
    """What is being played. Values: game, platform, date, rating, hours, others."""
    return say.said(say.now(), template)


@router.get("/say/last", auth=reads(), openapi_extra=TEXT)
@ignores_unknown
def say_last(request: HttpRequest, template: Template = None) -> HttpResponse:
    """What was finished last. Values: game, platform, date, rating, hours."""
    return say.said(say.last(), template)


@router.get("/say/count", auth=reads(), openapi_extra=TEXT)
@ignores_unknown
def say_count(request: HttpRequest, template: Template = None) -> HttpResponse:
    """How many games were finished. Values: games, times, hours."""
    return say.said(say.count(), template)


@router.get("/say/count/{year}", auth=reads(), openapi_extra=TEXT)
@ignores_unknown
def say_count_of_year(
    request: HttpRequest, year: str, template: Template = None
) -> HttpResponse:
    """How many games were finished in a year. Values: games, times, hours, year."""
    return say.said(say.count(year), template)


@router.get("/say/rank/{slug}", auth=reads(), openapi_extra=TEXT)
@ignores_unknown
def say_top_three(
    request: HttpRequest, slug: str, template: Template = None
) -> HttpResponse:
    """The first three of a ranked list. Values: list, games."""
    return say.said(say.rank(slug), template)


@router.get("/say/rank/{slug}/{position}", auth=reads(), openapi_extra=TEXT)
@ignores_unknown
def say_rank(
    request: HttpRequest, slug: str, position: str, template: Template = None
) -> HttpResponse:
    """The game at a place of a ranked list. Values: rank, game, list."""
    return say.said(say.rank(slug, position), template)


@router.get("/say/game/{path:q}", auth=reads(), openapi_extra=TEXT)
@ignores_unknown
def say_game(request: HttpRequest, q: str, template: Template = None) -> HttpResponse:
    """A game by its name, typos included. Values: game, year, times, rating, hours,
    rank, list."""
    return say.said(say.game(q), template)
