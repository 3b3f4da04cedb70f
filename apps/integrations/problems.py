"""What a client of our API is told when a remote service lets us down."""

from __future__ import annotations

import math
from typing import Any

from apps.core.api.problems import Problem
from apps.core.api.problems import problem_answer
from apps.integrations.http.errors import RemoteError
from apps.integrations.http.errors import RemoteMisconfigured
from apps.integrations.http.errors import RemoteNotFound
from apps.integrations.http.errors import RemoteRateLimited
from apps.integrations.http.errors import RemoteTimeout
from apps.integrations.http.errors import RemoteUnauthorized

# The first that fits; all others are 502.
STATUSES: tuple[tuple[type[RemoteError], int], ...] = (
    (RemoteMisconfigured, 503),
    (RemoteUnauthorized, 503),
    (RemoteRateLimited, 429),
    (RemoteTimeout, 504),
    (RemoteNotFound, 404),
)
# For the `openapi_extra` of a route that asks a remote service.
ASKS_A_SERVICE: dict[str, Any] = {
    "responses": {
        502: problem_answer("The service failed or sent an invalid response"),
        503: problem_answer("The integration isn't set up; says what to set"),
        504: problem_answer("The service didn't respond in time"),
    }
}
# A service that is down or slow is asked again after so long.
AWAY_SECONDS = 60


def problem_of_remote_error(error: RemoteError) -> Problem:
    """503 for what the owner must set, 429, 504, 404, or 502 for any other failure.

    What may pass says when to try again.
    """
    status = next((code for kind, code in STATUSES if isinstance(error, kind)), 502)
    headers = {}
    if status == 429:
        headers["Retry-After"] = str(max(1, math.ceil(error.wait_seconds or 5)))
    elif status in (502, 504):
        headers["Retry-After"] = str(AWAY_SECONDS)
    return Problem(
        status,
        f"{error.message} {error.what_to_do}",
        headers=headers,
        service=error.service,
    )
