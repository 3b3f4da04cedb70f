from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from typing import ClassVar
from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.core.validators import MaxValueValidator
from django.db import models
from django.db import transaction
from django.db.models import OuterRef
from django.db.models import Q
from django.db.models import Subquery
from django.utils import timezone

from apps.core.models.base import BaseModel
from apps.core.models.field_table import FieldTable
from apps.core.models.revisions import RevisedModel
from apps.profiles.ironmon.models.changes import run_changed
from apps.profiles.ironmon.models.checkpoint import NAME_LENGTH
from apps.profiles.ironmon.models.checkpoint import Checkpoint

NOTES_LENGTH = 10_000
LARGEST_SEED = 2_147_483_647
HIGHEST_LEVEL = 100
IMPORT_KEY_LENGTH = 100


class RunError(ValidationError):
    """The verb does not apply to the run as it is."""

    def __init__(self, message: str) -> None:
        super().__init__(message, code="transition")


class RunQuerySet(models.QuerySet["Run"]):
    def public(self) -> Self:
        """What anyone may know of: runs of a public profile."""
        return self.filter(challenge__profile__is_public=True)

    def numbered(self, seed_number: int) -> Run | None:
        """The run of this number; of several challenges', the one made last."""
        rows = self.filter(seed_number=seed_number).select_related("challenge__profile")
        return rows.order_by("-created_at", "-id").first()

    def current(self) -> Run | None:
        """The run that was started last; it may have ended since."""
        rows = self.filter(started_at__isnull=False)
        related = rows.select_related("challenge__profile", "furthest")
        return related.order_by("-started_at", "-id").first()

    def measure(self) -> None:
        """Set how far each run came from what it cleared."""
        cleared = CheckpointResult.objects.filter(run=OuterRef("pk"))
        furthest = cleared.order_by("-checkpoint__position").values("checkpoint")[:1]
        self.update(furthest=Subquery(furthest))

    def award(self) -> None:
        """Make victories of those that cleared the last checkpoint and weren't lost."""
        theirs = Checkpoint.objects.filter(challenge=OuterRef("challenge"))
        last = theirs.order_by("-position").values("pk")[:1]
        won = self.filter(furthest=Subquery(last), defeat_pokemon="")
        won.update(is_victory=True)


class Run(RevisedModel, BaseModel):
    """One attempt at a challenge, known by the tracker's number of it.

    Changed by the verbs below only: each locks the run and raises `version`.
    """

    field_table: ClassVar[FieldTable] = FieldTable(
        owner=("notes", "vod_url", "vod_seconds"),
        counter=("version",),
        internal=(
            "id",
            "uuid",
            "challenge",
            "seed_number",
            "started_at",
            "furthest",
            "is_victory",
            "ended_at",
            "defeat_pokemon",
            "defeat_pokemon_id",
            "defeat_level",
            "defeat_trainer",
            "defeat_is_wild",
            "defeat_place",
            "import_key",
            "created_at",
            "updated_at",
            "latest_revision",
        ),
    )

    # The constraint begins with the challenge.
    challenge = models.ForeignKey(
        "ironmon.Challenge",
        on_delete=models.CASCADE,
        related_name="runs",
        db_index=False,
        editable=False,
    )
    # The attempt counter of the tracker: one for each of its settings files.
    seed_number = models.PositiveIntegerField(
        validators=[MaxValueValidator(LARGEST_SEED)], editable=False
    )
    # Unknown for runs of an import.
    started_at = models.DateTimeField(null=True, blank=True, editable=False)
    furthest = models.ForeignKey(
        Checkpoint,
        null=True,
        blank=True,
        on_delete=models.RESTRICT,
        related_name="runs_to",
        editable=False,
    )
    is_victory = models.BooleanField(default=False, editable=False)
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)
    # Empty while the run is not lost.
    defeat_pokemon = models.CharField(
        max_length=NAME_LENGTH, blank=True, default="", editable=False
    )
    # As the game counts them: not the number in the National Pokédex.
    defeat_pokemon_id = models.PositiveIntegerField(
        null=True, blank=True, editable=False
    )
    defeat_level = models.PositiveIntegerField(null=True, blank=True, editable=False)
    defeat_trainer = models.CharField(
        max_length=NAME_LENGTH, null=True, blank=True, editable=False
    )
    defeat_is_wild = models.BooleanField(default=False, editable=False)
    defeat_place = models.CharField(
        max_length=NAME_LENGTH, blank=True, default="", editable=False
    )
    # What a tracker's file calls a run without a number: the same file again adds none.
    import_key = models.CharField(
        max_length=IMPORT_KEY_LENGTH, null=True, blank=True, editable=False
    )
    notes = models.TextField(
        blank=True,
        default="",
        max_length=NOTES_LENGTH,
        validators=[MaxLengthValidator(NOTES_LENGTH)],
    )
    vod_url = models.URLField(
        "recording", max_length=500, blank=True, default="", help_text="Its address."
    )
    vod_seconds = models.PositiveIntegerField(
        "start in the recording", null=True, blank=True, help_text="In seconds."
    )
    # Counts the changes: what keeps each of them to one event.
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = RunQuerySet.as_manager()

    class Meta:
        ordering = ["-seed_number", "-id"]
        indexes = [
            models.Index(fields=["seed_number", "id"], name="run_by_seed_number"),
            models.Index(fields=["challenge", "furthest"], name="run_by_furthest"),
            models.Index(
                fields=["started_at", "id"],
                condition=Q(started_at__isnull=False),
                name="run_by_start",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["challenge", "seed_number"], name="run_seed_number_once"
            ),
            models.UniqueConstraint(
                fields=["challenge", "import_key"], name="run_import_key_once"
            ),
            models.CheckConstraint(
                condition=Q(is_victory=False) | Q(defeat_pokemon=""),
                name="run_won_or_lost",
            ),
            models.CheckConstraint(
                condition=Q(defeat_is_wild=False) | Q(defeat_trainer=None),
                name="run_defeat_wild_or_trainer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.challenge} {self.seed_number}"

    @property
    def shows(self) -> bool:
        """Whether anyone may know of it."""
        return self.challenge.profile.is_public

    @property
    def defeated_by(self) -> dict[str, Any] | None:
        """What ended the run, as the existing clients know it."""
        if not self.defeat_pokemon:
            return None
        return {
            "pokemon": self.defeat_pokemon,
            "pokemon_id": self.defeat_pokemon_id,
            "level": self.defeat_level,
            "trainer": self.defeat_trainer,
            "is_wild": self.defeat_is_wild,
        }

    @property
    def is_running(self) -> bool:
        return not self.is_victory and not self.defeat_pokemon

    @property
    def is_untouched(self) -> bool:
        """Whether nothing was recorded of it yet but its start."""
        return self.is_running and not self.notes and not self.results.exists()

    # Verbs ----------------------------------------------------------------------

    def clear(self, checkpoint: Checkpoint) -> bool:
        """Note that a checkpoint was cleared; whether that is new.

        In any order: the furthest never goes back. The last one of the challenge
        wins the run, unless it was lost before.
        """
        with self._locked():
            if self.results.filter(checkpoint=checkpoint).exists():
                return False
            self.results.create(checkpoint=checkpoint, cleared_at=timezone.now())
            if self.furthest is None or checkpoint.position > self.furthest.position:
                self.furthest = checkpoint
            self._tell("checkpoint", checkpoint)
            if self._wins_by(checkpoint):
                self._win()
            return True

    def withdraw_checkpoint(self, checkpoint: Checkpoint) -> bool:
        """Take back that a checkpoint was cleared; whether it was.

        A victory goes with the furthest one.
        """
        with self._locked():
            found = self.results.filter(checkpoint=checkpoint)
            if not found.exists():
                return False
            found.delete()
            if self.furthest_id == checkpoint.pk:
                self.furthest = self._furthest_cleared()
                if self.is_victory:
                    self.is_victory = False
                    self.ended_at = None
            self._tell("withdraw_checkpoint", checkpoint)
            return True

    def lose(
        self,
        *,
        pokemon: str,
        pokemon_id: int | None = None,
        level: int | None = None,
        trainer: str | None = None,
        is_wild: bool = False,
        place: str = "",
    ) -> bool:
        """Note what ended the run; whether that is new. The first defeat is final."""
        with self._locked():
            if not self.is_running:
                return False
            self._set_defeat(
                pokemon=pokemon,
                pokemon_id=pokemon_id,
                level=level,
                trainer=trainer,
                is_wild=is_wild,
                place=place,
            )
            self.ended_at = timezone.now()
            self.full_clean()
            self._tell("defeat")
            return True

    def correct_defeat(self, *, pokemon: str, **values: Any) -> None:
        """Say again what ended the run, as `lose` takes it. Raises `RunError`."""
        with self._locked():
            if not self.defeat_pokemon:
                raise RunError("This run isn’t lost, so there is no defeat to correct.")
            self._set_defeat(pokemon=pokemon, **values)
            self.full_clean()
            self._tell("correct_defeat")

    def withdraw_defeat(self) -> bool:
        """Take the defeat back; whether there was one.

        The run goes on, or is won if the last checkpoint was cleared meanwhile.
        """
        with self._locked():
            if not self.defeat_pokemon:
                return False
            self._forget_defeat()
            self._tell("withdraw_defeat")
            if self.furthest is not None and self._wins_by(self.furthest):
                self._win()
            return True

    def change(self, **values: Any) -> None:
        """Set notes or the recording."""
        with self._locked():
            for name, value in values.items():
                setattr(self, name, value)
            self.full_clean()
            self.save()

    def _set_defeat(
        self,
        *,
        pokemon: str,
        pokemon_id: int | None = None,
        level: int | None = None,
        trainer: str | None = None,
        is_wild: bool = False,
        place: str = "",
    ) -> None:
        if not pokemon.strip():
            raise ValidationError({"pokemon": "Which Pokémon ended the run?"})
        self.defeat_pokemon = pokemon.strip()
        self.defeat_pokemon_id = pokemon_id
        self.defeat_level = level
        self.defeat_trainer = None if is_wild else trainer or None
        self.defeat_is_wild = is_wild
        self.defeat_place = place

    def _forget_defeat(self) -> None:
        self.defeat_pokemon = self.defeat_place = ""
        self.defeat_pokemon_id = self.defeat_level = self.defeat_trainer = None
        self.defeat_is_wild = False
        self.ended_at = None

    def _furthest_cleared(self) -> Checkpoint | None:
        cleared = Checkpoint.objects.filter(results__run=self)
        return cleared.order_by("-position").first()

    def _win(self) -> None:
        self.is_victory = True
        self.ended_at = timezone.now()
        self._tell("victory", self.furthest)

    def _wins_by(self, checkpoint: Checkpoint) -> bool:
        if not self.is_running:
            return False
        later = self.challenge.checkpoints.filter(position__gt=checkpoint.position)
        return not later.exists()

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with transaction.atomic():
            rows = Run.objects.select_related("challenge__profile", "furthest")
            self.refresh_from_db(
                from_queryset=rows.select_for_update(of=("self",), no_key=True)
            )
            yield

    def _tell(self, verb: str, checkpoint: Checkpoint | None = None) -> None:
        self.version += 1
        self.save()
        run_changed.send(Run, run=self, verb=verb, checkpoint=checkpoint)


class CheckpointResult(BaseModel):
    """A checkpoint that a run cleared. Written only by the verbs of `Run`."""

    field_table: ClassVar[FieldTable] = FieldTable(
        owner=("run", "checkpoint"),
        internal=("id", "uuid", "cleared_at", "created_at", "updated_at"),
    )

    # The constraint begins with the run.
    run = models.ForeignKey(
        Run, on_delete=models.CASCADE, related_name="results", db_index=False
    )
    checkpoint = models.ForeignKey(
        Checkpoint, on_delete=models.RESTRICT, related_name="results"
    )
    # Unknown for results of an import.
    cleared_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["run_id", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "checkpoint"], name="run_checkpoint_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.checkpoint} of {self.run}"
