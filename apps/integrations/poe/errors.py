"""Path of Exile's error codes (https://www.pathofexile.com/developer/docs/index#errors).

Which HTTP status comes with which code isn't documented: the code counts.
"""

from __future__ import annotations

from apps.integrations.http.errors import RemoteError
from apps.integrations.http.errors import RemoteNotFound
from apps.integrations.http.errors import RemoteRateLimited
from apps.integrations.http.errors import RemoteRefused
from apps.integrations.http.errors import RemoteUnauthorized
from apps.integrations.http.errors import RemoteUnavailable
from apps.integrations.http.errors import RemoteUnexpected

SERVICE_NAME = "Path of Exile"
APPS_PAGE = "https://www.pathofexile.com/developer/docs"
# Seconds. Counters there are kept in steps of up to a minute.
BUCKET = 60.0
AFTER_RETRY_AFTER = BUCKET + 1
# A 429 that doesn't say how long, and a block by the network in front.
UNKNOWN_PAUSE = 900.0
BLOCK_PAUSE = 3600.0


class PoeRateLimited(RemoteRateLimited):
    """Too much was asked. `may_repeat` says whether one more try is in order."""

    may_repeat = False


class PoeBlocked(RemoteRateLimited):
    """The network in front of the API turned Questlog away: nothing is asked."""


def rate_limited(retry_after: float | None) -> PoeRateLimited:
    """Repeated 429s cost the application its approval: the wait is generous."""
    wait = UNKNOWN_PAUSE if retry_after is None else retry_after + AFTER_RETRY_AFTER
    error = PoeRateLimited(
        "Path of Exile received too many requests.",
        service=SERVICE_NAME,
        status=429,
        wait_seconds=wait,
    )
    error.may_repeat = retry_after is not None
    return error


def blocked(wait_seconds: float = BLOCK_PAUSE) -> PoeBlocked:
    return PoeBlocked(
        "Path of Exile’s network has blocked Questlog.",
        service=SERVICE_NAME,
        status=403,
        wait_seconds=wait_seconds,
        what_to_do="Questlog asks nothing there for an hour. Check POE_CLIENT_ID and "
        "POE_CONTACT, and whether another program uses the same connection.",
    )


def error_of_code(code: int, *, status: int, retry_after: float | None) -> RemoteError:
    """The error that `code` stands for."""
    if code == 3:
        return rate_limited(retry_after)
    error = _error_of(code)
    error.status = status
    error.may_pass = isinstance(error, RemoteUnavailable)
    return error


def _error_of(code: int) -> RemoteError:
    service = SERVICE_NAME
    if code == 1:
        return RemoteNotFound("Path of Exile didn’t find it.", service=service)
    if code == 8:
        said = "Path of Exile rejected the connection’s token."
        what_to_do = "Connect your account again."
        return RemoteUnauthorized(said, service=service, what_to_do=what_to_do)
    if code == 6:
        return RemoteRefused(
            "Path of Exile doesn’t allow this.",
            service=service,
            what_to_do="The application may lack a scope: it needs account:profile, "
            "account:characters, and account:leagues.",
        )
    if code in (4, 7):
        said = "Path of Exile is unavailable, perhaps for maintenance."
        return RemoteUnavailable(said, service=service)
    if code in (2, 5, 9, 10):
        said = f"Path of Exile doesn’t understand the request (error {code})."
        return RemoteRefused(said, service=service)
    said = f"Path of Exile answered with error {code}."
    return RemoteUnexpected(said, service=service)
