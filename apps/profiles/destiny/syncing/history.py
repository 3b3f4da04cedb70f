"""The activities of a character, page by page.

Each page is committed with the number of the next one. Activities that come in the
meantime push the others toward later pages: a page that is read again later shows
some twice, never one too few.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field
from datetime import datetime
from functools import cache
from typing import Any

from django.db import connection
from django.db import transaction
from django.utils import timezone

from apps.integrations.bungie.answers import BungieAccount
from apps.integrations.bungie.answers import BungieActivity
from apps.integrations.bungie.answers import HistoryPage
from apps.integrations.bungie.answers import number
from apps.integrations.bungie.client import PAGE
from apps.integrations.bungie.client import BungieClient
from apps.jobs.progress import Progress
from apps.profiles.destiny.models import Activity
from apps.profiles.destiny.models import Character
from apps.profiles.destiny.models import DestinyProfile
from apps.profiles.destiny.models.activity import OBJECTIVE_COMPLETED
from apps.profiles.destiny.models.activity import Category
from apps.profiles.destiny.models.activity import category_of
from apps.profiles.destiny.models.changes import raid_cleared
from apps.profiles.destiny.names import names_of

# A figure by Bungie's id of it, and its column.
_WHOLE = {
    "duration_seconds": "activityDurationSeconds",
    "time_played_seconds": "timePlayedSeconds",
    "kills": "kills",
    "deaths": "deaths",
    "assists": "assists",
    "score": "score",
    "team_score": "teamScore",
    "player_count": "playerCount",
}
_COLUMNS = (
    "instance_id",
    "period",
    "reference_hash",
    "director_hash",
    "mode",
    "modes",
    "category",
    "is_private_match",
    "completed",
    "completion_reason",
    "is_clear",
    "standing",
    "kd_ratio",
    "efficiency",
    "values",
    "raw",
    *_WHOLE,
)


@dataclass(slots=True)
class HistoryChanges:
    """How many activities are new, and how often which raid was cleared in them."""

    added: int = 0
    clears: Counter[str] = field(default_factory=Counter)


def read_history(
    bungie: BungieClient,
    account: BungieAccount,
    character: Character,
    progress: Progress,
    changes: HistoryChanges,
) -> None:
    """Store what is new, or all of it; goes on where an earlier pass was ended."""
    progress.begin(message=f"Activities of {character}")
    is_over = False
    while not is_over:
        page = bungie.history(
            account, character.character_id, page=character.history_page
        )
        is_over = store_page(character, page, changes)
        progress.step(page.count, f"Activities of {character}")
        if page.unreadable:
            progress.fail(
                f"Activities of {character}",
                f"{page.unreadable} of {page.count} came without an id or time.",
            )


@transaction.atomic
def store_page(
    character: Character, page: HistoryPage, changes: HistoryChanges
) -> bool:
    """Store the page that `character` waits for; whether the pass is over."""
    # First the profile, as whoever hides it does: what is announced can be hidden.
    DestinyProfile.objects_locked().get(pk=character.profile_id)
    locked = Character.objects.select_for_update(no_key=True).get(pk=character.pk)
    if _place(locked) != _place(character):
        # Another worker was here; go on from where it is.
        character.refresh_from_db()
        return character.history_page == 0
    now = timezone.now()
    new = _store_new(locked, page.activities, now)
    upto = locked.history_upto
    newest = max((each.period for each in page.activities), default=None)
    top = locked.history_top or newest
    is_over = page.count < PAGE or (
        upto is not None and any(each.period <= upto for each in page.activities)
    )
    if is_over:
        character.history_page, character.history_top = 0, None
        character.history_upto = max(filter(None, (top, upto)), default=None)
        character.history_read_at = now
    else:
        character.history_page, character.history_top = locked.history_page + 1, top
    character.save(
        update_fields=[
            "history_page",
            "history_top",
            "history_upto",
            "history_read_at",
            "updated_at",
        ]
    )
    changes.added += len(new)
    if upto is not None and new:
        _announce(new, upto, changes)
    return is_over


def _place(character: Character) -> tuple[object, ...]:
    return (
        character.history_page,
        character.history_top,
        character.history_upto,
        character.history_read_at,
    )


def _store_new(
    character: Character, activities: Iterable[BungieActivity], now: datetime
) -> list[int]:
    """The keys of those that weren't stored yet."""
    rows = json.dumps([_row(each) for each in activities])
    values: dict[str, Any] = {"character": character.pk, "now": now, "rows": rows}
    with connection.cursor() as cursor:
        cursor.execute(_insert(), values)
        return [key for (key,) in cursor.fetchall()]


@cache
def _insert() -> str:
    """A whole page in one statement: as objects it takes four times as long."""
    columns = {
        name: Activity._meta.get_field(name).db_type(connection) for name in _COLUMNS
    }
    names = ", ".join(f'"{name}"' for name in columns)
    typed = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
    return f"""
        INSERT INTO destiny_activity
            (uuid, created_at, updated_at, version, character_id, {names})
        SELECT gen_random_uuid(), %(now)s, %(now)s, 0, %(character)s, {names}
        FROM jsonb_to_recordset(%(rows)s::jsonb) AS page ({typed})
        ON CONFLICT (instance_id, character_id) DO NOTHING RETURNING id
    """


def _row(found: BungieActivity) -> dict[str, Any]:
    """What each of `_COLUMNS` holds, as JSON can."""
    values = found.values
    reason = values.get("completionReason")
    completed = values.get("completed") == 1
    return {
        "instance_id": found.instance_id,
        "period": found.period.isoformat(),
        "reference_hash": found.reference_hash,
        "director_hash": found.director_hash,
        "mode": found.mode,
        "modes": found.modes,
        "category": category_of((*found.modes, found.mode)),
        "is_private_match": found.is_private,
        "completed": completed,
        "completion_reason": None if reason is None else number(reason),
        "is_clear": completed and reason == OBJECTIVE_COMPLETED,
        "standing": number(values["standing"]) if "standing" in values else None,
        "kd_ratio": values.get("killsDeathsRatio", 0.0),
        "efficiency": values.get("efficiency", 0.0),
        "values": values,
        "raw": found.raw,
        **{field: number(values.get(name)) for field, name in _WHOLE.items()},
    }


def _announce(keys: list[int], upto: datetime, changes: HistoryChanges) -> None:
    """Say of new raids that they were cleared, if they are newer than `upto`."""
    rows = Activity.objects.clears().filter(pk__in=keys, period__gt=upto)
    raids = rows.filter(category=Category.RAID).order_by("period", "id")
    clears = list(raids.select_related("character__profile"))
    names = names_of(clears)
    for activity in clears:
        changes.clears[names[activity.pk].group] += 1
        raid_cleared.send(Activity, activity=activity, name=names[activity.pk])
