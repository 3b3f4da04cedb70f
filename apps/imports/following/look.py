"""A look at a followed source: what is new there waits as an import, in review.

Nothing is applied. A look changes all or nothing: the source is fetched first, then
read and stored in one transaction that holds the row of the followed source, so that
of two looks at the same time the second finds nothing new.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from contextlib import contextmanager
from datetime import datetime
from datetime import timedelta

from django.db import InterfaceError
from django.db import OperationalError
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from apps.imports.following.steam_news import merged_libraries
from apps.imports.following.steam_news import new_games
from apps.imports.intake.news import count_news
from apps.imports.intake.news import leave_out_known
from apps.imports.intake.news import mark_known
from apps.imports.intake.parse import parse_source
from apps.imports.intake.parsed import ParsedSource
from apps.imports.intake.reread import replace_source
from apps.imports.intake.source import PART_ROWS
from apps.imports.intake.source import File
from apps.imports.intake.source import Source
from apps.imports.intake.source import source_of_fetched
from apps.imports.intake.steam import library_text
from apps.imports.intake.steam import source_of_steam
from apps.imports.intake.store import store_draft
from apps.imports.matching.match import LibraryIndex
from apps.imports.models import FollowedSource
from apps.imports.models import Import
from apps.imports.models import ImportStatus
from apps.imports.models import SourceKind
from apps.imports.parsing import SourceError
from apps.integrations.github import GistUnchanged
from apps.integrations.github import fetch_gist
from apps.integrations.http.errors import RemoteError
from apps.integrations.steam import OwnedGame
from apps.jobs.models import Job
from apps.jobs.own_times import own_time

logger = logging.getLogger(__name__)

JOB = "imports.follow"
# After a failure that may pass: 1 hour, 2, 4, …, at most until the look of every day.
FIRST_PAUSE = timedelta(hours=1)
DAY = timedelta(days=1)


class ImportBusy(Exception):
    """A job is at work on the import that waits, so it can't be extended now."""


class _NothingNew(Exception):
    """All of it is known; what was stored meanwhile is to be rolled back."""


def look(followed: FollowedSource, *, at: datetime) -> Import | None:
    """Fetch the source; the import that holds what is new there, None for nothing.

    Raises a `RemoteError`, `SourceError`, or `ImportBusy`, noted at the source: all
    else is as it was.
    """
    with _noting_failure(followed, at):
        return _take(followed, _fetch(followed), at=at)


def look_safely(followed: FollowedSource, *, at: datetime) -> str:
    """As `look`, for one of many: why it failed, empty where it didn't."""
    return _safely(followed, lambda: look(followed, at=at), at)


def offer_library(games: Sequence[OwnedGame], *, at: datetime) -> None:
    """Take the Steam library that a sync has just fetched, if it is followed here.

    So Steam isn't asked for it twice a day. A failure is noted at the source.
    """
    followed = FollowedSource.objects.active().filter(kind=SourceKind.STEAM).first()
    if followed is None or not games:
        return
    text = library_text(games, leave_out_unplayed=followed.leave_out_unplayed)
    source = Source(files=(File(text, as_format="steam"),), kind=SourceKind.STEAM)

    def take() -> None:
        with _noting_failure(followed, at):
            # Asked for by itself only where no sync comes until then.
            _take(followed, source, at=at, next_at=at + DAY + FIRST_PAUSE)

    _safely(followed, take, at)


@contextmanager
def _noting_failure(followed: FollowedSource, at: datetime) -> Iterator[None]:
    try:
        yield
    except (RemoteError, SourceError) as error:
        passes = isinstance(error, RemoteError) and error.may_pass
        wait = error.wait_seconds if isinstance(error, RemoteError) else None
        followed.note_failure(
            error.message,
            error.what_to_do,
            next_at=_after_failure(followed, at, passes=passes, wait=wait),
        )
        raise
    except ImportBusy as error:
        followed.note_failure(str(error), "", next_at=at + FIRST_PAUSE)
        raise


def _safely(followed: FollowedSource, take: Callable[[], object], at: datetime) -> str:
    try:
        take()
    except (RemoteError, SourceError) as error:
        return error.message
    except ImportBusy as error:
        return str(error)
    except FollowedSource.DoesNotExist:
        logger.info("A source isn't followed anymore.")
    except (OperationalError, InterfaceError):
        # The database went away: nothing to hold against the source.
        raise
    except Exception:
        logger.exception("The look at followed source %s failed.", followed.pk)
        message = "Questlog couldn’t read it, which is a fault of Questlog."
        followed.note_failure(
            message,
            "The worker’s log has the reason. Everything is as it was.",
            next_at=next_daily(at),
        )
        return message
    return ""


def next_daily(at: datetime) -> datetime:
    """When the daily job runs next, after `at`."""
    own = own_time(JOB)
    found = at.replace(hour=own.hour, minute=own.minute, second=0, microsecond=0)
    return found if found > at else found + DAY


def _after_failure(
    followed: FollowedSource, at: datetime, *, passes: bool, wait: float | None
) -> datetime:
    """When to try again: soon what may pass, the rest with the look of every day."""
    if not passes and wait is None:
        return next_daily(at)
    pause = min(DAY, FIRST_PAUSE * 2 ** min(followed.failures, 5))
    pause = max(pause, timedelta(seconds=min(wait or 0, DAY.total_seconds())))
    return max(min(at + pause, next_daily(at)), at + FIRST_PAUSE)


def _fetch(followed: FollowedSource) -> Source | None:
    """The source as it is now; None where it is known to be what it was."""
    if followed.kind == SourceKind.STEAM:
        return source_of_steam(
            leave_out_unplayed=followed.leave_out_unplayed, today=timezone.localdate()
        )
    found = fetch_gist(followed.address, etag=followed.etag)
    if isinstance(found, GistUnchanged):
        return None
    return source_of_fetched(found, is_whole=True)


@transaction.atomic
def _take(
    followed: FollowedSource,
    source: Source | None,
    *,
    at: datetime,
    next_at: datetime | None = None,
) -> Import | None:
    followed.lock()
    is_first = followed.looked_at is None and followed.last_import is None
    if is_first and source is not None and followed.kind == SourceKind.GIST:
        followed.title = source.title()
    followed.note_look(at=at, next_at=next_at or next_daily(at))
    if source is None:
        followed.save()
        return None
    taking = _Taking(followed, source, at)
    import_ = taking.take()
    followed.etag, followed.revision = source.gist_etag, source.gist_revision
    followed.url = source.gist_url or followed.url
    followed.save()
    if import_ is not None:
        log(
            followed,
            "questlog.source_news",
            data={"import": str(import_.uuid), **followed.news},
        )
    return import_


class _Taking:
    """One state of a source on its way into an import. `followed` is locked."""

    def __init__(self, followed: FollowedSource, source: Source, at: datetime) -> None:
        self.followed = followed
        self.source = source
        self.at = at
        self.before = followed.last_import
        self.is_steam = followed.kind == SourceKind.STEAM

    def take(self) -> Import | None:
        followed = self.followed
        waiting = self._waiting_import()
        if waiting is None:
            # The owner has applied or discarded what they saw last.
            followed.known_text = followed.seen_text
            followed.known_files = followed.seen_files
        if self.is_steam:
            self.source = new_games(self.source, followed.known_text, most=PART_ROWS)
        if self._is_seen(waiting):
            return None
        if waiting is None:
            found = self._store()
        else:
            found = self._extend(waiting)
        self._note_seen()
        if found is not None:
            followed.news_at = self.at
        return found

    def _waiting_import(self) -> Import | None:
        """The import in review, locked; none where a job is at work on it."""
        if self.before is None:
            return None
        fresh = self.before.lock()
        if not fresh.is_open:
            return None
        jobs = Job.objects.active().filter(kind__startswith="imports.")
        if jobs.filter(key=str(fresh.pk)).exists():
            raise ImportBusy(
                f"A job is still working on “{fresh}”. Questlog looks again later."
            )
        return fresh

    def _is_seen(self, waiting: Import | None) -> bool:
        """Whether the owner has all of it before them, or has settled it."""
        if not self.is_steam:
            return (self.source.text, self.source.parts_of_text) == (
                self.followed.seen_text,
                self.followed.seen_files,
            )
        if not self.source.text:
            return True
        unseen = new_games(self.source, self.followed.seen_text, most=PART_ROWS)
        return waiting is not None and not unseen.text

    def _note_seen(self) -> None:
        seen = self.source.text
        if self.is_steam:
            seen = merged_libraries(self.followed.known_text, seen)
        self.followed.seen_text = seen
        self.followed.seen_files = [] if self.is_steam else self.source.parts_of_text

    def _store(self) -> Import | None:
        """A new import with what is new; none, where nothing is."""
        try:
            with transaction.atomic():
                return self._stored()
        except _NothingNew:
            self.followed.last_import, self.followed.news = self.before, {}
            return None

    def _stored(self) -> Import:
        followed = self.followed
        source = self.source.with_known_columns()
        day = timezone.localtime(self.at)
        title = f"{followed.title[:160]}, {day:%B} {day.day}, {day.year}"
        import_ = store_draft(source, by=followed.created_by, title=title)
        followed.last_import, followed.news = import_, {}
        # What is marked as known asks for it.
        followed.save()
        if source.asks_for_columns:
            return import_
        library = LibraryIndex.load()
        parsed = parse_source(source, library=library)
        lines = mark_known(parsed, source, import_, library)
        self._keep_lists(parsed)
        parsed.save(import_)
        leave_out_known(import_)
        self._note_news(import_, lines)
        return import_

    def _keep_lists(self, parsed: ParsedSource) -> None:
        """Have lists become what the owner let them become the last time."""
        lists = self.before.lists.all() if self.before else []
        known = {found.name: found for found in lists}
        for found in parsed.lists:
            if before := known.get(found.name):
                found.target_name = before.target_name
                found.skipped_at = before.skipped_at

    def _extend(self, waiting: Import) -> Import | None:
        """The import that waits, with the source as it is now.

        What the owner decided stays. One that nothing is left of goes, unless they
        have decided something.
        """
        source = self.source.with_known_columns()
        if source.asks_for_columns:
            if waiting.status != ImportStatus.DRAFT:
                raise SourceError(
                    "Its columns have changed while an import of it is in review.",
                    what_to_do=f"Apply or discard “{waiting}” first.",
                )
            self._replace_draft(waiting, source)
            return waiting
        if waiting.status == ImportStatus.DRAFT:
            self._replace_draft(waiting, source)
            return waiting
        lines = replace_source(waiting, source)
        try:
            self._note_news(waiting, lines)
        except _NothingNew:
            self.followed.news = {}
            if not waiting.rows.exclude(decided_at=None).exists():
                waiting.delete()
                self.followed.last_import = None
            return None
        return waiting

    def _replace_draft(self, waiting: Import, source: Source) -> None:
        waiting.source_text, waiting.files = source.text, source.parts_of_text
        waiting.gist_revision = source.gist_revision
        waiting.gist_etag = source.gist_etag
        waiting.save()

    def _note_news(self, import_: Import, lines: int) -> None:
        games = count_news(import_)
        if not games and not lines:
            raise _NothingNew
        self.followed.news = {"games": games, "lines": lines}
