from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from typing import ClassVar
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from apps.core.models.base import BaseModel
from apps.core.models.field_table import FieldTable
from apps.profiles.ironmon.models.changes import run_changed
from apps.profiles.ironmon.models.checkpoint import NAME_LENGTH
from apps.profiles.ironmon.models.checkpoint import Checkpoint
from apps.profiles.ironmon.models.checkpoint import called
from apps.profiles.ironmon.models.checkpoint import folded
from apps.profiles.ironmon.models.run import LARGEST_SEED
from apps.profiles.ironmon.models.run import Run


class ChallengeQuerySet(models.QuerySet["Challenge"]):
    def public(self) -> Self:
        """What anyone may know of: challenges of a public profile."""
        return self.filter(profile__is_public=True)


class Challenge(BaseModel):
    """A rule set with its checkpoints, such as Kaizo."""

    field_table: ClassVar[FieldTable] = FieldTable(
        owner=("name", "slug"),
        internal=("id", "uuid", "profile", "number", "created_at", "updated_at"),
    )

    profile = models.ForeignKey(
        "ironmon.IronmonProfile",
        on_delete=models.CASCADE,
        related_name="challenges",
        editable=False,
    )
    name = models.CharField(max_length=NAME_LENGTH)
    slug = models.SlugField(max_length=NAME_LENGTH, unique=True)
    # Ours on the wire, never given to another one; the lowest is the default.
    number = models.PositiveIntegerField(unique=True, editable=False)

    objects = ChallengeQuerySet.as_manager()

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return self.name

    # Verbs ----------------------------------------------------------------------

    @transaction.atomic
    def rename(self, name: str) -> None:
        self._lock()
        self.name = name
        self.full_clean()
        self.save()

    @transaction.atomic
    def start(self, seed_number: int) -> tuple[Run, bool]:
        """The run with this number, and whether it was made now."""
        self._lock()
        known = self.runs.filter(seed_number=seed_number).first()
        if known is not None:
            return known, False
        run = Run(
            challenge=self,
            seed_number=seed_number,
            started_at=timezone.now(),
            version=1,
        )
        run.full_clean()
        run.save()
        run_changed.send(Run, run=run, verb="start")
        return run, True

    def next_seed_number(self) -> int:
        """One more than the highest; the first run is number 1."""
        most = self.runs.aggregate(most=Max("seed_number", default=0))["most"]
        return min(int(most) + 1, LARGEST_SEED)

    @transaction.atomic
    def set_checkpoints(self, rows: Sequence[dict[str, Any]]) -> None:
        """Make `rows` the checkpoints, in their order.

        Those known by `number`, or else by name, stay; with a `number` it is renamed.
        How far each run came follows the new order; a victory stays one. Raises
        `ValidationError` where one would go that a run has cleared.
        """
        self._lock()
        known = {each.number: each for each in self.checkpoints.all()}
        # A name means a former one only where no number says which it is.
        numbered = {row.get("number") for row in rows}
        named = {
            folded(each.name): each.number
            for each in known.values()
            if each.number not in numbered
        }
        following = next_number(Checkpoint)
        checkpoints = []
        for position, row in enumerate(rows, start=1):
            values = dict(row)
            given = values.pop("number", None)
            number = given or named.get(folded(values["name"]), 0)
            checkpoint = known.pop(number, None)
            if checkpoint is None:
                _must_be_new(given)
                checkpoint = Checkpoint(challenge=self, number=following)
                following += 1
            for name, value in values.items():
                setattr(checkpoint, name, value)
            checkpoint.position = position
            checkpoints.append(checkpoint)
        _must_differ(checkpoints)
        for checkpoint in checkpoints:
            # Places are exchanged: only the whole is free of doubles.
            checkpoint.full_clean(validate_constraints=False)
            checkpoint.save()
        self._drop(known.values())
        Run.objects.filter(challenge=self).measure()

    @transaction.atomic
    def remove(self) -> None:
        """Delete the challenge. Raises `ValidationError` while it has runs."""
        self._lock()
        if self.runs.exists():
            raise ValidationError(
                f"{self} has runs. Delete them first, or rename the challenge."
            )
        self.delete()

    def checkpoint_called(self, given: str) -> Checkpoint | None:
        return called(self.checkpoints.all(), given)

    def _drop(self, checkpoints: Any) -> None:
        for checkpoint in checkpoints:
            if checkpoint.results.exists():
                raise ValidationError(
                    {
                        "checkpoints": f"“{checkpoint}” was cleared by runs. Keep it "
                        "on the list, or delete those runs first."
                    }
                )
            checkpoint.delete()

    def _lock(self) -> None:
        rows = Challenge.objects.select_for_update(no_key=True)
        self.refresh_from_db(from_queryset=rows)


def next_number(model: type[models.Model]) -> int:
    most = model._default_manager.aggregate(most=Max("number", default=0))["most"]
    return int(most) + 1


def _must_be_new(number: int | None) -> None:
    if number is not None:
        raise ValidationError(
            {
                "checkpoints": f"There is no checkpoint {number} in this challenge, or "
                "it is on the list twice."
            }
        )


def _must_differ(checkpoints: Sequence[Checkpoint]) -> None:
    """Every name, alias and trainer's id means one checkpoint."""
    seen: dict[str | int, str] = {}
    for checkpoint in checkpoints:
        keys: set[str | int] = {*checkpoint.keys, *checkpoint.trainer_ids}
        for key in sorted(keys, key=str):
            if key in seen:
                raise ValidationError(
                    {
                        "checkpoints": f"“{checkpoint}” and “{seen[key]}” go by the "
                        f"same name or trainer ({key})."
                    }
                )
            seen[key] = checkpoint.name
