"""Warframe's profile service of every platform, played on this machine."""

from __future__ import annotations

from typing import Any

import orjson
from pytest_django.fixtures import Settings
from pytest_httpserver import HTTPServer
from werkzeug import Request
from werkzeug import Response

from tests.profiles.warframe.accounts import ACCOUNT
from tests.profiles.warframe.accounts import document

PATH = "/cdn/getProfileViewingData.php"


class ProfileServer:
    """Answers with the profile of its account; `requests` are platform and id."""

    def __init__(self, http: HTTPServer, settings: Settings) -> None:
        self.profiles: dict[tuple[str, str], Any] = {("pc", ACCOUNT): document()}
        self.requests: list[tuple[str, str]] = []
        self._next: list[Response] = []
        for platform in ("pc", "ps", "xbox", "switch", "ios", "android"):
            name = f"WARFRAME_{platform.upper()}_BASE_URL"
            setattr(settings, name, http.url_for(f"/{platform}"))
            http.expect_request(f"/{platform}{PATH}").respond_with_handler(self._answer)
        settings.WARFRAME_ACCOUNT_ID = ACCOUNT
        settings.WARFRAME_PLATFORM = "pc"

    def answer_next(self, *answers: Response) -> None:
        """Give these first, whatever is asked."""
        self._next.extend(answers)

    def _answer(self, request: Request) -> Response:
        platform = request.path.split("/")[1]
        assert list(request.args) == ["playerId"]
        account = request.args["playerId"]
        self.requests.append((platform, account))
        if self._next:
            return self._next.pop(0)
        found = self.profiles.get((platform, account))
        if found is None:
            return plain("Could not find requested account", 409)
        # It doesn't say that it is JSON.
        return Response(orjson.dumps(found), content_type="text/html; charset=utf-8")


def plain(body: str, status: int, **headers: str) -> Response:
    return Response(body, status, headers=headers, content_type="text/plain")
