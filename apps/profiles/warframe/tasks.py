"""Archiving right after play: Steam says when Warframe is played, and when no more."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from apps.integrations import steam
from apps.integrations.http.errors import RemoteError
from apps.integrations.warframe.client import setting_problem
from apps.jobs.job_types import background
from apps.jobs.models import Job
from apps.jobs.models import State
from apps.jobs.progress import JobFailed
from apps.jobs.progress import Progress
from apps.profiles.registry import kind_called
from apps.profiles.tasks import start_sync
from apps.profiles.warframe.models import WarframeProfile

STEAM_APP = "230410"
# Who was last seen playing longer ago than this: nobody knows when they stopped.
FORGOTTEN = timedelta(hours=1)


def _schedule() -> str:
    """Every five minutes where both services are set up; else never."""
    is_on = steam.is_configured() and not setting_problem()
    return "*/5 * * * *" if is_on else ""


@background(
    "warframe.watch_session",
    title="See whether Warframe is played",
    attempts=1,
    lock="warframe.watch_session",
    schedule=_schedule(),
)
def watch_session(progress: Progress) -> None:
    """Starts a sync once play has ended. Steam that is away is asked again later."""
    try:
        with steam.SteamClient() as client:
            is_playing = client.player().game_id == STEAM_APP
    except RemoteError as error:
        raise JobFailed(f"{error.message} {error.what_to_do}") from error
    now = timezone.now()
    rows = WarframeProfile.objects.all()
    if is_playing:
        rows.update(playing_seen_at=now)
    elif rows.filter(playing_seen_at__gt=now - FORGOTTEN).update(
        playing_seen_at=None, play_ended_at=now
    ):
        kind = kind_called("warframe")
        assert kind is not None
        start_sync(kind, by=None)
    _forget_uneventful()


def _forget_uneventful() -> None:
    """Of its own records only the latest is kept: there are 288 a day."""
    mine = Job.objects.filter(kind=watch_session.name)
    latest = mine.order_by("-pk").values("pk")[:2]
    mine.filter(state=State.DONE).exclude(pk__in=list(latest)).delete()
