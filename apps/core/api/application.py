from __future__ import annotations

from collections.abc import Callable
from collections.abc import Sequence
from functools import wraps
from typing import Any

from asgiref.sync import iscoroutinefunction
from django.http import HttpRequest
from django.http import HttpResponse
from django.http import HttpResponseNotAllowed
from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern
from django.urls import URLResolver
from django.urls import path
from django.urls import re_path
from django.utils.cache import patch_vary_headers
from django.utils.encoding import iri_to_uri
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from apps.core.api.etags import is_held
from apps.core.api.etags import strong_etag
from apps.core.api.failures import answer_unexpected
from apps.core.api.failures import register_failures
from apps.core.api.problems import PROBLEM_JSON
from apps.core.api.problems import Problem
from apps.core.api.problems import ProblemSchema
from apps.core.api.problems import problem_answer
from apps.core.api.strict import StrictParser
from apps.core.api.strict import refuse_unknown

Pattern = URLPattern | URLResolver
# What apps know of addresses where something once was: each takes a path and returns
# the one where it is now, or None. Asked only where the answer would be a 404.
FORMER_ADDRESSES: list[Callable[[str], str | None]] = []
OPTIONAL_LOGIN: list[dict[str, list[str]]] = [
    {},
    {"BearerToken": []},
    {"AdminSession": []},
]


class QuestlogAPI(NinjaAPI):
    """Ninja with what each of our routes promises and none should repeat.

    Problems for every error, unknown parameters refused, HEAD and OPTIONS, strong
    ETags with conditional requests, honest `Cache-Control`, and 404 problems below
    addresses that are none.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(parser=StrictParser(), **options)
        register_failures(self)
        self.add_decorator(refuse_unknown, mode="view")
        self._openapi: OpenAPISchema | None = None

    @property
    def urls(self) -> tuple[list[Pattern], str, str]:
        patterns, app_name, namespace = super().urls
        for pattern in patterns:
            assert isinstance(pattern, URLPattern)
            view = pattern.callback
            if pattern.name in {"openapi-json", "openapi-view"}:
                view = require_safe(view)
            if pattern.name == "api-root":
                view = require_safe(self._front_page)
            pattern.callback = answering(view)
        beyond = re_path(r"^[\s\S]+$", answering(_nothing_here), name="nothing-here")
        return [*patterns, beyond], app_name, namespace

    @property
    def bare_url(self) -> Pattern:
        """The front page at the base address without its slash."""
        return path("api", answering(require_safe(self._front_page)))

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        if options.get("path_prefix") is not None:
            return self._described(super().get_openapi_schema(**options))
        if self._openapi is None:
            self._openapi = self._described(super().get_openapi_schema(**options))
        return self._openapi

    def _front_page(self, request: HttpRequest) -> HttpResponse:
        links = {
            "title": self.title,
            "docs": "/api/docs",
            "schema": "/api/openapi.json",
            "events": "/api/asyncapi.json",
        }
        return self.create_response(request, links, status=200)

    def _described(self, schema: OpenAPISchema) -> OpenAPISchema:
        """`schema` with the problem answer and the optional login of reads."""
        problem = ProblemSchema.model_json_schema(
            ref_template="#/components/schemas/{model}"
        )
        schema["components"]["schemas"].update(problem.pop("$defs"))
        schema["components"]["schemas"]["ProblemSchema"] = problem
        for methods in schema["paths"].values():
            for operation in methods.values():
                names = {one["name"] for one in operation["parameters"]}
                if "include" in names:
                    operation["security"] = OPTIONAL_LOGIN
                _declare_problems(operation["responses"])
        return schema


def _declare_problems(responses: dict[str | int, Any]) -> None:
    """Give failures the media type that they have, and add those of any route."""
    for status, response in responses.items():
        if str(status)[0] in "45" and "application/json" in response["content"]:
            response["content"] = {
                PROBLEM_JSON: response["content"]["application/json"]
            }
    responses["4XX"] = problem_answer("What went wrong, and how to fix it")


def answering(view: Callable[..., Any]) -> Callable[..., Any]:
    """Wrap a view: HEAD as GET, OPTIONS, problems, validators, cache headers."""

    @wraps(view)
    def answer(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        method = _as_get(request)
        try:
            response = view(request, **kwargs)
        except Exception as error:
            response = _problem_of(request, error)
        if response.status_code == 404:
            response = _moved(request) or response
        request.method = method
        return _finished(request, response, method)

    @wraps(view)
    async def answer_async(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        method = _as_get(request)
        try:
            response = await view(request, **kwargs)
        except Exception as error:
            response = _problem_of(request, error)
        request.method = method
        return _finished(request, response, method)

    # Exempt, because Ninja checks CSRF itself where a cookie logs in.
    return csrf_exempt(answer_async if iscoroutinefunction(view) else answer)


def _moved(request: HttpRequest) -> HttpResponse | None:
    """The way to where the thing is now, for an address that it once had."""
    for address_now in FORMER_ADDRESSES:
        address = address_now(request.path_info)
        if address is not None:
            query = request.META.get("QUERY_STRING", "")
            return HttpResponse(
                status=308,
                headers={"Location": iri_to_uri(address) + (query and f"?{query}")},
            )
    return None


def _as_get(request: HttpRequest) -> str:
    method = request.method or "GET"
    if method == "HEAD":
        request.method = "GET"
    return method


def _problem_of(request: HttpRequest, error: Exception) -> HttpResponse:
    if isinstance(error, Problem):
        return error.response()
    return answer_unexpected(request, error)


def _finished(
    request: HttpRequest, response: HttpResponseBase, method: str
) -> HttpResponseBase:
    if isinstance(response, HttpResponseNotAllowed):
        response = _not_allowed(response, method)
    patch_vary_headers(response, ["Authorization", "Cookie"])
    if not response.has_header("Cache-Control"):
        response["Cache-Control"] = _cache_control(request, response, method)
    if isinstance(response, StreamingHttpResponse) or method not in {"GET", "HEAD"}:
        return response
    assert isinstance(response, HttpResponse)
    response = _validated(request, response)
    if method == "HEAD":
        response["Content-Length"] = str(len(response.content))
        response.content = b""
    return response


def _not_allowed(response: HttpResponse, method: str) -> HttpResponse:
    allowed = {name.strip() for name in response["Allow"].split(",")} | {"OPTIONS"}
    if "GET" in allowed:
        allowed.add("HEAD")
    allow = ", ".join(sorted(allowed))
    if method == "OPTIONS":
        return HttpResponse(status=204, headers={"Allow": allow})
    detail = f"{method} isn't allowed here. Allowed: {allow}."
    return Problem(405, detail, headers={"Allow": allow}).response()


def _cache_control(
    request: HttpRequest, response: HttpResponseBase, method: str
) -> str:
    if method not in {"GET", "HEAD"} or response.status_code != 200:
        return "no-store"
    personal = "Authorization" in request.headers or "include" in request.GET
    return "private, no-cache" if personal else "public, no-cache"


def _validated(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """`response` with a strong ETag, or 304 where the client has this very body."""
    if response.status_code != 200:
        return response
    etag = strong_etag(response.content)
    response["ETag"] = etag
    if not is_held(etag, request.headers.get("If-None-Match", "")):
        return response
    unchanged = HttpResponse(status=304)
    for name in ("Cache-Control", "ETag", "Vary", "Link"):
        if response.has_header(name):
            unchanged[name] = response[name]
    del unchanged["Content-Type"]
    return unchanged


def _nothing_here(request: HttpRequest) -> HttpResponse:
    raise Problem(
        404, "There is nothing at this address. See /api/docs for all addresses."
    )


def declared_auth(api: NinjaAPI) -> dict[str, Sequence[Any]]:
    """Each route of `api` ("GET /works") with the auth that it declares."""
    return {
        f"{method} {path}": operation.auth_callbacks
        for router in api._get_bound_routers()
        for path, view in router.path_operations.items()
        for operation in view.operations
        for method in operation.methods
    }
