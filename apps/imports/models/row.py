from __future__ import annotations

from typing import Any
from typing import ClassVar
from typing import TypedDict

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F
from django.db.models import Q

from apps.core.models.base import BaseModel
from apps.core.models.field_table import FieldTable
from apps.core.text import normalise
from apps.imports.models.igdb import ANSWER_FIELDS
from apps.imports.models.igdb import IgdbAnswer
from apps.imports.models.igdb import answer_checks
from apps.imports.models.import_ import Import
from apps.imports.parsing.rows import SourcePlaythrough
from apps.journal.models import Status
from apps.library.models import Game

MOST_REPEATS = 100


class MatchKind(models.TextChoices):
    EXACT = "exact", "Exact"
    ALIAS = "alias", "Other name"
    MISSPELLING = "misspelling", "Misspelling"
    ABBREVIATION = "abbreviation", "Abbreviation"
    SUGGESTED = "suggested", "Perhaps"
    NEW = "new", "New"


class Decision(models.TextChoices):
    OPEN = "open", "Not decided"
    MATCH = "match", "A game of the library"
    CREATE = "create", "A new game"
    MERGE = "merge", "Same as another row"
    SKIP = "skip", "Leave out"


class VersionRead(TypedDict):
    """One way in which the source says a game was played; empty where unsaid."""

    platform: str  # IGDB's name
    edition: str
    edition_type: str
    note: str


class Suggestion(TypedDict):
    """A game that a row may mean: of the library (`game`) or of a row above."""

    game: int | None
    row: int | None  # number of the row
    score: float


class ImportRow(IgdbAnswer, BaseModel):
    """One game understood from one line, and what is to become of it.

    `understood` keeps what was read; the fields beside it are what the owner made
    of that. `runs` are the playthroughs where the source tells each (`playthroughs`);
    `status`, `versions` and `repeats` then only sum them up. `external_ids` is what
    other services call the game: {"igdb": "1029", "steam": "220"}. What IGDB has for
    the title is asked for later (`enrichment`), and kept in the fields of `IgdbAnswer`.
    """

    field_table: ClassVar[FieldTable] = FieldTable(
        internal=(
            "id",
            "uuid",
            "batch",
            "number",
            "line",
            "source",
            "title",
            "title_key",
            "series",
            "versions",
            "aliases",
            "notes",
            "status",
            "repeats",
            "runs",
            "external_ids",
            "year",
            "lists",
            "position",
            "understood",
            "match_kind",
            "game",
            "suggestions",
            "decision",
            "merged_into",
            "decided_at",
            *ANSWER_FIELDS,
            "version",
            "created_at",
            "updated_at",
        ),
        not_exported={"title_key": "Recreated from the title."},
    )

    batch = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    line = models.PositiveIntegerField()
    source = models.TextField()
    title = models.CharField(max_length=200)
    # The title as `normalise` makes it, so that the database finds rows by it.
    title_key = models.TextField(default="", editable=False)
    series = models.CharField(max_length=200, blank=True)
    versions = models.JSONField(default=list, blank=True)
    aliases = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    notes = models.TextField(blank=True, max_length=50_000)
    status = models.CharField(
        max_length=10,
        choices=Status,
        blank=True,
        help_text="Empty where the line only puts the game on a list.",
    )
    repeats = models.PositiveSmallIntegerField(
        default=1,
        verbose_name="times",
        validators=[MinValueValidator(1), MaxValueValidator(MOST_REPEATS)],
    )
    runs = models.JSONField(default=list, blank=True)
    external_ids = models.JSONField(default=dict, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    lists = models.JSONField(default=list, blank=True)
    position = models.PositiveIntegerField(null=True, blank=True)
    understood = models.JSONField(default=dict, blank=True)
    match_kind = models.CharField(max_length=15, choices=MatchKind)
    game = models.ForeignKey(
        Game, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    suggestions = models.JSONField(default=list, blank=True)
    decision = models.CharField(max_length=10, choices=Decision)
    merged_into = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="merged_rows",
    )
    decided_at = models.DateTimeField(
        null=True, blank=True, help_text="When the owner decided; empty: by itself."
    )
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "number"], name="import_row_number_once"
            ),
            models.CheckConstraint(
                condition=Q(decision__in=Decision.values),
                name="import_row_decision_known",
            ),
            models.CheckConstraint(
                condition=Q(match_kind__in=MatchKind.values),
                name="import_row_match_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(status="") | Q(status__in=Status.values),
                name="import_row_status_known",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) & ~Q(decision=Decision.MERGE)
                | Q(merged_into__isnull=False, decision=Decision.MERGE),
                name="import_row_merge_has_target",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                name="import_row_not_merged_into_itself",
            ),
            models.CheckConstraint(
                condition=Q(repeats__gte=1, repeats__lte=MOST_REPEATS),
                name="import_row_repeats_range",
            ),
            models.CheckConstraint(
                condition=~Q(title=""), name="import_row_has_a_title"
            ),
            *answer_checks("import_row"),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.derive_fields()
        super().save(*args, **kwargs)

    def derive_fields(self) -> None:
        """Set `title_key`; `save` does it, bulk writers must."""
        self.title_key = normalise(self.title)

    @property
    def has_open_status(self) -> bool:
        """Whether nobody has said yet how the playing went, not even that it didn't."""
        return not self.status and "open_status" in self.understood

    def answer_open_status(self, status: str) -> None:
        """Set how the playing went, "" for no playthrough, where the source is silent.

        The dates, hours and rating of the line go into the playthrough.
        """
        silent = self.understood["open_status"]
        silent["answer"] = status
        self.status = status
        self.runs = [_with_status(run, status) for run in silent["runs"] if status]
        self.notes = "" if self.runs else silent["notes"]

    @property
    def playthroughs(self) -> list[SourcePlaythrough]:
        """`runs`, as they were parsed."""
        return [SourcePlaythrough(**run) for run in self.runs]

    @property
    def platforms(self) -> list[str]:
        """The platforms' names, each once, in the order of the source."""
        names = [version["platform"] for version in self.versions]
        return [name for name in dict.fromkeys(names) if name]

    @property
    def runs_in_words(self) -> list[str]:
        """Each run as one phrase: "Completed 1996 on SNES, 22.5 hours, ★ 4.5"."""
        return [_in_words(run) for run in self.playthroughs]

    @property
    def remarks(self) -> str:
        """Versions and notes as one text, for reading."""
        details = [
            ", ".join(part for part in (version["edition"], version["note"]) if part)
            for version in self.versions
        ]
        return "; ".join(part for part in (*details, self.notes) if part)


def _in_words(run: SourcePlaythrough) -> str:
    finished = f" {run.completed_at}" if run.completed_at else ""
    since = f" (from {run.started_at})" if run.started_at else ""
    place = f" on {run.platform}" if run.platform else ""
    facts = [
        f"{Status(run.status).label}{finished}{since}{place}",
        run.edition,
        f"{run.playtime_hours} hours" if run.playtime_hours else "",
        f"★ {run.rating}" if run.rating else "",
        f"“{run.notes}”" if run.notes else "",
    ]
    return ", ".join(fact for fact in facts if fact)


def _with_status(run: dict[str, str], status: str) -> dict[str, str]:
    """The run, its date of completion a note where it was not completed."""
    finished = run["completed_at"]
    if status == Status.COMPLETED or not finished:
        return {**run, "status": status}
    notes = "; ".join(filter(None, (run["notes"], f"finished {finished}")))
    return {**run, "status": status, "completed_at": "", "notes": notes}


class ImportList(BaseModel):
    """A list that the source holds, and the list that it becomes.

    `name` is the source's; `target_name` decides: a list of that name is added to,
    else one is made. Left out when the owner says so (`skipped_at`).
    """

    field_table: ClassVar[FieldTable] = FieldTable(
        internal=(
            "id",
            "uuid",
            "batch",
            "number",
            "name",
            "target_name",
            "is_ranked",
            "skipped_at",
            "version",
            "created_at",
            "updated_at",
        ),
    )

    batch = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="lists")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    target_name = models.CharField(max_length=200)
    is_ranked = models.BooleanField()
    skipped_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "name"], name="import_list_name_once"
            ),
            models.CheckConstraint(
                condition=~Q(target_name=""), name="import_list_has_a_target"
            ),
        ]

    def __str__(self) -> str:
        return self.target_name


class LineKind(models.TextChoices):
    NOT_UNDERSTOOD = "not_understood", "Not understood"
    HEADING = "heading", "Heading"
    PROSE = "prose", "Text"
    NOTE = "note", "Note"
    RULE = "rule", "Rule"


class OtherLine(models.Model):
    """A line that became no game: not understood, or no game by its nature."""

    field_table: ClassVar[FieldTable] = FieldTable(
        internal=(
            "id",
            "batch",
            "line",
            "source",
            "kind",
            "reason",
            "row",
        ),
    )

    batch = models.ForeignKey(
        Import, on_delete=models.CASCADE, related_name="other_lines"
    )
    line = models.PositiveIntegerField()
    source = models.TextField()
    kind = models.CharField(max_length=15, choices=LineKind)
    reason = models.TextField(blank=True)
    # The row that the owner made of it.
    row = models.OneToOneField(
        ImportRow,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="made_of",
    )

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["line", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=LineKind.values), name="import_line_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line}: {self.source[:60]}"
