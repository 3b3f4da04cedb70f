from __future__ import annotations

from typing import Any

from django.db.models import Min
from django.dispatch import receiver

from apps.profiles.base import profile_hidden
from apps.profiles.destiny import events
from apps.profiles.destiny.events import HiddenRaidPayload
from apps.profiles.destiny.events import RaidClearPayload
from apps.profiles.destiny.models import Activity
from apps.profiles.destiny.models import Definition
from apps.profiles.destiny.models import DestinyProfile
from apps.profiles.destiny.models.changes import raid_cleared
from apps.profiles.destiny.models.definition import DefinitionKind
from apps.profiles.destiny.names import IMAGE_HOST
from apps.profiles.destiny.names import ActivityName
from apps.profiles.vanishing import record_hidden
from apps.profiles.vanishing import record_version


@receiver(raid_cleared)
def record_clear(activity: Activity, name: ActivityName, **kwargs: Any) -> None:
    if not activity.shows:
        return
    activity.version += 1
    activity.save(update_fields=["version", "updated_at"])
    earlier = _earlier_clears(activity, name)
    fastest = earlier.aggregate(least=Min("duration_seconds"))["least"]
    payload = RaidClearPayload(
        raid=name.group,
        activity_name=name.name,
        character_class=activity.character.character_class,
        duration_seconds=activity.duration_seconds,
        kills=activity.kills,
        deaths=activity.deaths,
        assists=activity.assists,
        clear_count=earlier.count() + 1,
        is_fastest=fastest is None or activity.duration_seconds < fastest,
        image_url=IMAGE_HOST + name.image_path if name.image_path else None,
        started_at=activity.period.isoformat(),
        instance_id=activity.instance_id,
        activity_id=str(activity.uuid),
    )
    record_version(events.RAID_CLEAR, payload, activity)


@receiver(profile_hidden, sender=DestinyProfile)
def hide_raids(profile: DestinyProfile, **kwargs: Any) -> None:
    """What came with the past has no events that could tell of it."""
    rows = Activity.objects.filter(character__profile=profile, version__gt=0)
    record_hidden(
        events.RAID_HIDE,
        rows,
        lambda row: HiddenRaidPayload(activity_id=str(row.uuid)),
    )


def _earlier_clears(activity: Activity, name: ActivityName) -> Any:
    same = Definition.objects.filter(
        kind=DefinitionKind.ACTIVITY, group_name=name.group
    ).values("number")
    clears = Activity.objects.clears().filter(
        category=activity.category, period__lt=activity.period
    )
    return clears.filter(reference_hash__in=same) | clears.filter(
        reference_hash=activity.reference_hash
    )
