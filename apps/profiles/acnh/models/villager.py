from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path
from typing import Any
from typing import ClassVar
from typing import Self

from django.core.validators import MinValueValidator
from django.db import connection
from django.db import models
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from apps.core.models.base import BaseModel
from apps.core.models.field_table import FieldTable
from apps.core.text import normalise
from apps.profiles.acnh.models.changes import villagers_changed

CATALOGUE = Path(__file__).parent.parent / "villagers.json"
# "ql" and "vi": any number that nobody else takes.
MERGE_LOCK = 0x716C7669
# What others may correct; `number` never changes, and a `game_id` only comes.
CORRECTED = (
    "name",
    "species",
    "personality",
    "gender",
    "birthday",
    "catchphrase",
    "icon_url",
    "image_url",
    "on_islands",
)


@dataclass
class MergeResult:
    """The villagers that a merge added, and how many it corrected, by field."""

    new: list[Villager] = field(default_factory=list)
    corrected: Counter[str] = field(default_factory=Counter)


def search_name(name: str) -> str:
    """`name` as it may be typed: "tbone" and "t bone" are both T-Bone."""
    return normalise(name).replace(" ", "")


class VillagerQuerySet(models.QuerySet["Villager"]):
    def called(self, given: int | str) -> Self:
        """The one with this number, id (UUID), id in the game, or name."""
        text = str(given).strip()
        if text.isdecimal():
            return self.filter(number=int(text[:9]))
        wanted = Q(game_id=text.lower()) | Q(search_name=search_name(text))
        if len(text) == 36:
            wanted |= Q(pk__in=self.filter(uuid__iexact=text).values("pk"))
        return self.filter(wanted)

    def beginning_with(self, text: str) -> Self:
        return self.filter(search_name__startswith=search_name(text))

    def bring_in(self, *, fields: tuple[str, ...] = CORRECTED) -> None:
        """Add the villagers of our catalogue, and correct `fields` of the others.

        A villager that left the catalogue stays: somebody met them.
        """
        rows = catalogue_rows()
        for row in rows:
            row["game_id"] = row.pop("id")
        self.merge(rows, fields=fields)

    @transaction.atomic
    def merge(
        self,
        rows: Iterable[dict[str, Any]],
        *,
        fields: tuple[str, ...] = CORRECTED,
    ) -> MergeResult:
        """Add those of `rows` who are new, and correct `fields` of the others.

        Each is found by its `game_id`, or else by its name. What is "" is unknown,
        and corrects nothing. Nobody is removed.
        """
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [MERGE_LOCK])
        merge = _Merge(list(self.model.objects.select_for_update().order_by("pk")))
        result = merge.take(list(rows), fields)
        if result.new or result.corrected:
            villagers_changed.send(Villager)
        return result


class _Merge:
    """Rows on their way into the villagers that are there."""

    def __init__(self, stored: list[Villager]) -> None:
        self._by_game_id: dict[str, Villager] = {}
        self._by_name: dict[str, Villager] = {}
        self._numbers: set[int] = set()
        for villager in stored:
            self._know(villager)

    def take(self, rows: list[dict[str, Any]], fields: tuple[str, ...]) -> MergeResult:
        result = MergeResult()
        changed: list[Villager] = []
        # New ones have no key yet, and are taken as well.
        taken: set[int | None] = {None}
        # Those with an id first: a name alone must not take another one's place.
        for row in sorted(rows, key=lambda row: row["game_id"] not in self._by_game_id):
            by_id = self._by_game_id.get(row["game_id"])
            by_name = self._by_name.get(search_name(row["name"]))
            villager = by_id or by_name
            if villager is None:
                result.new.append(self._new(row))
            elif villager.pk in taken or by_name not in (None, villager):
                # A second one, or the id of one with the name of another.
                continue
            else:
                taken.add(villager.pk)
                names = _correct(villager, row, fields)
                result.corrected.update(names)
                if names:
                    changed.append(villager)
                self._know(villager)
        Villager.objects.bulk_create(result.new)
        now = timezone.now()
        for villager in changed:
            villager.updated_at = now
        columns = ("game_id", "search_name", "updated_at", *CORRECTED)
        Villager.objects.bulk_update(changed, columns)
        return result

    def _new(self, row: dict[str, Any]) -> Villager:
        wanted = row.get("number")
        if wanted is None or wanted in self._numbers:
            wanted = max(self._numbers, default=0) + 1
        villager = Villager(
            **{**row, "number": wanted, "game_id": row["game_id"] or None}
        )
        villager.derive_fields()
        self._know(villager)
        return villager

    def _know(self, villager: Villager) -> None:
        self._numbers.add(villager.number)
        self._by_name[villager.search_name] = villager
        if villager.game_id:
            self._by_game_id[villager.game_id] = villager


def _correct(
    villager: Villager, row: dict[str, Any], fields: tuple[str, ...]
) -> list[str]:
    """Set what `row` knows better; returns the names of what changed. Unsaved."""
    names = [
        name
        for name in fields
        if row.get(name, "") not in ("", getattr(villager, name))
    ]
    for name in names:
        setattr(villager, name, row[name])
    if not villager.game_id and row["game_id"]:
        villager.game_id = row["game_id"]
        names.append("game_id")
    villager.derive_fields()
    return names


def catalogue_rows() -> list[dict[str, Any]]:
    """The villagers that come with Questlog."""
    found: list[dict[str, Any]] = json.loads(CATALOGUE.read_text(encoding="utf-8"))
    return found


class Villager(BaseModel):
    """One villager of the game. `number` is ours, and never given to another one."""

    field_table: ClassVar[FieldTable] = FieldTable(
        service=(
            "number",
            "game_id",
            "name",
            "species",
            "personality",
            "gender",
            "birthday",
            "catchphrase",
            "icon_url",
            "image_url",
            "on_islands",
        ),
        internal=("id", "uuid", "search_name", "created_at", "updated_at"),
        not_exported={"search_name": "Recreated from the name."},
    )

    number = models.PositiveIntegerField(unique=True, validators=[MinValueValidator(1)])
    # The game's own; null while nobody has told it.
    game_id = models.CharField(max_length=10, unique=True, null=True, blank=True)
    name = models.CharField(max_length=50)
    search_name = models.CharField(
        max_length=50, editable=False, default="", db_index=True
    )
    species = models.CharField(max_length=30)
    personality = models.CharField(max_length=30)
    gender = models.CharField(max_length=10, blank=True, default="")
    # Month and day, as in "8/11".
    birthday = models.CharField(max_length=5, blank=True, default="")
    catchphrase = models.CharField(max_length=50, blank=True, default="")
    icon_url = models.URLField(max_length=300, blank=True, default="")
    image_url = models.URLField(max_length=300, blank=True, default="")
    # The others come by amiibo only.
    on_islands = models.BooleanField(default=True)

    # Set by `villagers.portraits.attach_portraits`.
    portrait: str = ""

    objects = VillagerQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.derive_fields()
        super().save(*args, **kwargs)

    def derive_fields(self) -> None:
        self.search_name = search_name(self.name)
