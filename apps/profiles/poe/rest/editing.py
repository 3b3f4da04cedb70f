"""Characters written from what a request holds."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.models import User
from django.db import transaction

from apps.core.api.problems import not_found
from apps.core.history import record_change
from apps.profiles.poe.models import Character
from apps.profiles.poe.models import League
from apps.profiles.poe.models import PoeProfile
from apps.profiles.poe.rest.schemas import PoeCharacterUpdateSchema
from apps.profiles.poe.rest.schemas import PoeUpdateSchema
from apps.profiles.setting_up import put_profile


def put_poe(body: PoeUpdateSchema, *, user: User) -> bool:
    """Set the profile up, or change it; whether it is new."""
    names = {"realms", "makes_playthroughs"}
    given = body.model_dump(include=names, exclude_none=True)
    if "realms" in given:
        given["realms"] = list(dict.fromkeys(given["realms"]))
    return put_profile(PoeProfile, body, user=user, further=lambda: dict(given))


def uuid_of(given: str, noun: str = "character") -> UUID:
    try:
        return UUID(given)
    except ValueError as error:
        raise not_found(noun, given[:100]) from error


def league_with_id(given: str) -> League:
    """Raises a 404 problem."""
    rows = League.objects.select_related("profile", "playthrough")
    league = rows.filter(uuid=uuid_of(given, "league")).first()
    if league is None:
        raise not_found("league", given)
    return league


def character_with_id(given: str, *, user: User) -> Character:
    """The character with this id that `user` may see. Raises a 404 problem."""
    rows = Character.objects.select_related("profile")
    if not user.has_perm("poe.view_character"):
        rows = rows.public()
    character = rows.filter(uuid=uuid_of(given)).first()
    if character is None:
        raise not_found("character", given)
    return character


@transaction.atomic
def change_character(
    character: Character, body: PoeCharacterUpdateSchema, *, user: User
) -> None:
    if character.change(**body.model_dump(exclude_unset=True)):
        record_change(character, user=user)
