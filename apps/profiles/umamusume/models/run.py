from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from typing import ClassVar
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.core.validators import MaxValueValidator
from django.core.validators import MinValueValidator
from django.db import connection
from django.db import models
from django.db import transaction
from django.db.models import F
from django.db.models import Q
from django.utils import timezone

from apps.core.models.base import BaseModel
from apps.core.models.field_table import FieldTable
from apps.core.models.provenance import SourcedFields
from apps.core.models.revisions import RevisedModel
from apps.profiles.umamusume.models import warnings
from apps.profiles.umamusume.models.changes import run_changed
from apps.profiles.umamusume.models.parts import PARTS
from apps.profiles.umamusume.models.parts import GameIdField
from apps.profiles.umamusume.models.parts import RunPart
from apps.profiles.umamusume.models.parts import RunSkill
from apps.profiles.umamusume.models.parts import RunSpark
from apps.profiles.umamusume.models.parts import small
from apps.profiles.umamusume.models.rules import APTITUDES
from apps.profiles.umamusume.models.rules import LARGEST_FANS
from apps.profiles.umamusume.models.rules import LARGEST_SCORE
from apps.profiles.umamusume.models.rules import LARGEST_STAT
from apps.profiles.umamusume.models.rules import STATS
from apps.profiles.umamusume.models.rules import STYLE_NAMES
from apps.profiles.umamusume.models.rules import rank_letter
from apps.profiles.umamusume.models.rules import rank_of_letter
from apps.profiles.umamusume.models.rules import rank_of_score
from apps.profiles.umamusume.models.vocabulary import NAME_LENGTH
from apps.profiles.umamusume.models.vocabulary import Outfit
from apps.profiles.umamusume.models.warnings import RunWarning

NOTES_LENGTH = 10_000
KEY_LENGTH = 64
EMPTY: tuple[Any, ...] = (None, "", [])
# "um" and "dr": any number that nobody else takes.
DRAFTS_LOCK = 0x756D6472
# What is of use in the next career with the same plan.
COPIED = ("scenario", "running_style", "stars", "potential", "deck", "ancestors")


class RunError(ValidationError):
    """The verb does not apply to the run as it is."""

    def __init__(self, message: str) -> None:
        super().__init__(message, code="transition")


class ChangedMeanwhile(ValidationError):
    """Somebody else changed the row since it was read; `version` is what it has."""

    def __init__(self, version: int) -> None:
        super().__init__(
            "Someone else changed this meanwhile. Load it again.", code="changed"
        )
        self.version = version


class CareerRunQuerySet(models.QuerySet["CareerRun"]):
    def public(self) -> Self:
        """What anyone may know of: finished public runs of a public profile."""
        return self.finished().filter(is_public=True, profile__is_public=True)

    def finished(self) -> Self:
        return self.filter(is_draft=False)

    def drafts(self) -> Self:
        return self.filter(is_draft=True)

    def veterans(self) -> Self:
        """Those that are kept in the stable."""
        return self.filter(is_draft=False, is_kept=True)

    def latest_first(self) -> Self:
        return self.order_by(F("finished_on").desc(nulls_last=True), "-id")

    def with_aptitude(self, kind: str, at_least: int) -> Self:
        """Those with this grade or a better one: ("mile", 7) is Mile A."""
        place = APTITUDES.index(kind)
        return self.filter(**{f"aptitudes__{place}__gte": at_least})

    def with_spark(self, spark: int, stars: int = 1) -> Self:
        """Those that hand on this spark, with so many stars at least."""
        rows = RunSpark.objects.filter(spark=spark, stars__gte=stars)
        return self.filter(pk__in=rows.values("run"))

    def with_skill(self, skill: int) -> Self:
        return self.filter(pk__in=RunSkill.objects.filter(skill=skill).values("run"))

    def best(self) -> CareerRun | None:
        """The finished one with the highest score; of equals the first."""
        rows = self.finished().exclude(score=None)
        return rows.order_by(
            "-score", F("finished_on").asc(nulls_last=True), "id"
        ).first()

    @transaction.atomic
    def start(self, profile: models.Model, **values: Any) -> CareerRun:
        """Begin a draft. Raises `ValidationError`."""
        return self.save_draft(profile, **values)[0]

    @transaction.atomic
    def save_draft(
        self,
        profile: models.Model,
        *,
        key: str | None = None,
        version: int | None = None,
        **values: Any,
    ) -> tuple[CareerRun, bool]:
        """Keep what is typed so far; the run, and whether it was made now.

        The same `key` again is the same draft, also if two arrive at once, and the
        same values again change nothing. Raises `ChangedMeanwhile` if it has another
        `version` than the caller knows, and other values than these; `RunError` if
        it was completed; `ValidationError` for what can't be stored.
        """
        run = None
        if key is not None:
            lock_drafts()
            run = self.model.objects.filter(key=key).first()
        if run is not None:
            run.autosave(version=version, **values)
            return run, False
        run = self.model(profile=profile, key=key, version=1)
        run.write(values)
        return run, True

    @transaction.atomic
    def add(
        self, profile: models.Model, *, key: str | None = None, **values: Any
    ) -> tuple[CareerRun, bool]:
        """A finished run at once; the same `key` again gives the first one.

        Raises `ValidationError`.
        """
        if key is not None:
            lock_drafts()
            known = self.model.objects.filter(key=key).first()
            if known is not None and not known.is_draft:
                return known, False
        run, is_new = self.save_draft(profile, key=key, **values)
        run.complete()
        return run, is_new


def lock_drafts() -> None:
    """One new draft at a time, so that a key makes one; in a transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [DRAFTS_LOCK])


class CareerRun(SourcedFields, RevisedModel, BaseModel):
    """One career, from its start to the finished veteran.

    A draft may hold anything; a finished run has an outfit and a day. Changed by the
    verbs below only: each locks the run and raises `version`.
    """

    class Tag(models.TextChoices):
        PARENT = "parent", "Parent"
        ACE = "ace", "Ace"
        DEBUFFER = "debuffer", "Debuffer"
        TRIALS = "team_trials", "Team Trials"
        FANS = "fans", "Fans"
        STORY = "story", "Story"

    field_table: ClassVar[FieldTable] = FieldTable(
        owner=(
            "outfit",
            "scenario",
            "finished_on",
            "finished_at",
            "score",
            "typed_rank",
            *STATS,
            "aptitudes",
            "running_style",
            "fans",
            "starts",
            "wins",
            "win_titles",
            "epithet",
            "epithets",
            "stars",
            "potential",
            "is_kept",
            "is_locked",
            "is_favorite",
            "tags",
            "notes",
            "is_public",
        ),
        service=("source", "source_key", "source_data", "provenance", "declined"),
        counter=("version",),
        internal=(
            "id",
            "uuid",
            "profile",
            "is_draft",
            "key",
            "trainee",
            "rank",
            "stat_total",
            "created_at",
            "updated_at",
            "latest_revision",
        ),
        sourced=(
            "outfit",
            "scenario",
            "finished_on",
            "score",
            *STATS,
            "running_style",
            "fans",
            "wins",
            "starts",
            "stars",
            "potential",
        ),
    )

    profile = models.ForeignKey(
        "umamusume.UmamusumeProfile",
        on_delete=models.CASCADE,
        related_name="runs",
        editable=False,
    )
    is_draft = models.BooleanField(default=True, editable=False)
    # Of the form that it is typed in: the same key is the same run.
    key = models.CharField(
        max_length=KEY_LENGTH, null=True, blank=True, unique=True, editable=False
    )
    outfit = GameIdField(null=True, blank=True)
    # Whose outfit that is, for grouping.
    trainee = GameIdField(null=True, blank=True, editable=False)
    scenario = GameIdField(null=True, blank=True)
    # Unknown for runs of an import.
    finished_on = models.DateField("finished on", null=True, blank=True)
    finished_at = models.DateTimeField("finished at", null=True, blank=True)
    score = models.PositiveIntegerField(
        "evaluation score",
        null=True,
        blank=True,
        validators=[MaxValueValidator(LARGEST_SCORE)],
    )
    # As the game shows it, where that is another one than the score's.
    typed_rank = models.CharField("rank", max_length=3, blank=True, default="")
    # The number of the rank, 1 (G) to 98: of the score, or else of the letter.
    rank = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    speed = small(0, LARGEST_STAT, null=True, blank=True)
    stamina = small(0, LARGEST_STAT, null=True, blank=True)
    power = small(0, LARGEST_STAT, null=True, blank=True)
    guts = small(0, LARGEST_STAT, null=True, blank=True)
    wit = small(0, LARGEST_STAT, null=True, blank=True)
    # Null unless all five are known.
    stat_total = models.PositiveIntegerField(null=True, blank=True, editable=False)
    # Grades 1 (G) to 8 (S), in the order of `APTITUDES`; empty if unknown.
    aptitudes = ArrayField(
        models.PositiveSmallIntegerField(
            validators=[MinValueValidator(1), MaxValueValidator(8)]
        ),
        blank=True,
        default=list,
    )
    running_style = models.PositiveSmallIntegerField(
        null=True, blank=True, choices=list(STYLE_NAMES.items())
    )
    fans = models.BigIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(LARGEST_FANS)],
    )
    starts = small(0, 100, "races run", null=True, blank=True)
    wins = small(0, 100, null=True, blank=True)
    # Ids of `rules.win_titles`.
    win_titles = ArrayField(GameIdField(), blank=True, default=list)
    epithet = models.CharField(
        max_length=NAME_LENGTH, blank=True, default="", help_text="The one shown."
    )
    epithets = ArrayField(
        models.CharField(max_length=NAME_LENGTH), blank=True, default=list
    )
    stars = small(1, 5, "stars at the start", null=True, blank=True)
    potential = small(1, 5, "potential level", null=True, blank=True)
    is_kept = models.BooleanField(
        "in the stable",
        default=True,
        help_text="Untick a veteran that you transferred.",
    )
    is_locked = models.BooleanField("locked", default=False)
    is_favorite = models.BooleanField("favorite", default=False)
    tags = ArrayField(
        models.CharField(max_length=20, choices=Tag), blank=True, default=list
    )
    notes = models.TextField(
        blank=True,
        default="",
        max_length=NOTES_LENGTH,
        validators=[MaxLengthValidator(NOTES_LENGTH)],
    )
    is_public = models.BooleanField(
        default=True, help_text="Only you can see a private run."
    )
    # Where an import had it from, what it is there, and its row without account
    # numbers.
    source = models.CharField(max_length=20, blank=True, default="", editable=False)
    source_key = models.CharField(
        max_length=100, null=True, blank=True, unique=True, editable=False
    )
    source_data = models.JSONField(null=True, blank=True, editable=False)
    # Counts the changes: what keeps each of them to one event.
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = CareerRunQuerySet.as_manager()

    class Meta:
        ordering = [F("finished_on").desc(nulls_last=True), "-id"]
        indexes = [
            models.Index(
                F("finished_on").desc(nulls_last=True),
                F("id").desc(),
                name="uma_run_latest_first",
            ),
            models.Index(
                F("score").desc(nulls_last=True),
                F("id").desc(),
                name="uma_run_best_first",
            ),
            models.Index(fields=["trainee", "outfit"], name="uma_run_trainee"),
            GinIndex(fields=["tags"], name="uma_run_tags"),
            # What a page of runs counts, without reading the runs.
            models.Index(
                fields=["profile", "is_public"],
                condition=Q(is_draft=False),
                name="uma_run_finished",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_draft=True) | Q(outfit__isnull=False),
                name="uma_run_finished_has_outfit",
                violation_error_message="A finished career needs its trainee.",
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{name: None}) | Q(**{f"{name}__lte": LARGEST_STAT}),
                    name=f"uma_run_{name}_typed_right",
                )
                for name in STATS
            ),
            models.CheckConstraint(
                condition=Q(wins=None) | Q(starts=None) | Q(wins__lte=F("starts")),
                name="uma_run_wins_of_starts",
                violation_error_message="More wins than races.",
            ),
        ]

    def __str__(self) -> str:
        names = [self.outfit_name, self.rank_letter]
        return " ".join(name for name in names if name) or "New career"

    # Reading ------------------------------------------------------------------

    @property
    def shows(self) -> bool:
        """Whether anyone may know of it."""
        return not self.is_draft and self.is_public and self.profile.is_public

    @property
    def rank_letter(self) -> str:
        """ "A+": as it was typed, or else of the score."""
        return self.typed_rank or rank_letter(self.rank)

    @property
    def outfit_name(self) -> str:
        """The trainee with her outfit; "unknown (100601)" where there is no name."""
        if self.outfit is None:
            return ""
        rows = Outfit.objects.select_related("trainee").filter(game_id=self.outfit)
        row = rows.first()
        return str(row) if row else f"unknown ({self.outfit})"

    @property
    def stats(self) -> list[int | None]:
        return [getattr(self, name) for name in STATS]

    def part(self, name: str) -> list[dict[str, Any]]:
        """The rows of one of `PARTS`, as `change` takes them."""
        return [row.values() for row in getattr(self, name).all()]

    def warnings(self) -> list[RunWarning]:
        """What looks wrong, and may be right: it is stored all the same."""
        return warnings.of_run(self)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.derive_fields()
        only = kwargs.get("update_fields")
        if only is not None:
            kwargs["update_fields"] = {*only, "trainee", "rank", "stat_total"}
        super().save(*args, **kwargs)

    def derive_fields(self) -> None:
        """What is made from other fields, so that it can be sorted and grouped by."""
        rows = Outfit.objects.filter(game_id__in=[self.outfit or 0])
        self._derive(dict(rows.values_list("game_id", "trainee__game_id")))

    def _derive(self, trainees: Mapping[int, int]) -> None:
        self.trainee = _trainee_of(self.outfit, trainees)
        self.rank = (
            rank_of_letter(self.typed_rank)
            if self.score is None
            else rank_of_score(self.score)
        )
        stats = [value for value in self.stats if value is not None]
        self.stat_total = sum(stats) if len(stats) == len(STATS) else None

    def clean(self) -> None:
        super().clean()
        errors: dict[str, str] = {}
        # A day more, for those who are ahead of the server's clock.
        latest = timezone.localdate() + timedelta(days=1)
        if self.finished_on and self.finished_on > latest:
            errors["finished_on"] = "This day is still to come."
        if self.finished_at and timezone.localdate(self.finished_at) > latest:
            errors["finished_at"] = "This moment is still to come."
        self.typed_rank = self.typed_rank.strip().upper()
        if self.typed_rank and rank_of_letter(self.typed_rank) is None:
            errors["typed_rank"] = f"“{self.typed_rank}” isn't a rank of the game."
        if self.aptitudes and len(self.aptitudes) != len(APTITUDES):
            errors["aptitudes"] = f"Enter all {len(APTITUDES)} grades, or none."
        if errors:
            raise ValidationError(errors)
        self._tidy()

    # Verbs --------------------------------------------------------------------

    def autosave(self, *, version: int | None = None, **values: Any) -> bool:
        """Keep more of a draft; whether anything changed. See `save_draft`."""
        with self._locked():
            if self.is_draft:
                return self._write(values, version=version)
            if self._changes(values):
                raise RunError("This career is complete. Change it on its page.")
            return False

    def change(self, *, version: int | None = None, **values: Any) -> bool:
        """Set fields, and the lists of `PARTS` as a whole; whether anything changed.

        Raises `ChangedMeanwhile` if it has another `version`, `ValidationError`.
        """
        with self._locked():
            shown = self.shows
            if not self._write(values, version=version):
                return False
            if not self.is_draft:
                self._must_be_possible(values)
            self._send("hide" if shown and not self.shows else "update")
            return True

    def complete(self, *, version: int | None = None, **values: Any) -> bool:
        """Make a draft a finished run, today unless a day is set; whether it is new.

        Raises `ValidationError` where the outfit lacks, or where the calendar or the
        scenario doesn't have one of the races.
        """
        with self._locked():
            if not self.is_draft:
                if self._changes(values):
                    raise RunError("This career is complete. Change it on its page.")
                return False
            self._write(values, version=version)
            if self.outfit is None:
                raise ValidationError({"outfit": "Choose the trainee and her outfit."})
            self.is_draft = False
            self.version += 1
            self.finished_on = self.finished_on or timezone.localdate()
            self._must_be_possible(PARTS)
            self._count_races()
            self._store()
            self._send("complete")
            return True

    def reopen(self) -> None:
        """Make a finished run a draft again: nobody but the owner sees it then."""
        with self._locked():
            if self.is_draft:
                raise RunError("This career isn't complete yet.")
            shown = self.shows
            self.is_draft = True
            self.version += 1
            self._store()
            self._send("hide" if shown else "update")

    def withdraw(self) -> None:
        """Throw a draft away. Raises `RunError` for a finished run."""
        with self._locked():
            if not self.is_draft:
                raise RunError("This career is complete. Delete it on its page.")
            self.delete()

    def copy_from(self, other: CareerRun, names: Iterable[str] = COPIED) -> bool:
        """Take scenario, deck, parents … of another run where this one has none."""
        values: dict[str, Any] = {}
        for name in names:
            if name in PARTS:
                if not getattr(self, name).exists():
                    values[name] = other.part(name)
            elif getattr(self, name) in EMPTY:
                values[name] = getattr(other, name)
        return self.autosave(**values) if self.is_draft else self.change(**values)

    def gaps(self, values: Mapping[str, Any]) -> list[str]:
        """Those of `values` that say something where this run has nothing."""
        return [
            name
            for name, value in values.items()
            if value not in EMPTY
            and not (
                getattr(self, name).all()
                if name in PARTS
                else getattr(self, name) not in EMPTY
            )
        ]

    def fill(
        self,
        values: Mapping[str, Any],
        *,
        source: str,
        source_key: str | None = None,
        source_data: Any = None,
    ) -> list[str]:
        """Set what is empty, and lists without a row, from an import; which ones.

        What is there stays. Raises `ValidationError`.
        """
        with self._locked():
            filled = self.gaps(values)
            if not self._write({name: values[name] for name in filled}):
                return []
            sourced = [name for name in filled if name in self.field_table.sourced]
            self.provenance |= dict.fromkeys(sourced, source)
            if self.source_key is None and source_key is not None:
                self.source, self.source_key = source, source_key
                self.source_data = source_data
                filled += ["source", "source_key", "source_data"]
            self._store()
            self._send("update")
            return filled

    def prepare_import(
        self, values: Mapping[str, Any], *, trainees: Mapping[int, int]
    ) -> dict[str, list[RunPart]]:
        """Set `values` of a new run for a bulk insert, and return its lists' rows.

        `trainees` says whose each outfit is. Raises `ValidationError`.
        """
        self._set({name: values[name] for name in values if name not in PARTS})
        sourced = [name for name in values if name in self.field_table.sourced]
        self.provenance = dict.fromkeys(sourced, self.source)
        self.clean_fields(exclude={"profile"})
        self.clean()
        self._derive(trainees)
        given = {name: values[name] for name in values if name in PARTS}
        return {name: self._build(name, rows) for name, rows in given.items()}

    def write(self, values: Mapping[str, Any]) -> None:
        """Set fields and lists of a row that is new. Raises `ValidationError`."""
        parts = {name: values[name] for name in values if name in PARTS}
        self._set({name: values[name] for name in values if name not in PARTS})
        rows = {name: self._build(name, given) for name, given in parts.items()}
        self._store()
        for name, built in rows.items():
            PARTS[name]._default_manager.bulk_create(built)

    # Inside -------------------------------------------------------------------

    def _changes(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Those of `values` that differ from what is stored."""
        found = {}
        for name, value in values.items():
            if name in PARTS:
                built = [row.values() for row in self._build(name, value)]
                if built != self.part(name):
                    found[name] = value
            elif getattr(self, name) != value:
                found[name] = value
        return found

    def _write(self, values: Mapping[str, Any], *, version: int | None = None) -> bool:
        changes = self._changes(values)
        if not changes:
            return False
        if version is not None and version != self.version:
            raise ChangedMeanwhile(self.version)
        for name in [name for name in changes if name in PARTS]:
            rows = self._build(name, changes.pop(name))
            getattr(self, name).all().delete()
            PARTS[name]._default_manager.bulk_create(rows)
        self._set(changes)
        self.version += 1
        self._store()
        return True

    def _set(self, values: Mapping[str, Any]) -> None:
        unknown = sorted(set(values) - set(self.field_table.owner))
        if unknown:
            raise ValidationError(f"“{unknown[0]}” isn't a field of a career.")
        for name, value in values.items():
            setattr(self, name, value)

    def _store(self) -> None:
        self.full_clean()
        self.save()

    def _tidy(self) -> None:
        """Tags once each, in their order."""
        self.tags = [each for each in self.Tag.values if each in self.tags] + [
            each for each in self.tags if each not in self.Tag.values
        ]

    def _build(self, name: str, given: Sequence[Mapping[str, Any]]) -> list[RunPart]:
        """The rows of a list, checked. Raises `ValidationError` that names each row."""
        part = PARTS[name]
        rows, problems = [], []
        for number, values in enumerate(given, start=1):
            try:
                row = part.build(self, number, values)
                row.clean_fields(exclude={"run"})
            except ValidationError as error:
                reasons = " ".join(error.messages)
                problems.append(f"{part.noun.capitalize()} {number}: {reasons}")
            else:
                rows.append(row)
        field, message = part.once
        seen = [getattr(row, field) for row in rows if getattr(row, field) is not None]
        if len(seen) != len(set(seen)):
            problems.append(message)
        if problems:
            raise ValidationError({name: problems})
        return rows

    def _must_be_possible(self, names: Iterable[str]) -> None:
        """Refuse races that the scenario or the calendar doesn't have."""
        if "races" in names or "scenario" in names:
            impossible = warnings.impossible_races(self)
            if impossible:
                raise ValidationError({"races": [each.message for each in impossible]})

    def _count_races(self) -> None:
        """Races and wins, where only their list is given."""
        places = list(self.races.values_list("place", flat=True))
        if places and self.starts is None:
            self.starts = max(len(places), self.wins or 0)
        if places and self.wins is None and None not in places:
            self.wins = min(places.count(1), self.starts or 0)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with transaction.atomic():
            rows = CareerRun.objects.select_related("profile")
            self.refresh_from_db(
                from_queryset=rows.select_for_update(of=("self",), no_key=True)
            )
            yield

    def _send(self, verb: str) -> None:
        if verb in ("complete", "hide") or not self.is_draft:
            run_changed.send(CareerRun, run=self, verb=verb)


def _trainee_of(outfit: int | None, trainees: Mapping[int, int]) -> int | None:
    """Whose outfit it is: as the vocabulary says, or else as the game numbers them."""
    if outfit is None or outfit in trainees or outfit < 0:
        return trainees.get(outfit or 0)
    return outfit // 100
