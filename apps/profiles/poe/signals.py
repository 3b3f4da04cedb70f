from __future__ import annotations

from typing import Any

from django.db.models.signals import pre_delete
from django.dispatch import receiver

from apps.profiles.base import profile_hidden
from apps.profiles.poe import events
from apps.profiles.poe.events import CharacterPayload
from apps.profiles.poe.events import HiddenCharacterPayload
from apps.profiles.poe.models import Character
from apps.profiles.poe.models import PoeProfile
from apps.profiles.poe.models.changes import character_changed
from apps.profiles.vanishing import record_deleted
from apps.profiles.vanishing import record_hidden
from apps.profiles.vanishing import record_version


@receiver(character_changed)
def record_change(character: Character, verb: str, **kwargs: Any) -> None:
    if verb == "hide":
        record_version(events.HIDE, _hidden(character), character)
    elif character.shows:
        record_version(events.UPDATE, character_payload(character), character)


@receiver(pre_delete, sender=Character)
def record_deletion(instance: Character, **kwargs: Any) -> None:
    rows = Character.objects.select_related("profile").filter(pk=instance.pk)
    record_deleted(events.DELETE, rows, _hidden)


@receiver(profile_hidden, sender=PoeProfile)
def hide_characters(profile: PoeProfile, **kwargs: Any) -> None:
    rows = Character.objects.filter(profile=profile, is_public=True)
    record_hidden(events.HIDE, rows, _hidden)


def _hidden(character: Character) -> HiddenCharacterPayload:
    return HiddenCharacterPayload(character_id=str(character.uuid))


def character_payload(character: Character) -> CharacterPayload:
    return CharacterPayload(
        character=character.name,
        realm=character.realm,
        league=character.league,
        class_name=character.class_name,
        ascendancy=character.ascendancy,
        level=character.level,
        main_skill=character.main_skill,
        hours=None if character.hours is None else float(character.hours),
        deaths=character.deaths,
        character_id=str(character.uuid),
    )
