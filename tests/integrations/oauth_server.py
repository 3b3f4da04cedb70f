"""The OAuth 2 pages and endpoints of a service, played on this machine.

It allows whoever comes, checks what the protocol wants (PKCE, codes and refresh tokens
that are good once), and has the errors that services have.
"""

from __future__ import annotations

import base64
import hashlib
import threading
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import orjson
from werkzeug import Request
from werkzeug import Response


class OAuthPlayer:
    """`valid` are the access tokens that let somebody in; `forms` what was posted.

    `registered` is the redirect address of the application, where requests don't say
    it. Tokens are numbered: "access-1", "refresh-1", and so on.
    """

    def __init__(
        self,
        *,
        client_id: str,
        secret: str,
        uses_pkce: bool,
        uses_basic: bool,
        about: dict[str, Any],
    ) -> None:
        self.client_id = client_id
        self.secret = secret
        self.uses_pkce = uses_pkce
        self.uses_basic = uses_basic
        self.about = about
        self.registered = ""
        self.lifetime: Any = 3600
        self.denies = ""
        self.codes: dict[str, dict[str, str]] = {}
        self.valid: set[str] = set()
        self.refreshable: set[str] = set()
        self.forms: list[dict[str, str]] = []
        self.revoked: list[str] = []
        self.before_token: Callable[[], None] = lambda: None
        self._next: list[Response] = []
        self._count = 0
        self._lock = threading.Lock()

    def answer_next(self, *answers: Response) -> None:
        """Let the token endpoint give these first."""
        self._next.extend(answers)

    def refreshes(self) -> int:
        return sum(form["grant_type"] == "refresh_token" for form in self.forms)

    def lets_in(self, request: Request) -> bool:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        return scheme == "Bearer" and token in self.valid

    def expire(self) -> None:
        """No access token is good anymore."""
        self.valid.clear()

    def revoke_all(self) -> None:
        """The owner took back at the service what Questlog may do."""
        self.valid.clear()
        self.refreshable.clear()

    def issue(self) -> dict[str, Any]:
        with self._lock:
            self._count += 1
            access, refresh = f"access-{self._count}", f"refresh-{self._count}"
            self.valid.add(access)
            self.refreshable.add(refresh)
        return {
            "access_token": access,
            "token_type": "Bearer",
            "expires_in": self.lifetime,
            "refresh_token": refresh,
            **self.about,
        }

    def authorize(self, request: Request) -> Response:
        """Sends the browser back at once."""
        assert request.args["response_type"] == "code"
        assert request.args["client_id"] == self.client_id
        if self.uses_pkce:
            assert request.args["code_challenge_method"] == "S256"
            assert len(request.args["code_challenge"]) == 43
        back = request.args.get("redirect_uri") or self.registered
        state = request.args["state"]
        assert len(state) >= 32
        if self.denies:
            query = {"error": self.denies, "error_description": "x", "state": state}
            return Response(
                status=302, headers={"Location": f"{back}?{urlencode(query)}"}
            )
        code = f"code-{len(self.codes) + 1}"
        self.codes[code] = {**request.args.to_dict(), "redirect_uri": back}
        return _back(back, code=code, state=state)

    def token(self, request: Request) -> Response:
        form = request.form.to_dict()
        self.forms.append(form)
        self.before_token()
        if self._next:
            return self._next.pop(0)
        if not self._is_ours(request, form):
            return refusal("invalid_client", status=401)
        if form["grant_type"] == "refresh_token":
            with self._lock:
                if form["refresh_token"] not in self.refreshable:
                    return refusal("invalid_grant", "AuthorizationRecordRevoked")
                self.refreshable.discard(form["refresh_token"])
            return answer(self.issue())
        begun = self.codes.pop(form["code"], None)
        if begun is None:
            return refusal("invalid_grant", "AuthorizationCodeInvalid")
        if self.uses_pkce:
            digest = hashlib.sha256(form["code_verifier"].encode()).digest()
            challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
            assert challenge == begun["code_challenge"]
            assert form["redirect_uri"] == begun["redirect_uri"]
        return answer(self.issue())

    def revoke(self, request: Request) -> Response:
        self.revoked.append(request.form["token"])
        self.revoke_all()
        return Response(status=200)

    def _is_ours(self, request: Request, form: dict[str, str]) -> bool:
        if self.uses_basic:
            pair = base64.b64encode(f"{self.client_id}:{self.secret}".encode()).decode()
            return request.headers.get("Authorization") == f"Basic {pair}"
        keys = (form.get("client_id"), form.get("client_secret", ""))
        return keys == (self.client_id, self.secret)


def _back(address: str, **query: str) -> Response:
    return Response(status=302, headers={"Location": f"{address}?{urlencode(query)}"})


def answer(value: object, status: int = 200) -> Response:
    return Response(orjson.dumps(value), status, content_type="application/json")


def refusal(error: str, description: str = "", *, status: int = 400) -> Response:
    return answer({"error": error, "error_description": description}, status)
