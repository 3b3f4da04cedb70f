"""What of the imports is in the export; see `apps.core.export_schema`.

All of it: an import can be reviewed, applied and undone in its new home. Undoing
goes by the primary keys of what an import made, which stand inside of JSON; in the
file they are ids, and "gone" where the row has been deleted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from typing import Any

from django.db import models

from apps.core.export_schema import ExportedRow
from apps.core.export_schema import Section
from apps.imports.applying.snapshots import LABELS
from apps.imports.applying.snapshots import related_models
from apps.imports.models import ColumnMapping
from apps.imports.models import FollowedSource
from apps.imports.models import FoundGame
from apps.imports.models import Import
from apps.imports.models import ImportChange
from apps.imports.models import ImportList
from apps.imports.models import ImportRow
from apps.imports.models import KnownGame
from apps.imports.models import KnownMeaning
from apps.imports.models import KnownTitle
from apps.imports.models import OtherLine
from apps.library.models import Game
from apps.lists.models import List

GONE = "gone"
# What an `ImportChange` calls the rows that it holds the keys of.
_KEYS: dict[str, type[models.Model]] = {
    **related_models(),
    "list": List,
    "game": Game,
}

type Model = type[models.Model]
type Replace = Callable[[Model, Any], Any]
# Goes through the keys in a row, putting what `Replace` answers in place of each.
type Walk = Callable[[ExportedRow, Replace], None]


def _in_row(row: ExportedRow, replace: Replace) -> None:
    for suggestion in row["suggestions"]:
        suggestion["game"] = replace(Game, suggestion["game"])
    if "game" in row["understood"]:
        row["understood"]["game"] = replace(Game, row["understood"]["game"])


def _in_change(row: ExportedRow, replace: Replace) -> None:
    row["object_id"] = replace(LABELS[row["model"]], row["object_id"])
    for values in (row["before"], row["after"]):
        for name in _KEYS.keys() & values.keys():
            held, model = values[name], _KEYS[name]
            if isinstance(held, list):
                values[name] = [replace(model, key) for key in held]
            else:
                values[name] = replace(model, held)


def _translated(rows: list[ExportedRow], walk: Walk, held: str, wanted: str) -> None:
    """Replace every key in `rows` (by field `held`) by the same row's `wanted`."""
    asked: dict[Model, set[Any]] = defaultdict(set)

    def ask(model: Model, key: Any) -> Any:
        if key not in (None, GONE):
            asked[model].add(key)
        return key

    for row in rows:
        walk(row, ask)
    known = {model: _pairs(model, keys, held, wanted) for model, keys in asked.items()}

    def answer(model: Model, key: Any) -> Any:
        if key in (None, GONE):
            return key
        found = known[model].get(str(key))
        if found is None and wanted == "pk":
            kind = model._meta.verbose_name
            raise ValueError(f"it refers to the {kind} {key}, which isn't in the file")
        return GONE if found is None else found

    for row in rows:
        walk(row, answer)


def _pairs(model: Model, keys: Iterable[Any], held: str, wanted: str) -> dict[str, Any]:
    found = model._default_manager.filter(**{f"{held}__in": keys})
    pairs = found.order_by().values_list(held, wanted)
    return {str(key): str(value) if wanted == "uuid" else value for key, value in pairs}


def _leaving(walk: Walk) -> Callable[[list[ExportedRow]], None]:
    return lambda rows: _translated(rows, walk, "pk", "uuid")


def _arriving(walk: Walk) -> Callable[[list[ExportedRow]], None]:
    def arrive(rows: list[ExportedRow]) -> None:
        _translated(rows, walk, "uuid", "pk")
        for row in rows:
            walk(row, lambda model, key: 0 if key == GONE else key)

    return arrive


def _changes_arrive(rows: list[ExportedRow]) -> None:
    _arriving(_in_change)(rows)
    lost = ImportChange.objects.aggregate(least=models.Min("object_id"))["least"] or 0
    free = _numbers_below(min(lost, 0))
    for row in rows:
        # Keys of no row, but each its own: an import changed a row only once.
        row["object_id"] = row["object_id"] or next(free)


def _numbers_below(number: int) -> Iterator[int]:
    while True:
        number -= 1
        yield number


SECTIONS = (
    Section(
        name="imports",
        model=Import,
        about="Lists that were imported or are waiting for review, with their text.",
    ),
    Section(
        name="import_rows",
        model=ImportRow,
        about="What each line of an import means, and what was decided about it.",
        late={"merged_into": {"decision": "open"}},
        leaving=_leaving(_in_row),
        arriving=_arriving(_in_row),
    ),
    Section(
        name="import_lists",
        model=ImportList,
        about="The lists in an import, and which list each becomes.",
    ),
    Section(
        name="import_other_lines",
        model=OtherLine,
        about="The lines of an import that aren't games.",
    ),
    Section(
        name="import_changes",
        model=ImportChange,
        about="What an applied import created or changed, so that it can be undone.",
        described={
            "object_id": {
                "type": "string",
                "description": "The id of the row, or “gone” if it was deleted.",
            }
        },
        leaving=_leaving(_in_change),
        arriving=_changes_arrive,
    ),
    Section(
        name="import_followed_sources",
        model=FollowedSource,
        about="Lists outside of Questlog that are looked at every day.",
    ),
    Section(
        name="import_column_mappings",
        model=ColumnMapping,
        about="What the owner chose for the columns of tables, by header.",
    ),
    Section(
        name="import_known_meanings",
        model=KnownMeaning,
        about="What the owner said that headings, columns, and words of lists mean.",
    ),
    Section(
        name="import_known_games",
        model=KnownGame,
        about=(
            "Which game an id of another service refers to; no game if it was left out."
        ),
    ),
    Section(
        name="import_known_titles",
        model=KnownTitle,
        about=(
            "Which IGDB game a title refers to, as far as it was looked up or chosen."
        ),
    ),
    Section(
        name="import_found_games",
        model=FoundGame,
        about="IGDB games that match, or may match, a title.",
    ),
)
LEFT_OUT: dict[str, str] = {}
