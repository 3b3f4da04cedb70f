"""How fast it goes: rates over the snapshots, and when mastery rank 30 may come.

The formulas are those of the existing site; docs/warframe.md has them in words. All
rates cover the time between the first and the last snapshot.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta
from typing import Any

from apps.profiles.warframe.models import Snapshot
from apps.profiles.warframe.models import Trigger
from apps.profiles.warframe.models import WarframeProfile

HOUR, DAY = 3_600, 86_400
MONTH, WEEK = 30 * DAY, 7 * DAY
GOAL = 30


def snapshots_of(profile: WarframeProfile) -> list[Snapshot]:
    """The oldest first."""
    return list(profile.snapshots.order_by("captured_at", "id"))


def mastery_history(
    snapshots: Sequence[Snapshot], *, every: bool
) -> list[dict[str, Any]]:
    """A point where the rank changed, and the newest; or `every` snapshot."""
    points: list[Snapshot] = []
    for each in snapshots:
        if every or not points or each.mastery_rank != points[-1].mastery_rank:
            points.append(each)
    if snapshots and points[-1].captured_at != snapshots[-1].captured_at:
        points.append(snapshots[-1])
    return [
        {"date": each.captured_at.isoformat(), "mastery_rank": each.mastery_rank}
        for each in points
    ]


@dataclass(frozen=True)
class Pace:
    """Rates between the first and the last snapshot; 0.0 where no time has passed."""

    tracked_since: datetime
    days_tracked: int
    sessions: int
    current_mastery_rank: int
    mr_gained: int
    mr_per_month: float
    current_hours_played: float
    hours_in_window: float
    hours_per_week: float
    avg_session_hours: float
    projected_mr30_date: datetime | None


def pace_of(snapshots: Sequence[Snapshot]) -> Pace:
    """Of one snapshot at least, the oldest first."""
    first, last = snapshots[0], snapshots[-1]
    window = (last.captured_at - first.captured_at).total_seconds()
    sessions = sum(each.trigger == Trigger.SESSION_END for each in snapshots)
    gained = last.mastery_rank - first.mastery_rank
    hours = (last.time_played_seconds - first.time_played_seconds) / HOUR
    per_month = _ratio(gained, window / MONTH)
    return Pace(
        tracked_since=first.captured_at,
        days_tracked=int(window // DAY),
        sessions=sessions,
        current_mastery_rank=last.mastery_rank,
        mr_gained=gained,
        mr_per_month=round(per_month, 2),
        current_hours_played=round(last.time_played_seconds / HOUR, 1),
        hours_in_window=round(hours, 1),
        hours_per_week=round(_ratio(hours, window / WEEK), 1),
        avg_session_hours=round(_ratio(hours, sessions), 2),
        projected_mr30_date=_projected(last, per_month),
    )


def series_of(snapshots: Sequence[Snapshot]) -> list[dict[str, Any]]:
    return [
        {
            "date": each.captured_at.isoformat(),
            "mastery_rank": each.mastery_rank,
            "time_played_hours": round(each.time_played_seconds / HOUR, 1),
            "missions_completed": each.missions_completed,
            "total_weapon_kills": each.total_weapon_kills,
            "weapons_tracked": each.weapons_tracked,
        }
        for each in snapshots
    ]


def _projected(last: Snapshot, per_month: float) -> datetime | None:
    if last.mastery_rank >= GOAL or per_month <= 0:
        return None
    months = (GOAL - last.mastery_rank) / per_month
    try:
        return last.captured_at + timedelta(seconds=months * MONTH)
    except OverflowError:
        # At this pace, after the year 9999.
        return None


def _ratio(value: float, by: float) -> float:
    return value / by if by else 0.0
