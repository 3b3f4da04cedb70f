"""A profile that was read, compared with what is stored, and written."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection
from django.db import transaction
from django.db.models import Count
from django.db.models import Sum

from apps.core.models.base import BaseModel
from apps.profiles.imports.importer import WrittenRow
from apps.profiles.warframe.archiving.reading import ByKey
from apps.profiles.warframe.archiving.reading import ProfileRead
from apps.profiles.warframe.archiving.reading import Values
from apps.profiles.warframe.mastery import MASTERED_NAMES_SQL
from apps.profiles.warframe.models import Affiliation
from apps.profiles.warframe.models import ItemAffinity
from apps.profiles.warframe.models import MissionCount
from apps.profiles.warframe.models import ProfileDocument
from apps.profiles.warframe.models import Snapshot
from apps.profiles.warframe.models import Trigger
from apps.profiles.warframe.models import WarframeProfile
from apps.profiles.warframe.models import WeaponCount
from apps.profiles.warframe.models.changes import mastery_rank_rose

# Each list of a profile: its model, and the column that names a row.
LISTS: dict[str, tuple[type[BaseModel], str]] = {
    "weapons": (WeaponCount, "path"),
    "affinities": (ItemAffinity, "path"),
    "missions": (MissionCount, "tag"),
    "affiliations": (Affiliation, "tag"),
}


class WrongProfile(ValidationError):
    """Another account, or an older state than the one that is stored."""


@dataclass(frozen=True)
class Comparison:
    """Rows of one list that are new, and those that changed, with what they had."""

    new: list[BaseModel] = field(default_factory=list)
    changed: list[tuple[BaseModel, Values]] = field(default_factory=list)


@dataclass(frozen=True)
class Archived:
    """What an archive wrote, and the counters before and after it."""

    written: list[WrittenRow]
    before: Counters
    after: Counters
    mastered: list[str]
    is_first: bool


@dataclass(frozen=True)
class Counters:
    mastery_rank: int
    time_played_seconds: int
    missions_completed: int
    kills: int
    weapons: int


def check_fits(profile: WarframeProfile, read: ProfileRead, *, asked: str = "") -> None:
    """Raises `WrongProfile` for another account or an older state.

    `asked` is the configured account, which counts until one is stored.
    """
    known = profile.known_accounts or {asked} - {""}
    if read.account_id and known and read.account_id not in known:
        raise WrongProfile(
            f"This is the profile of another account: {read.account_id}. Questlog "
            f"holds {', '.join(sorted(known))}."
        )
    played = read.time_played
    if played is not None and played < profile.time_played_seconds:
        raise WrongProfile(
            f"This is older than what is stored: {_hours(played)} played, and Questlog "
            f"already has {_hours(profile.time_played_seconds)}."
        )
    if _affinity_fell(profile, read):
        raise WrongProfile(
            "This is older than what is stored: items have earned less affinity in it "
            "than before."
        )


def _affinity_fell(profile: WarframeProfile, read: ProfileRead) -> bool:
    if not read.affinities:
        return False
    stored = dict(
        profile.affinities.filter(path__in=read.affinities).values_list("path", "xp")
    )
    return sum(read.affinities[path]["xp"] for path in stored) < sum(stored.values())


def compare(profile: WarframeProfile, name: str, rows: ByKey) -> Comparison:
    """What archiving `rows`, one of `LISTS`, would write; unsaved."""
    model: Any
    model, key = LISTS[name]
    stored = {
        getattr(row, key): row for row in model._default_manager.filter(profile=profile)
    }
    found = Comparison()
    for each, values in rows.items():
        row = stored.get(each)
        if row is None:
            found.new.append(model(profile=profile, **{key: each}, **values))
            continue
        before = {
            column: getattr(row, column)
            for column, value in values.items()
            if getattr(row, column) != value
        }
        if before:
            for column in before:
                setattr(row, column, values[column])
            found.changed.append((row, before))
    return found


@transaction.atomic
def archive(
    profile: WarframeProfile,
    read: ProfileRead,
    *,
    trigger: Trigger,
    at: datetime,
    platform: str = "",
    asked: str = "",
) -> Archived:
    """Write everything that `read` says, in one transaction, and take a snapshot.

    What it doesn't say stays. Raises `WrongProfile`.
    """
    rows = WarframeProfile.objects.select_related("game")
    profile.refresh_from_db(
        from_queryset=rows.select_for_update(of=("self",), no_key=True)
    )
    check_fits(profile, read, asked=asked)
    before, mastered = _counters(profile), _mastered(profile)
    is_first = not profile.account_id and not profile.snapshots.exists()
    written = list(_write_lists(profile, read))
    values: Values = {**read.values, "last_synced": at}
    if read.account_id:
        values["account_id"] = read.account_id
    if platform:
        values["platform"] = platform
    written.append(_write_values(profile, values))
    if read.document:
        ProfileDocument.objects.update_or_create(
            profile=profile, defaults={"document": read.document, "received_at": at}
        )
    after = _counters(profile)
    written.append(WrittenRow(row=_snapshot(profile, after, trigger=trigger, at=at)))
    if after.mastery_rank > before.mastery_rank and not is_first:
        mastery_rank_rose.send(
            WarframeProfile, profile=profile, rank=before.mastery_rank
        )
    return Archived(
        written=written,
        before=before,
        after=after,
        mastered=sorted(_mastered(profile) - mastered),
        is_first=is_first,
    )


def _write_lists(profile: WarframeProfile, read: ProfileRead) -> Iterator[WrittenRow]:
    for name, (model, key) in LISTS.items():
        rows = getattr(read, name)
        if not rows:
            continue
        found = compare(profile, name, rows)
        columns = list(next(iter(rows.values())))
        _upsert(model, key, [*found.new, *(row for row, _ in found.changed)], columns)
        for row in found.new:
            yield WrittenRow(row=row)
        for row, before in found.changed:
            yield WrittenRow(row=row, before=before)


def _upsert(model: Any, key: str, rows: list[BaseModel], columns: list[str]) -> None:
    model._default_manager.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["profile", key],
        update_fields=[*columns, "updated_at"],
        batch_size=2_000,
    )


def _write_values(profile: WarframeProfile, values: Mapping[str, Any]) -> WrittenRow:
    before = {
        name: _plain(getattr(profile, name))
        for name, value in values.items()
        if getattr(profile, name) != value
    }
    for name in before:
        setattr(profile, name, values[name])
    profile.save(update_fields=[*before, "updated_at"])
    return WrittenRow(row=profile, before=before)


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, bool | int | str) else str(value)


def _snapshot(
    profile: WarframeProfile, counters: Counters, *, trigger: Trigger, at: datetime
) -> Snapshot:
    return Snapshot.objects.create(
        profile=profile,
        captured_at=at,
        trigger=trigger,
        mastery_rank=counters.mastery_rank,
        time_played_seconds=counters.time_played_seconds,
        missions_completed=counters.missions_completed,
        pickup_count=profile.pickup_count,
        total_weapon_kills=counters.kills,
        weapons_tracked=counters.weapons,
    )


def _counters(profile: WarframeProfile) -> Counters:
    counted = profile.weapons.aggregate(rows=Count("pk"), kills=Sum("kills"))
    return Counters(
        mastery_rank=profile.mastery_rank,
        time_played_seconds=profile.time_played_seconds,
        missions_completed=profile.missions_completed,
        kills=int(counted["kills"] or 0),
        weapons=counted["rows"],
    )


def _mastered(profile: WarframeProfile) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(MASTERED_NAMES_SQL, {"profile": profile.pk})
        return {str(name) for (name,) in cursor.fetchall()}


def _hours(seconds: int) -> str:
    return f"{seconds / 3600:,.1f} hours".replace(".0 ", " ")
