"""Who a field's value came from: the owner, or a remote service."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Mapping
from typing import Any
from typing import ClassVar
from typing import Self

from django.db import models

from apps.core.models.field_table import FieldTable

OWNER = "owner"


class SourcedFields(models.Model):
    """Remembers for each `sourced` field of the table whose word its value is.

    A value changed through any ordinary save is the owner's. A sync writes with
    `apply_remote`, which leaves the owner's fields alone and returns what it would
    have changed in them, for approval.
    """

    field_table: ClassVar[FieldTable]
    provenance = models.JSONField(default=dict, blank=True, editable=False)
    # What a remote service offered and the owner declined, as text by field.
    declined = models.JSONField(default=dict, blank=True, editable=False)

    class Meta:
        abstract = True

    _loaded: dict[str, Any]

    def save(self, *args: Any, **kwargs: Any) -> None:
        changed = self._claim_changed_fields_for_owner()
        update_fields = kwargs.get("update_fields")
        if changed and update_fields is not None:
            kwargs["update_fields"] = {*update_fields, "provenance"}
        super().save(*args, **kwargs)
        self._remember()

    def prepare_for_bulk(self) -> None:
        """What `save` does before it writes, for `bulk_create` and `bulk_update`."""
        self._claim_changed_fields_for_owner()

    @classmethod
    def from_db(
        cls,
        db: str | None,
        field_names: Collection[str],
        values: Collection[Any],
        **options: Any,
    ) -> Self:
        row = super().from_db(db, field_names, values, **options)
        row._remember()
        return row

    def apply_remote(
        self, values: Mapping[str, Any], *, source: str
    ) -> dict[str, tuple[Any, Any]]:
        """Set `values` from `source`, except in the fields that the owner wrote.

        A field that the owner has emptied is theirs, too.

        Returns the differences left to the owner, as field to (owner's, remote's).
        The caller saves.
        """
        kept: dict[str, tuple[Any, Any]] = {}
        for field, value in values.items():
            mine = getattr(self, field)
            if self.provenance.get(field) == OWNER:
                if mine != value:
                    kept[field] = (mine, value)
                continue
            setattr(self, field, value)
            self.provenance[field] = source
            self._loaded = {**getattr(self, "_loaded", {}), field: value}
        return kept

    def take_remote(self, field: str, value: Any, *, source: str) -> None:
        """Set a field that the owner wrote to what `source` offers: they agreed."""
        self.provenance[field] = source
        self.apply_remote({field: value}, source=source)

    def _claim_changed_fields_for_owner(self) -> bool:
        loaded = getattr(self, "_loaded", {})
        deferred = self.get_deferred_fields()
        changed = [
            field
            for field in self.field_table.sourced
            if field not in deferred
            and getattr(self, field) != loaded.get(field)
            and not (field not in loaded and getattr(self, field) in (None, ""))
        ]
        for field in changed:
            self.provenance[field] = OWNER
        return bool(changed)

    def _remember(self) -> None:
        deferred = self.get_deferred_fields()
        self._loaded = {
            field: getattr(self, field)
            for field in self.field_table.sourced
            if field not in deferred
        }
