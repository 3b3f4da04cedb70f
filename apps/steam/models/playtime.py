from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal
from typing import ClassVar
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db import transaction
from django.db.models import F
from django.db.models import Q

from apps.core.models.base import BaseModel
from apps.core.models.field_table import FieldTable
from apps.core.plurals import counted
from apps.journal.models import Playthrough
from apps.journal.models import Session
from apps.journal.models import SessionSource
from apps.journal.models import hours_of
from apps.steam.models.app import SteamApp


class PlaytimeSnapshot(BaseModel):
    """How long a game had been played by the end of a day; only where that changed."""

    field_table: ClassVar[FieldTable] = FieldTable(
        service=("minutes",),
        internal=("id", "uuid", "app", "day", "taken_at", "created_at", "updated_at"),
    )

    app = models.ForeignKey(
        SteamApp, on_delete=models.CASCADE, related_name="snapshots"
    )
    # In the owner's time zone.
    day = models.DateField()
    minutes = models.PositiveIntegerField()
    taken_at = models.DateTimeField()

    class Meta:
        ordering = ["app", "day", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["app", "day"], name="steam_snapshot_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.app}: {self.minutes} minutes by {self.day}"


class PlaySessionQuerySet(models.QuerySet["PlaySession"]):
    def latest_first(self) -> Self:
        return self.order_by("-last_day", "-until", "-id")


class PlaySession(BaseModel):
    """Time played between two looks at the library: what `minutes` grew by.

    It was played from `first_day` to `last_day`, in the owner's time zone; they are
    the same where that is known. `after` and `until` are the times of the two looks.
    """

    field_table: ClassVar[FieldTable] = FieldTable(
        service=("minutes",),
        internal=(
            "id",
            "uuid",
            "app",
            "first_day",
            "last_day",
            "after",
            "until",
            "added",
            "session",
            "created_at",
            "updated_at",
        ),
    )

    app = models.ForeignKey(SteamApp, on_delete=models.CASCADE, related_name="sessions")
    first_day = models.DateField()
    last_day = models.DateField()
    minutes = models.PositiveIntegerField()
    after = models.DateTimeField()
    until = models.DateTimeField()
    added = models.ForeignKey(
        "AddedTime",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="sessions",
    )

    # What it became in the playthrough.
    session = models.OneToOneField(
        Session, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = PlaySessionQuerySet.as_manager()

    class Meta:
        ordering = ["-last_day", "-until", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["app", "until"], name="steam_session_once_a_look"
            ),
            models.CheckConstraint(
                condition=Q(minutes__gt=0), name="steam_session_has_time"
            ),
            models.CheckConstraint(
                condition=Q(first_day__lte=F("last_day")),
                name="steam_session_days_in_order",
            ),
        ]
        indexes = [
            models.Index(fields=["-last_day", "-until"], name="steam_session_latest")
        ]

    def __str__(self) -> str:
        return f"{self.app}: {counted(self.minutes, 'minute')} until {self.last_day}"

    @property
    def hours(self) -> Decimal:
        return hours_of(self.minutes)

    @property
    def is_dated(self) -> bool:
        """Whether its day is known."""
        return self.first_day == self.last_day

    @property
    def is_longer_than_possible(self) -> bool:
        """More than passed between the looks: some was played before, offline."""
        passed = abs(self.until - self.after) + timedelta(minutes=1)
        return timedelta(minutes=self.minutes) > passed


class AddedTime(BaseModel):
    """Time of sessions that the owner has added to a playthrough; can be undone."""

    field_table: ClassVar[FieldTable] = FieldTable(
        internal=(
            "id",
            "uuid",
            "playthrough",
            "minutes",
            "hours",
            "hours_before",
            "is_in_typed_hours",
            "created_at",
            "updated_at",
        ),
    )

    playthrough = models.ForeignKey(
        Playthrough, on_delete=models.CASCADE, related_name="+"
    )
    minutes = models.PositiveIntegerField()
    # What the playthrough's hours went up by, and what they were.
    hours = models.DecimalField(max_digits=6, decimal_places=1)
    hours_before = models.DecimalField(
        max_digits=6, decimal_places=1, null=True, blank=True
    )
    # Whether the hours were the owner's own, so that sessions alone don't raise them.
    is_in_typed_hours = models.BooleanField(default=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        verbose_name = "added time"
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gt=0, hours__gt=0),
                name="steam_added_time_positive",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.hours} h added to {self.playthrough}"

    @classmethod
    @transaction.atomic
    def add(
        cls, sessions: Iterable[PlaySession], playthrough: Playthrough
    ) -> AddedTime:
        """Add `sessions` to those of `playthrough`, and their time to its hours.

        Raises `ValidationError` for one that was added already or is of another game,
        and where the hours would be more than a playthrough can have.
        """
        keys = [session.pk for session in sessions]
        rows = PlaySession.objects.filter(pk__in=keys).order_by("pk")
        locked = list(rows.select_for_update(of=("self",)))
        if not locked or any(session.added_id for session in locked):
            raise ValidationError("This time was added to a playthrough already.")
        game = playthrough.edition.game
        apps = {session.app_id for session in locked}
        if SteamApp.objects.of_game(game).filter(pk__in=apps).count() < len(apps):
            raise ValidationError(
                f"Not all of this time was spent on {game}. Link the game at Steam to "
                "it first."
            )
        minutes = sum(session.minutes for session in locked)
        hours = hours_of(minutes)
        playthrough.lock()
        before, follows = playthrough.playtime_hours, playthrough.follows_sessions
        for each in locked:
            each.session = Session(
                playthrough=playthrough,
                day=each.last_day,
                minutes=each.minutes,
                source=SessionSource.STEAM,
            )
        Session.objects.bulk_create([each.session for each in locked if each.session])
        playthrough.count_sessions()
        if not follows:
            playthrough.add_time(hours)
        added = cls.objects.create(
            playthrough=playthrough,
            minutes=minutes,
            hours=hours,
            hours_before=before,
            is_in_typed_hours=not follows,
        )
        for each in locked:
            each.added = added
        PlaySession.objects.bulk_update(locked, ["added", "session"])
        return added

    @transaction.atomic
    def undo(self) -> Playthrough:
        """Take the hours back; the sessions can be added again.

        Raises `ValidationError` where the playthrough has fewer hours by now.
        """
        rows = AddedTime.objects.select_for_update(of=("self",))
        added = rows.filter(pk=self.pk).first()
        if added is None:
            raise ValidationError("This was undone already.")
        playthrough = added.playthrough
        playthrough.lock()
        Session.objects.filter(pk__in=added.sessions.values("session")).delete()
        playthrough.count_sessions()
        if added.is_in_typed_hours and not playthrough.follows_sessions:
            playthrough.add_time(-added.hours)
            if not playthrough.playtime_hours and added.hours_before is None:
                playthrough.change(playtime_hours=None)
        added.delete()
        return playthrough
