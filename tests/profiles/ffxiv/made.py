"""A character as syncs left it, made without asking anyone."""

from __future__ import annotations

from datetime import UTC
from datetime import datetime
from datetime import timedelta

from apps.integrations.ffxiv_collect import CatalogueRow
from apps.integrations.lodestone.answers import CharacterPage
from apps.integrations.lodestone.answers import JobOnPage
from apps.profiles.ffxiv.jobs import JOBS
from apps.profiles.ffxiv.models import Character
from apps.profiles.ffxiv.models import FFXIVProfile
from apps.profiles.ffxiv.models import Kind
from apps.profiles.ffxiv.syncing.catalogue import store
from apps.profiles.ffxiv.syncing.characters import CharacterRead
from apps.profiles.ffxiv.syncing.characters import store_character
from apps.profiles.ffxiv.syncing.collections import Owned
from apps.profiles.ffxiv.syncing.collections import store_collections

FIRST = datetime(2026, 3, 1, 12, tzinfo=UTC)
LATER = FIRST + timedelta(days=40)
LEVELS = {"Paladin": 90, "White Mage": 100, "Viper": 80, "Blue Mage": 80}
PLACES = ("Trial", "The Jade Stoa"), ("Quest", "My Feisty Little Chocobo")


def character_of(
    profile: FFXIVProfile, *, lodestone_id: str = "7660136", name: str = "Étoile ポケ"
) -> Character:
    """Synced twice: later with more levels, achievements, mounts, and minions."""
    for kind in Kind:
        store(kind, [row(kind, number) for number in range(1, 31)], at=FIRST)
    character = Character.objects.create(
        profile=profile,
        lodestone_id=lodestone_id,
        name=name,
        is_main=not profile.characters.exists(),
    )
    sync(character, LEVELS, count=5, at=FIRST)
    sync(character, LEVELS | {"Paladin": 100}, count=7, at=LATER)
    return character


def sync(
    character: Character, levels: dict[str, int], *, count: int, at: datetime
) -> None:
    page = CharacterPage(
        lodestone_id=character.lodestone_id,
        name=character.name,
        world="Balmung",
        data_center="Crystal",
        title="The Insatiable",
        race="Elezen",
        clan="Wildwood",
        nameday="1st Sun of the 1st Astral Moon",
        guardian="Halone, the Fury",
        city_state="Gridania",
        grand_company="Maelstrom",
        grand_company_rank="Storm Captain",
        free_company_id="9234631035923259083",
        free_company="Dawn & Dusk",
    )
    jobs = tuple(
        JobOnPage(job.name, job.class_name, levels.get(job.name, 0), 1_234, 5_678)
        for job in JOBS
    )
    store_character(character, CharacterRead(page, jobs), at=at)
    ids = frozenset(range(1, count + 1))
    times = {each: FIRST + timedelta(days=20 * each) for each in ids - {1}}
    # One that the catalogue lacks, which the last read lacks, too.
    odd = frozenset({999} if at == FIRST else ())
    owned = {kind: Owned(ids | odd, times) for kind in (Kind.MOUNT, Kind.MINION)}
    owned[Kind.ACHIEVEMENT] = Owned(ids, times)
    store_collections(character, owned, source="FFXIV Collect", at=at, data={"a": 1})


def row(kind: Kind, number: int) -> CatalogueRow:
    is_achievement = kind == Kind.ACHIEVEMENT
    where, text = PLACES[number % 2]
    return CatalogueRow(
        game_id=number,
        name=f"{kind.label} «{number}»",
        description=f"Do it {number} times.",
        patch="7.3",
        order=number,
        icon_url="https://ffxivcollect.example/icon.png",
        image_url="",
        owned_percent=number * 3 if number % 5 else None,
        points=10 if is_achievement else None,
        category="Battle" if is_achievement else "",
        group="",
        reward="The Great" if is_achievement and number == 4 else "",
        tradeable=None,
        sources=[] if is_achievement else [{"type": where, "text": text}],
        rest={"unknown": [number]},
    )
