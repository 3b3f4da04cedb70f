"""Bungie's error codes: what each means here, and what the owner can do about it.

https://bungie-net.github.io/multi/schema_Exceptions-PlatformErrorCodes.html. A code
comes with any HTTP status, with 200 too.
"""

from __future__ import annotations

from apps.integrations.http.errors import RemoteError
from apps.integrations.http.errors import RemoteMisconfigured
from apps.integrations.http.errors import RemoteNotFound
from apps.integrations.http.errors import RemoteRateLimited
from apps.integrations.http.errors import RemoteRefused
from apps.integrations.http.errors import RemoteUnauthorized
from apps.integrations.http.errors import RemoteUnavailable
from apps.integrations.http.errors import RemoteUnexpected

SERVICE_NAME = "Bungie"
KEYS_PAGE = "https://www.bungie.net/en/Application"
PRIVACY_PAGE = "https://www.bungie.net/7/en/User/Account/Privacy"
SUCCESS = 1
# Seconds until maintenance is worth another look: a job's wait, not a request's.
MAINTENANCE_PAUSE = 300.0
TROUBLE_PAUSE = 60.0
# The game's own servers are busy: the wait doubles, as Bungie says none.
GAME_BUSY = 1672
_THROTTLED = frozenset({31, 35, 36, 37, 51, 54, 55, 56, 57})
_IN_TROUBLE = frozenset({3, 1618, 1626, 1643, 1652, 1688})
_KEY_REJECTED = frozenset({2101, 2102})
_MOVED = frozenset({1601, 1620, 1630})
_MISSING = frozenset({21, 217})
_OUR_REQUEST = frozenset({7, 18})
_SIGN_IN_AGAIN = frozenset({22, 99, 2106, 2111, 2115, *range(2117, 2127)})


class BungieMaintenance(RemoteUnavailable):
    what_to_do_by_default = (
        "Bungie takes the game down for updates, mostly on Tuesdays. Questlog tries "
        "again by itself."
    )


class BungiePrivate(RemoteRefused):
    """The player shows the asked data to nobody."""

    what_to_do_by_default = (
        "Sign in at bungie.net, open Account Settings → Privacy, and allow others to "
        "see your Destiny game history. What Questlog has already stays."
    )


class BungieAccountMoved(RemoteNotFound):
    """The account or character isn't where it was: resolve the account again."""

    what_to_do_by_default = "Check your Bungie name."


class BungieReportMissing(RemoteNotFound):
    """Bungie has no report on this activity, at least not yet."""

    what_to_do_by_default = "Very old and very new activities may have no report."


class BungieSignInNeeded(RemoteUnauthorized):
    what_to_do_by_default = "Connect your account again, or disconnect it."


def error_of_code(
    code: int, *, name: str, throttle_seconds: float, status: int, busy_wait: float
) -> RemoteError:
    """The error that `code` stands for; `name` is Bungie's own word for it.

    `busy_wait` is how long to wait if the game's servers are busy.
    """
    error = _error_of(code, name)
    error.status = status
    if code in _THROTTLED:
        error.may_pass, error.wait_seconds = True, max(1.0, throttle_seconds)
        error.what_to_do = "Questlog waits as long as Bungie asks for, and goes on."
    elif code == GAME_BUSY:
        error.may_pass, error.wait_seconds = True, busy_wait
    elif code in _IN_TROUBLE:
        # Up to a few tries now; then the job waits.
        error.may_pass = True
    elif code == 5:
        error.may_pass, error.wait_seconds = True, MAINTENANCE_PAUSE
    elif code == 2110:
        error.may_pass, error.wait_seconds = True, TROUBLE_PAUSE
    return error


def _error_of(code: int, name: str) -> RemoteError:
    service = SERVICE_NAME
    if code in _THROTTLED or code == GAME_BUSY:
        return RemoteRateLimited("Bungie received too many requests.", service=service)
    if code == 5:
        return BungieMaintenance("Bungie is down for maintenance.", service=service)
    if code in _IN_TROUBLE:
        said = f"Bungie had a problem of its own ({name})."
        return RemoteUnavailable(said, service=service)
    if code in _KEY_REJECTED:
        return RemoteMisconfigured(
            "Bungie rejected the API key.",
            service=service,
            what_to_do=f"Check BUNGIE_API_KEY against {KEYS_PAGE}.",
        )
    if code == 1665:
        said = "Bungie shows this Destiny history to nobody: it is private."
        return BungiePrivate(said, service=service)
    if code in _MOVED:
        said = "Bungie doesn’t find the Destiny account or character."
        return BungieAccountMoved(said, service=service)
    if code == 1653:
        said = "Bungie has no report of this activity."
        return BungieReportMissing(said, service=service)
    if code in _MISSING:
        return RemoteNotFound("Bungie didn’t find it.", service=service)
    return _refusal_of(code, name)


def _refusal_of(code: int, name: str) -> RemoteError:
    service = SERVICE_NAME
    if code in _SIGN_IN_AGAIN:
        return BungieSignInNeeded("Bungie wants a new sign-in.", service=service)
    if code == 2110:
        said = "Bungie’s sign-in can’t be renewed yet."
        return RemoteUnavailable(said, service=service)
    if code == 2108:
        return RemoteMisconfigured(
            "The application at Bungie lacks a permission.",
            service=service,
            what_to_do=f"Give it “Read your Destiny 2 information” at {KEYS_PAGE}.",
        )
    if code == 12:
        return RemoteRefused("Bungie doesn’t allow this.", service=service)
    if code in _OUR_REQUEST:
        said = f"Bungie doesn’t understand the request ({name})."
        return RemoteRefused(said, service=service)
    said = f"Bungie answered with error {code} ({name})."
    return RemoteUnexpected(said, service=service)
