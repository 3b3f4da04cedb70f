from __future__ import annotations

from collections.abc import Callable

from asgiref.sync import iscoroutinefunction
from django.conf import settings
from django.http import HttpRequest
from django.http import HttpResponse
from django.utils.decorators import sync_and_async_middleware
from django.views.decorators.csp import csp_override

GetResponse = Callable[[HttpRequest], HttpResponse]


def _without_slash(path: str) -> str:
    if path.startswith("/api/") and len(path) > len("/api/"):
        return path.rstrip("/")
    return path


@sync_and_async_middleware
def api_slash(get_response):  # type: ignore[no-untyped-def]
    """Answer `/api/...` with and without its last slash alike, for every method.

    Ninja declares each route once, without the slash; a redirect would lose the
    body of a POST or PUT.
    """
    if iscoroutinefunction(get_response):

        async def middleware(request: HttpRequest) -> HttpResponse:
            request.path_info = _without_slash(request.path_info)
            return await get_response(request)

    else:

        def middleware(request: HttpRequest) -> HttpResponse:  # type: ignore[misc]
            request.path_info = _without_slash(request.path_info)
            return get_response(request)

    return middleware


@sync_and_async_middleware
def admin_content_security_policy(get_response):  # type: ignore[no-untyped-def]
    """Send `INLINE_SCRIPTS_CSP` instead of `SECURE_CSP` for the few pages in need."""
    policy: dict[str, list[str]] = settings.INLINE_SCRIPTS_CSP
    paths: tuple[str, ...] = settings.INLINE_SCRIPTS_PATHS
    looser_response = csp_override(policy)(get_response)

    def choose(request: HttpRequest) -> GetResponse:
        is_in_need = request.path_info.startswith(paths)
        return looser_response if is_in_need else get_response

    if iscoroutinefunction(get_response):

        async def middleware(request: HttpRequest) -> HttpResponse:
            return await choose(request)(request)  # type: ignore[misc]

    else:

        def middleware(request: HttpRequest) -> HttpResponse:  # type: ignore[misc]
            return choose(request)(request)

    return middleware
