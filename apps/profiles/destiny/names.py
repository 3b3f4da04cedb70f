"""What activities are called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from apps.profiles.destiny.models import Activity
from apps.profiles.destiny.models import Definition
from apps.profiles.destiny.models.definition import DefinitionKind

IMAGE_HOST = "https://www.bungie.net"


@dataclass(frozen=True, slots=True)
class ActivityName:
    """`group` is the name without a difficulty."""

    name: str
    group: str
    image_path: str


def names_of(activities: Iterable[Activity]) -> dict[int, ActivityName]:
    """The name of each, by primary key; in one statement."""
    rows = list(activities)
    hashes = {
        number for row in rows for number in (row.reference_hash, row.director_hash)
    }
    known = {
        each.number: each
        for each in Definition.objects.filter(
            kind=DefinitionKind.ACTIVITY, number__in=hashes
        )
    }
    found = {}
    for row in rows:
        definition = known.get(row.reference_hash) or known.get(row.director_hash)
        if definition is None:
            unknown = f"Unknown activity {row.reference_hash}"
            found[row.pk] = ActivityName(unknown, unknown, "")
        else:
            found[row.pk] = ActivityName(
                definition.name, definition.group_name, definition.image_path
            )
    return found
