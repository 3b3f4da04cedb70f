"""Matching, applying, undoing, and looks at followed sources, in the background."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db.models import Min
from django.utils import timezone

from apps.imports.applying.apply import ApplyFailed
from apps.imports.applying.apply import apply_import
from apps.imports.applying.undo import undo_import
from apps.imports.following.look import JOB
from apps.imports.following.look import look_safely
from apps.imports.following.look import next_daily
from apps.imports.igdb.enrichment import enrich
from apps.imports.models import FollowedSource
from apps.imports.models import Import
from apps.imports.models import ImportStatus
from apps.integrations.http.errors import RemoteError
from apps.jobs.job_types import background
from apps.jobs.models import Job
from apps.jobs.own_times import own_time
from apps.jobs.progress import JobFailed
from apps.jobs.progress import Progress

# More than this takes over a second: rows to apply, changes to undo.
MOST_ROWS_AT_ONCE = 200
MOST_CHANGES_AT_ONCE = 600


@background("imports.apply", title="Apply an import", lock="imports")
def apply_in_background(
    progress: Progress, *, batch: int, by: int | None, version: int | None
) -> None:
    """As `apply_import`: all of it or nothing, so also when it is cancelled."""
    found = _find(batch)
    if found.status == ImportStatus.APPLIED:
        # By an attempt whose worker died just afterwards.
        return
    try:
        apply_import(
            found,
            by=_user(by),
            at=timezone.now(),
            expected_version=version,
            progress=progress,
        )
    except ApplyFailed as error:
        raise JobFailed(str(error)) from error


@background("imports.undo", title="Undo an import", lock="imports")
def undo_in_background(progress: Progress, *, batch: int, by: int | None) -> None:
    """As `undo_import`: all of it or nothing, so also when it is cancelled."""
    found = _find(batch)
    if found.status != ImportStatus.UNDONE:
        undo_import(found, by=_user(by), at=timezone.now(), progress=progress)


@background("imports.enrich", title="Match an import with IGDB")
def enrich_in_background(progress: Progress, *, batch: int, by: int | None) -> None:
    """As `enrich`: what is settled stands, however it ends; see `apps.jobs`.

    A worker that is killed leaves it to the next one, which asks for the rest only.
    """
    try:
        enrich(_find(batch), at=timezone.now(), progress=progress)
    except RemoteError as error:
        # Its client has tried again already, as often as makes sense.
        raise JobFailed(f"{error.message} {error.what_to_do}") from error


@background(JOB, title="Look at followed lists", schedule=own_time(JOB).daily)
def follow_in_background(progress: Progress) -> None:
    """Every day: a look at each followed source that is due.

    One that fails keeps nothing from the others. Where that may pass, a further job
    looks again before the next day. It holds no lock, or one that waits for its time
    would keep the others waiting: `look` locks the source.
    """
    now = timezone.now()
    due = list(FollowedSource.objects.due(now).defer("known_text", "seen_text"))
    for followed in progress.each(due, message=str):
        if error := look_safely(followed, at=timezone.now()):
            progress.fail(str(followed), error)
    tomorrow = next_daily(now)
    later = FollowedSource.objects.failing().filter(next_look_at__lt=tomorrow)
    at = later.aggregate(at=Min("next_look_at"))["at"]
    if at is not None:
        # The time is in the key, because this very job may be such a one.
        follow_in_background.start(key=f"retry at {at:%Y-%m-%d %H:%M}", due_at=at)


def job_of(import_: Import) -> Job | None:
    """The latest job about `import_`."""
    kinds = [
        apply_in_background.name,
        undo_in_background.name,
        enrich_in_background.name,
    ]
    jobs = Job.objects.filter(kind__in=kinds, key=str(import_.pk))
    return jobs.order_by("-pk").first()


def _find(batch: int) -> Import:
    found = Import.objects.filter(pk=batch).first()
    if found is None:
        raise JobFailed("The import was deleted.")
    return found


def _user(pk: int | None) -> User | None:
    return None if pk is None else User.objects.filter(pk=pk).first()
