from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from contextlib import contextmanager
from typing import Any
from typing import ClassVar
from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db import transaction
from django.db.models import F
from django.db.models import Q
from django.utils import timezone

from apps.core.models.base import BaseModel
from apps.core.models.field_table import FieldTable
from apps.core.models.revisions import RevisedModel
from apps.profiles.umamusume.models.changes import entry_changed
from apps.profiles.umamusume.models.parts import GameIdField
from apps.profiles.umamusume.models.parts import small
from apps.profiles.umamusume.models.rules import STYLE_NAMES
from apps.profiles.umamusume.models.run import NOTES_LENGTH
from apps.profiles.umamusume.models.run import CareerRun
from apps.profiles.umamusume.models.run import ChangedMeanwhile
from apps.profiles.umamusume.models.vocabulary import Meeting

MEMBERS = 3


class MeetingEntryQuerySet(models.QuerySet["MeetingEntry"]):
    def public(self) -> Self:
        """What anyone may know of: public entries of a public profile."""
        return self.filter(is_public=True, profile__is_public=True)

    @transaction.atomic
    def enter(
        self,
        profile: models.Model,
        *,
        meeting: int,
        members: Sequence[Mapping[str, Any]] = (),
        **values: Any,
    ) -> MeetingEntry:
        """Take part in a Champions Meeting. Raises `ValidationError`, also twice."""
        entry = self.model(profile=profile, meeting=meeting, version=1, **values)
        entry.full_clean()
        entry.save()
        entry._set_members(members)
        entry_changed.send(MeetingEntry, entry=entry, verb="enter")
        if entry.has_result:
            entry_changed.send(MeetingEntry, entry=entry, verb="result")
        return entry


class MeetingEntry(RevisedModel, BaseModel):
    """The owner's part in one Champions Meeting: three runs, rounds, the place."""

    class League(models.TextChoices):
        GRADED = "graded", "Graded"
        OPEN = "open", "Open"

    class Group(models.TextChoices):
        A = "A", "Group A"
        B = "B", "Group B"

    field_table: ClassVar[FieldTable] = FieldTable(
        owner=(
            "league",
            "round1_wins",
            "round1_races",
            "round2_wins",
            "round2_races",
            "group",
            "place",
            "notes",
            "is_public",
        ),
        counter=("version",),
        internal=(
            "id",
            "uuid",
            "profile",
            "meeting",
            "created_at",
            "updated_at",
            "latest_revision",
        ),
    )

    profile = models.ForeignKey(
        "umamusume.UmamusumeProfile",
        on_delete=models.CASCADE,
        related_name="meeting_entries",
        editable=False,
        db_index=False,
    )
    # The game's id of a `Meeting`.
    meeting = GameIdField(editable=False)
    league = models.CharField(max_length=10, choices=League, default=League.GRADED)
    round1_wins = small(0, 200, "round 1: wins", null=True, blank=True)
    round1_races = small(0, 200, "round 1: races", null=True, blank=True)
    round2_wins = small(0, 200, "round 2: wins", null=True, blank=True)
    round2_races = small(0, 200, "round 2: races", null=True, blank=True)
    group = models.CharField(
        "group of the final", max_length=1, choices=Group, blank=True, default=""
    )
    place = small(
        1,
        3,
        "place in the final",
        null=True,
        blank=True,
        help_text="First, second, or third of the three teams.",
    )
    notes = models.TextField(
        blank=True,
        default="",
        max_length=NOTES_LENGTH,
        validators=[MaxLengthValidator(NOTES_LENGTH)],
    )
    is_public = models.BooleanField(
        default=True, help_text="Only you can see a private entry."
    )
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = MeetingEntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "meeting entries"
        ordering = ["-meeting", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "meeting"],
                name="uma_entry_meeting_once",
                violation_error_code="unique",
                violation_error_message="You entered this Champions Meeting already.",
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{name}_wins": None})
                    | Q(**{f"{name}_races": None})
                    | Q(**{f"{name}_wins__lte": F(f"{name}_races")}),
                    name=f"uma_entry_{name}_wins",
                    violation_error_message=f"More wins than races in {label}.",
                )
                for name, label in (("round1", "round 1"), ("round2", "round 2"))
            ),
        ]

    def __str__(self) -> str:
        row = Meeting.objects.filter(game_id=self.meeting).first()
        return str(row) if row else f"unknown ({self.meeting})"

    @property
    def shows(self) -> bool:
        """Whether anyone may know of it."""
        return self.is_public and self.profile.is_public

    @property
    def has_result(self) -> bool:
        return self.place is not None

    def clean(self) -> None:
        super().clean()
        meeting = Meeting.objects.filter(game_id=self.meeting).first()
        if meeting is None or not self.has_result:
            return
        if meeting.start > timezone.localdate():
            raise ValidationError(
                {"place": f"{meeting} starts on {meeting.start:%B %-d, %Y}."}
            )

    # Verbs --------------------------------------------------------------------

    def change(
        self,
        *,
        version: int | None = None,
        members: Sequence[Mapping[str, Any]] | None = None,
        **values: Any,
    ) -> None:
        """Set league, rounds, result, notes; `members` as a whole.

        Raises `ChangedMeanwhile` if it has another `version`, `ValidationError`.
        """
        with self._locked():
            if version is not None and version != self.version:
                raise ChangedMeanwhile(self.version)
            shown, before = self.shows, (self.place, self.group)
            for name, value in values.items():
                setattr(self, name, value)
            self.full_clean()
            self.version += 1
            self.save()
            if members is not None:
                self._set_members(members)
            verb = "hide" if shown and not self.shows else "update"
            entry_changed.send(MeetingEntry, entry=self, verb=verb)
            if self.has_result and (self.place, self.group) != before:
                entry_changed.send(MeetingEntry, entry=self, verb="result")

    def _set_members(self, given: Sequence[Mapping[str, Any]]) -> None:
        if len(given) > MEMBERS:
            raise ValidationError({"members": f"A team has {MEMBERS} members."})
        rows = []
        for number, values in enumerate(given, start=1):
            row = MeetingMember(entry=self, **{"position": number, **values})
            if row.run is not None:
                row.outfit = row.run.outfit
            row.clean_fields(exclude={"entry"})
            rows.append(row)
        runs = [row.run_id for row in rows if row.run_id]
        if len(runs) != len(set(runs)):
            raise ValidationError({"members": "The same veteran is listed twice."})
        if len({row.position for row in rows}) != len(rows):
            raise ValidationError({"members": "Two members have the same position."})
        self.members.all().delete()
        MeetingMember.objects.bulk_create(rows)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with transaction.atomic():
            rows = MeetingEntry.objects.select_related("profile")
            self.refresh_from_db(
                from_queryset=rows.select_for_update(of=("self",), no_key=True)
            )
            yield


class MeetingMember(models.Model):
    """One of the three who ran; `run` is empty once it was deleted."""

    class Role(models.TextChoices):
        ACE = "ace", "Ace"
        BLOCKER = "blocker", "Front blocker"
        DEBUFFER = "debuffer", "Debuffer"

    field_table: ClassVar[FieldTable] = FieldTable(
        owner=("entry", "position", "run", "outfit", "role", "style", "wins"),
        internal=("id",),
    )

    entry = models.ForeignKey(
        MeetingEntry, on_delete=models.CASCADE, related_name="members", db_index=False
    )
    position = small(1, MEMBERS)
    run = models.ForeignKey(
        CareerRun,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="meeting_members",
    )
    outfit = GameIdField(null=True, blank=True)
    role = models.CharField(max_length=10, choices=Role, blank=True, default="")
    style = models.PositiveSmallIntegerField(
        null=True, blank=True, choices=list(STYLE_NAMES.items())
    )
    wins = small(0, 200, null=True, blank=True)

    class Meta:
        ordering = ["entry_id", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "position"], name="uma_member_position_once"
            ),
        ]

    def __str__(self) -> str:
        return f"Member {self.position}"
