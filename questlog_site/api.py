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
        "One person's games: library, journal, ranked lists.\n\n"
        "Reads need no login. Writes need `Authorization: Bearer <token>` "
        "(`script/manage api_tokens create`) or the admin's session with its CSRF "
        "token. `?include=private` on a read adds drafts and private rows, for "
        "those who may see them. Every error is an RFC 9457 problem.\n\n"
        "What happens is told by [events](/events/): WebSocket, server-sent events, "
        "feed, Redis, webhooks ([asyncapi.json](/api/asyncapi.json)). "
        "A read names its place in the stream of events, in the header "
        "`Questlog-Event-Position`: go on from there with `since` at `/api/events`, "
        "`/api/events/stream` or the WebSocket, and nothing is missed."
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
