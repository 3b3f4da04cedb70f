from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from datetime import timedelta
from decimal import Decimal
from typing import Any
from typing import ClassVar
from typing import Self

from django.contrib.auth.models import User
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.core.validators import MinValueValidator
from django.db import IntegrityError
from django.db import models
from django.db import transaction
from django.db.models import F
from django.db.models import Func
from django.db.models import Q
from django.db.models import Sum
from django.db.models.lookups import IsNull
from django.dispatch import Signal
from django.utils import timezone

from apps.core.models.base import BaseModel
from apps.core.models.field_table import FieldTable
from apps.core.plurals import counted
from apps.journal.models.playthrough import Playthrough
from apps.journal.models.playthrough import Status
from apps.journal.models.playthrough import hours_of

LONGEST_NOTE = 2_000
URL_LENGTH = 500
# Between its start and its end, and without these.
LONGEST_SESSION = timedelta(hours=48)
# What is counted by the day may be the sum of weeks, as Steam tells it.
MOST_MINUTES = 99_999 * 60
# A clock elsewhere may be ahead of ours.
CLOCK_SKEW = timedelta(minutes=5)
# A running session of more than this was probably forgotten.
FORGOTTEN_AFTER = timedelta(hours=12)

ANOTHER_RUNS = "Another session is running. End it first."

# With `session` and what happened to it: start, pause, resume, end, or log.
session_changed = Signal()


class SessionSource(models.TextChoices):
    OWNER = "owner", "Logged by you"
    TIMER = "timer", "Timer"
    STEAM = "steam", "Steam"
    ROMM = "romm", "RomM"
    IMPORT = "import", "Import"


class SessionError(ValidationError):
    """The verb does not apply to the session as it is now."""


def check_length(length: timedelta) -> None:
    """Raises `ValidationError` for what is too long for one session."""
    if length > LONGEST_SESSION:
        hours = int(length.total_seconds() // 3600)
        most = int(LONGEST_SESSION.total_seconds() // 3600)
        raise ValidationError(
            f"That is {counted(hours, 'hour')}; a session can last at most {most} "
            "hours. Check the dates, or split it into several."
        )


class SessionQuerySet(models.QuerySet["Session"]):
    def public(self) -> Self:
        return self.filter(playthrough__is_public=True)

    def seen_by(self, user: User) -> Self:
        """Those that `user` may read over the API."""
        may_see_private = user.has_perm("journal.view_playthrough")
        return self.all() if may_see_private else self.public()

    def running(self) -> Self:
        """The one that has no end yet, if any; it may be paused."""
        return self.filter(minutes=None)

    def ended(self) -> Self:
        return self.filter(minutes__isnull=False)

    def latest_first(self) -> Self:
        latest = F("started_at").desc(nulls_last=True)
        return self.order_by("-day", latest, "-id")

    def minutes_in_all(self) -> int:
        return self.aggregate(total=Sum("minutes"))["total"] or 0


class Session(BaseModel):
    """Time that was played on a day, with its beginning and end where they are known.

    `day` is the day of the beginning in the owner's time zone. `minutes` are without
    pauses. A session without `minutes` is running: the timer; only one can be.
    """

    public_as: ClassVar[str] = "playthrough"
    field_table: ClassVar[FieldTable] = FieldTable(
        owner=(
            "playthrough",
            "day",
            "started_at",
            "ended_at",
            "minutes",
            "note",
            "vod_url",
            "vod_seconds",
        ),
        counter=("changes",),
        internal=(
            "id",
            "uuid",
            "paused_at",
            "paused_seconds",
            "source",
            "created_at",
            "updated_at",
        ),
    )

    playthrough = models.ForeignKey(
        Playthrough, on_delete=models.CASCADE, related_name="sessions"
    )
    day = models.DateField()
    started_at = models.DateTimeField("started", null=True, blank=True)
    ended_at = models.DateTimeField("ended", null=True, blank=True)
    minutes = models.PositiveIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_MINUTES)],
    )
    note = models.TextField(
        blank=True,
        default="",
        max_length=LONGEST_NOTE,
        help_text="Only you can see it.",
    )
    vod_url = models.URLField(
        "recording",
        blank=True,
        default="",
        max_length=URL_LENGTH,
        help_text="Address of a video of this session.",
    )
    vod_seconds = models.PositiveIntegerField(
        "starts at",
        null=True,
        blank=True,
        help_text="Where in the video the session starts, in seconds.",
    )
    # Since when it is paused, and for how long it was before.
    paused_at = models.DateTimeField(null=True, blank=True, editable=False)
    paused_seconds = models.PositiveIntegerField(default=0, editable=False)
    # How often the timer was paused, went on, or ended: one event each.
    changes = models.PositiveIntegerField(default=0, editable=False)
    source = models.CharField(
        max_length=10,
        choices=SessionSource,
        default=SessionSource.OWNER,
        editable=False,
    )

    objects = SessionQuerySet.as_manager()

    class Meta:
        ordering = ["-day", F("started_at").desc(nulls_last=True), "-id"]
        indexes = [
            models.Index(
                F("day").desc(),
                F("started_at").desc(nulls_last=True),
                F("id").desc(),
                name="session_latest_first",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(source__in=SessionSource.values),
                name="session_source_known",
            ),
            models.CheckConstraint(
                condition=Q(minutes__isnull=True) | Q(minutes__gt=0),
                name="session_has_time",
                violation_error_message="A session lasts at least a minute.",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gt=F("started_at")),
                name="session_ends_after_it_starts",
                violation_error_message="A session can’t end before it starts.",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(started_at__isnull=False),
                name="session_end_needs_start",
                violation_error_message="Enter when it started, too.",
            ),
            models.CheckConstraint(
                condition=Q(minutes__isnull=False)
                | Q(started_at__isnull=False, ended_at__isnull=True),
                name="session_running_has_start",
                violation_error_message="Enter how long it was.",
            ),
            models.CheckConstraint(
                condition=Q(paused_at__isnull=True) | Q(minutes__isnull=True),
                name="session_paused_while_running",
            ),
            models.UniqueConstraint(
                IsNull(F("minutes"), True),
                condition=Q(minutes__isnull=True),
                name="session_one_running",
                violation_error_code="transition",
                violation_error_message=ANOTHER_RUNS,
            ),
            ExclusionConstraint(
                name="session_no_overlap",
                expressions=[
                    ("playthrough", RangeOperators.EQUAL),
                    (
                        Func(F("started_at"), F("ended_at"), function="tstzrange"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(ended_at__isnull=False),
                violation_error_message="It overlaps another session of this "
                "playthrough.",
            ),
        ]

    def __str__(self) -> str:
        if self.minutes is None:
            return f"{self.playthrough.edition}, running"
        length = counted(self.minutes, "minute")
        return f"{self.playthrough.edition}, {length} on {self.day}"

    @property
    def is_running(self) -> bool:
        return self.minutes is None

    @property
    def is_paused(self) -> bool:
        return self.paused_at is not None

    @property
    def hours(self) -> Decimal:
        return hours_of(self.minutes or 0)

    def played_seconds(self, *, at: datetime) -> int:
        """How long it has run by `at`, without its pauses."""
        assert self.started_at is not None
        until = self.ended_at or self.paused_at or at
        passed = (until - self.started_at).total_seconds()
        return max(0, int(passed) - self.paused_seconds)

    def is_forgotten(self, *, at: datetime) -> bool:
        """Whether it has run so long that the owner is asked when it ended."""
        return self.is_running and self.played_seconds(at=at) > (
            FORGOTTEN_AFTER.total_seconds()
        )

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        self.derive_fields()
        super().full_clean(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        now = timezone.now()
        if (self.ended_at or self.started_at or now) > now + CLOCK_SKEW or (
            self.day is not None and self.day > timezone.localdate(now + CLOCK_SKEW)
        ):
            raise ValidationError("A session can’t be in the future.")
        if self.started_at and self.ended_at:
            check_length(self.ended_at - self.started_at)
        elif self.minutes and self.source == SessionSource.OWNER:
            check_length(timedelta(minutes=self.minutes))

    def derive_fields(self) -> None:
        """Set the day, the end and the length from each other, as far as known."""
        if self.started_at:
            self.day = timezone.localdate(self.started_at)
            if self.minutes and not self.ended_at:
                length = timedelta(minutes=self.minutes, seconds=self.paused_seconds)
                self.ended_at = self.started_at + length
            if self.ended_at and self.ended_at > self.started_at:
                played = self.played_seconds(at=self.ended_at)
                longest = max(1, round(played / 60))
                self.minutes = min(self.minutes or longest, longest)

    @classmethod
    @transaction.atomic
    def log(cls, playthrough: Playthrough, **values: Any) -> Self:
        """Add a session that is over, today without a day. Raises `ValidationError`."""
        playthrough.lock()
        session = cls(playthrough=playthrough, **values)
        if session.day is None and session.started_at is None:
            session.day = timezone.localdate()
        session.full_clean()
        if session.is_running:
            raise ValidationError({"minutes": "Enter how long it was, or its end."})
        session.save()
        playthrough.count_sessions()
        session_changed.send(cls, session=session, verb="log")
        return session

    @classmethod
    @transaction.atomic
    def add_time(cls, playthrough: Playthrough, **values: Any) -> Self:
        """As `log`, counted even where the owner typed the hours themselves."""
        playthrough.lock()
        follows = playthrough.follows_sessions
        session = cls.log(playthrough, **values)
        if not follows:
            playthrough.add_time(session.hours)
        return session

    @classmethod
    @transaction.atomic
    def start(cls, playthrough: Playthrough, *, at: datetime | None = None) -> Self:
        """Start the timer; what was planned, paused or dropped is played from now on.

        Raises `SessionError` while another session is running, `ValidationError` where
        `at` is in the future or so long ago that a session could not be that long.
        """
        started = at or timezone.now()
        playthrough.lock()
        if running := cls.objects.running().select_related("playthrough").first():
            name = running.playthrough.edition
            raise SessionError(
                f"A session of {name} is running. End it first.", code="transition"
            )
        session = cls(
            playthrough=playthrough, started_at=started, source=SessionSource.TIMER
        )
        session.full_clean()
        check_length(timezone.now() - started)
        if playthrough.status in (Status.PLANNED, Status.PAUSED, Status.DROPPED):
            playthrough.start(on=session.day)
        try:
            with transaction.atomic():
                session.save()
        except IntegrityError as error:
            # Another one was started at the same time.
            raise SessionError(ANOTHER_RUNS, code="transition") from error
        session_changed.send(cls, session=session, verb="start")
        return session

    def pause(self, *, at: datetime | None = None) -> None:
        """Stop the clock; `resume` goes on. Raises `SessionError` unless it runs."""
        with self._changing("pause"):
            if self.is_paused:
                raise SessionError("This session is paused already.", code="transition")
            self.paused_at = at or timezone.now()

    def resume(self, *, at: datetime | None = None) -> None:
        """Go on after a pause. Raises `SessionError` unless it is paused."""
        with self._changing("resume"):
            if self.paused_at is None:
                raise SessionError("This session isn’t paused.", code="transition")
            self._end_pause(at or timezone.now())

    def end(self, *, at: datetime | None = None, **values: Any) -> None:
        """Stop the timer, at the beginning of a pause if it is paused.

        `values` are what else is known now: a note, a recording. Raises
        `SessionError` where it has ended, `ValidationError` for an impossible end.
        """
        with self._changing("end"):
            self.ended_at = at or self.paused_at or timezone.now()
            if self.paused_at is not None:
                self._end_pause(max(self.ended_at, self.paused_at))
            assert self.started_at is not None
            # Less than a minute is one, so that what was started is never lost.
            self.ended_at = max(self.ended_at, self.started_at + timedelta(seconds=1))
            for field, value in values.items():
                setattr(self, field, value)

    @transaction.atomic
    def change(self, **values: Any) -> None:
        """Change a session that is over. Raises `ValidationError`."""
        before, after = self.playthrough, values.get("playthrough", self.playthrough)
        for playthrough in sorted({before, after}, key=lambda row: row.pk):
            playthrough.lock()
        self._read_again()
        if self.is_running:
            raise SessionError(
                "This session is running. End it first.", code="transition"
            )
        self.assign(**values)
        self.full_clean()
        if self.is_running:
            raise ValidationError({"minutes": "Enter how long it was, or its end."})
        self.save()
        for playthrough in {before, after}:
            playthrough.count_sessions()

    def assign(self, **values: Any) -> None:
        """Set fields without saving; what follows from them is worked out again."""
        for field, value in values.items():
            setattr(self, field, value)
        if {"started_at", "ended_at"} & values.keys() and "minutes" not in values:
            self.minutes = None
            self.paused_seconds = 0
        elif "minutes" in values and "ended_at" not in values:
            self.ended_at = None

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        with transaction.atomic():
            self.playthrough.lock()
            deleted = super().delete(*args, **kwargs)
            self.playthrough.count_sessions()
        return deleted

    def _end_pause(self, at: datetime) -> None:
        assert self.paused_at is not None
        seconds = (at - self.paused_at).total_seconds()
        self.paused_seconds += max(0, int(seconds))
        self.paused_at = None

    @contextmanager
    def _changing(self, verb: str) -> Iterator[None]:
        with transaction.atomic():
            self.playthrough.lock()
            self._read_again()
            if not self.is_running:
                raise SessionError("This session has ended already.", code="transition")
            yield
            self.changes += 1
            self.full_clean()
            self.save()
            self.playthrough.count_sessions()
            session_changed.send(Session, session=self, verb=verb)

    def _read_again(self) -> None:
        try:
            self.refresh_from_db(from_queryset=Session.objects.select_for_update())
        except Session.DoesNotExist as error:
            raise SessionError(
                "This session was deleted.", code="transition"
            ) from error
