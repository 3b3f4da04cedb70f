"""Signing in at Bungie: it names the account, and opens what is private."""

from __future__ import annotations

from apps.integrations.bungie.answers import BungieAccount
from apps.integrations.bungie.client import BungieClient
from apps.integrations.bungie.oauth import BUNGIE_OAUTH
from apps.integrations.http.errors import RemoteError
from apps.integrations.oauth.access import GrantedAccess
from apps.integrations.oauth.models import Grant
from apps.profiles.destiny.models import DestinyProfile
from apps.profiles.destiny.models.profile import LARGEST_CODE
from apps.profiles.destiny.models.profile import NAME_LENGTH
from apps.profiles.registry import ProfileConnection


def bungie_client() -> BungieClient:
    """With the owner's connection where there is one, else with the key alone."""
    return BungieClient(access=GrantedAccess(BUNGIE_OAUTH))


def take_account(profile: DestinyProfile) -> str:
    """Take the account that signed in where the profile has none; says whose it is."""
    try:
        account = signed_in_account()
    except RemoteError as error:
        return f"Its account is still unknown: {error.message} {error.what_to_do}"
    if account is None:
        return "It has no Destiny account that Questlog can use."
    if not profile.bungie_name:
        use_account(profile, account)
    return f"You are {name_of(account)}."


def signed_in_account() -> BungieAccount | None:
    """Asks Bungie whose the connection is, and remembers the name.

    None without a usable one. Raises RemoteError.
    """
    with bungie_client() as bungie:
        account = bungie.own_account()
    if account is None or not _is_usable(account):
        return None
    rows = Grant.objects.filter(service=BUNGIE_OAUTH.key)
    rows.update(account_name=name_of(account))
    return account


def use_account(profile: DestinyProfile, account: BungieAccount) -> None:
    """Raises `ValidationError`."""
    profile.change(bungie_name=account.name, bungie_name_code=account.code)


def name_of(account: BungieAccount) -> str:
    return f"{account.name}#{account.code or 0:04d}"


def _is_usable(account: BungieAccount) -> bool:
    return (
        account.code is not None
        and 0 <= account.code <= LARGEST_CODE
        and 0 < len(account.name) <= NAME_LENGTH
    )


CONNECTION = ProfileConnection(
    service=BUNGIE_OAUTH,
    is_needed=False,
    gives="Questlog reads what Bungie shows to everyone. Connect your account, and it "
    "also reads a history that you keep private.",
    after=take_account,
    note="Choose the OAuth Client Type Confidential, and the scope “Read your Destiny "
    "2 information”.",
)
