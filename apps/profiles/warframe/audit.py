"""Whether the snapshots are what the events say, and only grow."""

from __future__ import annotations

from collections.abc import Iterator

from apps.profiles.warframe.events import MASTERY_RANK
from apps.profiles.warframe.models import Snapshot
from apps.profiles.warframe.models import WarframeProfile
from apps.realtime.audit import register
from apps.realtime.models import Event

_OUTSIDE = "It was changed outside Questlog, with plain SQL."


@register
def differences() -> Iterator[str]:
    """Snapshots that were changed past Questlog, and ranks that none has."""
    played = 0
    ranks = set()
    for snapshot in Snapshot.objects.order_by("id").iterator():
        if snapshot.time_played_seconds < played:
            yield f"{snapshot} has less time played than the one before. {_OUTSIDE}"
        played = snapshot.time_played_seconds
        ranks.add(snapshot.mastery_rank)
    subjects = [f"profile:{row.uuid}" for row in WarframeProfile.objects.all()]
    events = Event.objects.filter(type=MASTERY_RANK.name, subject__in=subjects)
    for key in events.order_by("id").values_list("dedupe_key", flat=True):
        # profile:<uuid>:mastery_rank:<rank>
        if (rank := int(key.rpartition(":")[2])) not in ranks:
            yield f"Rank {rank} was announced, but no snapshot has it. {_OUTSIDE}"
