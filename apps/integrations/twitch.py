"""Twitch: the app token that IGDB takes too, and the games of its categories.

https://dev.twitch.tv/docs/api/
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import batched
from typing import Any

from django.conf import settings
from django.utils import timezone

from apps.integrations.http.client import Limits
from apps.integrations.http.client import RemoteClient
from apps.integrations.http.client import bearer
from apps.integrations.http.errors import RemoteError
from apps.integrations.http.errors import RemoteMisconfigured
from apps.integrations.http.errors import RemoteUnexpected
from apps.integrations.http.pacing import Pace
from apps.integrations.http.response import Answer
from apps.integrations.http.tokens import SharedToken
from apps.integrations.http.tokens import Token
from apps.integrations.service import Service

APPS_PAGE = "https://dev.twitch.tv/console/apps"
MOST_AT_ONCE = 100
KEYS = ("TWITCH_CLIENT_ID", "TWITCH_CLIENT_SECRET")
JUST_CHATTING = "509658"
CHECK_KEYS = (
    "Check TWITCH_CLIENT_ID and TWITCH_CLIENT_SECRET against your application at "
    f"{APPS_PAGE}."
)


def app_token() -> SharedToken:
    """The app token for the keys and the address in the settings now."""
    return SharedToken(
        "twitch",
        settings.TWITCH_TOKEN_URL,
        settings.TWITCH_CLIENT_ID,
        settings.TWITCH_CLIENT_SECRET,
        name="Twitch",
        mint=_mint,
    )


def is_configured() -> bool:
    return bool(settings.TWITCH_CLIENT_ID and settings.TWITCH_CLIENT_SECRET)


def _mint() -> Token:
    with _TokenEndpoint(settings.TWITCH_TOKEN_URL, limits=_TOKEN_LIMITS) as endpoint:
        return endpoint.mint()


# Somebody waits for this and for what comes after it.
_TOKEN_LIMITS = Limits(read=10.0, total=15.0, max_bytes=64 * 1024)


class _TokenEndpoint(RemoteClient):
    """https://dev.twitch.tv/docs/authentication/getting-tokens-oauth/#client-credentials-grant-flow"""

    service = "Twitch"
    key = "twitch"

    def mint(self) -> Token:
        # In the body: addresses get into logs.
        form = {
            "client_id": settings.TWITCH_CLIENT_ID,
            "client_secret": settings.TWITCH_CLIENT_SECRET,
            "grant_type": "client_credentials",
        }
        now = timezone.now()
        found = self.send("", form=form, may_repeat=True).json()
        try:
            life = timedelta(seconds=int(found["expires_in"]))
            token = str(found["access_token"])
        except (KeyError, TypeError, ValueError, OverflowError):
            life, token = timedelta(), ""
        if not token or life <= timedelta():
            raise RemoteUnexpected(
                "Twitch's answer doesn't contain a token.", service=self.service
            )
        return Token(token, now, now + life)

    def error_of(self, answer: Answer) -> RemoteError | None:
        if answer.status in (400, 401, 403):
            return RemoteMisconfigured(
                f"Twitch rejected the application's keys: {_message(answer)}.",
                service=self.service,
                status=answer.status,
                what_to_do=CHECK_KEYS,
            )
        return super().error_of(answer)


class TwitchSession(RemoteClient):
    """A service that takes Twitch's app token. Raises RemoteMisconfigured without keys.

    A token that is refused is renewed once, by whichever process comes first.
    """

    def __init__(self, base_url: str, *, limits: Limits | None = None) -> None:
        if not is_configured():
            raise RemoteMisconfigured(
                f"{self.service} needs the keys of a Twitch application.",
                service=self.service,
                what_to_do=f"Create one at {APPS_PAGE}, and set TWITCH_CLIENT_ID and "
                "TWITCH_CLIENT_SECRET.",
            )
        super().__init__(
            base_url, headers={"Accept": "application/json"}, limits=limits
        )
        self._tokens = app_token()
        self._token: Token | None = None

    def authorisation(self) -> Mapping[str, str]:
        self._token = self._tokens.current()
        return {
            "Client-ID": settings.TWITCH_CLIENT_ID.strip(),
            **bearer(
                self._token.value, service=self.service, setting="TWITCH_CLIENT_ID"
            ),
        }

    def renew_authorisation(self) -> bool:
        self._tokens.renewed(self._token)
        return True


@dataclass(frozen=True, slots=True)
class TwitchCategory:
    """What a channel streams. `igdb_id` is None for what is no game."""

    id: str
    name: str
    igdb_id: int | None
    box_art: str = ""

    def box_art_url(self, *, width: int, height: int) -> str:
        sized = self.box_art.replace("{width}", str(width))
        return sized.replace("{height}", str(height))


class TwitchClient(TwitchSession):
    """https://dev.twitch.tv/docs/api/reference/#get-games"""

    service = "Twitch"
    key = "twitch"
    # 800 points a minute, one for each request.
    pace = Pace(interval=0.075, places=8)

    def __init__(self) -> None:
        super().__init__(settings.TWITCH_API_BASE_URL)

    def categories(self, ids: Iterable[str]) -> dict[str, TwitchCategory]:
        """The categories with these ids, by id; unknown ones are missing."""
        found = self._games("id", ids)
        return {category.id: category for category in found}

    def categories_of_games(self, igdb_ids: Iterable[int]) -> dict[int, TwitchCategory]:
        """The categories of games, by IGDB id; games without one are missing."""
        found = self._games("igdb_id", map(str, igdb_ids))
        return {each.igdb_id: each for each in found if each.igdb_id is not None}

    def _games(self, name: str, values: Iterable[str]) -> list[TwitchCategory]:
        wanted = list(dict.fromkeys(filter(str.isdecimal, map(str.strip, values))))
        found: list[TwitchCategory] = []
        for chunk in batched(wanted, MOST_AT_ONCE, strict=False):
            answer = self.get("games", params={name: chunk}).json()
            rows = answer.get("data") if isinstance(answer, dict) else None
            if not isinstance(rows, list):
                raise RemoteUnexpected(
                    "Twitch's answer doesn't contain any games.", service=self.service
                )
            found += [_category(row) for row in rows if isinstance(row, dict)]
        return [category for category in found if category.id]


def _category(row: dict[str, Any]) -> TwitchCategory:
    igdb_id = str(row.get("igdb_id") or "")
    return TwitchCategory(
        id=str(row.get("id") or ""),
        name=str(row.get("name") or ""),
        igdb_id=int(igdb_id) if igdb_id.isdecimal() else None,
        box_art=str(row.get("box_art_url") or ""),
    )


def _message(answer: Answer) -> str:
    try:
        said = answer.json()
    except RemoteError:
        said = None
    message = said.get("message") if isinstance(said, dict) else None
    return str(message or f"status {answer.status}")[:200]


def check_twitch() -> str:
    """Whether the keys are let in. Raises RemoteError."""
    with TwitchClient() as twitch:
        found = twitch.categories([JUST_CHATTING])
    known = ", ".join(f"“{category.name}”" for category in found.values())
    return f"It has the category {known}." if known else "Questlog can sign in."


SERVICE = Service(
    key="twitch",
    name="Twitch",
    purpose="Looks up the game for a stream's category, and signs Questlog in to IGDB.",
    probe=check_twitch,
    addresses=("TWITCH_TOKEN_URL", "TWITCH_API_BASE_URL"),
    needs=KEYS,
    keys_page=APPS_PAGE,
    pace=TwitchClient.pace,
    token=app_token,
)
