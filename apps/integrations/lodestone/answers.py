"""What the pages of the Lodestone say, typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class JobOnPage:
    """A job as it is named on the page: "Paladin", with "Gladiator" as its class.

    Before the job is unlocked, `name` is the class. `level` is 0 for one that wasn't
    begun; `exp` and `is_specialist` are None where the source doesn't say it.
    """

    name: str
    class_name: str
    level: int
    exp: int | None = None
    exp_to_next: int | None = None
    is_specialist: bool | None = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CharacterPage:
    """A character's profile; "" is what it doesn't show.

    `unknown` names the fields that the source can't tell: they say nothing.
    `is_header_only`: the owner hides all but the name and world. `bio` is the text
    that the owner wrote.
    """

    lodestone_id: str
    name: str
    title: str = ""
    world: str = ""
    data_center: str = ""
    avatar_url: str = ""
    portrait_url: str = ""
    race: str = ""
    clan: str = ""
    gender: str = ""
    nameday: str = ""
    guardian: str = ""
    city_state: str = ""
    grand_company: str = ""
    grand_company_rank: str = ""
    free_company_id: str = ""
    free_company: str = ""
    bio: str = ""
    jobs: tuple[JobOnPage, ...] = ()
    is_header_only: bool = False
    unknown: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class FoundCharacter:
    lodestone_id: str
    name: str
    world: str
    data_center: str
    avatar_url: str


@dataclass(frozen=True, slots=True)
class SearchPage:
    found: tuple[FoundCharacter, ...]
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class EarnedAchievement:
    achievement_id: int
    earned_at: datetime


@dataclass(frozen=True, slots=True)
class AchievementPage:
    """One page of a character's achievements, the newest first."""

    earned: tuple[EarnedAchievement, ...]
    page: int
    pages: int
    points: int | None
    total: int | None
