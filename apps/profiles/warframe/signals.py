from __future__ import annotations

from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from apps.profiles.base import profile_hidden
from apps.profiles.warframe.events import HIDE
from apps.profiles.warframe.events import MASTERY_RANK
from apps.profiles.warframe.events import HiddenProfilePayload
from apps.profiles.warframe.events import MasteryRankPayload
from apps.profiles.warframe.mastery import rank_name
from apps.profiles.warframe.models import WarframeProfile
from apps.profiles.warframe.models.changes import mastery_rank_rose


@receiver(mastery_rank_rose)
def record_rank(profile: WarframeProfile, rank: int, **kwargs: Any) -> None:
    if not profile.is_public:
        return
    now = profile.mastery_rank
    MASTERY_RANK.record(
        MasteryRankPayload(
            display_name=profile.display_name,
            mastery_rank=now,
            rank_name=rank_name(now),
            previous_rank=rank,
            time_played_hours=round(profile.time_played_seconds / 3600, 1),
            profile_id=str(profile.uuid),
        ),
        subject=f"profile:{profile.uuid}",
        dedupe_key=f"profile:{profile.uuid}:mastery_rank:{now}",
    )


@receiver(profile_hidden, sender=WarframeProfile)
def record_hiding(profile: WarframeProfile, **kwargs: Any) -> None:
    HIDE.record(
        HiddenProfilePayload(profile_id=str(profile.uuid)),
        subject=f"profile:{profile.uuid}",
        dedupe_key=f"profile:{profile.uuid}:hide:{timezone.now().isoformat()}",
    )
