from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any
from typing import ClassVar

from django.apps import apps
from django.db import models
from django.db.models import ExpressionWrapper
from django.db.models import F
from django.db.models import OuterRef
from django.db.models import Q
from django.db.models import Subquery
from django.db.models.functions import Coalesce
from django.db.models.functions import Greatest
from django.db.models.functions import Least

from apps.core.models.base import BaseModel
from apps.core.models.field_table import FieldTable
from apps.profiles.warframe.mastery import item_rank
from apps.profiles.warframe.mastery import threshold

PACKAGED = Path(__file__).parent.parent / "catalogue" / "catalogue.json"
COLUMNS = (
    "alias_path",
    "name",
    "category",
    "kind",
    "mastery_req",
    "cap",
    "points_per_rank",
    "is_prime",
    "vaulted",
    "vault_date",
    "image_name",
    "acquisition",
    "tags",
)


class CatalogueQuerySet(models.QuerySet["CatalogueItem", "CatalogueItem"]):
    def with_progress(self, profile: Any) -> Any:
        """Adds `xp`, `threshold`, `points`, `is_mastered`, `is_owned`, and `percent`.

        Percent is of the affinity to the full rank, 99 at most until it is mastered.
        """
        affinities = apps.get_model("warframe", "ItemAffinity")
        mine = affinities._default_manager.filter(profile=profile)
        earned = [
            Coalesce(Subquery(mine.filter(path=OuterRef(path)).values("xp")[:1]), 0)
            for path in ("path", "alias_path")
        ]
        return (
            self.annotate(
                xp=Greatest(*earned, output_field=models.BigIntegerField()),
                points=F("points_per_rank") * F("cap"),
                threshold=ExpressionWrapper(
                    F("points_per_rank") * 5 * F("cap") * F("cap"),
                    output_field=models.BigIntegerField(),
                ),
            )
            .annotate(is_mastered=Q(xp__gte=F("threshold")), is_owned=Q(xp__gt=0))
            .annotate(percent=Least(F("xp") * 100 / F("threshold"), 99))
        )

    def that_match(
        self,
        *,
        rank: int,
        q: str | None = None,
        category: str | None = None,
        acquisition: str | None = None,
        mastered: bool | None = None,
        owned: bool | None = None,
        vaulted: bool | None = None,
        prime: bool | None = None,
        equippable: bool | None = None,
    ) -> CatalogueQuerySet:
        """Of `with_progress`: what fits all that isn't None, at a mastery `rank`."""
        rows = self
        if q:
            rows = rows.filter(name__icontains=q)
        if category is not None:
            rows = rows.filter(category__iexact=category)
        if acquisition is not None:
            rows = rows.filter(acquisition__iexact=acquisition)
        for name, value in (
            ("is_mastered", mastered),
            ("is_owned", owned),
            ("vaulted", vaulted),
            ("is_prime", prime),
        ):
            if value is not None:
                rows = rows.filter(**{name: value})
        if equippable is not None:
            compared = "lte" if equippable else "gt"
            rows = rows.filter(**{f"mastery_req__{compared}": rank})
        return rows

    def bring_in(self) -> int:
        """Take over the catalogue that comes with Questlog; how many rows changed.

        A row that a later catalogue brought is left as it is.
        """
        packaged = json.loads(PACKAGED.read_text(encoding="utf-8"))
        return self.merge(packaged["items"], as_of=date.fromisoformat(packaged["date"]))

    def merge(self, rows: Iterable[dict[str, Any]], *, as_of: date) -> int:
        """Add or correct items by their path; how many are new or changed.

        Items that `rows` lacks stay: what was earned with them still counts.
        """
        known = {each.path: each for each in self.all()}
        changed: list[Any] = []
        for row in rows:
            item = known.get(row["path"]) or CatalogueItem(path=row["path"])
            if not item._state.adding and item.as_of > as_of:
                continue
            values = {name: row[name] for name in COLUMNS}
            if values["vault_date"]:
                values["vault_date"] = date.fromisoformat(values["vault_date"])
            if item._state.adding or any(
                getattr(item, name) != value for name, value in values.items()
            ):
                for name, value in values.items():
                    setattr(item, name, value)
                item.as_of = as_of
                changed.append(item)
        self.bulk_create(
            changed,
            update_conflicts=True,
            unique_fields=["path"],
            update_fields=[*COLUMNS, "as_of", "updated_at"],
        )
        return len(changed)


class CatalogueItem(BaseModel):
    """Something that earns mastery: a weapon, frame, companion, or vehicle.

    `path` is the game's name for it, and `alias_path` another one that means the same.
    At the rank `cap` it is mastered and has brought `points_per_rank` for each rank.
    """

    field_table: ClassVar[FieldTable] = FieldTable(
        service=("path", *COLUMNS, "as_of"),
        internal=("id", "uuid", "created_at", "updated_at"),
    )

    path = models.CharField(max_length=300, unique=True)
    alias_path = models.CharField(max_length=300, blank=True, default="")
    name = models.CharField(max_length=100)
    category = models.CharField(max_length=40, db_index=True)
    kind = models.CharField(max_length=40, blank=True, default="")
    mastery_req = models.PositiveIntegerField(default=0)
    cap = models.PositiveIntegerField(default=30)
    points_per_rank = models.PositiveIntegerField(default=100)
    is_prime = models.BooleanField(default=False)
    vaulted = models.BooleanField(default=False)
    vault_date = models.DateField(null=True, blank=True)
    image_name = models.CharField(max_length=150, blank=True, default="")
    acquisition = models.CharField(max_length=60, blank=True, default="")
    tags: models.JSONField[list[str]] = models.JSONField(default=list)
    # The day of the catalogue that it comes from.
    as_of = models.DateField()

    objects = CatalogueQuerySet.as_manager()

    class Meta:
        verbose_name = "item"
        ordering = ["name", "path"]
        indexes = [
            models.Index(
                fields=["alias_path"],
                condition=~Q(alias_path=""),
                name="warframe_alias",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(points_per_rank__in=(100, 200)),
                name="warframe_points_known",
            ),
            models.CheckConstraint(
                condition=Q(cap__gte=1, cap__lte=100), name="warframe_cap_sensible"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def fine_kind(self) -> str:
        """The kind, where it says more than the category."""
        return "" if self.kind in (self.category, self.category[:-1]) else self.kind

    @property
    def points_by_now(self) -> int:
        """The mastery points that it has brought."""
        xp = self.earned_xp
        rank = item_rank(xp, points_per_rank=self.points_per_rank, cap=self.cap)
        return rank * self.points_per_rank

    @property
    def state(self) -> str:
        """How far it is: "mastered", "begun", or "missing"."""
        xp = self.earned_xp
        if xp >= threshold(points_per_rank=self.points_per_rank, cap=self.cap):
            return "mastered"
        return "begun" if xp else "missing"

    @property
    def earned_xp(self) -> int:
        """What `with_progress` found."""
        return int(getattr(self, "xp", 0))
