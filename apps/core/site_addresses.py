"""Warnings about rows that a site cannot show side by side.

The owner's site shows games and lists at the same kind of address: of a game and a
list with one slug, one is lost there.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.apps import apps

from apps.core.models.base import SluggedModel
from apps.core.visibility import may_see

# The header that carries them where an answer's keys are fixed.
HEADER = "Questlog-Warning"
MOST_IN_HEADER = 5
# For the `openapi_extra` of a route that sends the header.
WARNS_IN_HEADER = {
    "responses": {
        200: {
            "headers": {
                HEADER: {
                    "description": "A list and a game have the same slug, so a site "
                    "may be able to show only one of them",
                    "schema": {"type": "string"},
                }
            }
        }
    }
}


def address_warnings(rows: Collection[SluggedModel], *, user: Any) -> list[str]:
    """A sentence for each row of another model with the slug of one of `rows`.

    Slugs only, no names: plain ASCII. Rows that `user` may not see are left out.
    """
    return [
        f'There is also a {other._meta.verbose_name} with the slug "{other.slug}". If '
        "your site uses the same kind of address for games and lists, it can show "
        "only one of them. Change one of the slugs."
        for model in apps.get_models()
        if issubclass(model, SluggedModel) and model.shares_addresses
        for other in _namesakes(model, rows)
        if may_see(user, other)
    ]


def warning_headers(rows: Collection[SluggedModel], *, user: Any) -> dict[str, str]:
    """The warnings as a header of an answer; none where there are none."""
    warnings = address_warnings(rows, user=user)
    if not warnings:
        return {}
    more = len(warnings) - MOST_IN_HEADER
    shown = [*warnings[:MOST_IN_HEADER], *([f"{more} more."] if more > 0 else [])]
    return {HEADER: " ".join(shown)}


def _namesakes(
    model: type[SluggedModel], rows: Collection[SluggedModel]
) -> list[SluggedModel]:
    slugs = {
        row.slug for row in rows if row.shares_addresses and not isinstance(row, model)
    }
    if not slugs:
        return []
    return list(model._default_manager.filter(slug__in=slugs).order_by("slug"))
