"""What IGDB said of the games of imports, kept so that it is asked only once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar
from typing import Self
from typing import TypedDict

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from apps.core.models.base import BaseModel
from apps.core.models.field_table import FieldTable
from apps.integrations.igdb.rows import IgdbGame
from apps.library.igdb.rows import edition_type_of
from apps.library.igdb.rows import edition_values
from apps.library.igdb.rows import parent_of
from apps.library.igdb.rows import plain_name
from apps.library.igdb.rows import storable
from apps.library.models import EditionType


class IgdbState(models.TextChoices):
    """How far it is settled which game of IGDB a title means."""

    UNASKED = "", "Not checked yet"
    SURE = "sure", "Matched"
    DOUBTFUL = "doubtful", "Doubtful"
    MISSING = "missing", "Not found"
    CHOSEN = "chosen", "Chosen by you"
    REFUSED = "refused", "Not on IGDB"


# In these there is an `igdb_id`.
MATCHED = (IgdbState.SURE, IgdbState.CHOSEN)


class IgdbCandidate(TypedDict):
    """A game of IGDB that a title may mean; its row is a `FoundGame`."""

    game: int  # IGDB's id
    score: float  # 0 to 100


class IgdbAnswer(models.Model):
    """Which game of IGDB a title means, on a row and in memory.

    `igdb_id` is the row of IGDB that was meant, `igdb_game_id` the game that this is an
    edition of: the same id where it is a game in its own right, or taken for one.
    """

    igdb_state = models.CharField(
        max_length=10, choices=IgdbState, default=IgdbState.UNASKED, blank=True
    )
    igdb_id = models.PositiveIntegerField(null=True, blank=True)
    igdb_game_id = models.PositiveIntegerField(null=True, blank=True)
    igdb_candidates = models.JSONField(default=list, blank=True)

    class Meta:
        abstract = True

    @property
    def is_edition(self) -> bool:
        """Whether it is an edition of another game: a port, a remaster."""
        return self.igdb_id != self.igdb_game_id

    def take_answer(self, answer: IgdbAnswer) -> None:
        """Have the same answer as another one."""
        for name in ANSWER_FIELDS:
            setattr(self, name, getattr(answer, name))

    def forget_answer(self) -> None:
        """Be as never asked."""
        self.igdb_state, self.igdb_candidates = IgdbState.UNASKED, []
        self.igdb_id = self.igdb_game_id = None


ANSWER_FIELDS = ("igdb_state", "igdb_id", "igdb_game_id", "igdb_candidates")


def answer_checks(name: str) -> list[models.BaseConstraint]:
    """That the state is known, and that there are ids where it says so only."""
    matched, no_id = Q(igdb_state__in=MATCHED), Q(igdb_id__isnull=True)
    no_game = Q(igdb_game_id__isnull=True)
    return [
        models.CheckConstraint(
            condition=Q(igdb_state__in=IgdbState.values),
            name=f"{name}_igdb_state_known",
        ),
        models.CheckConstraint(
            condition=(matched & ~no_id & ~no_game) | (~matched & no_id & no_game),
            name=f"{name}_igdb_id_where_matched",
        ),
    ]


class KnownTitle(IgdbAnswer, BaseModel):
    """What a title means at IGDB, by the last search for it or the owner's last word.

    `key` is made of the title, series and year of a row (`igdb_memory.title_key`).
    """

    field_table: ClassVar[FieldTable] = FieldTable(
        internal=(
            "id",
            "uuid",
            "key",
            "title",
            *ANSWER_FIELDS,
            "created_at",
            "updated_at",
        ),
    )

    key = models.CharField(max_length=500, unique=True)
    title = models.CharField(max_length=200)

    class Meta:
        ordering = ["key"]
        constraints = answer_checks("known_title")

    def __str__(self) -> str:
        return f"{self.title}: {self.get_igdb_state_display()}"


class FoundGameQuerySet(models.QuerySet["FoundGame"]):
    def keep(self, games: Iterable[IgdbGame]) -> None:
        """Store the rows that IGDB sent, with the games that they are editions of."""
        every = {game.id: game for game in games if plain_name(game.name)}
        parents = {
            parent.id: IgdbGame.read(parent.model_dump(exclude_none=True))
            for game in every.values()
            if (parent := parent_of(game)) is not None and plain_name(parent.name)
        }
        # What is said of a parent in passing must not replace its whole row.
        self.bulk_create(
            [self.model.of(game) for game in parents.values() if game.id not in every],
            ignore_conflicts=True,
        )
        fields = [f.name for f in FoundGame._meta.fields if f.name not in _KEYS]
        self.bulk_create(
            [self.model.of(game) for game in every.values()],
            update_conflicts=True,
            unique_fields=["igdb_id"],
            update_fields=fields,
        )

    def by_id(self, ids: Iterable[int]) -> dict[int, FoundGame]:
        """By IGDB's id, without `data`."""
        found = self.filter(igdb_id__in=set(ids)).defer("data")
        return {game.igdb_id: game for game in found}


_KEYS = ("id", "igdb_id")


class FoundGame(models.Model):
    """A row of IGDB as it was found: `data` as it came, the rest to be shown.

    `parent_id` is the IGDB id of the game that it is an edition of, if it is one;
    `edition_name` what it is called as an edition of that.
    """

    field_table: ClassVar[FieldTable] = FieldTable(
        service=(
            "igdb_id",
            "name",
            "year",
            "kind",
            "image_id",
            "platforms",
            "parent_id",
            "parent_name",
            "edition_name",
            "edition_type",
            "data",
        ),
        internal=("id",),
    )

    igdb_id = models.PositiveIntegerField(unique=True)
    name = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    kind = models.CharField(max_length=40, blank=True)
    image_id = models.CharField(max_length=100, blank=True)
    platforms = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    parent_id = models.PositiveIntegerField(null=True, blank=True)
    parent_name = models.CharField(max_length=200, blank=True)
    edition_name = models.CharField(max_length=200, blank=True)
    edition_type = models.CharField(
        max_length=20, choices=EditionType, default=EditionType.ORIGINAL
    )
    data = models.JSONField()

    objects = FoundGameQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["igdb_id"]

    def __str__(self) -> str:
        return f"{self.name} ({self.year})" if self.year else self.name

    @classmethod
    def of(cls, game: IgdbGame) -> Self:
        """Unsaved. `game` has a name."""
        parent = parent_of(game)
        platforms = [plain_name(p.abbreviation or p.name) for p in game.platforms]
        year = game.year
        return cls(
            igdb_id=game.id,
            name=plain_name(game.name),
            year=year if year and 0 < year < 10_000 else None,
            kind=_kind(game),
            image_id=game.cover.image_id[:100] if game.cover else "",
            platforms=[name for name in platforms if name],
            parent_id=parent.id if parent else None,
            parent_name=plain_name(parent.name) if parent else "",
            edition_name=edition_values(game)["name"],
            edition_type=edition_type_of(game),
            data=storable(game.data),
        )

    @property
    def row(self) -> IgdbGame:
        """The row as IGDB sent it."""
        return IgdbGame.read(self.data)


def _kind(game: IgdbGame) -> str:
    if game.version_parent is not None:
        return "Edition"
    return game.kind_name
