from __future__ import annotations

from django.http import HttpRequest
from django.http import HttpResponse

from apps.core.api.application import QuestlogAPI
from apps.exports.api import router as exports
from apps.integrations.api import router as integrations
from apps.integrations.http.errors import RemoteError
from apps.integrations.problems import problem_of_remote_error
from apps.journal.api import router as journal
from apps.library.api import router as library
from apps.lists.api import router as lists
from apps.realtime.api import router as events

api = QuestlogAPI(
    title="Questlog",
    version="1",
    description=(
        "One person's games: library, journal, ranked lists.\n\nReads need no login. "
        "Writes need `Authorization: Bearer <token>` (`script/manage api_tokens "
        "create`) or an admin session with its CSRF token. Add `?include=private` to "
        "a read to include drafts and private rows, if you have permission to see "
        "them. Every error is an RFC 9457 problem.\n\nChanges are published as "
        "[events](/events/): WebSocket, server-sent events, feed, Redis, and "
        "webhooks ([asyncapi.json](/api/asyncapi.json)). Every read has the header "
        "`Questlog-Event-Position`, its position in the event stream. Continue from "
        "there with `since` on `/api/events`, `/api/events/stream`, or the "
        "WebSocket, and you miss nothing."
    ),
)
api.add_router("", library)
api.add_router("", journal)
api.add_router("", lists)
api.add_router("", events)
api.add_router("", integrations)
api.add_router("", exports)


@api.exception_handler(RemoteError)
def answer_remote_error(request: HttpRequest, error: RemoteError) -> HttpResponse:
    return problem_of_remote_error(error).response()
