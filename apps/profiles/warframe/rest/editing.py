"""The profile written from what a request holds."""

from __future__ import annotations

from django.contrib.auth.models import User

from apps.core.api.problems import not_found
from apps.profiles.setting_up import put_profile
from apps.profiles.warframe.models import WarframeProfile
from apps.profiles.warframe.rest.schemas import WarframeUpdateSchema


def set_up_profile(body: WarframeUpdateSchema, *, user: User) -> bool:
    """Set the profile up, or change it; whether it is new."""
    return put_profile(WarframeProfile, body, user=user)


def change_profile(body: WarframeUpdateSchema, *, user: User) -> None:
    """Raises a 404 problem before the set-up."""
    if WarframeProfile.current() is None:
        raise not_found("profile", "warframe")
    put_profile(WarframeProfile, body, user=user)
