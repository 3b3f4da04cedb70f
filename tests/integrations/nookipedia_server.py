"""Nookipedia's API, played by a server on this machine."""

from __future__ import annotations

from typing import Any

import orjson
from pytest_django.fixtures import Settings
from pytest_httpserver import HTTPServer
from werkzeug import Request
from werkzeug import Response

KEY = "f5a3c2d1-0000-4000-8000-0123456789ab"
IMAGES = "https://dodo.ac/np/images"
DENIED = {
    "title": "Failed to validate UUID.",
    "details": "UUID is either missing or invalid; or, unspecified server occured.",
}
BROKEN = {
    "title": "Error while calling Nookipedia's Cargo API.",
    "details": "MediaWiki responded with status 503.",
}


def villager(
    game_id: str, name: str, species: str, personality: str, **more: Any
) -> dict[str, Any]:
    """A villager with the keys that Nookipedia sends."""
    details = {
        "image_url": f"{IMAGES}/9/94/{name}_NH.png",
        "photo_url": f"{IMAGES}/0/03/{name}PicACNH.png",
        "icon_url": f"{IMAGES}/8/87/{name}_NH_Villager_Icon.png",
        "quote": "Never rest, never rust.",
        "sub-personality": "B",
        "catchphrase": "zzrrbbit",
        "clothing": "Simple Parka",
        "hobby": "Fitness",
        "fav_styles": ["Simple", "Active"],
        **more.pop("nh_details", {}),
    }
    return {
        "url": f"https://nookipedia.com/wiki/{name}",
        "name": name,
        "alt_name": "",
        "title_color": "bfbfbf",
        "id": game_id,
        "image_url": f"{IMAGES}/9/94/{name}_NH.png",
        "species": species,
        "personality": personality,
        "gender": "Male",
        "birthday_month": "February",
        "birthday_day": "13",
        "sign": "Aquarius",
        "phrase": "zzrrbbit",
        "islander": False,
        "debut": "DNM",
        "prev_phrases": ["toady"],
        "nh_details": details,
        "appearances": ["DNM", "NH"],
        **more,
    }


class NookipediaServer:
    """Answers as Nookipedia does, to the right key only; `requests` it got."""

    def __init__(self, http: HTTPServer, settings: Settings) -> None:
        self.villagers: Any = []
        self.requests: list[Request] = []
        self._next: list[Response] = []
        settings.NOOKIPEDIA_BASE_URL = http.url_for("/").rstrip("/")
        settings.NOOKIPEDIA_API_KEY = KEY
        http.expect_request("/villagers").respond_with_handler(self._answer)

    def answer_next(self, *answers: Response) -> None:
        """Give these first, whatever is asked."""
        self._next.extend(answers)

    def _answer(self, request: Request) -> Response:
        self.requests.append(request)
        if self._next:
            return self._next.pop(0)
        if request.headers.get("X-API-KEY") != KEY:
            return json(DENIED, 401)
        assert request.headers["Accept-Version"] == "1.7.0"
        assert request.args["game"] == "nh"
        if request.args.get("excludedetails") == "true":
            return json([each["name"] for each in self.villagers])
        return json(self.villagers)


def json(value: object, status: int = 200) -> Response:
    return Response(orjson.dumps(value), status, content_type="application/json")
