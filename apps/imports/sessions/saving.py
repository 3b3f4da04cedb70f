"""Lines of sessions become sessions: all that can, in one transaction, or none."""

from __future__ import annotations

from bisect import bisect_left
from bisect import insort
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from datetime import date
from datetime import datetime
from datetime import timedelta
from typing import Any
from uuid import UUID
from uuid import uuid5

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from apps.browsing.sessions.choosing import new_run
from apps.core.admin.edit_conflicts import version_of
from apps.core.history import delete_row
from apps.core.history import record_change
from apps.imports.sessions.reading import MOST_LINES
from apps.imports.sessions.reading import Line
from apps.journal.models import OPEN
from apps.journal.models import Playthrough
from apps.journal.models import Session
from apps.journal.models import SessionSource
from apps.journal.models.session import check_length
from apps.library.models import Game

# Whose playthrough a line is of, besides a playthrough's own id.
BY_DATE, NEW, LEAVE_OUT = "date", "new", "out"
ACTION = "questlog.import_sessions"
# What a save later than this after the import changed is somebody's edit.
_AT_ONCE = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Target:
    """The lines of one game, and which of its playthroughs they are of."""

    lines: list[Line]
    game: Game | None
    runs: list[Playthrough]
    choice: str


@dataclass
class Outcome:
    """`problems` are lines that can't be sessions, each with its reason."""

    token: UUID
    made: list[Session] = field(default_factory=list)
    new_runs: list[Playthrough] = field(default_factory=list)
    duplicates: int = 0
    left_out: int = 0
    problems: list[Line] = field(default_factory=list)

    @property
    def minutes(self) -> int:
        return sum(session.minutes or 0 for session in self.made)

    @property
    def state(self) -> dict[str, Any]:
        """What `take_back` needs, small enough for a message."""
        return {
            "token": str(self.token),
            "runs": {str(run.pk): version_of(run) for run in self.new_runs},
        }


@transaction.atomic
def add_sessions(targets: Iterable[Target], *, token: UUID, user: Any) -> Outcome:
    """Add what isn't there yet; `token` makes the ids, so that sent twice it is once.

    Raises `ValidationError` where a playthrough would get more hours than it can have.
    """
    outcome = Outcome(token)
    by_run: dict[Playthrough, list[Line]] = defaultdict(list)
    for target in targets:
        _deal_out(target, by_run, outcome, user)
    for run in sorted(by_run, key=lambda run: run.pk):
        run.lock()
        _add_to(run, by_run[run], outcome)
        run.count_sessions()
        record_change(run, user=user, action=ACTION)
    for run in outcome.new_runs:
        run.refresh_from_db(fields=["updated_at"])
    return outcome


@transaction.atomic
def take_back(state: dict[str, Any], *, user: Any) -> tuple[int, int]:
    """Delete what an import added; returns how many, and how many were changed since.

    A playthrough that came with it goes, too, where nothing else is in it.
    """
    token = UUID(state["token"])
    ids = [_id(token, place) for place in range(MOST_LINES)]
    rows = Session.objects.filter(source=SessionSource.IMPORT, uuid__in=ids)
    added = list(rows.only("playthrough", "created_at", "updated_at"))
    is_changed = [row.updated_at - row.created_at > _AT_ONCE for row in added]
    going = [row for row, changed in zip(added, is_changed, strict=True) if not changed]
    runs = Playthrough.objects.filter(pk__in={row.playthrough_id for row in going})
    for run in list(runs.order_by("pk")):
        run.lock()
        is_own = state["runs"].get(str(run.pk)) == version_of(run)
        keys = [row.pk for row in going if row.playthrough_id == run.pk]
        Session.objects.filter(pk__in=keys).delete()
        if is_own and not run.sessions.exists():
            delete_row(Playthrough.objects.filter(pk=run.pk), user=user)
            continue
        run.count_sessions()
        record_change(run, user=user, action=ACTION)
    return len(going), sum(is_changed)


def _deal_out(
    target: Target, by_run: dict[Playthrough, list[Line]], outcome: Outcome, user: Any
) -> None:
    usable = [line for line in target.lines if not line.problem]
    outcome.problems += [line for line in target.lines if line.problem]
    if target.game is None or target.choice == LEAVE_OUT:
        outcome.left_out += len(usable)
        return
    if target.choice == NEW or not target.runs:
        if usable:
            run = new_run(target.game, day=min(map(_day_of, usable)))
            record_change(run, user=user, action="wagtail.create")
            outcome.new_runs.append(run)
            by_run[run] += usable
        return
    chosen = next((r for r in target.runs if str(r.pk) == target.choice), None)
    for line in usable:
        by_run[chosen or run_on(target.runs, _day_of(line))].append(line)


def run_on(runs: list[Playthrough], day: date) -> Playthrough:
    """The playthrough of that day, else the one in progress, else the last one."""
    text = day.isoformat()
    during = [run for run in runs if _is_during(run, text)]
    going_on = [run for run in runs if run.status in OPEN]
    return (during or going_on or runs)[-1]


def _is_during(run: Playthrough, day: str) -> bool:
    """Dates that are known to the month or year hold for all of its days."""
    began, ended = run.started_at or "", run.completed_at or ""
    if not began and not ended:
        return False
    is_after = not began or day[: len(str(began))] >= str(began)
    is_before = day[: len(str(ended))] <= str(ended) if ended else run.status in OPEN
    return is_after and is_before


def _add_to(run: Playthrough, lines: list[Line], outcome: Outcome) -> None:
    there = _There.of(run)
    made: list[Session] = []
    for line in lines:
        session = Session(
            playthrough=run,
            uuid=_id(outcome.token, line.place),
            source=SessionSource.IMPORT,
            **line.values,
        )
        try:
            # The database has the last word on the rest, for all of them at once.
            session.full_clean(
                exclude=["playthrough"],
                validate_unique=False,
                validate_constraints=False,
            )
            there.check(session)
        except ValidationError as error:
            text = " ".join(dict.fromkeys(error.messages))
            outcome.problems.append(replace(line, problem=text))
            continue
        if there.has(session, line.id):
            outcome.duplicates += 1
            continue
        there.add(session)
        made.append(session)
    Session.objects.bulk_create(made, batch_size=500)
    outcome.made += made


@dataclass
class _There:
    """The sessions that a playthrough has, by what tells two of them apart."""

    ids: set[str]
    days: set[tuple[date, int]]
    spans: list[tuple[datetime, datetime]]

    @classmethod
    def of(cls, run: Playthrough) -> _There:
        there = cls(set(), set(), [])
        for session in run.sessions.filter(minutes__isnull=False):
            there.add(session)
        return there

    def add(self, session: Session) -> None:
        self.ids.add(str(session.uuid))
        if session.started_at and session.ended_at:
            insort(self.spans, (session.started_at, session.ended_at))
        else:
            self.days.add((session.day, session.minutes or 0))

    def has(self, session: Session, id_: str) -> bool:
        if id_.lower() in self.ids or str(session.uuid) in self.ids:
            return True
        if session.started_at and session.ended_at:
            return (session.started_at, session.ended_at) in self.spans
        return (session.day, session.minutes or 0) in self.days

    def check(self, session: Session) -> None:
        """Raises `ValidationError` for what the database would refuse."""
        started, ended = session.started_at, session.ended_at
        if session.is_running:
            raise ValidationError("It doesn’t say how long it was.")
        if not started or not ended:
            check_length(timedelta(minutes=session.minutes or 0))
            return
        if ended <= started:
            raise ValidationError("A session can’t end before it starts.")
        place = bisect_left(self.spans, (started, ended))
        beside = self.spans[max(place - 1, 0) : place + 1]
        if any(
            span != (started, ended) and span[0] < ended and started < span[1]
            for span in beside
        ):
            raise ValidationError("It overlaps another session of this playthrough.")


def _day_of(line: Line) -> date:
    started = line.values.get("started_at")
    day: date = timezone.localdate(started) if started else line.values["day"]
    return day


def _id(token: UUID, place: int) -> UUID:
    """The id of the session of a line: the same however often the file is sent."""
    return uuid5(token, str(place))
