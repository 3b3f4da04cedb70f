"""Reports of RomM's clients taken in, and made sessions once their game is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from typing import Literal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from apps.browsing.game_page.verbs import open_run
from apps.browsing.sessions.choosing import new_run
from apps.core.history import record_change
from apps.imports.matching.known_games import remember_game
from apps.imports.models import KnownGame
from apps.journal.models import Playthrough
from apps.journal.models import Session
from apps.journal.models import SessionSource
from apps.journal.models import Status
from apps.journal.models.session import CLOCK_SKEW
from apps.library.models import Game
from apps.romm.models import PlayReport
from apps.romm.models.play_report import LONGEST_PROBLEM
from apps.romm.models.play_report import SERVICE

type Outcome = Literal["created", "duplicate", "error"]


@dataclass(frozen=True, kw_only=True)
class Reported:
    """One session as a client says it, its times without microseconds."""

    rom_id: int | None
    device_id: str
    save_slot: str
    started_at: datetime
    ended_at: datetime
    duration_ms: int


@dataclass(frozen=True, kw_only=True)
class Received:
    status: Outcome
    report: PlayReport | None = None
    detail: str | None = None


@transaction.atomic
def receive(reported: Reported, *, user: Any) -> Received:
    """Keep a report, once; it becomes a session if its game is known."""
    if reported.ended_at > timezone.now() + CLOCK_SKEW:
        return Received(status="error", detail="This session is in the future.")
    report, is_new = PlayReport.objects.get_or_create(
        rom_id=reported.rom_id,
        device_id=reported.device_id,
        started_at=reported.started_at,
        ended_at=reported.ended_at,
        defaults={
            "save_slot": reported.save_slot,
            "duration_ms": reported.duration_ms,
        },
    )
    if not is_new:
        return Received(status="duplicate", report=report)
    if reported.rom_id is not None:
        known = KnownGame.objects.filter(
            service=SERVICE, external_id=str(reported.rom_id)
        ).select_related("game")
        if found := known.first():
            _settle(report, found.game, user=user)
    return Received(status="created", report=report)


@transaction.atomic
def link_rom(rom_id: int | None, game: Game | None, *, user: Any) -> tuple[int, int]:
    """Say which game a ROM is, None to leave it out; for its waiting reports, too.

    Returns how many became sessions, and how many wait still because of a problem.
    Reports without a number are settled alone: the next one is asked about again.
    """
    if rom_id is not None:
        remember_game(SERVICE, str(rom_id), game)
    waiting = PlayReport.objects.waiting().filter(rom_id=rom_id)
    reports = list(waiting.select_for_update().order_by("started_at", "pk"))
    for report in reports:
        _settle(report, game, user=user)
    made = sum(report.session_id is not None for report in reports)
    return made, sum(report.is_waiting for report in reports)


def _settle(report: PlayReport, game: Game | None, *, user: Any) -> None:
    report.problem = ""
    if game is None:
        report.is_waiting = False
    else:
        try:
            with transaction.atomic():
                report.session = _log(report, game, user=user)
            report.is_waiting = False
        except ValidationError as error:
            report.problem = " ".join(error.messages)[:LONGEST_PROBLEM]
    report.save()


def _log(report: PlayReport, game: Game, *, user: Any) -> Session:
    run = _run_of(report, game, user=user)
    session = Session.log(
        run,
        started_at=report.started_at,
        ended_at=report.ended_at,
        minutes=report.minutes,
        source=SessionSource.ROMM,
    )
    record_change(session, user=user, action="wagtail.create")
    return session


def _run_of(report: PlayReport, game: Game, *, user: Any) -> Playthrough:
    """The open playthrough, which is being played with this, else a new one."""
    # Two reports at the same time start one playthrough.
    Game.objects.select_for_update(no_key=True).only("pk").get(pk=game.pk)
    run, day = open_run(game), timezone.localdate(report.started_at)
    if run is None:
        run = new_run(game, day=day)
        record_change(run, user=user, action="wagtail.create")
    elif run.status in (Status.PLANNED, Status.PAUSED):
        run.start(on=day)
        record_change(run, user=user, action="questlog.start")
    return run
