"""Characters found, added, and proven to be the owner's."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from apps.core.history import record_change
from apps.integrations.lodestone.client import LodestoneClient
from apps.profiles.ffxiv.models import Character
from apps.profiles.ffxiv.models import FFXIVProfile
from apps.profiles.ffxiv.models.character import lodestone_id_of
from apps.profiles.ffxiv.syncing.characters import fetch_character
from apps.profiles.ffxiv.syncing.characters import store_character

MOST_CHARACTERS = 40


def add_character(
    profile: FFXIVProfile, text: str, *, user: object
) -> tuple[Character, bool]:
    """The character with the id or address in `text`, and whether it is new.

    Its profile and jobs are read before it is added. Raises `ValidationError` for what
    is no id, and RemoteError.
    """
    lodestone_id = lodestone_id_of(text)
    known = Character.objects.filter(lodestone_id=lodestone_id).first()
    if known is not None:
        return known, False
    read = fetch_character(lodestone_id)
    with transaction.atomic():
        FFXIVProfile.objects_locked().get(pk=profile.pk)
        characters = profile.characters
        if characters.count() >= MOST_CHARACTERS:
            raise ValidationError(f"There are {MOST_CHARACTERS} characters already.")
        character, is_new = Character.objects.get_or_create(
            lodestone_id=lodestone_id,
            defaults={
                "profile": profile,
                "name": read.page.name,
                "is_main": not characters.filter(is_main=True).exists(),
            },
        )
        if is_new:
            store_character(character, read, at=timezone.now())
            record_change(character, user=user, action="wagtail.create")
    return character, is_new


def verify_character(character: Character, *, user: object) -> bool:
    """Whether the character's profile text holds the code, which proves the owner.

    Raises RemoteError, `CharacterPrivate` among them.
    """
    with LodestoneClient() as lodestone:
        page = lodestone.character(character.lodestone_id)
    if character.verification_code not in page.bio:
        return False
    with transaction.atomic():
        character.verified_at = timezone.now()
        character.save(update_fields=["verified_at", "updated_at"])
        record_change(character, user=user)
    return True


@transaction.atomic
def remove_character(character: Character, *, user: object) -> None:
    """Delete a character with all that was stored of it; another one becomes main."""
    profile = FFXIVProfile.objects_locked().get(pk=character.profile_id)
    record_change(character, user=user, action="wagtail.delete")
    character.delete()
    following = profile.characters.first()
    if following is not None and not profile.characters.filter(is_main=True).exists():
        following.make_main()
