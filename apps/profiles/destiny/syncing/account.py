"""Which account a Bungie name belongs to, and where it moved."""

from __future__ import annotations

from dataclasses import dataclass

from apps.integrations.bungie.answers import BungieAccount
from apps.integrations.bungie.answers import BungieProfile
from apps.integrations.bungie.client import BungieClient
from apps.integrations.bungie.client import the_main_one
from apps.integrations.bungie.errors import BungieAccountMoved
from apps.jobs.progress import JobFailed
from apps.profiles.destiny.models import DestinyProfile
from apps.profiles.destiny.models.profile import LARGEST_CODE
from apps.profiles.destiny.models.profile import NAME_LENGTH


@dataclass(frozen=True, slots=True)
class OpenedAccount:
    account: BungieAccount
    answer: BungieProfile


def open_account(profile: DestinyProfile, bungie: BungieClient) -> OpenedAccount:
    """The profile's account and what Bungie says of it; looked for again if it moved.

    Raises `JobFailed` where the name belongs to nobody.
    """
    known = _known(profile)
    account = known or _search(profile, bungie)
    try:
        return OpenedAccount(account, bungie.profile(account))
    except BungieAccountMoved:
        if known is None:
            raise
    moved = the_main_one(bungie.linked_accounts(known.membership_id))
    if moved is None or _place(moved) == _place(known):
        moved = _search(profile, bungie)
    if _place(moved) == _place(known):
        raise BungieAccountMoved(
            f"Bungie no longer has the Destiny account of {profile.full_name}.",
            service=bungie.service,
        )
    return OpenedAccount(moved, bungie.profile(moved))


def remember_account(profile: DestinyProfile, opened: OpenedAccount) -> list[str]:
    """Store where the account is, and its name if it was changed there."""
    account = opened.account
    profile.membership_type = account.membership_type
    profile.membership_id = account.membership_id
    answered = opened.answer.account
    before = profile.full_name
    if answered is not None and _is_name(answered):
        profile.bungie_name, profile.bungie_name_code = answered.name, answered.code
    fields = ("membership_type", "membership_id", "bungie_name", "bungie_name_code")
    rows = DestinyProfile.objects.filter(pk=profile.pk)
    rows.update(**{field: getattr(profile, field) for field in fields})
    if before == profile.full_name:
        return []
    return [f"{before} is now {profile.full_name}"]


def _search(profile: DestinyProfile, bungie: BungieClient) -> BungieAccount:
    if not profile.bungie_name or profile.bungie_name_code is None:
        raise JobFailed(
            "Enter your Bungie name on the Destiny 2 page: it has a number, such as "
            "Guardian#0042."
        )
    found = bungie.search(profile.bungie_name, profile.bungie_name_code)
    if sum(each.is_primary for each in found) > 1:
        # Without cross save each platform is an account: the one played last.
        found = bungie.linked_accounts(found[0].membership_id) or found
    account = the_main_one(found)
    if account is None:
        raise JobFailed(
            f"Bungie doesn’t know the name {profile.full_name}. Look it up at "
            "bungie.net under your avatar, and change it on the Destiny 2 page."
        )
    return account


def _known(profile: DestinyProfile) -> BungieAccount | None:
    if not profile.membership_id:
        return None
    return BungieAccount(
        membership_type=profile.membership_type,
        membership_id=profile.membership_id,
        name=profile.bungie_name,
        code=profile.bungie_name_code,
        is_primary=True,
    )


def _place(account: BungieAccount) -> tuple[int, str]:
    return account.membership_type, account.membership_id


def _is_name(account: BungieAccount) -> bool:
    return (
        account.code is not None
        and 0 <= account.code <= LARGEST_CODE
        and 0 < len(account.name) <= NAME_LENGTH
    )
