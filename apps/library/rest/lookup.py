"""Finds the rows that a request names by slug, name or id.

Each raises a 422 problem that says which field names what does not exist.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Model
from django.db.models import QuerySet

from apps.core.api.problems import Problem
from apps.core.api.problems import invalid_field
from apps.library.models import Franchise
from apps.library.models import Genre
from apps.library.models import Platform
from apps.library.platforms import PlatformNames


def by_slug[Row: Model](
    rows: QuerySet[Row], slug: str, *, field: str, where: str = "body"
) -> Row:
    """The row of `rows` with `slug`, named in `field` of the request."""
    row = rows.filter(slug=slug).first()
    if row is None:
        raise _unknown(rows, slug, field=field, where=where)
    return row


def by_id[Row: Model](rows: QuerySet[Row], given: str, *, field: str) -> Row:
    """The row of `rows` with the public id `given`."""
    found = known_ids(rows, [given])
    if not found:
        raise _unknown(rows, given[:200], field=field)
    return found[0]


def known_ids[Row: Model](rows: QuerySet[Row], given: Iterable[str]) -> list[Row]:
    """The rows of `rows` with these public ids, in this order; the others left out."""
    keys = [key for key in map(_uuid, given) if key]
    known = {row.uuid: row for row in rows.filter(uuid__in=keys)}  # type: ignore[attr-defined]
    return [known[key] for key in dict.fromkeys(keys) if key in known]


def franchise_called(slug: str | None) -> Franchise | None:
    if slug is None:
        return None
    return by_slug(Franchise.objects.all(), slug, field="franchise")


def genres_called(slugs: Iterable[str], *, field: str = "genres") -> list[Genre]:
    wanted = list(dict.fromkeys(slugs))
    found = {genre.slug: genre for genre in Genre.objects.filter(slug__in=wanted)}
    missing = [slug for slug in wanted if slug not in found]
    if missing:
        raise _unknown(Genre.objects.all(), ", ".join(missing)[:200], field=field)
    return [found[slug] for slug in wanted]


def platforms_called(
    names: Iterable[str], *, field: str = "platforms"
) -> list[Platform]:
    """The platforms with these slugs or names, as people write them."""
    platforms = PlatformNames()
    found = {name: platforms.find(name) for name in names}
    missing = [name for name, platform in found.items() if platform is None]
    if missing:
        message = f"There is no platform “{', '.join(missing)[:200]}”."
        raise invalid_field(field, message)
    return list(dict.fromkeys(filter(None, found.values())))


def _unknown(rows: QuerySet, name: str, *, field: str, where: str = "body") -> Problem:
    noun = rows.model._meta.verbose_name
    return invalid_field(field, f"There is no {noun} “{name}”.", where=where)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
