"""What Steam says of the library, made rows. Nothing that is stored goes."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from datetime import datetime
from datetime import timedelta
from itertools import batched

from django.db import transaction
from django.utils import timezone

from apps.core.plurals import counted
from apps.integrations.steam import OwnedGame
from apps.integrations.steam import OwnedLibrary
from apps.jobs.progress import JobFailed
from apps.steam.models import PlaytimeSnapshot
from apps.steam.models import SteamAccount
from apps.steam.models import SteamApp
from apps.steam.models.app import NAME_LENGTH
from apps.steam.models.app import URL_LENGTH
from apps.steam.syncing.sessions import Growth
from apps.steam.syncing.sessions import is_new_and_played
from apps.steam.syncing.sessions import store_sessions

# What an answer says of a game, beside when it was seen.
FIELDS = (
    "name",
    "minutes",
    "recent_minutes",
    "played_at",
    "icon_url",
    "has_statistics",
)
# An answer that was asked for before the stored one comes too late; one that seems to
# be from longer ago shows that the clock was set back.
LATE = timedelta(hours=1)
SIZE = 500


@dataclass
class LibraryChanges:
    """What a look at the library brought."""

    is_first: bool = False
    total: int = 0
    new: list[SteamApp] = field(default_factory=list)
    returned: list[SteamApp] = field(default_factory=list)
    gone: list[SteamApp] = field(default_factory=list)
    played: list[Growth] = field(default_factory=list)
    lowered: list[SteamApp] = field(default_factory=list)


class LibraryEmpty(JobFailed):
    """Steam sent a library without games, though there were some."""


def withhold(account: SteamAccount, *, at: datetime) -> None:
    """Note that Steam does not show the library since `at`."""
    rows = SteamAccount.objects.filter(pk=account.pk, withheld_since=None)
    rows.update(withheld_since=at)


@transaction.atomic
def store_library(
    account: SteamAccount, library: OwnedLibrary, *, at: datetime
) -> LibraryChanges:
    """Bring the rows up to what the answer of `at` says, in one transaction.

    Raises `LibraryEmpty`, with nothing changed, for an empty answer where games are
    stored: so does Steam answer when it doesn't want to.
    """
    account.lock()
    read_at = account.library_read_at
    changes = LibraryChanges(is_first=read_at is None, total=len(library.games))
    if read_at is not None and at <= read_at < at + LATE:
        return changes
    stored = {app.appid: app for app in account.apps.order_by("pk")}
    if stored and not library.games:
        raise LibraryEmpty(
            "Steam sent an empty library. Nothing was changed: "
            f"{counted(len(stored), 'game')} stay here as they are. If your library "
            "isn’t empty, check “Game details” in your privacy settings on Steam."
        )
    _store(account, library, stored, changes, at=at)
    return changes


def _store(
    account: SteamAccount,
    library: OwnedLibrary,
    stored: dict[int, SteamApp],
    changes: LibraryChanges,
    *,
    at: datetime,
) -> None:
    created, changed, snapshots = [], [], []
    for game in library.games:
        app = stored.get(game.appid)
        if app is None:
            app = SteamApp(
                account=account, appid=game.appid, first_seen_at=at, seen_at=at
            )
            _take_over(app, game)
            created.append(app)
            _note_new(app, game, account, changes, at=at)
            if app.minutes:
                snapshots.append(app)
            continue
        minutes = app.minutes
        if app.missing_since is not None:
            changes.returned.append(app)
        if _take_over(app, game):
            changed.append(app)
        if app.minutes != minutes:
            snapshots.append(app)
            _note_time(app, minutes, changes, at=at)
        app.seen_at = at
    SteamApp.objects.bulk_create(created, batch_size=SIZE)
    names = [*FIELDS, "updated_at"]
    SteamApp.objects.bulk_update(changed, names, batch_size=SIZE)
    _store_snapshots(snapshots, at=at)
    store_sessions(changes.played)
    _mark(account, library, stored, changes, at=at)
    account.library_read_at, account.withheld_since = at, None
    account.save(update_fields=["library_read_at", "withheld_since", "updated_at"])


def _take_over(app: SteamApp, game: OwnedGame) -> bool:
    """Whether the answer has changed anything of `app`."""
    values = {name: getattr(game, name) for name in FIELDS}
    values["name"] = game.name[:NAME_LENGTH]
    values["icon_url"] = game.icon_url[:URL_LENGTH]
    is_changed = any(getattr(app, name) != value for name, value in values.items())
    for name, value in values.items():
        setattr(app, name, value)
    app.updated_at = timezone.now()
    return is_changed


def _note_new(
    app: SteamApp,
    game: OwnedGame,
    account: SteamAccount,
    changes: LibraryChanges,
    *,
    at: datetime,
) -> None:
    if changes.is_first:
        return
    changes.new.append(app)
    after = account.library_read_at
    if after is not None and is_new_and_played(game, after=after, until=at):
        changes.played.append(Growth(app, app.minutes, after, at, app.played_at))


def _note_time(
    app: SteamApp, before: int, changes: LibraryChanges, *, at: datetime
) -> None:
    """What it was played for, since it was last seen. A total that fell is no time."""
    if app.minutes < before:
        changes.lowered.append(app)
        return
    minutes = app.minutes - before
    changes.played.append(Growth(app, minutes, app.seen_at, at, app.played_at))


def _store_snapshots(apps: list[SteamApp], *, at: datetime) -> None:
    """One row a game and day: a later look at the same day replaces the former."""
    day = timezone.localdate(at)
    now = timezone.now()
    for some in batched(apps, SIZE, strict=False):
        PlaytimeSnapshot.objects.bulk_create(
            [
                PlaytimeSnapshot(
                    app=app, day=day, minutes=app.minutes, taken_at=at, updated_at=now
                )
                for app in some
            ],
            update_conflicts=True,
            unique_fields=["app", "day"],
            update_fields=["minutes", "taken_at", "updated_at"],
        )


def _mark(
    account: SteamAccount,
    library: OwnedLibrary,
    stored: dict[int, SteamApp],
    changes: LibraryChanges,
    *,
    at: datetime,
) -> None:
    """Which were seen now, and which are missing, if the answer has them all."""
    there = {game.appid for game in library.games}
    rows = account.apps.all()
    rows.filter(appid__in=there).update(seen_at=at, missing_since=None)
    if not library.whole:
        return
    changes.gone = [
        app
        for app in stored.values()
        if app.appid not in there and app.missing_since is None
    ]
    rows.filter(pk__in=[app.pk for app in changes.gone]).update(missing_since=at)
