"""The account's characters: stored, changed, or marked as gone."""

from __future__ import annotations

from datetime import datetime
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from apps.integrations.poe.answers import PoeCharacter
from apps.profiles.poe.files.game_json import read_entry
from apps.profiles.poe.files.reading import CharacterRead
from apps.profiles.poe.models import Character
from apps.profiles.poe.models import PoeProfile
from apps.profiles.poe.models.changes import character_changed
from apps.profiles.poe.models.character import hash_of_name
from apps.profiles.poe.models.profile import NAME_LENGTH

# What is worn may change without experience, on the character that is played.
CURRENT_LASTS = timedelta(minutes=10)
# What the API knows better than anything stored, also if it is empty.
_FIELDS = (
    "class_name",
    "ascendancy",
    "level",
    "experience",
    "passives",
    "gem_groups",
    "equipment",
    "raw",
)


def news(
    profile: PoeProfile, realm: str, listed: list[PoeCharacter], *, at: datetime
) -> list[PoeCharacter]:
    """Those of a list to read wholly, the one that is played first."""
    rows = profile.characters.filter(realm=realm).exclude(api_id="")
    stored = {row.api_id: row for row in rows.defer("equipment", "gem_groups")}
    found = [
        each
        for each in listed
        if not each.is_gone and _is_news(stored.get(each.id), each, at=at)
    ]
    return sorted(found, key=lambda each: not each.is_current)


def _is_news(row: Character | None, listed: PoeCharacter, *, at: datetime) -> bool:
    """Whether the list says something else than what was read last."""
    if row is None or row.fetched_at is None or row.missing_since is not None:
        return True
    last = row.raw.get("character") if isinstance(row.raw, dict) else None
    if not isinstance(last, dict):
        return True
    before = [last.get(name) for name in ("level", "experience", "class", "name")]
    now = [listed.level, listed.experience, listed.class_name, listed.name]
    if before != now or (last.get("league") or "") != listed.league:
        return True
    return listed.is_current and at - row.fetched_at > CURRENT_LASTS


@transaction.atomic
def mark_gone(
    profile: PoeProfile, realm: str, listed: list[PoeCharacter], *, at: datetime
) -> list[str]:
    """Mark those that a sync has seen and the account no longer has."""
    PoeProfile.objects_locked().get(pk=profile.pk)
    there = [each.id for each in listed if not each.is_gone]
    rows = profile.characters.filter(realm=realm, missing_since=None)
    gone = rows.exclude(api_id="").exclude(api_id__in=there)
    names = list(gone.order_by("id").values_list("name", flat=True))
    gone.update(missing_since=at)
    return [f"{name} is gone from the account; the build stays" for name in names]


@transaction.atomic
def store_character(
    profile: PoeProfile, realm: str, listed: PoeCharacter, detail: Any, *, at: datetime
) -> list[str]:
    """Store all of a character. Returns what changed, in words.

    Raises `UnusableCharacter`.
    """
    PoeProfile.objects_locked().get(pk=profile.pk)
    read = read_entry({"character": {**detail, "realm": realm}})
    row = _find(profile, realm, listed, read, at=at)
    is_new = row is None
    if row is None:
        row = Character(profile=profile, realm=realm, version=1)
        _name(row, read)
    was = (row.level, row.league)
    if row.name_hash != read.name_hash:
        _rename(row, read)
    _move(row, read.league, at=at)
    values = read.as_json()
    for field in _FIELDS:
        setattr(row, field, values[field])
    row.main_skill = read.main_skill or row.main_skill
    row.api_id, row.missing_since, row.fetched_at = listed.id, None, at
    changes = _in_words(row, was, is_new=is_new)
    if changes and not is_new:
        row.version += 1
    row.full_clean()
    row.save()
    if changes and not is_new:
        character_changed.send(Character, character=row, verb="update")
    return changes


def _find(
    profile: PoeProfile,
    realm: str,
    listed: PoeCharacter,
    read: CharacterRead,
    *,
    at: datetime,
) -> Character | None:
    """The same character, also one that a file brought; locked."""
    rows = profile.characters.filter(realm=realm).select_for_update(of=("self",))
    known = rows.filter(api_id=listed.id).first()
    if known is not None:
        return known
    same = rows.filter(Q(name_hash=read.name_hash) | Q(name=read.name))
    # The game's name counts before one that the owner gave.
    found = sorted(same, key=lambda row: row.name_hash != read.name_hash)
    for row in found:
        if not row.api_id:
            return row
        if row.name_hash == read.name_hash:
            _free_the_name(row, at=at)
    return None


def _free_the_name(row: Character, *, at: datetime) -> None:
    """A name that a new character has now was another one's: that one is gone."""
    row.name = f"{row.name[: NAME_LENGTH - 9]} {row.api_id[:8]}"
    row.name_hash = hash_of_name(row.name)
    row.missing_since = row.missing_since or at
    row.save()


def _name(row: Character, read: CharacterRead) -> None:
    row.name_hash = read.name_hash
    row.name = _free_name(row, read.name)


def _rename(row: Character, read: CharacterRead) -> None:
    """Follow a new name in the game, unless the owner gave it another one."""
    is_the_games = hash_of_name(row.name) == row.name_hash
    others = row.profile.characters.filter(realm=row.realm).exclude(pk=row.pk)
    if others.filter(name_hash=read.name_hash).exists():
        return  # Two swapped their names: the next sync finds this one free.
    row.name_hash = read.name_hash
    if is_the_games:
        row.name = _free_name(row, read.name)


def _free_name(row: Character, name: str) -> str:
    """`name`, or one like it where the owner gave it to another character."""
    others = row.profile.characters.filter(realm=row.realm).exclude(pk=row.pk)
    if not others.filter(name=name).exists():
        return name
    return f"{name[: NAME_LENGTH - 9]} {hash_of_name(name)[:8]}"


def _move(row: Character, league: str, *, at: datetime) -> None:
    """A league that has ended leaves no name: the last one stays then."""
    if not league or row.is_own_league or row.league == league:
        return
    row.leave_league(at=at)
    row.league = league


def _in_words(row: Character, was: tuple[int, str], *, is_new: bool) -> list[str]:
    level, league = was
    if is_new:
        about = f"level {row.level} {row.kind}".strip()
        return [f"new: {row.name}, {about}"]
    changes = []
    if row.level != level:
        changes.append(f"{row.name} {level} to {row.level}")
    if row.league != league and league:
        changes.append(f"{row.name} moved from {league} to {row.league}")
    return changes
