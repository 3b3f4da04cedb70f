"""Bungie.net's Platform: https://bungie-net.github.io/multi/index.html.

All public data takes only the key. Each answer is wrapped in an envelope, and its
ErrorCode says how the request went, not the HTTP status.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from apps.integrations.bungie import answers
from apps.integrations.bungie.answers import AccountStats
from apps.integrations.bungie.answers import BungieAccount
from apps.integrations.bungie.answers import BungieItem
from apps.integrations.bungie.answers import BungieProfile
from apps.integrations.bungie.answers import BungieReport
from apps.integrations.bungie.answers import BungieStats
from apps.integrations.bungie.answers import HistoryPage
from apps.integrations.bungie.errors import GAME_BUSY
from apps.integrations.bungie.errors import KEYS_PAGE
from apps.integrations.bungie.errors import SERVICE_NAME
from apps.integrations.bungie.errors import SUCCESS
from apps.integrations.bungie.errors import BungieReportMissing
from apps.integrations.bungie.errors import error_of_code
from apps.integrations.bungie.manifest import ITEMS
from apps.integrations.bungie.manifest import Manifest
from apps.integrations.bungie.manifest import rows_of
from apps.integrations.http.client import USER_AGENT
from apps.integrations.http.client import Access
from apps.integrations.http.client import Limits
from apps.integrations.http.client import RemoteClient
from apps.integrations.http.errors import RemoteError
from apps.integrations.http.errors import RemoteMisconfigured
from apps.integrations.http.errors import RemoteNotFound
from apps.integrations.http.errors import RemoteNotJson
from apps.integrations.http.errors import RemoteUnexpected
from apps.integrations.http.pacing import Pace
from apps.integrations.http.response import Answer
from apps.integrations.service import Service

# The most that an answer of the history holds.
PAGE = 250
ALL_CHARACTERS = "0"
ANY_PLATFORM = -1
_KEY = re.compile(r"[0-9A-Za-z]{16,64}")
# Modes whose figures are asked for: story, strike, raid, all PvP, patrol, all PvE,
# nightfall, all strikes, Iron Banner, Gambit, dungeon, Trials, Lost Sectors.
MODES = (2, 3, 4, 5, 6, 7, 16, 18, 19, 46, 63, 75, 82, 84, 85, 87)
_PROFILE_COMPONENTS = "100,200,900"
# 25 requests a second are allowed on average; this leaves room for other programs.
PACE = Pace(1 / 15, places=5, patience=60.0)


class BungieClient(RemoteClient):
    """Bungie.net. Raises RemoteMisconfigured without BUNGIE_API_KEY.

    With `access`, what only the player may see is answered, too.
    """

    service = SERVICE_NAME
    key = "bungie"
    pace = PACE

    def __init__(
        self,
        base_url: str = "",
        *,
        limits: Limits | None = None,
        access: Access | None = None,
    ) -> None:
        self._busy_answers = 0
        self._body: Any = None
        super().__init__(
            base_url or settings.BUNGIE_BASE_URL,
            headers={
                "X-API-Key": _checked_key(),
                "User-Agent": _user_agent(),
                "Accept": "application/json",
            },
            limits=limits or Limits(read=30.0, total=60.0, max_bytes=24 * 1024 * 1024),
            access=access,
        )

    def own_account(self) -> BungieAccount | None:
        """The account of whoever signed in: the one that is played; None without one.

        https://bungie-net.github.io/multi/operation_get_User-GetMembershipsForCurrentUser.html
        """
        found = self._object("User/GetMembershipsForCurrentUser/")
        accounts = answers.accounts(found.get("destinyMemberships"))
        chosen = answers.big_id(found.get("primaryMembershipId"))
        for each in accounts:
            if chosen and each.membership_id == chosen:
                return each
        if sum(each.is_primary for each in accounts) > 1:
            # Without cross save each platform is an account: the one played last.
            accounts = self.linked_accounts(accounts[0].membership_id) or accounts
        return the_main_one(accounts)

    def search(self, name: str, code: int) -> list[BungieAccount]:
        """The accounts of a Bungie name such as ("Guardian", 42); [] for nobody.

        https://bungie-net.github.io/multi/operation_post_Destiny2-SearchDestinyPlayerByBungieName.html
        """
        wanted = json.dumps({"displayName": name, "displayNameCode": code}).encode()
        found = self._post(
            f"Destiny2/SearchDestinyPlayerByBungieName/{ANY_PLATFORM}/", wanted
        )
        return answers.accounts(found)

    def linked_accounts(self, membership_id: str) -> list[BungieAccount]:
        """Every account that belongs to the same person.

        https://bungie-net.github.io/multi/operation_get_Destiny2-GetLinkedProfiles.html
        """
        found = self._object(
            f"Destiny2/{ANY_PLATFORM}/Profile/{membership_id}/LinkedProfiles/",
            getAllMemberships="true",
        )
        return answers.accounts(found.get("profiles"))

    def profile(self, account: BungieAccount) -> BungieProfile:
        """Characters and triumphs; deleted characters aren't among them.

        https://bungie-net.github.io/multi/operation_get_Destiny2-GetProfile.html
        """
        path = f"{_at(account, 'Profile')}/"
        return answers.profile(self._object(path, components=_PROFILE_COMPONENTS))

    def account_stats(self, account: BungieAccount) -> AccountStats:
        """Figures over all modes, and every character, deleted ones too.

        https://bungie-net.github.io/multi/operation_get_Destiny2-GetHistoricalStatsForAccount.html
        """
        path = f"{_at(account, 'Account')}/Stats/"
        return answers.account_stats(self._object(path, groups="General"))

    def stats(self, account: BungieAccount, character_id: str) -> list[BungieStats]:
        """Figures by mode, of one character or of `ALL_CHARACTERS`.

        https://bungie-net.github.io/multi/operation_get_Destiny2-GetHistoricalStats.html
        """
        path = f"{_at(account, 'Account')}/Character/{character_id}/Stats/"
        modes = ",".join(map(str, MODES))
        found = self._get(path, modes=modes, groups="General", periodType=2)
        return answers.stats_by_mode(found)

    def history(
        self, account: BungieAccount, character_id: str, *, page: int
    ) -> HistoryPage:
        """A page of activities, the newest first; one with fewer than PAGE is the last.

        https://bungie-net.github.io/multi/operation_get_Destiny2-GetActivityHistory.html
        """
        path = f"{_at(account, 'Account')}/Character/{character_id}/Stats/Activities/"
        return answers.history_page(self._get(path, count=PAGE, page=page, mode=0))

    def manifest(self) -> Manifest:
        """https://bungie-net.github.io/multi/operation_get_Destiny2-GetDestinyManifest.html"""
        found = self._object("Destiny2/Manifest/")
        paths = found.get("jsonWorldComponentContentPaths")
        english = paths.get("en") if isinstance(paths, dict) else None
        version = answers.text(found.get("version"))
        if not version or not isinstance(english, dict):
            raise self._unexpected("sent a manifest without tables")
        tables = {name: answers.path(path) for name, path in english.items()}
        return Manifest(version, tables)

    def item(self, item_hash: int) -> BungieItem | None:
        """One item; None for what the manifest doesn't have. The table has 150 MB.

        https://bungie-net.github.io/multi/operation_get_Destiny2-GetDestinyEntityDefinition.html
        """
        path = f"Destiny2/Manifest/{ITEMS}/{item_hash}/"
        try:
            found = self._get(path)
        except RemoteNotFound:
            return None
        return answers.item(found) if isinstance(found, dict) else None

    def error_of(self, answer: Answer) -> RemoteError | None:
        """Errors are in the envelope, with whatever status."""
        self._body = None
        error = super().error_of(answer)
        try:
            body = answer.json()
        except RemoteNotJson:
            return error
        if not isinstance(body, dict) or "ErrorCode" not in body:
            return error
        code = answers.number(body["ErrorCode"])
        if code == SUCCESS and error is None:
            self._body, self._busy_answers = body, 0
            return None
        if code in (0, SUCCESS):
            return error
        if code == GAME_BUSY:
            self._busy_answers += 1
        return error_of_code(
            code,
            name=answers.text(body.get("ErrorStatus"))[:60] or "no name",
            throttle_seconds=answers.number(body.get("ThrottleSeconds")),
            status=answer.status,
            busy_wait=2.0 ** min(self._busy_answers, 3),
        )

    def _get(self, path: str, **params: str | int) -> Any:
        """The `Response`, or None for a success without one."""
        return self._opened(self.get(path, params=params))

    def _post(self, path: str, content: bytes) -> Any:
        headers = {"Content-Type": "application/json"}
        sent = self.send(path, content=content, headers=headers, may_repeat=True)
        return self._opened(sent)

    def _object(self, path: str, **params: str | int) -> dict[str, Any]:
        found = self._get(path, **params)
        if not isinstance(found, dict):
            raise RemoteNotFound(
                "Bungie has nothing there.",
                service=self.service,
                what_to_do="Check your Bungie name.",
            )
        return found

    def _opened(self, answer: Answer) -> Any:
        if self._body is None:
            answer.json()  # Says what came instead of JSON.
            raise RemoteUnexpected(
                "Bungie’s answer isn’t in its usual envelope.", service=self.service
            )
        return self._body.get("Response")


class BungieReportClient(BungieClient):
    """The host of post-game reports."""

    def __init__(self) -> None:
        super().__init__(settings.BUNGIE_STATS_BASE_URL)

    def report(self, instance_id: str) -> BungieReport:
        """What each player did in an activity. Raises BungieReportMissing.

        https://bungie-net.github.io/multi/operation_get_Destiny2-GetPostGameCarnageReport.html
        """
        found = self._get(f"Destiny2/Stats/PostGameCarnageReport/{instance_id}/")
        if not isinstance(found, dict):
            said = "Bungie has no report of this activity."
            raise BungieReportMissing(said, service=self.service)
        return answers.report(found)


class BungieTableClient(BungieClient):
    """The tables of the manifest, which are files of up to 100 MB."""

    def __init__(self) -> None:
        super().__init__(
            limits=Limits(read=60.0, total=300.0, max_bytes=160 * 1024 * 1024)
        )

    def rows(self, path: str) -> Iterator[Mapping[str, Any]]:
        """Each definition of the table at `path`. Raises RemoteNotFound if it is gone,
        as after an update."""
        base = urlsplit(str(self.base))
        return rows_of(self.get(f"{base.scheme}://{base.netloc}{path}").body)

    def error_of(self, answer: Answer) -> RemoteError | None:
        """Files come without an envelope."""
        return RemoteClient.error_of(self, answer)


def is_configured() -> bool:
    return bool(settings.BUNGIE_API_KEY)


def the_main_one(accounts: Iterable[BungieAccount]) -> BungieAccount | None:
    """Of the accounts of one person: the one that cross save plays, else the latest."""
    return max(
        accounts,
        key=lambda each: (
            each.is_primary,
            each.last_played.timestamp() if each.last_played else 0.0,
        ),
        default=None,
    )


def check_bungie() -> str:
    """Whether the key lets Questlog in. Raises RemoteError."""
    with BungieClient() as bungie:
        return f"Destiny 2 is at version {bungie.manifest().version}."


def _at(account: BungieAccount, what: str) -> str:
    return f"Destiny2/{account.membership_type}/{what}/{account.membership_id}"


def _user_agent() -> str:
    """In the form that Bungie asks for."""
    app = settings.BUNGIE_CLIENT_ID.strip()
    name, _, about = USER_AGENT.partition(" ")
    return f"{name} AppId/{app} {about}" if app.isdecimal() else USER_AGENT


def _checked_key() -> str:
    key: str = settings.BUNGIE_API_KEY.strip()
    if not key:
        raise RemoteMisconfigured(
            "Bungie needs an API key.",
            service=SERVICE_NAME,
            what_to_do=f"Create an application at {KEYS_PAGE}, and set BUNGIE_API_KEY.",
        )
    if _KEY.fullmatch(key) is None:
        raise RemoteMisconfigured(
            "BUNGIE_API_KEY isn’t a valid key.",
            service=SERVICE_NAME,
            what_to_do=f"Copy it again from {KEYS_PAGE}.",
        )
    return key


SERVICE = Service(
    key="bungie",
    name=SERVICE_NAME,
    purpose="Your characters and activities in Destiny 2.",
    probe=check_bungie,
    addresses=("BUNGIE_BASE_URL", "BUNGIE_STATS_BASE_URL"),
    needs=("BUNGIE_API_KEY",),
    takes=("BUNGIE_CLIENT_ID", "BUNGIE_CLIENT_SECRET"),
    keys_page=KEYS_PAGE,
    pace=PACE,
)
