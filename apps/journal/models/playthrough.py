from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import ROUND_HALF_UP
from decimal import Decimal
from typing import Any
from typing import ClassVar
from typing import Literal
from typing import Self

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.core.validators import MinValueValidator
from django.db import IntegrityError
from django.db import models
from django.db import transaction
from django.db.models import F
from django.db.models import Q
from django.db.models import Value
from django.db.models.functions import Least
from django.db.models.functions import Left
from django.db.models.functions import Length
from django.db.models.functions import Mod
from django.db.models.lookups import Exact
from django.db.models.lookups import LessThanOrEqual

from apps.core import ratings
from apps.core.models.base import BaseModel
from apps.core.models.field_table import FieldTable
from apps.core.models.partial_dates import PartialDateField
from apps.core.models.partial_dates import is_before
from apps.core.models.partial_dates import parse_partial_date
from apps.core.models.partial_dates import partial_date_check
from apps.core.models.revisions import RevisedModel
from apps.library.models import Platform

LEAST_HOURS = Decimal("0.1")
LONGEST_PLAYTIME = Decimal("99999.9")
LONGEST_NOTES = 50_000


class Status(models.TextChoices):
    PLANNED = "planned", "Planned"
    PLAYING = "playing", "Playing"
    ONGOING = "ongoing", "Ongoing"
    PAUSED = "paused", "Paused"
    COMPLETED = "completed", "Completed"
    DROPPED = "dropped", "Dropped"


# The same for schemas, which need them spelled out.
StatusName = Literal["planned", "playing", "ongoing", "paused", "completed", "dropped"]
# What is being played, in the order in which it speaks for its game.
BEING_PLAYED = (Status.PLAYING, Status.ONGOING)
# What can still come to an end, the likeliest first.
OPEN = (*BEING_PLAYED, Status.PAUSED, Status.PLANNED)

# What can become each: `change` allows no other way than the verbs do.
REACHED_FROM: dict[Status, tuple[Status, ...]] = {
    Status.PLANNED: (),
    Status.PLAYING: (
        Status.PLANNED,
        Status.ONGOING,
        Status.PAUSED,
        Status.DROPPED,
        Status.COMPLETED,
    ),
    Status.ONGOING: (Status.PLANNED, Status.PLAYING, Status.PAUSED, Status.DROPPED),
    Status.PAUSED: BEING_PLAYED,
    Status.COMPLETED: (*OPEN, Status.DROPPED),
    Status.DROPPED: OPEN,
}


class TransitionError(ValidationError):
    """The verb does not apply to a playthrough in this status."""


def hours_of(minutes: int) -> Decimal:
    """Hours to a tenth, as a playthrough has them; any time is at least 0.1 h."""
    hours = (Decimal(minutes) / 60).quantize(LEAST_HOURS, ROUND_HALF_UP)
    return max(hours, LEAST_HOURS) if minutes else hours


class PlaythroughQuerySet(models.QuerySet["Playthrough"]):
    def public(self) -> Self:
        return self.filter(is_public=True)

    def seen_by(self, user: User) -> Self:
        """Those that `user` may read over the API."""
        may_see_private = user.has_perm("journal.view_playthrough")
        return self.all() if may_see_private else self.public()

    def update(self, **values: Any) -> int:
        """As Django's, but refuses what events tell: nobody would hear of it."""
        triggers = Playthrough.field_table.event_triggers
        if refused := set(triggers) & set(values):
            raise TypeError(f"Change the {refused.pop()} of one playthrough at a time.")
        return super().update(**values)


def _at_shared_precision(field: str, other: str) -> Left:
    return Left(field, Least(Length(field), Length(other)))


class Playthrough(RevisedModel, BaseModel):
    """One run through one edition by the owner."""

    field_table: ClassVar[FieldTable] = FieldTable(
        owner=(
            "edition",
            "platform",
            "status",
            "started_at",
            "completed_at",
            "playtime_hours",
            "rating",
            "notes",
            "review",
            "is_public",
        ),
        counter=("completions", "transitions"),
        internal=(
            "id",
            "uuid",
            "session_hours",
            "created_at",
            "updated_at",
            "latest_revision",
        ),
        event_triggers=("status", "is_public"),
    )

    edition = models.ForeignKey(
        "library.Edition", on_delete=models.PROTECT, related_name="playthroughs"
    )
    platform = models.ForeignKey(
        "library.Platform",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="playthroughs",
    )
    status = models.CharField(
        max_length=10, choices=Status, default=Status.PLAYING, db_index=True
    )
    started_at = PartialDateField(verbose_name="started")
    completed_at = PartialDateField(
        verbose_name="completed",
        help_text="Can be empty or only a year, if you don’t remember.",
    )
    playtime_hours = models.DecimalField(
        max_digits=6,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(LONGEST_PLAYTIME)],
    )
    # What its sessions add up to. Where `playtime_hours` is the same, it follows them;
    # where it isn't, the owner's own word stays.
    session_hours = models.DecimalField(
        max_digits=6, decimal_places=1, null=True, blank=True, editable=False
    )
    rating = models.DecimalField(
        max_digits=2,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[
            MinValueValidator(ratings.LOWEST),
            MaxValueValidator(ratings.HIGHEST),
        ],
        help_text=f"{ratings.IN_WORDS}.",
    )
    notes = models.TextField(
        blank=True,
        max_length=LONGEST_NOTES,
        help_text="Notes to yourself. Nobody else sees them.",
    )
    review = models.TextField(
        blank=True,
        max_length=LONGEST_NOTES,
        help_text="For others to read, wherever the playthrough is public.",
    )
    is_public = models.BooleanField(
        default=True, help_text="Only you can see a private playthrough."
    )
    # Counts the times this row became completed: the key that keeps each
    # completion to one event, and what an audit compares with the log.
    completions = models.PositiveIntegerField(default=0, editable=False)
    transitions = models.PositiveIntegerField(default=0, editable=False)

    objects = PlaythroughQuerySet.as_manager()

    class Meta:
        ordering = [F("completed_at").desc(nulls_last=True), "-id"]
        indexes = [
            models.Index(
                F("completed_at").desc(nulls_last=True),
                F("id").desc(),
                name="playthrough_latest_first",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=Status.values),
                name="playthrough_status_known",
            ),
            models.CheckConstraint(
                condition=Q(completed_at__isnull=True) | Q(status=Status.COMPLETED),
                name="playthrough_completed_at_needs_completed",
            ),
            models.CheckConstraint(
                condition=partial_date_check("started_at"),
                name="playthrough_started_at_form",
            ),
            models.CheckConstraint(
                condition=partial_date_check("completed_at"),
                name="playthrough_completed_at_form",
            ),
            models.CheckConstraint(
                condition=Q(rating__isnull=True)
                | Q(rating__gte=ratings.LOWEST, rating__lte=ratings.HIGHEST),
                name="playthrough_rating_range",
            ),
            models.CheckConstraint(
                condition=Exact(Mod(F("rating"), Value(ratings.STEP)), 0),
                name="playthrough_rating_in_halves",
                violation_error_message=ratings.INVALID,
            ),
            models.CheckConstraint(
                condition=LessThanOrEqual(
                    _at_shared_precision("started_at", "completed_at"),
                    _at_shared_precision("completed_at", "started_at"),
                ),
                name="playthrough_completed_after_started",
                violation_error_message="It can't be completed before it was started.",
            ),
            models.CheckConstraint(
                condition=Q(playtime_hours__isnull=True) | Q(playtime_hours__gte=0),
                name="playthrough_playtime_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition} ({self.get_status_display().lower()})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and notice a change of status against the row in the database.

        The row is locked first, so that of many who complete it at once only one
        makes the transition; `signals.py` turns `transition` into an event.
        """
        try:
            with transaction.atomic(savepoint=False):
                self._notice_transition(kwargs)
                if self.playtime_hours is None:
                    self.playtime_hours = self.session_hours
                super().save(*args, **kwargs)
        finally:
            # A save that failed made no transition; the next one must not find it.
            self.transition = None
            self.turns_private = False

    # Whether it was read with a lock in the transaction that now changes it.
    is_locked = False
    # What `save` compares with, where a verb has it already.
    _stored: dict[str, Any] | None = None
    _noticed = ("status", "is_public", "completions", "transitions")
    # (status before or None for a new row, status after), during a save only.
    transition: tuple[str | None, str] | None = None
    # During a save only.
    turns_private = False

    def _notice_transition(self, save_options: dict[str, Any]) -> None:
        update_fields = save_options.get("update_fields")
        triggers = self.field_table.event_triggers
        written = set(triggers if update_fields is None else update_fields)
        if not written & set(triggers):
            return
        stored = self._stored or (
            type(self)
            .objects.select_for_update()
            .filter(pk=self.pk)
            .values(*self._noticed)
            .first()
        )
        before = stored["status"] if stored else None
        if stored:
            self.completions = stored["completions"]
            self.transitions = stored["transitions"]
            self.turns_private = (
                "is_public" in written and stored["is_public"] and not self.is_public
            )
        if "status" not in written or before == self.status:
            return
        self.transition = (before, self.status)
        self.transitions += 1
        self.completions += self.status == Status.COMPLETED
        if update_fields is not None:
            save_options["update_fields"] = {
                *update_fields,
                "completions",
                "transitions",
            }

    def clean(self) -> None:
        super().clean()
        if self.completed_at and self.status != Status.COMPLETED:
            raise ValidationError(
                {"completed_at": "Only a completed playthrough has this date."}
            )
        self._check_order_of_dates()

    def start(self, *, on: date | str | None = None) -> None:
        """Begin a planned playthrough, or go on with a paused or dropped one.

        An ongoing one, too: it turned out to have an end.
        """
        self._begin(
            Status.PLAYING,
            on,
            Status.PLANNED,
            Status.ONGOING,
            Status.PAUSED,
            Status.DROPPED,
        )

    def mark_ongoing(self, *, on: date | str | None = None) -> None:
        """Play on without an end; `on` is when it began, if that is unknown yet."""
        self._begin(Status.ONGOING, on, *REACHED_FROM[Status.ONGOING])

    def _begin(self, status: Status, on: date | str | None, *allowed: Status) -> None:
        with self._changing(*allowed):
            self.status = status
            if on is not None and not self.started_at:
                self.started_at = parse_partial_date(on)

    def pause(self) -> None:
        with self._changing(*REACHED_FROM[Status.PAUSED]):
            self.status = Status.PAUSED

    def complete(
        self,
        *,
        on: date | str | None = None,
        rating: Decimal | None = None,
        playtime_hours: Decimal | None = None,
        notes: str | None = None,
        platform: Platform | None = None,
    ) -> None:
        """Mark as completed on a day, month or year, or on an unknown date.

        None leaves a value as it is.
        """
        with self._changing(*REACHED_FROM[Status.COMPLETED]):
            self.status = Status.COMPLETED
            self.completed_at = parse_partial_date(on) if on else None
            if rating is not None:
                self.rating = rating
            if playtime_hours is not None:
                self.playtime_hours = playtime_hours
            if notes is not None:
                self.notes = notes
            if platform is not None:
                self.platform = platform

    def drop(self) -> None:
        with self._changing(*REACHED_FROM[Status.DROPPED]):
            self.status = Status.DROPPED

    def reopen(self) -> None:
        """Go on with a completed playthrough; its completion date is cleared."""
        with self._changing(Status.COMPLETED):
            self.status = Status.PLAYING
            self.completed_at = None

    def add_time(self, hours: Decimal) -> Decimal | None:
        """Count `hours` more as played, or fewer if negative; returns those before.

        Raises `ValidationError` where fewer than none, or more than a playthrough can
        have, would be left.
        """
        with self._changing(*Status):
            before = self.playtime_hours
            self.playtime_hours = (before or Decimal(0)) + hours
            if self.playtime_hours < 0:
                raise ValidationError(
                    f"This playthrough has only {before or 0} h, so {-hours} h can’t "
                    "be taken off."
                )
        return before

    @property
    def follows_sessions(self) -> bool:
        """Whether its hours are those of its sessions, so that new ones add to them."""
        return self.playtime_hours in (None, self.session_hours)

    def lock(self) -> None:
        """Read it again, and keep others from changing it in this transaction."""
        self.refresh_from_db(from_queryset=type(self).objects.select_for_update())

    def count_sessions(self) -> None:
        """Add its sessions up; for those who changed one, under its lock.

        Raises `ValidationError` where it would be more than a playthrough can have.
        """
        follows = self.follows_sessions
        minutes = self.sessions.minutes_in_all()
        counted = hours_of(minutes) if minutes else None
        if counted == self.session_hours:
            return
        if counted is not None and counted > LONGEST_PLAYTIME:
            raise ValidationError(
                f"A playthrough can’t have more than {LONGEST_PLAYTIME:,} hours."
            )
        self.session_hours = counted
        if follows:
            self.playtime_hours = counted
        self.save(update_fields=["session_hours", "playtime_hours", "updated_at"])

    def follow_sessions(self) -> Decimal | None:
        """Make its hours those of its sessions again; returns those before.

        Raises `ValidationError` where it has no session with a length.
        """
        with self._changing(*Status):
            before = self.playtime_hours
            if self.session_hours is None:
                raise ValidationError("This playthrough has no sessions.")
            self.playtime_hours = self.session_hours
        return before

    def undo_completion(self, **before: Any) -> None:
        """Be again what it was before `complete`, whatever status that was.

        `before` are those fields; the completion date is cleared.
        """
        with self._changing(Status.COMPLETED):
            self.completed_at = None
            for field, value in before.items():
                setattr(self, field, value)

    def change(self, **values: Any) -> None:
        """Set several fields at once, the status among them if it may go there.

        A playthrough that stops being completed loses its completion date.
        """
        allowed = tuple(Status)
        if "status" in values:
            wanted = Status(values["status"])
            allowed = (wanted, *REACHED_FROM[wanted])
        # The others are as they were stored, so they needn't be checked again, which
        # took a third of a cell's time. `clean` looks at what has to go together.
        checked = {*values, "status", "completed_at"}
        with self._changing(*allowed, checked=checked):
            for field, value in values.items():
                setattr(self, field, value)
            if self.status != Status.COMPLETED and "completed_at" not in values:
                self.completed_at = None

    @contextmanager
    def _changing(
        self, *allowed: Status, checked: Collection[str] | None = None
    ) -> Iterator[None]:
        names = {field.name for field in self._meta.concrete_fields}
        left_out = names.difference(checked) if checked else None
        try:
            with transaction.atomic():
                self._lock_once()
                if self.status not in allowed:
                    raise TransitionError(
                        f"This playthrough is {self.get_status_display().lower()}, so "
                        "this change isn't possible.",
                        code="transition",
                    )
                yield
                # The database checks its constraints itself.
                self.full_clean(exclude=left_out, validate_constraints=False)
                self.save()
        except IntegrityError:
            # Which of them it was, in words.
            self.full_clean(exclude=left_out)
            raise
        finally:
            self._stored = None

    def _lock_once(self) -> None:
        """Have it as it is stored, and locked, whoever read it."""
        if not self.is_locked:
            self.lock()
        self.is_locked = False
        self._stored = {name: getattr(self, name) for name in self._noticed}

    def _check_order_of_dates(self) -> None:
        if (
            self.started_at
            and self.completed_at
            and is_before(self.completed_at, self.started_at)
        ):
            raise ValidationError(
                {"completed_at": "It can't be completed before it was started."}
            )
