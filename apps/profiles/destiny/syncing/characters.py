"""The account's characters: stored, changed, or marked as deleted."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from apps.core.plurals import counted
from apps.integrations.bungie.answers import AccountStats
from apps.integrations.bungie.answers import BungieCharacter
from apps.integrations.bungie.answers import BungieProfile
from apps.jobs.progress import JobFailed
from apps.profiles.destiny.models import Character
from apps.profiles.destiny.models import DestinyProfile
from apps.profiles.destiny.syncing.account import OpenedAccount
from apps.profiles.destiny.syncing.account import remember_account

_FIELDS = (
    "character_class",
    "race",
    "gender",
    "light",
    "minutes_played",
    "last_played",
    "emblem_path",
    "emblem_background_path",
)


@transaction.atomic
def store_characters(
    profile: DestinyProfile, opened: OpenedAccount, stats: AccountStats
) -> list[str]:
    """Returns what changed. Raises `JobFailed` for the account of somebody else."""
    DestinyProfile.objects_locked().get(pk=profile.pk)
    stored = {each.character_id: each for each in profile.characters.order_by("id")}
    answered = {each.character_id: each for each in opened.answer.characters or ()}
    known = {each.character_id: each.is_deleted for each in stats.characters}
    if stored and not stored.keys() & (answered.keys() | known.keys()):
        raise JobFailed(
            f"{profile.full_name} is a different account from the one whose history is "
            "stored here. A profile holds one account: change the name back."
        )
    changes = remember_account(profile, opened)
    changes += _store_account(profile, opened.answer)
    for character_id in answered.keys() | known.keys():
        character = stored.setdefault(
            character_id, Character(profile=profile, character_id=character_id)
        )
        changes += _store(
            character, answered.get(character_id), is_deleted=known.get(character_id)
        )
    if opened.answer.characters is not None:
        gone = [
            each
            for each in stored.values()
            if each.deleted_since is None and each.character_id not in answered
        ]
        changes += [_delete(each) for each in gone]
    return changes


def _store(
    character: Character, found: BungieCharacter | None, *, is_deleted: bool | None
) -> list[str]:
    before, is_new = character.light, character.pk is None
    if found is not None:
        for field in _FIELDS:
            setattr(character, field, getattr(found, field))
        character.deleted_since = None
    elif is_deleted and character.deleted_since is None and is_new:
        character.deleted_since = timezone.now()
    character.save()
    if is_new or found is None or before == found.light:
        return []
    return [f"{character}: light {before:,} to {found.light:,}"]


def _delete(character: Character) -> str:
    character.deleted_since = timezone.now()
    character.save(update_fields=["deleted_since", "updated_at"])
    return f"{character} was deleted at Bungie; its history stays"


def _store_account(profile: DestinyProfile, answer: BungieProfile) -> list[str]:
    """What Bungie leaves out, as for a private account, stays as it was."""
    changes = []
    values = {
        "triumph_score": answer.triumph_score,
        "lifetime_triumph_score": answer.lifetime_score,
        "guardian_rank": answer.guardian_rank,
    }
    values = {name: value for name, value in values.items() if value is not None}
    rank, score = profile.guardian_rank, profile.triumph_score
    if values:
        DestinyProfile.objects.filter(pk=profile.pk).update(**values)
        for name, value in values.items():
            setattr(profile, name, value)
    if rank is not None and profile.guardian_rank != rank:
        changes.append(f"Guardian Rank {rank} to {profile.guardian_rank}")
    if score is not None and profile.triumph_score and profile.triumph_score > score:
        gained = profile.triumph_score - score
        changes.append(f"{counted(gained, 'Triumph point')}")
    return changes
