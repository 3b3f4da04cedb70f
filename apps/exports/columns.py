"""How the values of a model's fields are written in the export, and read back."""

from __future__ import annotations

from base64 import b64decode
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC
from datetime import date
from datetime import datetime
from decimal import Decimal
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F
from django.db.models import OuterRef
from django.db.models.fields import NOT_PROVIDED

from apps.core.export_schema import Section
from apps.core.models.partial_dates import PartialDateField
from apps.core.models.partial_dates import parse_partial_date

# A float keeps so many digits.
MOST_DIGITS = 15

type Schema = dict[str, Any]


@dataclass(frozen=True, eq=False)
class Kind:
    """One kind of value: how it is written, how read, its JSON Schema.

    `read` raises `ValueError` or `TypeError` for a value of another kind.
    """

    write: Callable[[Any], Any]
    read: Callable[[Any], Any]
    schema: Schema


@dataclass(frozen=True, eq=False)
class Column:
    """One key of a section's rows."""

    key: str
    field: Any
    kind: Kind

    @property
    def is_reference(self) -> bool:
        """Whether it holds the id of one row."""
        return isinstance(self.field, models.ForeignKey)

    @property
    def is_many(self) -> bool:
        """Whether it holds the ids of several rows."""
        return isinstance(self.field, models.ManyToManyField)

    @property
    def target(self) -> type[models.Model]:
        """The model that a reference leads to."""
        model: type[models.Model] = self.field.related_model
        return model

    def source(self) -> Any:
        """What a query selects for it."""
        if self.is_many:
            through, field = self.field.remote_field.through, self.field
            links = through._default_manager.filter(
                **{field.m2m_field_name(): OuterRef("pk")}
            )
            other = field.m2m_reverse_field_name()
            return ArraySubquery(links.order_by(f"{other}_id").values(f"{other}__uuid"))
        return F(f"{self.field.name}__uuid" if self.is_reference else self.field.name)

    def write(self, value: Any) -> Any:
        return None if value is None else self.kind.write(value)

    def read(self, row: dict[str, Any]) -> Any:
        """The value in `row`, or what the field has by itself where the key lacks.

        Raises `ValueError` that says what is wrong with it.
        """
        if self.key not in row:
            return self._missing()
        value = row[self.key]
        if value is None:
            if self.is_many or not self.field.null:
                raise ValueError(f"“{self.key}” can't be null")
            return None
        if value == "" and self.field.unique:
            raise ValueError(f"“{self.key}” can't be empty")
        try:
            return self.kind.read(value)
        except (ValueError, TypeError, ValidationError) as error:
            found = str(value)
            shown = found if len(found) <= 60 else f"{found[:60]}…"
            raise ValueError(f"“{self.key}” can't be “{shown}”") from error

    @property
    def is_required(self) -> bool:
        """Whether a row without the key is refused."""
        field = self.field
        if self.is_many or field.null or field.default is not NOT_PROVIDED:
            return self.key == "id"
        # Times may be blank in forms, and yet have no value by themselves.
        return field.unique or not (field.blank and field.empty_strings_allowed)

    def _missing(self) -> Any:
        if self.is_required:
            raise ValueError(f"“{self.key}” is missing")
        if self.is_many:
            return []
        return self.field.get_default()


def columns(section: Section) -> tuple[Column, ...]:
    """The columns of a section, in the order of the file.

    Raises `TypeError` for a field of a kind that the export cannot hold.
    """
    found = []
    for name in section.fields:
        field: Any = section.model._meta.get_field(name)
        found.append(Column("id" if name == "uuid" else name, field, _kind(field)))
    return tuple(found)


def _same(value: Any) -> Any:
    return value


def _of_type(kind: type | tuple[type, ...], value: Any) -> Any:
    # `True` is an `int` to Python, not to JSON.
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise TypeError
    return value


def _id(value: Any) -> UUID:
    found = UUID(_of_type(str, value))
    if str(found) != value:
        raise ValueError
    return found


def _moment(value: Any) -> datetime:
    found = datetime.fromisoformat(_of_type(str, value))
    if found.tzinfo is None:
        raise ValueError
    return found


def _list_of(kind: Kind, value: Any) -> list[Any]:
    return [kind.read(item) for item in _of_type(list, value)]


TEXT = Kind(_same, partial(_of_type, str), {"type": "string"})
ID = Kind(str, _id, {"type": "string", "format": "uuid"})
IDS = Kind(
    lambda ids: [str(one) for one in ids],
    partial(_list_of, ID),
    {"type": "array", "items": ID.schema, "uniqueItems": True},
)
_NUMBER = (int, float)
# The first that fits: a partial date is a text, too.
JOB_TYPES: tuple[tuple[type[models.Field], Kind], ...] = (
    (models.ManyToManyField, IDS),
    (models.ForeignKey, ID),
    (models.UUIDField, ID),
    (models.BooleanField, Kind(_same, partial(_of_type, bool), {"type": "boolean"})),
    (models.IntegerField, Kind(_same, partial(_of_type, int), {"type": "integer"})),
    (
        models.DecimalField,
        Kind(
            float,
            lambda value: Decimal(str(_of_type(_NUMBER, value))),
            {"type": "number"},
        ),
    ),
    (models.FloatField, Kind(_same, partial(_of_type, _NUMBER), {"type": "number"})),
    (
        models.DateTimeField,
        Kind(
            lambda value: value.astimezone(UTC).isoformat(),
            _moment,
            {"type": "string", "format": "date-time"},
        ),
    ),
    (
        models.DateField,
        Kind(
            lambda value: value.isoformat(),
            lambda value: date.fromisoformat(_of_type(str, value)),
            {"type": "string", "format": "date"},
        ),
    ),
    (
        PartialDateField,
        Kind(
            _same,
            lambda value: parse_partial_date(_of_type(str, value)),
            {
                "type": "string",
                "pattern": r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$",
                "description": "ISO 8601-2: a year, a month, or a day.",
            },
        ),
    ),
    (
        models.BinaryField,
        Kind(
            lambda value: b64encode(value).decode(),
            lambda value: b64decode(_of_type(str, value), validate=True),
            {"type": "string", "contentEncoding": "base64"},
        ),
    ),
    (models.JSONField, Kind(_same, _same, {})),
    (models.CharField, TEXT),
    (models.TextField, TEXT),
)


def _kind(field: models.Field) -> Kind:
    if isinstance(field, ArrayField):
        item = _kind(field.base_field)
        schema = {"type": "array", "items": item.schema}
        return Kind(_same, partial(_list_of, item), schema)
    if (
        isinstance(field, models.DecimalField)
        and (field.max_digits or 99) > MOST_DIGITS
    ):
        raise TypeError(f"{field} has more digits than a JSON number can store.")
    for model_field, kind in JOB_TYPES:
        if isinstance(field, model_field):
            return kind
    raise TypeError(f"The export can't store {field}: {type(field).__name__}.")
