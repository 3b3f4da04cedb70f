"""Post-game reports: of raids and dungeons by themselves, of others on demand."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import batched

from django.db import connection
from django.db import transaction
from django.utils import timezone

from apps.integrations.bungie.answers import BungieReport
from apps.integrations.bungie.answers import BungieReportEntry
from apps.integrations.bungie.answers import number
from apps.integrations.bungie.client import BungieReportClient
from apps.integrations.bungie.errors import BungieReportMissing
from apps.integrations.http.errors import RemoteError
from apps.jobs.progress import SILENT
from apps.jobs.progress import Progress
from apps.profiles.destiny.models import DestinyProfile
from apps.profiles.destiny.models import Report
from apps.profiles.destiny.models import ReportEntry
from apps.profiles.destiny.models.activity import OBJECTIVE_COMPLETED
from apps.profiles.destiny.syncing.weapons import name_weapons

# So many are committed together.
CHUNK = 20
MOST_FAILURES = 5
# A report that is missing may still come for a week.
_MISSING = """
SELECT a.instance_id FROM destiny_activity a
LEFT JOIN destiny_report r ON r.instance_id = a.instance_id
WHERE a.category IN ('raid', 'dungeon')
AND (r.id IS NULL
     OR (r.fetched_at IS NULL AND r.asked_at < a.period + interval '7 days'))
GROUP BY a.instance_id ORDER BY max(a.period) DESC
"""


@dataclass(frozen=True, slots=True)
class _Fetched:
    instance_id: str
    report: BungieReport | None


def fetch_missing_reports(profile: DestinyProfile, progress: Progress) -> int:
    """Fetch those of all raids and dungeons, the latest first; how many came."""
    with connection.cursor() as cursor:
        cursor.execute(_MISSING)
        wanted = [instance_id for (instance_id,) in cursor.fetchall()]
    if not wanted:
        return 0
    progress.begin(len(wanted), "Reports of raids and dungeons")
    count = failures = 0
    with BungieReportClient() as bungie:
        for chunk in batched(wanted, CHUNK, strict=False):
            fetched = []
            for instance_id in chunk:
                try:
                    fetched.append(_fetch(bungie, instance_id))
                except RemoteError as error:
                    failures += 1
                    if error.may_pass or failures > MOST_FAILURES:
                        _store(profile, fetched)
                        raise
                    progress.fail(f"Report {instance_id}", error.message)
            count += _store(profile, fetched)
            progress.step(len(chunk))
    return count


def fetch_report_now(profile: DestinyProfile, instance_id: str) -> bool:
    """Fetch one report, unless it is stored; whether there is one.

    The owner's weapons get their names, the others with the next sync. Raises
    RemoteError.
    """
    if Report.objects.filter(instance_id=instance_id, fetched_at__isnull=False):
        return True
    with BungieReportClient() as bungie:
        is_there = bool(_store(profile, [_fetch(bungie, instance_id)]))
    if is_there:
        # The report is complete even if the weapons' names can't be fetched.
        with suppress(RemoteError):
            name_weapons(profile, SILENT, instance_id=instance_id)
    return is_there


def _fetch(bungie: BungieReportClient, instance_id: str) -> _Fetched:
    try:
        return _Fetched(instance_id, bungie.report(instance_id))
    except BungieReportMissing:
        return _Fetched(instance_id, None)


@transaction.atomic
def _store(profile: DestinyProfile, fetched: Sequence[_Fetched]) -> int:
    """Store what came; how many reports are new."""
    now = timezone.now()
    rows = [_row(each, now) for each in fetched]
    # Another worker may have the same one: reports never change.
    Report.objects.bulk_create(rows, ignore_conflicts=True)
    stored = {
        row.instance_id: row
        for row in Report.objects.select_for_update(no_key=True)
        .filter(instance_id__in=[each.instance_id for each in fetched])
        .order_by("id")
    }
    have = set(
        ReportEntry.objects.filter(report__in=stored.values()).values_list(
            "report_id", flat=True
        )
    )
    own = set(profile.characters.values_list("character_id", flat=True))
    entries: list[ReportEntry] = []
    changed = []
    for each, row in zip(fetched, rows, strict=True):
        known = stored[each.instance_id]
        if known.pk in have:
            continue
        for field in _FIELDS:
            setattr(known, field, getattr(row, field))
        changed.append(known)
        entries += [
            _entry(known, position, entry, profile, own)
            for position, entry in enumerate(
                each.report.entries if each.report else (), start=1
            )
        ]
    Report.objects.bulk_update(changed, _FIELDS)
    ReportEntry.objects.bulk_create(entries)
    _name_classes(profile)
    return sum(each.fetched_at is not None for each in changed)


def _name_classes(profile: DestinyProfile) -> None:
    """A character that was deleted long ago is known by its reports only."""
    for character in profile.characters.filter(character_class=""):
        entries = ReportEntry.objects.filter(character_id=character.character_id)
        found = entries.exclude(character_class="").order_by("id").first()
        if found is not None:
            profile.characters.filter(pk=character.pk).update(
                character_class=found.character_class
            )


_FIELDS = (
    "asked_at",
    "fetched_at",
    "from_beginning",
    "starting_phase",
    "difficulty_tier",
)


def _row(each: _Fetched, now: datetime) -> Report:
    row = Report(instance_id=each.instance_id, asked_at=now)
    if each.report is not None:
        row.fetched_at = now
        row.from_beginning = each.report.from_beginning
        row.starting_phase = each.report.starting_phase
        row.difficulty_tier = each.report.difficulty_tier
    return row


def _entry(
    report: Report,
    position: int,
    found: BungieReportEntry,
    profile: DestinyProfile,
    own: set[str],
) -> ReportEntry:
    values = found.values
    return ReportEntry(
        report=report,
        position=position,
        character_id=found.character_id,
        membership_id=found.membership_id,
        display_name=found.name,
        character_class=found.character_class,
        light=found.light,
        is_self=found.character_id in own
        or found.membership_id == profile.membership_id,
        standing=found.standing,
        completed=values.get("completed") == 1
        and values.get("completionReason", OBJECTIVE_COMPLETED) == OBJECTIVE_COMPLETED,
        time_played_seconds=number(values.get("timePlayedSeconds")),
        kills=number(values.get("kills")),
        deaths=number(values.get("deaths")),
        assists=number(values.get("assists")),
        score=number(values.get("score")),
        values=values,
        weapons=[
            {
                "hash": each.item_hash,
                "kills": each.kills,
                "precision_kills": each.precision_kills,
            }
            for each in found.weapons
        ],
    )
