"""The owner's account at Path of Exile."""

from __future__ import annotations

from apps.integrations.oauth.flow import ConnectFailed
from apps.integrations.oauth.models import GrantedTokens
from apps.integrations.poe.oauth import POE_OAUTH
from apps.profiles.poe.models import PoeProfile
from apps.profiles.registry import ProfileConnection


def check_account(profile: PoeProfile, tokens: GrantedTokens) -> None:
    """Raises ConnectFailed for another account than that of the stored characters."""
    if not tokens.account_id:
        raise ConnectFailed("Path of Exile didn’t say whose account this is.")
    if profile.account_id and profile.account_id != tokens.account_id:
        raise ConnectFailed(OTHER_ACCOUNT)


OTHER_ACCOUNT = (
    "This is a different account from the one that the characters here are of. A "
    "profile holds one account: sign in as the other one at pathofexile.com, and "
    "connect again."
)

CONNECTION = ProfileConnection(
    service=POE_OAUTH,
    is_needed=True,
    gives="Connect your account, and Questlog reads your characters and leagues of "
    "both games by itself.",
    check=check_account,
    note="Grinding Gear Games accepts no new applications at the moment. Without one, "
    "bring your characters in as files.",
)
