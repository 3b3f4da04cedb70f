"""What was used, with its name, kind, and picture in the catalogue."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q

from apps.profiles.warframe.catalogue.names import in_words
from apps.profiles.warframe.models import CatalogueItem
from apps.profiles.warframe.models import WeaponCount


def name_weapons(rows: Sequence[WeaponCount]) -> None:
    """Give each row its `name` and `item`; None for what the catalogue lacks."""
    paths = [row.path for row in rows]
    items = CatalogueItem.objects.filter(Q(path__in=paths) | Q(alias_path__in=paths))
    known: dict[str, CatalogueItem] = {}
    for item in items:
        known[item.path] = item
        known.setdefault(item.alias_path, item)
    for row in rows:
        row.item = known.get(row.path)
        row.name = row.item.name if row.item else in_words(row.path)
