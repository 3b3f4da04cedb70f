"""The place in the stream of events that a read of the API belongs to."""

from __future__ import annotations

from asgiref.sync import iscoroutinefunction
from django.http import HttpRequest
from django.http import HttpResponse
from django.utils.decorators import sync_and_async_middleware

from apps.realtime.live import protocol
from apps.realtime.live.lifetime import current_hub

HEADER = "Questlog-Event-Position"
# Seconds that the first reads wait for a hub that has just been started.
PATIENCE = 1.0


@sync_and_async_middleware
def event_position(get_response):  # type: ignore[no-untyped-def]
    """Tell with each read of the API how far the events are that it knows of.

    Read the state, then listen with `since` set to that position: nothing is missed.
    It is taken before the data is read and may lie behind it, never ahead: an event
    gets its number after its change was committed. Under WSGI there is no hub to ask.
    """
    if not iscoroutinefunction(get_response):
        return get_response

    async def middleware(request: HttpRequest) -> HttpResponse:
        is_read = request.method in {"GET", "HEAD"}
        if not is_read or not request.path_info.startswith("/api/"):
            return await get_response(request)
        hub = current_hub()
        if not hub.is_ready():
            await hub.ready(patience=PATIENCE)
        # Now, not after the answer: events of that time may not be in it.
        position = protocol.cursor(hub.epoch, hub.last) if hub.is_ready() else ""
        response = await get_response(request)
        if position:
            response[HEADER] = position
        return response

    return middleware
