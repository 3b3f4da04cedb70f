"""Turns what models, the database and Ninja raise into problems."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Callable
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.apps import apps
from django.core.exceptions import DisallowedHost
from django.core.exceptions import PermissionDenied
from django.core.exceptions import RequestDataTooBig
from django.core.exceptions import SuspiciousOperation
from django.core.exceptions import ValidationError
from django.core.signals import got_request_exception
from django.db import DataError
from django.db import IntegrityError
from django.db.models import ProtectedError
from django.db.models import RestrictedError
from django.http import Http404
from django.http import HttpRequest
from django.http import HttpResponse
from django.http import UnreadablePostError
from django.template.loader import render_to_string
from django.views import defaults
from ninja import NinjaAPI
from ninja.errors import HttpError
from ninja.errors import ValidationError as InputError

from apps.core.api.problems import FieldError
from apps.core.api.problems import Problem
from apps.core.api.problems import invalid
from apps.core.database.outages import outage_of
from apps.core.database.outages import retry_after
from apps.core.visibility import may_see

logger = logging.getLogger("django.request")

# Codes of `ValidationError` that mean: fine by itself, but not as things stand.
CONFLICTS = frozenset(
    {"changed", "listed", "merged", "transition", "unique", "unique_together"}
)
FAILED = "Questlog couldn't process this request. See its log for the cause."
UNKNOWN_HOST = (
    "Questlog doesn't answer to the name or address {host}. Add it to ALLOWED_HOSTS "
    "(in .env, or in the environment) and start Questlog again."
)
MALFORMED = "The request is malformed."
TITLES = {400: "Unknown address", 503: "Not available right now"}
HOLDERS_NAMED = 20
# Characters of a name that anybody may have sent.
HOST_SHOWN = 100
# PostgreSQL's "Key (slug)=(rpg) already exists."
_KEY = re.compile(r"Key \((?P<field>\w+)\)=\((?P<value>.*)\)")


def register_failures(api: NinjaAPI) -> None:
    """Answer every exception of a route of `api` with a problem."""
    handlers: dict[type[Exception], Callable[[Any], Problem]] = {
        Problem: lambda error: error,
        InputError: _of_input,
        ValidationError: problem_of_validation,
        IntegrityError: problem_of_integrity,
        DataError: _of_data,
        Http404: lambda error: Problem(404, "There is nothing at this address."),
        PermissionDenied: lambda error: Problem(
            403, "You don't have permission to do this."
        ),
        RequestDataTooBig: lambda error: Problem(413, "The body is too large."),
        SuspiciousOperation: lambda error: Problem(400, "The request is malformed."),
        UnreadablePostError: lambda error: Problem(
            400, "The request body ended too early."
        ),
        HttpError: _of_http_error,
    }
    for kind, problem_of in handlers.items():
        api.add_exception_handler(kind, _answering(problem_of))
    for held in (ProtectedError, RestrictedError):
        api.add_exception_handler(held, answer_held_row)
    api.add_exception_handler(Exception, answer_unexpected)


def answer_unexpected(request: HttpRequest, error: Any) -> HttpResponse:
    """503 for an outage; else a 500 that tells nothing; the log tells everything."""
    outage = outage_of(error)
    if outage is not None:
        logger.error("%s %s: %s (%s)", request.method, request.path, outage, error)
        return _unavailable(request, outage)
    logger.error("%s %s failed", request.method, request.path, exc_info=error)
    got_request_exception.send(sender=None, request=request)
    return Problem(500, FAILED).response()


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's `handler400`: for what fails before a route is found."""
    # A session that cannot be saved is one of the bad requests, too.
    outage = outage_of(exception)
    if outage is not None:
        return _unavailable(request, outage)
    if isinstance(exception, DisallowedHost):
        host = request.META.get("HTTP_HOST", "")[:HOST_SHOWN]
        detail = UNKNOWN_HOST.format(host=f"“{host}”")
        return _explained(request, status=400, detail=detail)
    if request.path.startswith("/api"):
        return Problem(400, MALFORMED).response()
    return defaults.bad_request(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's `handler500`: for what fails around the routes."""
    outage = outage_of(sys.exc_info()[1])
    if outage is not None:
        return _unavailable(request, outage)
    if request.path.startswith("/api"):
        return Problem(500, FAILED).response()
    return defaults.server_error(request)


def _unavailable(request: HttpRequest, outage: str) -> HttpResponse:
    response = _explained(request, status=503, detail=outage)
    response["Retry-After"] = str(retry_after(outage))
    return response


def _explained(request: HttpRequest, *, status: int, detail: str) -> HttpResponse:
    """A problem for programs, a page without a request's context for people."""
    if request.path.startswith("/api"):
        return Problem(status, detail).response()
    context = {"title": TITLES[status], "detail": detail}
    page = render_to_string("core/unavailable.html", context)
    return HttpResponse(page, status=status)


def problem_of_validation(error: ValidationError) -> Problem:
    """422, or 409 where the row is valid but stands against another."""
    status = 409 if CONFLICTS & {one.code for one in _leaves(error)} else 422
    return invalid(_field_errors(error), status=status)


def _answering(problem_of: Callable[[Any], Problem]) -> Any:
    def handler(request: HttpRequest, error: Any) -> HttpResponse:
        return problem_of(error).response()

    return handler


def _of_input(error: InputError) -> Problem:
    return invalid(_input_error(one["loc"], one["msg"]) for one in error.errors)


def _input_error(location: tuple[str | int, ...], message: str) -> FieldError:
    # Ninja's location holds the name of the function's parameter after "body".
    path = location[2:] if location[0] == "body" else location[-1:]
    field = ".".join(str(part) for part in path)
    message = message.removeprefix("Value error, ")
    return {"in": str(location[0]), "field": field, "message": message}


def _leaves(error: ValidationError) -> Iterator[Any]:
    if hasattr(error, "error_dict"):
        for errors in error.error_dict.values():
            yield from errors
    else:
        yield from error.error_list


def _field_errors(error: ValidationError) -> Iterator[FieldError]:
    named = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    for field, messages in named.items():
        for message in messages:
            yield {
                "in": "body",
                "field": "" if field == "__all__" else field,
                "message": message,
            }


def answer_held_row(request: HttpRequest, error: Any) -> HttpResponse:
    """409 that names what holds the row, as far as the user may see it."""
    rows = (
        error.protected_objects
        if isinstance(error, ProtectedError)
        else error.restricted_objects
    )
    ordered = sorted(rows, key=lambda row: (row._meta.model_name, row.pk))
    seen = (row for row in ordered if may_see(request.user, row))
    named = islice(seen, HOLDERS_NAMED)
    held_by = [f"{row._meta.verbose_name}: {row}" for row in named]
    more = len(ordered) - len(held_by)
    names = "; ".join([*held_by, *([f"{more} more"] if more else [])])
    problem = Problem(
        409,
        f"It is still in use. Remove these first: {names}.",
        held_by=held_by,
        held_by_count=len(ordered),
    )
    return problem.response()


def problem_of_integrity(error: IntegrityError) -> Problem:
    """409 for what exists or is referred to, 422 for what breaks another rule."""
    diagnosis = getattr(error.__cause__, "diag", None)
    constraint = getattr(diagnosis, "constraint_name", None) or ""
    said = _constraint_messages().get(constraint)
    kind = type(error.__cause__).__name__
    if kind == "UniqueViolation":
        key = _KEY.search(getattr(diagnosis, "message_detail", None) or "")
        what = f" ({key['field']} {key['value']})" if key else ""
        return Problem(409, said or f"One like this already exists{what}.")
    if kind == "ForeignKeyViolation":
        return Problem(409, said or "It refers to something that was just deleted.")
    return Problem(422, said or f"The database rejected this ({constraint or kind}).")


def _constraint_messages() -> dict[str, str]:
    return {
        constraint.name: str(constraint.violation_error_message)
        for model in apps.get_models()
        for constraint in model._meta.constraints
        if constraint.violation_error_message
        != constraint.default_violation_error_message
    }


def _of_data(error: DataError) -> Problem:
    return Problem(422, "A value is outside the range the database can store.")


def _of_http_error(error: HttpError) -> Problem:
    # Ninja wraps whatever the body's parser raises, once or twice.
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, Problem):
            return cause
        cause = cause.__cause__
    if error.status_code == 401:
        return Problem(
            401,
            "Log in, or send a token: Authorization: Bearer <token>.",
            headers={"WWW-Authenticate": "Bearer"},
        )
    if error.status_code == 429:
        return Problem(429, "Too many requests. Wait a moment and try again.")
    return Problem(error.status_code, str(error))
