from __future__ import annotations

from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from apps.profiles.base import profile_hidden
from apps.profiles.ffxiv.events import ACHIEVEMENT
from apps.profiles.ffxiv.events import HIDE
from apps.profiles.ffxiv.events import LEVEL_UP
from apps.profiles.ffxiv.events import MOST_AT_ONCE
from apps.profiles.ffxiv.events import AchievementPayload
from apps.profiles.ffxiv.events import HiddenProfilePayload
from apps.profiles.ffxiv.events import LevelUpPayload
from apps.profiles.ffxiv.models import FFXIVProfile
from apps.profiles.ffxiv.models import JobLevel
from apps.profiles.ffxiv.models import Unlock
from apps.profiles.ffxiv.models.changes import achievements_earned
from apps.profiles.ffxiv.models.changes import level_rose


@receiver(level_rose)
def record_level(job: JobLevel, previous: int, **kwargs: Any) -> None:
    character = job.character
    profile = character.profile
    if not profile.is_public:
        return
    LEVEL_UP.record(
        LevelUpPayload(
            character=character.name,
            world=character.world,
            job=job.job,
            role=job.role,
            level=job.level,
            previous_level=previous,
            is_max=job.is_max,
            profile_id=str(profile.uuid),
        ),
        subject=f"profile:{profile.uuid}",
        dedupe_key=f"profile:{profile.uuid}:{job.uuid}:level:{job.level}",
    )


@receiver(achievements_earned)
def record_achievements(unlocks: list[Unlock], **kwargs: Any) -> None:
    """The oldest first, so that the newest is the last event."""
    for unlock in reversed(unlocks[:MOST_AT_ONCE]):
        _record_achievement(unlock)


def _record_achievement(unlock: Unlock) -> None:
    character, achievement = unlock.character, unlock.collectable
    profile = character.profile
    if not profile.is_public:
        return
    ACHIEVEMENT.record(
        AchievementPayload(
            character=character.name,
            world=character.world,
            achievement=str(achievement),
            achievement_id=achievement.game_id,
            points=achievement.points,
            icon_url=achievement.icon_url,
            earned_at=unlock.earned_at.isoformat() if unlock.earned_at else None,
            profile_id=str(profile.uuid),
        ),
        subject=f"profile:{profile.uuid}",
        dedupe_key=f"profile:{profile.uuid}:{unlock.uuid}:achievement",
    )


@receiver(profile_hidden, sender=FFXIVProfile)
def record_hiding(profile: FFXIVProfile, **kwargs: Any) -> None:
    HIDE.record(
        HiddenProfilePayload(profile_id=str(profile.uuid)),
        subject=f"profile:{profile.uuid}",
        dedupe_key=f"profile:{profile.uuid}:hide:{timezone.now().isoformat()}",
    )
