from __future__ import annotations

from importlib import import_module

from django.apps import apps
from django.http import HttpRequest
from django.http import HttpResponse
from django.utils.module_loading import module_has_submodule
from ninja import Router

from apps.core.api.application import QuestlogAPI
from apps.integrations.http.errors import RemoteError
from apps.integrations.problems import problem_of_remote_error

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
for config in apps.get_app_configs():
    if config.module and module_has_submodule(config.module, "api"):
        router = getattr(import_module(f"{config.name}.api"), "router", None)
        if isinstance(router, Router):
            api.add_router("", router)


@api.exception_handler(RemoteError)
def answer_remote_error(request: HttpRequest, error: RemoteError) -> HttpResponse:
    return problem_of_remote_error(error).response()
