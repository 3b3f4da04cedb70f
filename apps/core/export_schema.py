"""What each app adds to the export of everything the owner has.

An app's part is its module `export_sections.py`, next to its models. With their
field tables (`apps.core.models.field_table`) it says what is exported. It holds

- `SECTIONS`: a `Section` for each model, those that others refer to first;
- `LEFT_OUT`: models (or the whole app) that stay behind, each with the reason.

`apps.exports` writes and reads the file; it knows no model by name.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from functools import cached_property
from importlib import import_module
from types import ModuleType
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.module_loading import module_has_submodule

from apps.core.models.field_table import field_table_of

MODULE = "export_sections"

type ExportedRow = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Section:
    """The rows of one model, as an array of the file.

    `name` is the array's key. `fields` are the row's keys in their order, named as
    the model's fields, but that `uuid` is written as "id"; a reference holds the id
    of the row it refers to. `left_out` names every other field, with the reason. Both
    come from the model's field table, with the `last` ones at the end.

    `late` are references to rows of the same section, which may stand further
    down: each with the values that other fields hold until it is filled in, where a
    constraint wants that. `leaving` and `arriving` change the rows of a batch in
    place, for keys that stand inside of JSON. `problems` says what is wrong with
    the stored rows that no constraint of the database would tell.
    """

    name: str
    model: type[models.Model]
    about: str
    last: tuple[str, ...] = ()
    late: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    leaving: Callable[[list[ExportedRow]], None] | None = None
    arriving: Callable[[list[ExportedRow]], None] | None = None
    problems: Callable[[], Iterable[str]] = tuple
    # The JSON Schema of keys whose field does not tell it.
    described: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    # So many rows are in memory at a time.
    at_once: int = 500

    @cached_property
    def fields(self) -> tuple[str, ...]:
        return field_table_of(self.model).exported(last=self.last)

    @cached_property
    def left_out(self) -> Mapping[str, str]:
        return field_table_of(self.model).left_out

    @property
    def noun(self) -> str:
        """What one of its rows is called: "list entry"."""
        return str(self.model._meta.verbose_name)


def sections() -> tuple[Section, ...]:
    """Every section in the order of the file."""
    return tuple(section for module in _modules() for section in module.SECTIONS)


def left_out_models() -> dict[str, str]:
    """What is not exported, as label of an app or model ("realtime") to the reason."""
    found: dict[str, str] = {}
    for module in _modules():
        found |= module.LEFT_OUT
    return found


def _modules() -> Iterator[ModuleType]:
    for config in apps.get_app_configs():
        if config.module and module_has_submodule(config.module, MODULE):
            yield import_module(f"{config.name}.{MODULE}")
