from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date as Date
from datetime import timedelta
from typing import Any
from typing import ClassVar
from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db import transaction
from django.db.models import Count
from django.db.models import F
from django.db.models import Max
from django.db.models import Min
from django.db.models import OuterRef
from django.db.models import Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from apps.core.models.base import BaseModel
from apps.core.models.field_table import FieldTable
from apps.core.models.revisions import RevisedModel
from apps.profiles.acnh.models.changes import hunt_changed
from apps.profiles.acnh.models.encounter import Encounter
from apps.profiles.acnh.models.island import Island
from apps.profiles.acnh.models.villager import Villager

NOTES_LENGTH = 10_000
KEEP: Any = object()


class HuntError(ValidationError):
    """The verb does not apply to the hunt as it is."""

    def __init__(self, message: str) -> None:
        super().__init__(message, code="transition")


class HuntQuerySet(models.QuerySet["Hunt"]):
    def public(self) -> Self:
        """What anyone may know of: public hunts of a public island."""
        return self.filter(is_public=True, island__is_public=True)

    def latest_first(self) -> Self:
        return self.order_by("-date", "-created_at", "-id")

    def with_figures(self) -> Self:
        """With `islands`, and `duration` from the first of them to the last."""
        of_hunt = Encounter.objects.filter(hunt=OuterRef("pk")).order_by()
        counted = of_hunt.values("hunt").annotate(n=Count("pk")).values("n")
        span = Max("met_at") - Min("met_at")
        lasted = of_hunt.values("hunt").annotate(span=span).values("span")
        return self.annotate(
            islands=Coalesce(Subquery(counted), 0), duration=Subquery(lasted)
        )

    def current(self) -> Hunt | None:
        """The hunt to go on with: of those that run, the latest."""
        return self.filter(ended_at=None).latest_first().first()

    @transaction.atomic
    def start(
        self,
        island: Island,
        *,
        date: Date | None = None,
        target: Villager | None = None,
        notes: str = "",
        is_public: bool = True,
    ) -> Hunt:
        """Begin a hunt for `target`, or for anyone. Raises `ValidationError`."""
        hunt = self.model(
            island=island,
            date=date or timezone.localdate(),
            target=target,
            notes=notes,
            is_public=is_public,
            version=1,
        )
        hunt.full_clean()
        hunt.save()
        hunt_changed.send(Hunt, hunt=hunt, verb="start")
        return hunt


class Hunt(RevisedModel, BaseModel):
    """Going from island to island until a villager moves onto one free plot.

    Changed by the verbs below only: each locks the hunt and raises `version`.
    """

    field_table: ClassVar[FieldTable] = FieldTable(
        owner=("date", "target", "notes", "is_public"),
        counter=("version",),
        internal=(
            "id",
            "uuid",
            "island",
            "result",
            "ended_at",
            "created_at",
            "updated_at",
            "latest_revision",
        ),
        event_triggers=("date", "target_id", "is_public"),
    )

    island = models.ForeignKey(
        Island, on_delete=models.CASCADE, related_name="hunts", editable=False
    )
    date = models.DateField(help_text="The day the hunt began.")
    target = models.ForeignKey(
        Villager,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="hunts_for",
        help_text="Leave it empty if anyone nice will do.",
    )
    result = models.ForeignKey(
        Villager,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="hunts_won",
        editable=False,
    )
    notes = models.TextField(
        blank=True,
        default="",
        max_length=NOTES_LENGTH,
        validators=[MaxLengthValidator(NOTES_LENGTH)],
    )
    is_public = models.BooleanField(
        default=True, help_text="Only you can see a private hunt."
    )
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)
    # Counts the changes: what keeps each of them to one event.
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = HuntQuerySet.as_manager()

    class Meta:
        ordering = ["-date", "-created_at", "-id"]
        indexes = [
            models.Index(
                F("date").desc(),
                F("created_at").desc(),
                F("id").desc(),
                name="hunt_latest_first",
            ),
        ]

    def __str__(self) -> str:
        whom = self.target or "anyone"
        return f"Hunt for {whom}, {self.date}"

    @property
    def shows(self) -> bool:
        """Whether anyone may know of it."""
        return self.is_public and self.island.is_public

    @property
    def is_running(self) -> bool:
        return self.ended_at is None

    def clean(self) -> None:
        super().clean()
        # A day more, for those who are ahead of the server's clock.
        if self.date and self.date > timezone.localdate() + timedelta(days=1):
            raise ValidationError({"date": "This day is still to come."})

    # Verbs --------------------------------------------------------------------

    def record(
        self,
        villager: Villager,
        *,
        recruited: bool = False,
        notes: str = "",
        key: str | None = None,
        by: str = "",
    ) -> tuple[Encounter, bool]:
        """Note who was on the next island; the encounter, and whether it is new.

        The same `key` again gives the encounter of the first time.
        """
        with self._locked():
            known = key and self.encounters.filter(key=key).first()
            if known:
                if known.villager_id != villager.pk:
                    raise HuntError(f"The key “{key}” was used for {known}.")
                return known, False
            self._must_run()
            if recruited:
                self._must_have_none()
            encounter = Encounter(
                hunt=self,
                villager=villager,
                position=self.encounters.count() + 1,
                recruited=recruited,
                notes=notes,
                key=key or None,
                recorded_by=by,
            )
            encounter.full_clean()
            encounter.save()
            if recruited:
                self.result = villager
            self._tell("encounter", encounter)
            return encounter, True

    def withdraw(self, encounter: Encounter) -> None:
        """Take an encounter back: those after it move up, what it recruited leaves."""
        with self._locked():
            found = self.encounters.select_related("villager").filter(pk=encounter.pk)
            stored = found.first()
            if stored is None:
                raise HuntError("This encounter has already been taken back.")
            found.delete()
            later = self.encounters.filter(position__gt=stored.position)
            later.update(position=F("position") - 1)
            if stored.recruited:
                self.result = None
            self._tell("withdraw", stored)

    def correct(self, encounter: Encounter, **values: Any) -> Encounter:
        """Set villager, recruited or notes of an encounter, also of a hunt that ended.

        Who is recruited becomes the result. The same values again change nothing.
        """
        with self._locked():
            found = self.encounters.select_related("villager").filter(pk=encounter.pk)
            stored = found.first()
            if stored is None:
                raise HuntError("This encounter has been taken back meanwhile.")
            before = (stored.villager_id, stored.recruited, stored.notes)
            for name, value in values.items():
                setattr(stored, name, value)
            if before == (stored.villager_id, stored.recruited, stored.notes):
                return stored
            _, was_recruited, _ = before
            if stored.recruited and not was_recruited:
                self._must_have_none()
            stored.full_clean()
            stored.save()
            if stored.recruited:
                self.result = stored.villager
            elif was_recruited:
                self.result = None
            self._tell("update")
            return stored

    def mark_recruited(self, encounter: Encounter) -> None:
        """Say that the villager of an encounter moves in."""
        with self._locked():
            self._must_run()
            self._must_have_none()
            self.correct(encounter, recruited=True)

    def end(self, *, result: Villager | None = KEEP) -> None:
        """End the hunt, with whom was recruited unless `result` says otherwise."""
        with self._locked():
            self._must_run()
            if result is not KEEP:
                self.result = result
            self.ended_at = timezone.now()
            self._tell("end")

    def resume(self) -> None:
        """Go on with a hunt that was ended."""
        with self._locked():
            if self.is_running:
                raise HuntError("This hunt is still going on.")
            self.ended_at = None
            if not self.encounters.filter(recruited=True).exists():
                self.result = None
            self._tell("start")

    def change(self, **values: Any) -> None:
        """Set date, target, notes or visibility."""
        with self._locked():
            before = self.shows
            for name, value in values.items():
                setattr(self, name, value)
            self.full_clean()
            if before and not self.shows:
                self._tell("hide")
            else:
                self._tell("update")

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with transaction.atomic():
            rows = Hunt.objects.select_related("island", "target", "result")
            self.refresh_from_db(
                from_queryset=rows.select_for_update(of=("self",), no_key=True)
            )
            yield

    def _tell(self, verb: str, encounter: Encounter | None = None) -> None:
        self.version += 1
        self.save()
        hunt_changed.send(Hunt, hunt=self, verb=verb, encounter=encounter)

    def _must_run(self) -> None:
        if not self.is_running:
            raise HuntError("This hunt has ended. Resume it, or start the next one.")

    def _must_have_none(self) -> None:
        taken = self.encounters.select_related("villager").filter(recruited=True)
        if (other := taken.first()) is not None:
            raise HuntError(
                f"{other.villager} was already recruited, on island {other.position}."
            )
