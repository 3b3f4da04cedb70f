"""Achievements of one game: one request, and monthly what everyone sees."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from contextlib import contextmanager
from contextlib import suppress
from dataclasses import dataclass
from dataclasses import field
from datetime import UTC
from datetime import datetime
from datetime import timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from apps.integrations.http.errors import RemoteRefused
from apps.integrations.http.errors import RemoteUnauthorized
from apps.integrations.steam import AchievementDetails
from apps.integrations.steam import PlayerAchievement
from apps.integrations.steam import SteamClient
from apps.integrations.steam import SteamGameWithoutAchievements
from apps.steam.models import SteamAchievement
from apps.steam.models import SteamApp
from apps.steam.models.changes import achievements_unlocked

# Names and icons seldom change; how many players have one does, a little.
DETAILS_LAST = timedelta(days=30)
NEVER_DATED = datetime(1970, 1, 2, tzinfo=UTC)
WRITTEN = (
    "position",
    "name",
    "description",
    "icon_url",
    "locked_icon_url",
    "is_hidden",
    "rarity",
    "is_unlocked",
    "unlocked_at",
    "missing_since",
    "updated_at",
)


@dataclass(frozen=True)
class Details:
    """What everyone sees of the achievements of a game, by their keys."""

    described: Mapping[str, AchievementDetails] = field(default_factory=dict)
    rarity: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True)
class Fetched:
    """What Steam said at `at` of a game that had been played for `minutes`."""

    found: Sequence[PlayerAchievement]
    details: Details | None
    minutes: int
    at: datetime


def fetch_achievements(app: SteamApp, steam: SteamClient, *, at: datetime) -> Fetched:
    """Ask Steam; a game without achievements has none. Raises `RemoteError`."""
    found: list[PlayerAchievement] = []
    details = None
    with suppress(SteamGameWithoutAchievements):
        found = steam.achievements(app.appid)
    if found and _needs_details(app, found, at=at):
        details = _details(app.appid, steam)
    return Fetched(found, details, app.minutes, at)


def _needs_details(
    app: SteamApp, found: Sequence[PlayerAchievement], *, at: datetime
) -> bool:
    read_at = app.details_read_at
    if read_at is None or not read_at <= at < read_at + DETAILS_LAST:
        return True
    known = app.achievements.values_list("key", flat=True)
    return not {each.key for each in found} <= set(known)


def _details(appid: int, steam: SteamClient) -> Details:
    """Of some games Steam refuses it; the achievements can do without."""
    described: list[AchievementDetails] = []
    rarity: dict[str, Decimal] = {}
    with _refusals_ignored():
        described = steam.achievement_details(appid)
    with _refusals_ignored():
        rarity = steam.achievement_rarity(appid)
    return Details({each.key: each for each in described}, rarity)


@contextmanager
def _refusals_ignored() -> Iterator[None]:
    try:
        yield
    except RemoteUnauthorized:
        raise
    except RemoteRefused:
        pass


@transaction.atomic
def store_achievements(app: SteamApp, fetched: Fetched) -> list[SteamAchievement]:
    """Bring the rows up to what Steam said; returns those that are newly unlocked.

    None are, the first time: what was unlocked before is no news. What the answer
    lacks stays, marked since when; so does what it shows as locked again.
    """
    rows = SteamApp.objects.select_related("account")
    locked = rows.select_for_update(of=("self",), no_key=True)
    app.refresh_from_db(from_queryset=locked)
    is_first = app.achievements_read_at is None
    stored = {each.key: each for each in app.achievements.order_by("pk")}
    answer = {each.key: each for each in fetched.found}
    unlocked: list[SteamAchievement] = []
    created: list[SteamAchievement] = []
    changed: list[SteamAchievement] = []
    for position, each in enumerate(answer.values()):
        row = stored.get(each.key)
        written = created if row is None else changed
        row = row or SteamAchievement(app=app, key=each.key)
        was_unlocked = row.is_unlocked
        if _take_over(row, each, fetched, position=position):
            written.append(row)
        if row.is_unlocked and not was_unlocked:
            unlocked.append(row)
    SteamAchievement.objects.bulk_create(created)
    SteamAchievement.objects.bulk_update(changed, WRITTEN, batch_size=500)
    if answer:
        gone = app.achievements.exclude(key__in=answer).filter(missing_since=None)
        gone.update(missing_since=fetched.at)
    _note_look(app, fetched)
    if is_first or not unlocked:
        return []
    achievements_unlocked.send(SteamApp, app=app, achievements=unlocked)
    return unlocked


def _note_look(app: SteamApp, fetched: Fetched) -> None:
    app.achievements_read_at = fetched.at
    app.achievements_minutes = fetched.minutes
    app.achievements_error = ""
    if fetched.details is not None:
        app.details_read_at = fetched.at
    app.save(
        update_fields=[
            "achievements_read_at",
            "achievements_minutes",
            "achievements_error",
            "details_read_at",
            "updated_at",
        ]
    )


def _take_over(
    row: SteamAchievement,
    found: PlayerAchievement,
    fetched: Fetched,
    *,
    position: int,
) -> bool:
    """Whether anything of `row` changed, or it is new."""
    before = {name: getattr(row, name) for name in WRITTEN}
    row.position = position
    row.name = found.name or row.name
    row.description = found.description or row.description
    if fetched.details is not None:
        _describe(row, fetched.details)
    row.missing_since = None
    if found.unlocked_at is not None:
        row.is_unlocked = True
        if found.unlocked_at > NEVER_DATED:
            row.unlocked_at = found.unlocked_at
    elif row.is_unlocked:
        row.missing_since = before["missing_since"] or fetched.at
    if row.pk and all(getattr(row, name) == value for name, value in before.items()):
        return False
    row.updated_at = timezone.now()
    return True


def _describe(row: SteamAchievement, details: Details) -> None:
    described = details.described.get(row.key)
    if described is not None:
        row.name = row.name or described.name
        row.description = row.description or described.description
        row.icon_url = described.icon_url or row.icon_url
        row.locked_icon_url = described.locked_icon_url or row.locked_icon_url
        row.is_hidden = described.is_hidden
    row.rarity = details.rarity.get(row.key, row.rarity)
