"""The profile and its characters, written from what a request holds."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

from apps.core.api.problems import Problem
from apps.core.api.problems import invalid_field
from apps.core.api.problems import not_found
from apps.core.history import record_change
from apps.integrations.http.errors import RemoteError
from apps.integrations.problems import problem_of_remote_error
from apps.profiles.ffxiv.adding import add_character
from apps.profiles.ffxiv.adding import verify_character
from apps.profiles.ffxiv.models import Character
from apps.profiles.ffxiv.models import FFXIVProfile
from apps.profiles.ffxiv.rest.schemas import AddCharacterSchema
from apps.profiles.ffxiv.rest.schemas import ChangeCharacterSchema


def current_profile() -> FFXIVProfile:
    """The owner's. Raises a 409 problem before the set-up."""
    profile = FFXIVProfile.current()
    if profile is None:
        raise Problem(
            409,
            "Final Fantasy XIV isn't set up yet. Set it up in the admin, under "
            "Profiles, or with PUT /api/profiles/ffxiv.",
        )
    return profile


def character_with_id(lodestone_id: str) -> Character:
    """Raises a 404 problem without one."""
    row = Character.objects.filter(lodestone_id=lodestone_id[:20]).first()
    if row is None:
        raise not_found("character", lodestone_id[:100])
    return row


def add(body: AddCharacterSchema, *, user: User) -> tuple[Character, bool]:
    """Raises problems for a bad id, and for what the Lodestone refuses."""
    profile = current_profile()
    try:
        return add_character(profile, body.lodestone_id, user=user)
    except ValidationError as error:
        raise invalid_field("lodestone_id", " ".join(error.messages)) from error
    except RemoteError as error:
        raise problem_of_remote_error(error) from error


def change(character: Character, body: ChangeCharacterSchema, *, user: User) -> None:
    """Raises a 422 problem for taking the first place from a character."""
    if body.is_main:
        character.make_main()
        record_change(character, user=user)
    elif character.is_main:
        raise invalid_field("is_main", "Make another character the main one instead.")


def verify(character: Character, *, user: User) -> bool:
    """Raises problems for what the Lodestone refuses."""
    try:
        return verify_character(character, user=user)
    except RemoteError as error:
        raise problem_of_remote_error(error) from error
