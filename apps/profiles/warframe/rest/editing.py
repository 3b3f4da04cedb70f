"""The profile written from what a request holds."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from apps.core.api.problems import not_found
from apps.core.history import record_change
from apps.library.models import Game
from apps.library.rest.lookup import by_slug
from apps.profiles.warframe.models import WarframeProfile
from apps.profiles.warframe.rest.schemas import WarframeUpdateSchema


@transaction.atomic
def set_up_profile(body: WarframeUpdateSchema, *, user: User) -> bool:
    """Set the profile up, or change it; whether it is new."""
    values = _values(body)
    profile, is_new = WarframeProfile.set_up(game=values.pop("game", None))
    profile.change(**values)
    action = "wagtail.create" if is_new else "wagtail.edit"
    record_change(profile, user=user, action=action)
    return is_new


@transaction.atomic
def change_profile(body: WarframeUpdateSchema, *, user: User) -> None:
    """Raises a 404 problem before the set-up."""
    profile = WarframeProfile.current()
    if profile is None:
        raise not_found("profile", "warframe")
    profile.change(**_values(body))
    record_change(profile, user=user)


def _values(body: WarframeUpdateSchema) -> dict[str, Any]:
    sent = body.model_fields_set
    values: dict[str, Any] = {}
    if "is_public" in sent:
        values["is_public"] = body.is_public
    if "game" in sent:
        values["game"] = by_slug(Game.objects.all(), body.game, field="game")
    return values
