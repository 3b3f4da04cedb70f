"""Which of a model's fields is whose. Each model says it once, in its field table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field

from django.db import models

# Not in the export, whichever model has them.
NEVER_EXPORTED = {
    "id": "Internal; the order of the rows represents it.",
    "latest_revision": "Wagtail's revisions aren't exported.",
    "sort_key": "Recreated from the name.",
}


@dataclass(frozen=True, kw_only=True)
class FieldTable:
    """The fields of one model, many-to-many ones included, each in one group.

    A new field goes into one of them; `tests/core/test_field_tables.py` asks for it.
    Their order is that of the keys in the export.
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

    # Of those that the owner may change, what a sync may fill, by attribute
    # ("franchise_id"): see `SourcedFields`.
    sourced: tuple[str, ...] = ()
    # Of those that the owner may change, what triggers an event, if it is not all.
    event_triggers: tuple[str, ...] = ()
    # Further fields that are not in the export, each with the reason.
    not_exported: Mapping[str, str] = field(default_factory=dict)

    @property
    def edited(self) -> tuple[str, ...]:
        """All that the owner may change."""
        return (*self.owner, *self.linked)

    @property
    def names(self) -> tuple[str, ...]:
        """Every field, group by group."""
        return (*self.edited, *self.service, *self.counter, *self.internal)

    @property
    def left_out(self) -> dict[str, str]:
        """What is not in the export, each with the reason."""
        reasons = {**NEVER_EXPORTED, **self.not_exported}
        return {name: reasons[name] for name in self.names if name in reasons}

    def exported(self, *, last: tuple[str, ...] = ()) -> tuple[str, ...]:
        """What is in the export: the id, then group by group, the `last` at the end."""
        first = ("uuid",) if "uuid" in self.names else ()
        elsewhere = {*first, *last, *self.left_out}
        others = (name for name in self.names if name not in elsewhere)
        return (*first, *others, *last)


def field_table_of(model: type[models.Model]) -> FieldTable:
    table: FieldTable = model.field_table  # type: ignore[attr-defined]
    return table
