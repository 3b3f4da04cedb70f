"""Which of a model's fields is whose. Each model says it once, in its field table."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models


@dataclass(frozen=True, kw_only=True)
class FieldTable:
    """The fields of one model, many-to-many ones included, each in one group.

    A new field goes into one of them; `tests/core/test_field_tables.py` asks for it.
    """

    # What the owner edits.
    owner: tuple[str, ...] = ()
    # Which row of a service this one is. The owner may edit these, too.
    linked: tuple[str, ...] = ()
    # What a sync writes and nobody edits: a service's answers, and whose word each
    # value is.
    service: tuple[str, ...] = ()
    # What counts changes.
    counter: tuple[str, ...] = ()
    # What Questlog writes for itself: keys, times, what is made from other fields.
    internal: tuple[str, ...] = ()

    @property
    def edited(self) -> tuple[str, ...]:
        """All that the owner may change."""
        return (*self.owner, *self.linked)

    @property
    def names(self) -> tuple[str, ...]:
        """Every field, group by group."""
        return (*self.edited, *self.service, *self.counter, *self.internal)


def field_table_of(model: type[models.Model]) -> FieldTable:
    table: FieldTable = model.field_table  # type: ignore[attr-defined]
    return table
