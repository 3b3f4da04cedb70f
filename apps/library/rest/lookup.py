"""Finds the rows that a request names by slug, name or id.

Each raises a 422 problem that says which field names what does not exist. What was
merged into another row is found by its former address; where that is the address of the
request itself, `address_now` says where to go.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.db.models import QuerySet

from apps.core.api.problems import Problem
from apps.core.api.problems import invalid_field
from apps.library.models import Edition
from apps.library.models import EditionRedirect
from apps.library.models import Franchise
from apps.library.models import Game
from apps.library.models import GameRedirect
from apps.library.models import Genre
from apps.library.models import Platform
from apps.library.platforms import PlatformNames

# What former addresses lead to.
REDIRECTS: dict[type[Model], Any] = {Game: GameRedirect, Edition: EditionRedirect}
_ADDRESS = re.compile(
    r"(?P<base>/api/(?P<noun>games|works|editions)/)(?P<slug>[-\w]+)(?=/|$)"
)


# Values of one parameter.
MOST_WORDS = 20


def address_now(path: str) -> str | None:
    """Where the game or edition of this address is since it was merged, or None.

    What follows its slug stays: `/api/games/old/merges` is `/api/games/new/merges`.
    """
    found = _ADDRESS.match(path)
    if found is None:
        return None
    model = Edition if found["noun"] == "editions" else Game
    slug = REDIRECTS[model].objects.slug_now(found["slug"])
    return f"{found['base']}{slug}{path[found.end() :]}" if slug else None


def by_slug[Row: Model](
    rows: QuerySet[Row], slug: str, *, field: str, where: str = "body"
) -> Row:
    """The row of `rows` with `slug`, named in `field` of the request.

    A game or an edition is found by the address that it had before a merge, too.
    """
    row = rows.filter(slug=slug).first()
    if row is None and rows.model in REDIRECTS:
        now = REDIRECTS[rows.model].objects.slug_now(slug)
        row = rows.filter(slug=now).first() if now else None
    if row is None:
        raise _unknown(rows, slug, field=field, where=where)
    return row


def by_slugs[Row: Model](
    rows: QuerySet[Row], slugs: str, *, field: str
) -> Sequence[Row]:
    """The rows of `rows` with these slugs, separated by commas, of a query."""
    names = words(slugs, field=field)
    return [by_slug(rows, name, field=field, where="query") for name in names]


def words(given: str, *, field: str, known: Sequence[str] = ()) -> list[str]:
    """What a parameter of the query holds, separated by commas.

    Raises a 422 problem for none, for more than `MOST_WORDS`, and for one that isn't
    `known`.
    """
    found = list(dict.fromkeys(word.strip() for word in given.split(",")))
    if "" in found or len(found) > MOST_WORDS:
        detail = f"Send one to {MOST_WORDS} values, separated by commas."
        raise invalid_field(field, detail, where="query")
    if unknown := [word for word in found if known and word not in known]:
        detail = f"There is no “{unknown[0][:100]}”. Choose of: {', '.join(known)}."
        raise invalid_field(field, detail, where="query")
    return found


def genre_branch(slug: str, *, field: str = "genre") -> set[int]:
    """The keys of the genre that a query names, and of all under it."""
    genres = Genre.objects.branch(slug)
    if not genres:
        raise invalid_field(field, f"There is no genre “{slug}”.", where="query")
    return genres


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
