"""Genres as the tree that they form."""

from __future__ import annotations

from django.db.models import Case
from django.db.models import F
from django.db.models import IntegerField
from django.db.models import QuerySet
from django.db.models import TextField
from django.db.models import Value
from django.db.models import When
from django.db.models.functions import Cast
from django.db.models.functions import Concat

from apps.library.models import Genre

# Deeper branches still show, under the name of their fourth ancestor.
LEVELS = 4


def in_tree_order(genres: QuerySet[Genre]) -> QuerySet[Genre]:
    """`genres` with `depth` (0 for a root) and `path`, which sorts parents first."""
    steps = ["__".join(["parent"] * up) for up in range(1, LEVELS)]
    depth = Case(
        *(
            When(**{f"{step}__isnull": False, "then": Value(up)})
            for up, step in reversed(list(enumerate(steps, start=1)))
        ),
        default=Value(0),
        output_field=IntegerField(),
    )
    names = [
        Case(
            When(
                **{f"{step}__isnull": False},
                then=Concat(f"{step}__sort_key", Value("\x1f")),
            ),
            default=Value(""),
            output_field=TextField(),
        )
        for step in reversed(steps)
    ]
    path = Concat(*names, Cast(F("sort_key"), TextField()), output_field=TextField())
    annotated = genres.select_related("parent").annotate(depth=depth, path=path)
    return annotated.order_by("path", "pk")


def with_descendants(genre: Genre) -> set[int]:
    """The ids of `genre` and of all genres below it."""
    found = level = {genre.pk}
    while level:
        below = Genre.objects.filter(parent__in=level).values_list("pk", flat=True)
        level = set(below) - found
        found = found | level
    return found
