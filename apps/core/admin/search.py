"""How the admin's listings and choosers search: every word, accents or not."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import or_
from typing import Any

from django.db import models
from django.db.models import Q


def words_found(
    queryset: models.QuerySet[Any], text: str, fields: Sequence[str]
) -> models.QuerySet[Any]:
    """The rows of `queryset` in which each word of `text` stands in one of `fields`.

    A model that searches better has a QuerySet method `matching(text)`, and perhaps
    `resembling(text)` for when that finds nothing.
    """
    matching = getattr(queryset, "matching", None)
    if matching is not None:
        found: models.QuerySet[Any] = matching(text)
        resembling = getattr(queryset, "resembling", None)
        return found if resembling is None or found.exists() else resembling(text)
    for word in text.split():
        in_any = (Q(**{f"{field}__unaccent__icontains": word}) for field in fields)
        queryset = queryset.filter(reduce(or_, in_any))
    return queryset
