"""Every error under /api as `application/problem+json` (RFC 9457)."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from typing import TypedDict

import orjson
from django.http import HttpResponse
from pydantic import BaseModel
from pydantic import Field

PROBLEM_JSON = "application/problem+json"

FieldError = TypedDict("FieldError", {"in": str, "field": str, "message": str})


class FieldErrorSchema(BaseModel):
    """One invalid value: where it was sent, its dotted name, and what to change."""

    in_: str = Field(alias="in", description="body, query, or path")
    field: str
    message: str


class ProblemSchema(BaseModel):
    """The response to any failed request (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    error: str = Field(description="The same as `detail`")
    errors: list[FieldErrorSchema] | None = None


def problem_answer(description: str) -> dict[str, Any]:
    """An OpenAPI response: a problem, for this reason."""
    reference = {"$ref": "#/components/schemas/ProblemSchema"}
    return {
        "description": description,
        "content": {PROBLEM_JSON: {"schema": reference}},
    }


class Problem(Exception):
    """Raised anywhere in a request: answered with `status` and what to do about it.

    `members` become further keys of the answer.
    """

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        errors: Iterable[FieldError] = (),
        headers: Mapping[str, str] | None = None,
        **members: Any,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.errors = list(errors)
        self.headers = headers or {}
        self.members = members

    def response(self) -> HttpResponse:
        body = {
            "type": "about:blank",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": self.detail,
            "error": self.detail,
            **({"errors": self.errors} if self.errors else {}),
            **self.members,
        }
        response = HttpResponse(
            orjson.dumps(body), status=self.status, content_type=PROBLEM_JSON
        )
        for name, value in self.headers.items():
            response[name] = value
        return response


def invalid(errors: Iterable[FieldError], *, status: int = 422) -> Problem:
    """The problem whose detail says each of `errors` in a sentence."""
    errors = list(errors)
    detail = " ".join(
        f"{error['field']}: {error['message']}" if error["field"] else error["message"]
        for error in errors[:5]
    )
    return Problem(status, detail, errors=errors)


def invalid_field(
    field: str, message: str, *, where: str = "body", status: int = 422
) -> Problem:
    """The problem of one bad value; `where` is body, query, or path."""
    return invalid([{"in": where, "field": field, "message": message}], status=status)


def not_found(noun: str, name: object) -> Problem:
    return Problem(404, f"There is no {noun} “{name}”.")
