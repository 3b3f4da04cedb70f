"""Path of Exile's API: https://www.pathofexile.com/developer/docs/reference.

Both games: the second one is a realm of it. Every request counts against the player's
own limits, and too many bad ones cost the application its approval, so nothing is
tried again but once after a 429 that says how long to wait.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import quote

import httpx
from django.conf import settings

from apps.integrations.http.client import Access
from apps.integrations.http.client import Limits
from apps.integrations.http.client import RemoteClient
from apps.integrations.http.errors import RemoteDisconnected
from apps.integrations.http.errors import RemoteError
from apps.integrations.http.errors import RemoteNotJson
from apps.integrations.http.errors import RemoteUnexpected
from apps.integrations.http.pacing import Pace
from apps.integrations.http.response import Answer
from apps.integrations.http.response_cache import keep
from apps.integrations.http.response_cache import recall
from apps.integrations.http.shared_redis import key
from apps.integrations.oauth.access import GrantedAccess
from apps.integrations.poe import answers
from apps.integrations.poe.answers import PoeAccount
from apps.integrations.poe.answers import PoeCharacter
from apps.integrations.poe.answers import PoeLeague
from apps.integrations.poe.errors import APPS_PAGE
from apps.integrations.poe.errors import BLOCK_PAUSE
from apps.integrations.poe.errors import SERVICE_NAME
from apps.integrations.poe.errors import PoeRateLimited
from apps.integrations.poe.errors import blocked
from apps.integrations.poe.errors import error_of_code
from apps.integrations.poe.errors import rate_limited
from apps.integrations.poe.oauth import POE_OAUTH
from apps.integrations.poe.rate_limits import PolicyBook
from apps.integrations.poe.user_agent import user_agent
from apps.integrations.service import Service

PC = "pc"
# Between any two requests, whatever they ask for.
PACE = Pace(0.25, places=1)
# Seconds that a job waits for its turn; somebody at a page waits for less.
JOB_PATIENCE = 900.0


class PoeClient(RemoteClient):
    """The account of `access`, which `account` (its id) keeps the limits of.

    Raises RemoteMisconfigured without POE_CLIENT_ID and POE_CONTACT.
    """

    service = SERVICE_NAME
    key = "poe"
    pace = PACE

    def __init__(self, access: Access, *, account: str, patience: float = 10.0) -> None:
        self.pace = replace(PACE, patience=patience)
        self._patience = patience
        self._policies = PolicyBook(account, patience=patience)
        self._endpoint = ""
        super().__init__(
            settings.POE_API_BASE_URL,
            headers={"User-Agent": user_agent(), "Accept": "application/json"},
            limits=Limits(read=30.0, total=60.0, max_bytes=16 * 1024 * 1024),
            access=access,
        )

    def profile(self) -> PoeAccount:
        """https://www.pathofexile.com/developer/docs/reference#profile"""
        return answers.account(self._asked("profile", "profile"))

    def leagues(self, realm: str = PC) -> list[PoeLeague]:
        """Those of the account, of the first game.

        https://www.pathofexile.com/developer/docs/reference#accountleagues
        """
        path = _in_realm("account/leagues", realm)
        return answers.leagues(self._rows("leagues", path))

    def characters(self, realm: str = PC) -> list[PoeCharacter]:
        """https://www.pathofexile.com/developer/docs/reference#characters-list"""
        path = _in_realm("character", realm)
        return answers.characters(self._rows("characters", path))

    def character(self, name: str, realm: str = PC) -> dict[str, Any] | None:
        """All of a character, as `files.game_json` reads it; None if it is gone.

        https://www.pathofexile.com/developer/docs/reference#characters-get
        """
        path = f"{_in_realm('character', realm)}/{quote(name, safe='')}"
        found = self._asked("character", path).get("character")
        return found if isinstance(found, dict) else None

    def authorisation(self) -> dict[str, str]:
        headers = dict(super().authorisation())
        if not headers:
            raise RemoteDisconnected(
                "Path of Exile isn’t connected.",
                service=self.service,
                what_to_do="Connect your account first.",
            )
        return headers

    def error_of(self, answer: Answer) -> RemoteError | None:
        """Errors have a code in JSON; each answer says what may still be asked."""
        if self._endpoint and "x-rate-limit-policy" in answer.headers:
            self._policies.learn(self._endpoint, answer.headers)
        if _is_block(answer):
            keep(_block(), True, seconds=int(BLOCK_PAUSE))
            return blocked()
        code = _code(answer)
        if code is not None:
            return error_of_code(
                code, status=answer.status, retry_after=answer.retry_after
            )
        if answer.status == 429:
            return rate_limited(answer.retry_after)
        return super().error_of(answer)

    def _rows(self, endpoint: str, path: str) -> list[Any]:
        found = self._asked(endpoint, path).get(endpoint)
        if not isinstance(found, list):
            raise RemoteUnexpected(
                f"Path of Exile’s answer has no {endpoint}.", service=self.service
            )
        return found

    def _asked(self, endpoint: str, path: str) -> dict[str, Any]:
        """The JSON at `path`, in turn; once more after a 429 that says when."""
        try:
            found = self._in_turn(endpoint, path).json()
        except PoeRateLimited as error:
            wait = error.wait_seconds
            if not error.may_repeat or wait is None or wait > self._patience:
                raise
            # The pace of all processes waits for it.
            found = self._in_turn(endpoint, path).json()
        if not isinstance(found, dict):
            raise RemoteUnexpected(
                "Path of Exile’s answer isn’t an object.", service=self.service
            )
        return found

    def _in_turn(self, endpoint: str, path: str) -> Answer:
        self._endpoint = endpoint
        policy = self._policies.policy_of(endpoint)
        if policy is None:
            # It says the limits and counts against none: one, before the first use.
            self._policies.learn(endpoint, self.head(path).headers)
            policy = self._policies.policy_of(endpoint)
        assert policy is not None
        with self._policies.pacer(policy).turn():
            return self.get(path)

    def _try(self, request: httpx.Request, attempts: int) -> Answer:
        """Once, whatever the base client would do."""
        if recall(_block()):
            raise blocked()
        return self._ask(request)


def _block() -> str:
    return key("poe", "blocked")


def _in_realm(path: str, realm: str) -> str:
    """The realm is a step of the path; none for the first game on PC."""
    return path if realm == PC else f"{path}/{realm}"


def _code(answer: Answer) -> int | None:
    """The code of an error, with whatever status; None without one."""
    try:
        found = answer.json()
    except RemoteNotJson:
        return None
    error = found.get("error") if isinstance(found, dict) else None
    if not isinstance(error, dict):
        return None
    return answers.number(error.get("code")) or None


def _is_block(answer: Answer) -> bool:
    """Whether the network in front of the API answered, and not the API."""
    if "cf-mitigated" in answer.headers:
        return True
    is_page = "html" in answer.headers.get("content-type", "").lower()
    return answer.status in (403, 429) and is_page


def is_configured() -> bool:
    return SERVICE.is_on


def check_poe() -> str:
    """Whether the connection lets Questlog in. Raises RemoteError."""
    access = GrantedAccess(POE_OAUTH)
    user_agent()
    if not access.current():
        return "The settings are complete. Connect your account under Profiles."
    with PoeClient(access, account="check") as poe:
        return f"You are {poe.profile().name}."


SERVICE = Service(
    key="poe",
    name=SERVICE_NAME,
    purpose="Your characters and leagues in both games.",
    probe=check_poe,
    addresses=("POE_BASE_URL", "POE_API_BASE_URL"),
    needs=("POE_CLIENT_ID", "POE_CONTACT"),
    takes=("POE_CLIENT_SECRET",),
    keys_page=APPS_PAGE,
    pace=PACE,
)
