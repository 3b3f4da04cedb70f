"""Refuses what a route does not know, before the route runs."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from decimal import Decimal
from functools import wraps
from typing import Annotated
from typing import Any

import orjson
from django.conf import settings
from django.http import HttpRequest
from django.http import HttpResponse
from ninja.operation import Operation
from ninja.parser import Parser
from pydantic import AfterValidator
from pydantic import BaseModel
from pydantic import BeforeValidator
from pydantic import ConfigDict
from pydantic import Field
from pydantic import Strict
from pydantic import WithJsonSchema

from apps.core.api.problems import FieldError
from apps.core.api.problems import Problem
from apps.core.api.problems import invalid
from apps.core.api.problems import not_found

LARGEST_INTEGER = 2_147_483_647
NUL = "\x00"


def _without_defaults(schema: dict[str, Any]) -> None:
    """Generators of types make a key with a default required, whatever "required" says.

    In a body it may be left out; the docstring names the default.
    """
    for key in schema.get("properties", {}).values():
        key.pop("default", None)


class Input(BaseModel):
    """The body of a write. Keys that it does not have are refused by name."""

    model_config = ConfigDict(extra="forbid", json_schema_extra=_without_defaults)


def none_if_empty(value: Any) -> Any:
    """What older clients send for "none" where the contract has null."""
    return None if value == "" else value


def cut_to(most: int) -> AfterValidator:
    """A number above `most` counts as `most`."""
    return AfterValidator(lambda value: min(value, most))


def ignores_unknown[View: Callable[..., Any]](view: View) -> View:
    """Mark an endpoint of the existing clients: it ignores parameters it lacks."""
    view.ignores_unknown = True  # type: ignore[attr-defined]
    return view


def _not_blank(value: str) -> str:
    if not value.strip():
        raise ValueError("This must not be empty.")
    return value.strip()


def _exact(value: Any) -> Decimal:
    """The decimal that was written: 12.3, not 12.300000000000000711."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("Input should be a valid number")
    return Decimal(str(value))


def _integral(value: Any) -> Any:
    """JSON knows one kind of number: 5.0 is the integer 5."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


# JSON types as they are: "5" isn't a number, 1 isn't a boolean.
Integer = Annotated[int, Strict(), BeforeValidator(_integral)]
Int = Annotated[
    int, Strict(), Field(ge=0, le=LARGEST_INTEGER), BeforeValidator(_integral)
]
Number = Annotated[Decimal, BeforeValidator(_exact), WithJsonSchema({"type": "number"})]
Bool = Annotated[bool, Strict()]
Name = Annotated[
    str,
    Field(max_length=200, json_schema_extra={"pattern": r"\S"}),
    AfterValidator(_not_blank),
]
Slug = Annotated[str, Field(max_length=160, pattern=r"^[-a-zA-Z0-9_]+$")]


class StrictParser(Parser):
    """JSON in UTF-8 only, without the NUL that PostgreSQL cannot store."""

    def parse_body(self, request: HttpRequest) -> Any:
        body = request.body
        if len(body) > (settings.DATA_UPLOAD_MAX_MEMORY_SIZE or len(body)):
            raise too_large()
        try:
            data = orjson.loads(body)
        except orjson.JSONDecodeError as error:
            raise Problem(400, f"The body isn't valid JSON: {error}.") from error
        if b"\\u0000" in body and _holds_nul(data):
            raise Problem(
                422, "The body contains a NUL character (\\u0000). Remove it."
            )
        return data


def too_large() -> Problem:
    megabytes = (settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0) / 1024 / 1024
    return Problem(413, f"The body is larger than {megabytes:g} MB. Send it in parts.")


def refuse_unknown(run: Callable[..., Any]) -> Callable[..., Any]:
    """Wrap an operation's `run`: unknown or doubled parameters, bodies not JSON."""
    operation = getattr(run, "__self__", None)
    assert isinstance(operation, Operation)

    def problem_in(request: HttpRequest, path: dict[str, Any]) -> HttpResponse | None:
        try:
            _check_path(path)
            _check_query(request, operation)
            _check_body(request, operation)
        except Problem as problem:
            return problem.response()
        return None

    @wraps(run)
    def checked(request: HttpRequest, **path: Any) -> Any:
        return problem_in(request, path) or run(request, **path)

    @wraps(run)
    async def checked_async(request: HttpRequest, **path: Any) -> Any:
        return problem_in(request, path) or await run(request, **path)

    return checked_async if inspect.iscoroutinefunction(run) else checked


def _check_path(path: dict[str, Any]) -> None:
    for value in path.values():
        if NUL in str(value):
            raise not_found("row named", str(value).replace(NUL, ""))


def _check_query(request: HttpRequest, operation: Operation) -> None:
    if not request.GET:
        return
    known, repeatable = _query_names(operation)
    errors: list[FieldError] = []
    for name, values in request.GET.lists():
        if name not in known and getattr(operation.view_func, "ignores_unknown", False):
            continue
        if name not in known:
            knows = ", ".join(sorted(known)) or "none"
            message = f"Unknown parameter. Known parameters: {knows}."
        elif len(values) > 1 and name not in repeatable:
            message = "Send this parameter only once."
        elif any(NUL in value for value in values):
            message = "It contains a NUL character. Remove it."
        else:
            continue
        errors.append({"in": "query", "field": name[:100], "message": message})
    if errors:
        raise invalid(errors)


def _query_names(operation: Operation) -> tuple[set[str], set[str]]:
    known: set[str] = set()
    repeatable: set[str] = set()
    for model in operation.models:
        if model.__ninja_param_source__ == "query":
            known |= set(getattr(model, "__ninja_flatten_map__", {}))
            repeatable |= set(getattr(model, "__ninja_collection_fields__", []))
    return known, repeatable


def _check_body(request: HttpRequest, operation: Operation) -> None:
    if request.method not in {"POST", "PUT", "PATCH"}:
        return
    size = request.META.get("CONTENT_LENGTH") or "0"
    limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    if limit and size.isdigit() and int(size) > limit:
        raise too_large()
    takes_body = any(
        model.__ninja_param_source__ == "body" for model in operation.models
    )
    sent = size != "0" or "Transfer-Encoding" in request.headers
    if takes_body and sent and not _is_json(request.content_type or ""):
        raise Problem(
            415,
            "Send the body as JSON, with the header Content-Type: application/json.",
        )


def _is_json(content_type: str) -> bool:
    return content_type == "application/json" or content_type.endswith("+json")


def _holds_nul(data: Any) -> bool:
    if isinstance(data, str):
        return NUL in data
    if isinstance(data, list):
        return any(_holds_nul(item) for item in data)
    if isinstance(data, dict):
        return any(NUL in key or _holds_nul(value) for key, value in data.items())
    return False
