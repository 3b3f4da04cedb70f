"""The account's triumphs, and the titles among them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import connection
from django.db import transaction
from django.utils import timezone

from apps.core.plurals import counted
from apps.integrations.bungie.answers import BungieProfile
from apps.integrations.bungie.answers import BungieRecord
from apps.profiles.destiny.models import Definition
from apps.profiles.destiny.models import DestinyProfile
from apps.profiles.destiny.models import Title
from apps.profiles.destiny.models.definition import DefinitionKind

# Some thousand of them: all in one statement, which writes only what changed and
# returns those that a stored one was completed since.
_STORE = """
INSERT INTO destiny_triumph AS t (
    uuid, created_at, updated_at, profile_id, record_hash, state, is_complete,
    progress, goal, completed_count, earned_by
)
SELECT gen_random_uuid(), %(now)s, %(now)s, %(profile)s, r.record_hash, r.state,
       r.is_complete, r.progress, r.goal, r.completed_count,
       CASE WHEN r.is_complete THEN %(now)s::timestamptz END
FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (
    record_hash bigint, state int, is_complete bool, progress int, goal int,
    completed_count int
)
ON CONFLICT (profile_id, record_hash) DO UPDATE SET
    state = excluded.state, is_complete = excluded.is_complete,
    progress = excluded.progress, goal = excluded.goal,
    completed_count = excluded.completed_count, updated_at = excluded.updated_at,
    earned_after = CASE
        WHEN t.earned_by IS NULL AND excluded.is_complete
        THEN %(before)s::timestamptz ELSE t.earned_after END,
    earned_by = coalesce(t.earned_by, excluded.earned_by)
WHERE (t.state, t.is_complete, t.progress, t.goal, t.completed_count)
IS DISTINCT FROM (excluded.state, excluded.is_complete, excluded.progress,
                  excluded.goal, excluded.completed_count)
RETURNING record_hash, created_at < %(now)s AND earned_by = %(now)s
"""


@transaction.atomic
def store_triumphs(profile: DestinyProfile, answer: BungieProfile) -> list[str]:
    """Returns what was completed, earned, or gilded since. None goes."""
    if not answer.records:
        return []
    locked = DestinyProfile.objects_locked().get(pk=profile.pk)
    now, before = timezone.now(), locked.last_synced
    completed = _store(locked, answer.records, now=now, before=before)
    changes = _store_titles(locked, answer.records, now=now, before=before)
    count = Definition.objects.filter(
        kind=DefinitionKind.TRIUMPH, number__in=completed
    ).count()
    return [*changes, counted(count, "triumph")] if count else changes


def _store(
    profile: DestinyProfile,
    records: Iterable[BungieRecord],
    *,
    now: datetime,
    before: datetime | None,
) -> list[int]:
    """The numbers of those that were open until now."""
    values: dict[str, Any] = {
        "profile": profile.pk,
        "now": now,
        "before": before,
        "rows": json.dumps([asdict(each) for each in records]),
    }
    with connection.cursor() as cursor:
        cursor.execute(_STORE, values)
        return [number for number, is_new in cursor.fetchall() if is_new]


def _store_titles(
    profile: DestinyProfile,
    found: Iterable[BungieRecord],
    *,
    now: datetime,
    before: datetime | None,
) -> list[str]:
    records = {each.record_hash: each for each in found}
    stored = {each.record_hash: each for each in profile.titles.all()}
    is_first = not stored
    changes = []
    for definition in Definition.objects.filter(kind=DefinitionKind.TITLE):
        record = records.get(definition.number)
        if record is None or not record.is_complete:
            continue
        gilding = records.get(definition.gilding_hash or 0)
        gilded = gilding.completed_count if gilding else 0
        title = stored.get(definition.number)
        if title is None:
            Title.objects.create(
                profile=profile,
                record_hash=definition.number,
                name=definition.name,
                gilded_count=gilded,
                earned_after=None if is_first else before,
                earned_by=now,
            )
            changes.append(f"Title {definition.name}")
        elif gilded > title.gilded_count:
            title.gilded_count = gilded
            title.save(update_fields=["gilded_count", "updated_at"])
            changes.append(f"Title {title.name} gilded {counted(gilded, 'time')}")
    return (
        [counted(len(changes), "title")] if is_first and len(changes) > 1 else changes
    )
