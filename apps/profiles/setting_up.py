"""A profile set up, or changed, by what a request holds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from apps.core.history import record_change
from apps.library.models import Game
from apps.library.rest.lookup import by_slug
from apps.profiles.base import Profile
from apps.profiles.schemas import ProfileUpdateSchema


@transaction.atomic
def put_profile(
    model: type[Profile],
    body: ProfileUpdateSchema,
    *,
    user: User,
    further: Callable[[], dict[str, Any]] = dict,
) -> bool:
    """Set the profile up, or change it; whether it is new.

    `further` gives the values of fields of its own, once it is set up. Raises a 422
    problem for a game that isn't there, and `ValidationError`.
    """
    game = None
    if body.game is not None:
        game = by_slug(Game.objects.all(), body.game, field="game")
    profile, is_new = model.set_up(game=game)
    values = further()
    if "is_public" in body.model_fields_set:
        values["is_public"] = body.is_public
    profile.change(**values)
    action = "wagtail.create" if is_new else "wagtail.edit"
    record_change(profile, user=user, action=action)
    return is_new
