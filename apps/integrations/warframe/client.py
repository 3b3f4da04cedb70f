"""Warframe's profile service, which the game itself reads.

Nobody documents the service; docs/warframe.md says how its answers are known. It locks
an address out of the game that asks too often, so there is no probe and no retry after
a refusal, and whoever calls `profile` keeps the pauses.
"""

from __future__ import annotations

import json
import re
from typing import Any

from django.conf import settings

from apps.integrations.http.client import Limits
from apps.integrations.http.client import RemoteClient
from apps.integrations.http.errors import RemoteError
from apps.integrations.http.errors import RemoteMisconfigured
from apps.integrations.http.errors import RemoteNotFound
from apps.integrations.http.errors import RemoteNotJson
from apps.integrations.http.errors import RemoteRateLimited
from apps.integrations.http.errors import RemoteRefused
from apps.integrations.http.errors import RemoteUnavailable
from apps.integrations.http.response import Answer
from apps.integrations.service import Service

NAME = "Warframe"
PLATFORMS = ("pc", "ps", "xbox", "switch", "ios", "android")
# So long after a refusal without a time of its own, in seconds.
WAIT_AFTER_429 = 30 * 60
WAIT_AFTER_403 = 60 * 60
MOST_BYTES = 16 * 1024 * 1024
UPLOAD = (
    "You can still save your profile in a browser and upload the file under Profiles, "
    "Warframe, Import."
)
_ACCOUNT_ID = re.compile(r"[0-9a-f]{24}")
_RETRY_WITH_PC = re.compile(rb"Retry with PC account:\s*([0-9a-fA-F]{24})\b")
_UNKNOWN = b"Could not find requested account"
_MALFORMED = b"No account or guild ID specified"


class CrossSaveAccount(RemoteRefused):
    """The console account is played as a PC account, whose id is `account_id`."""

    def __init__(self, account_id: str) -> None:
        super().__init__(
            "This console account is saved as a PC account.",
            service=NAME,
            what_to_do=f"Set WARFRAME_ACCOUNT_ID={account_id} and "
            "WARFRAME_PLATFORM=pc.",
        )
        self.account_id = account_id


class ProfileWithheld(RemoteRefused):
    """The account exists, but the service sends nobody its profile."""


class AddressBlocked(RemoteRefused):
    """The service doesn't talk to this address, for now."""


def configured_account() -> str:
    """The account id of the settings, lower case; "" for none."""
    return str(settings.WARFRAME_ACCOUNT_ID).strip().lower()


def configured_platform() -> str:
    return str(settings.WARFRAME_PLATFORM).strip().lower() or "pc"


def setting_problem() -> str:
    """What is wrong with the settings, in sentences to the owner; "" for nothing."""
    account = configured_account()
    if not account:
        return (
            "To fetch the profile, set WARFRAME_ACCOUNT_ID: the value of the cookie "
            "“gid” on warframe.com when you are signed in there. Or upload the profile."
        )
    if _ACCOUNT_ID.fullmatch(account) is None:
        return (
            "WARFRAME_ACCOUNT_ID isn’t an account id: those have 24 characters, 0 to 9 "
            "and a to f. It isn’t your name in the game."
        )
    if configured_platform() not in PLATFORMS:
        return f"WARFRAME_PLATFORM must be one of {', '.join(PLATFORMS)}."
    return ""


class WarframeClient(RemoteClient):
    """The service of one platform. Raises RemoteMisconfigured for bad settings."""

    service = NAME
    key = "warframe"

    def __init__(self, *, platform: str) -> None:
        if platform not in PLATFORMS:
            raise RemoteMisconfigured(
                f"Warframe has no platform “{platform[:20]}”.",
                service=NAME,
                what_to_do=f"Set WARFRAME_PLATFORM to one of {', '.join(PLATFORMS)}.",
            )
        super().__init__(
            getattr(settings, f"WARFRAME_{platform.upper()}_BASE_URL"),
            headers={"Accept": "application/json"},
            limits=Limits(read=30.0, total=60.0, max_bytes=MOST_BYTES),
        )

    def profile(self, account_id: str) -> Any:
        """The profile of an account as the service sends it: JSON, of any form.

        Raises CrossSaveAccount, ProfileWithheld, AddressBlocked, or another
        RemoteError.
        """
        if _ACCOUNT_ID.fullmatch(account_id) is None:
            raise RemoteMisconfigured(
                "WARFRAME_ACCOUNT_ID isn’t an account id.", service=NAME
            )
        path = "cdn/getProfileViewingData.php"
        return _json(self.get(path, params={"playerId": account_id}))

    def error_of(self, answer: Answer) -> RemoteError | None:
        """What was observed of the service; a status alone doesn't say much."""
        body, status = answer.body[:2_000], answer.status
        if moved := _RETRY_WITH_PC.search(body):
            return CrossSaveAccount(moved[1].decode().lower())
        if status in (400, 409):
            return _refusal(body, status)
        if status == 403:
            error: RemoteError = AddressBlocked(
                "Warframe’s service blocked this address.",
                service=NAME,
                status=status,
                what_to_do="Questlog waits before it asks again: too many requests "
                f"lock the address out of the game, too. {UPLOAD}",
            )
            error.wait_seconds = max(answer.retry_after or 0.0, WAIT_AFTER_403)
            return error
        if status == 429:
            wait = max(answer.retry_after or 0.0, WAIT_AFTER_429)
            return RemoteRateLimited(
                "Warframe’s service received too many requests.",
                service=NAME,
                status=status,
                wait_seconds=wait,
            )
        if status in (404, 410):
            return RemoteNotFound(
                "Warframe’s profile service isn’t at this address any more.",
                service=NAME,
                status=status,
                what_to_do=f"A newer Questlog may know the new one. {UPLOAD}",
            )
        if status >= 500:
            unavailable = RemoteUnavailable(
                f"Warframe’s service answered with status {status}.",
                service=NAME,
                status=status,
            )
            unavailable.may_pass = True
            return unavailable
        return super().error_of(answer)


def _refusal(body: bytes, status: int) -> RemoteError:
    if _UNKNOWN in body:
        return RemoteRefused(
            "Warframe doesn’t know this account.",
            service=NAME,
            status=status,
            what_to_do="Check WARFRAME_ACCOUNT_ID and WARFRAME_PLATFORM: each platform "
            "knows its own accounts only.",
        )
    if _MALFORMED in body or status == 400:
        return RemoteRefused(
            "Warframe doesn’t take this account id.",
            service=NAME,
            status=status,
            what_to_do="Check WARFRAME_ACCOUNT_ID: it is the value of the cookie “gid” "
            "on warframe.com, not your name.",
        )
    return ProfileWithheld(
        "Warframe knows the account but didn’t send its profile.",
        service=NAME,
        status=status,
        what_to_do=UPLOAD,
    )


def _json(answer: Answer) -> Any:
    """The JSON of an answer, whatever type it claims to have."""
    try:
        return json.loads(answer.body, parse_constant=lambda _: None)
    except (ValueError, RecursionError) as error:
        start = answer.body.lstrip()[:1]
        kind = "a web page" if start == b"<" else "something that isn’t JSON"
        raise RemoteNotJson(
            f"Warframe’s service sent {kind} instead of a profile.",
            service=NAME,
            status=answer.status,
            what_to_do=f"Try again later. {UPLOAD}",
        ) from error


def check_warframe() -> str:
    """Nothing is asked: what the settings say. Raises RemoteMisconfigured."""
    if problem := setting_problem():
        raise RemoteMisconfigured(problem, service=NAME)
    return (
        f"The settings name a {configured_platform()} account. Nothing was requested: "
        "the service locks out who asks too often. Sync the profile to try it."
    )


SERVICE = Service(
    key="warframe",
    name=NAME,
    purpose="Your Warframe profile: mastery, weapons, missions, syndicates.",
    probe=check_warframe,
    addresses=(
        *(f"WARFRAME_{platform.upper()}_BASE_URL" for platform in PLATFORMS),
        "WARFRAME_CATALOGUE_BASE_URL",
    ),
    needs=("WARFRAME_ACCOUNT_ID",),
    takes=("WARFRAME_PLATFORM",),
    keys_page="https://www.warframe.com/",
)
