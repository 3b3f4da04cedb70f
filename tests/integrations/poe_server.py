"""Path of Exile, played by a server on this machine: its sign-in and its API.

What it sends has the keys of the developer documentation; the values are invented.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from pytest_django.fixtures import Settings
from pytest_httpserver import HTTPServer
from werkzeug import Request
from werkzeug import Response

from tests.integrations.oauth_server import OAuthPlayer
from tests.integrations.oauth_server import answer

CLIENT_ID, CLIENT_SECRET, CONTACT = "questlog", "poe-client-secret", "me@example.org"
ACCOUNT = "4f6b1c1e-0000-4000-8000-000000000001"
ACCOUNT_NAME = "ExileRunner#4821"
USER_AGENT = f"OAuth {CLIENT_ID}/0.1 (contact: {CONTACT}) Questlog"
_ANY = re.compile(r"/poe(-api)?/.*")
# As players' tools recorded them in 2026.
LIMITS = {
    "characters": ("character-list-request-limit", "2:10:60,5:300:300"),
    "character": ("character-request-limit", "5:10:60,30:300:300"),
    "leagues": ("league-request-limit", "5:10:60"),
    "profile": ("profile-request-limit", "5:10:60"),
}


def listed(name: str, **values: Any) -> dict[str, Any]:
    """A character as the list has it."""
    return {
        "id": name.encode().hex().ljust(64, "0")[:64],
        "name": name,
        "realm": "pc",
        "class": "Deadeye",
        "league": "Mirage",
        "level": 92,
        "experience": 2_000_000_000,
        **values,
    }


def league(name: str, **values: Any) -> dict[str, Any]:
    return {
        "id": name,
        "realm": "pc",
        "name": name,
        "category": {"id": name},
        "rules": [],
        "registerAt": "2026-07-20T18:00:00Z",
        "url": f"https://www.pathofexile.com/forum/{name}",
        "startAt": "2026-07-24T20:00:00Z",
        "endAt": None,
        **values,
    }


class PoeServer:
    """Answers as Path of Exile does, to the right program only.

    `characters` are by realm; `details` of a name are added to what the list says.
    `requests` are what the API got; `states` what an endpoint says was used up.
    """

    def __init__(self, http: HTTPServer, settings: Settings) -> None:
        self.characters: dict[str, list[dict[str, Any]]] = {"pc": [], "poe2": []}
        self.details: dict[str, dict[str, Any]] = {}
        self.leagues: list[dict[str, Any]] = []
        self.requests: list[str] = []
        self.states: dict[str, str] = {}
        self.limits = dict(LIMITS)
        self.forbidden: set[str] = set()
        self.before_each: Callable[[str], None] = lambda path: None
        self._next: list[Response] = []
        self.oauth = OAuthPlayer(
            client_id=CLIENT_ID,
            secret=CLIENT_SECRET,
            uses_pkce=True,
            uses_basic=False,
            about={
                "scope": "account:profile account:characters account:leagues",
                "username": ACCOUNT_NAME,
                "sub": ACCOUNT,
            },
        )
        self.oauth.lifetime = 2_419_200
        base = http.url_for("/").rstrip("/")
        settings.POE_BASE_URL = f"{base}/poe"
        settings.POE_API_BASE_URL = f"{base}/poe-api"
        settings.POE_CLIENT_ID = CLIENT_ID
        settings.POE_CLIENT_SECRET = CLIENT_SECRET
        settings.POE_CONTACT = CONTACT
        http.expect_request(_ANY).respond_with_handler(self._respond)

    def answer_next(self, *answers: Response) -> None:
        """Give these first, whatever the API is asked."""
        self._next.extend(answers)

    def asked(self, part: str) -> int:
        return sum(part in request for request in self.requests)

    def _respond(self, request: Request) -> Response:
        path = unquote(request.path)
        if path == "/poe/oauth/authorize":
            return self.oauth.authorize(request)
        if request.headers.get("User-Agent") != USER_AGENT:
            page = "<html>Just a moment…</html>"
            headers = {"cf-mitigated": "challenge"}
            return Response(page, 403, headers, content_type="text/html")
        if path == "/poe/oauth/token":
            return self.oauth.token(request)
        if path == "/poe/oauth/token/revoke":
            return self.oauth.revoke(request)
        self.requests.append(f"{request.method} {path.removeprefix('/poe-api')}")
        self.before_each(path)
        if self._next:
            return self._next.pop(0)
        if not self.oauth.lets_in(request):
            return failure(8, 401)
        return self._answer(request, path.removeprefix("/poe-api/").split("/"))

    def _answer(self, request: Request, steps: list[str]) -> Response:
        if steps[0] == "profile":
            found: Any = {"uuid": ACCOUNT, "name": ACCOUNT_NAME, "locale": None}
            return self._limited(request, "profile", found)
        if steps[:2] == ["account", "leagues"]:
            return self._limited(request, "leagues", {"leagues": self.leagues})
        assert steps.pop(0) == "character"
        realm = "pc"
        if steps and steps[0] in ("poe2", "xbox", "sony"):
            realm = steps.pop(0)
        rows = self.characters.get(realm, [])
        if not steps:
            return self._limited(request, "characters", {"characters": rows})
        (name,) = steps
        row = next((each for each in rows if each.get("name") == name), None)
        found = row and {**row, **self.details.get(name, {"passives": []})}
        return self._limited(request, "character", {"character": found})

    def _limited(self, request: Request, endpoint: str, found: Any) -> Response:
        if endpoint in self.forbidden:
            return failure(6, 403)
        response = answer(found)
        if request.method == "HEAD":
            response = Response(status=204)
        policy, limits = self.limits[endpoint]
        state = self.states.pop(endpoint, "")
        response.headers.update(rate_headers(policy, limits, state))
        return response


def rate_headers(policy: str, limits: str, state: str = "") -> dict[str, str]:
    """Of two rules, whose names have letters of any case."""
    windows = [each.split(":") for each in limits.split(",")]
    unused = ",".join(f"1:{period}:0" for _, period, _ in windows)
    return {
        "X-Rate-Limit-Policy": policy,
        "X-Rate-Limit-Rules": "Account,ip",
        "x-rate-limit-account": limits,
        "x-rate-limit-account-state": state or unused,
        "X-Rate-Limit-Ip": "60:60:60",
        "X-Rate-Limit-Ip-State": "1:60:0",
    }


def failure(code: int, status: int, **headers: str) -> Response:
    response = answer({"error": {"code": code, "message": "No"}}, status)
    response.headers.update({k.replace("_", "-"): v for k, v in headers.items()})
    return response
