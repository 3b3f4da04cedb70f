"""Events over HTTP: the feed and the stream. See `apps.core.api.async_routes`."""

from __future__ import annotations

from typing import Any

import psycopg
from django.http import HttpRequest
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Header
from ninja import Query
from ninja import Router

from apps.core.api.async_routes import AsyncRequest
from apps.core.api.problems import Problem
from apps.core.api.sql_json import json_response
from apps.core.database.outages import AWAY
from apps.realtime.live import protocol
from apps.realtime.live import sse
from apps.realtime.live.access import NoToken
from apps.realtime.live.access import WrongOrigin
from apps.realtime.live.access import admit
from apps.realtime.live.feed import read_feed
from apps.realtime.live.hub import FULL
from apps.realtime.live.lifetime import current_hub
from apps.realtime.live.lifetime import position_for
from apps.realtime.live.middleware import HEADER
from apps.realtime.live.protocol import Since
from apps.realtime.live.protocol import Types
from apps.realtime.schemas import FeedPage
from apps.realtime.schemas import FeedQuery
from apps.realtime.schemas import StreamHeaders
from apps.realtime.schemas import StreamQuery

router = Router(tags=["events"])


class ReadToken:
    """Anyone, or who has a read token where QUESTLOG_EVENTS_TOKENS has some."""

    openapi_security_schema = {"type": "http", "scheme": "bearer"}

    async def __call__(self, request: HttpRequest) -> bool:
        if not isinstance(request, AsyncRequest):
            raise Problem(501, "Events need an ASGI server. Serve questlog_site.asgi.")
        try:
            await admit(request.scope)
        except NoToken as error:
            headers = {"WWW-Authenticate": "Bearer"}
            raise Problem(401, str(error), headers=headers) from error
        except WrongOrigin as error:
            raise Problem(403, str(error)) from error
        if current_hub().is_full():
            raise Problem(429, FULL, headers={"Retry-After": "30"})
        return True


listens = ReadToken()
OPTIONAL_LOGIN: dict[str, Any] = {"security": [{}]}


@router.get("/events", auth=listens, response=FeedPage, openapi_extra=OPTIONAL_LOGIN)
async def list_events(request: HttpRequest, query: Query[FeedQuery]) -> HttpResponse:
    """Events in order: everything after `since`, or the newest ones without it.

    To follow, ask again with `since` set to `next`, immediately while `has_more` is
    true. With `wait`, the response comes as soon as there is an event, or after that
    many seconds. `reset` says that you can't resume from `since`, and why: reload the
    full state, then continue from `next`.
    """
    since = None if query.since is None else Since.parse(query.since)
    try:
        body, cursor = await read_feed(
            since, Types.parse(query.types), limit=query.limit, wait=query.wait
        )
    except (psycopg.Error, TimeoutError) as error:
        raise Problem(503, AWAY, headers={"Retry-After": "5"}) from error
    response = json_response(body)
    response["Cache-Control"] = "no-store"
    response[HEADER] = cursor
    return response


STREAM_ANSWER: dict[str, Any] = {
    **OPTIONAL_LOGIN,
    "responses": {
        200: {
            "description": "Each event as `data`, with its cursor as `id`",
            "content": {sse.MEDIA_TYPE: {"schema": {"type": "string"}}},
        }
    },
}


@router.get("/events/stream", auth=listens, openapi_extra=STREAM_ANSWER)
async def stream_events(
    request: HttpRequest,
    query: Query[StreamQuery],
    headers: Header[StreamHeaders],
) -> HttpResponseBase:
    """Events as they happen, for a browser's `EventSource` or `curl -N`.

    `data` is the event, `id` its cursor. A disconnected client reconnects with the
    header `Last-Event-ID`, which takes precedence over `since`, and misses nothing. A
    frame of type `events:reset` says that you can't resume from there: reload the full
    state. Without a position, the stream starts with the next event.
    """
    assert isinstance(request, AsyncRequest)
    place = headers.last_event_id or query.since
    since = None if place is None else Since.parse(place)
    try:
        position = await position_for(since)
    except (psycopg.Error, TimeoutError):
        return sse.come_back()
    start = protocol.start_of(since, position)
    response = sse.EventStream(
        current_hub(),
        position,
        start,
        types=Types.parse(query.types),
        named=query.named,
        on_stuck=request.cut_off,
    )
    response[HEADER] = protocol.cursor(position.epoch, start.after)
    return response
