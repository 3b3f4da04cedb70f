"""Dates that may be only a year, or a year and a month (ISO 8601-2 strings)."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def parse_partial_date(value: str | date) -> str:
    """`value` as `"2003"`, `"2003-11"` or `"2003-11-02"`.

    Raises `ValidationError` for any other form and for days that do not exist.
    The strings sort as the dates do, a year before its months.
    """
    if isinstance(value, date):
        return value.isoformat()[:10]
    found = PARTIAL_DATE.fullmatch(value.strip())
    if found is None:
        raise ValidationError(
            "“%(value)s” isn't a date. Enter a year, a month, or a day: 2003, "
            "2003-11, or 2003-11-02.",
            code="invalid",
            params={"value": value[:40]},
        )
    year, month, day = found.groups()
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError as error:
        raise ValidationError(
            "“%(value)s” isn't a real date.",
            code="impossible",
            params={"value": value},
        ) from error
    return found.group(0)


def is_before(first: str, second: str) -> bool:
    """Whether partial date `first` certainly lies before `second`.

    Compared at the coarser precision: "2003" is not before "2003-11".
    """
    shared = min(len(first), len(second))
    return first[:shared] < second[:shared]


class PartialDateFormField(forms.CharField):
    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "widget",
            forms.TextInput(
                attrs={"placeholder": "2003, 2003-11, or 2003-11-02", "size": 12}
            ),
        )
        kwargs["max_length"] = 10
        kwargs["empty_value"] = None
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str | None:
        cleaned = super().clean(value)
        return parse_partial_date(cleaned) if cleaned else None


class PartialDateField(models.CharField):
    """A date stored with its precision, as the ISO 8601-2 string that is served."""

    description = "A year, month, or day"

    # What django-stubs reads: the Python type to set and to get.
    _pyi_private_set_type: str | date | None  # type: ignore[assignment]
    _pyi_private_get_type: str | None  # type: ignore[assignment]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = 10
        kwargs.setdefault("null", True)
        kwargs.setdefault("blank", True)
        # Plain byte order, so that "2003" sorts before "2003-11" in any locale.
        kwargs["db_collation"] = "C"
        super().__init__(*args, **kwargs)

    def to_python(self, value: Any) -> str | None:
        return parse_partial_date(value) if value else None

    def get_prep_value(self, value: Any) -> str | None:
        return self.to_python(super().get_prep_value(value))

    def formfield(self, **kwargs: Any) -> Any:
        kwargs.setdefault("form_class", PartialDateFormField)
        kwargs.pop("max_length", None)
        return models.Field.formfield(self, **kwargs)


def partial_date_check(field: str) -> models.Q:
    """The database's own check that `field` has the form of a partial date."""
    return models.Q(**{f"{field}__isnull": True}) | models.Q(
        **{
            f"{field}__regex": (
                r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
            )
        }
    )
