"""Cells of the listings: covers, ratings."""

from __future__ import annotations

from typing import Any

from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables import TitleColumn


class CoverTitleColumn(TitleColumn):
    """The row's title beside its cover, or beside a blank one."""

    cell_template_name = "library/cover_title_cell.html"

    def get_cell_context_data(
        self, instance: Any, parent_context: Any
    ) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(
            instance, parent_context
        )
        return {**context, "cover_url": cover_of(instance)}


def cover_of(row: Any) -> str | None:
    """The cover's address of a game, an edition or a playthrough."""
    edition = getattr(row, "edition", row)
    game = getattr(edition, "game", None)
    return edition.cover_url or (game.cover_url if game else None)


class RatingColumn(Column):
    """A rating of 0.5 to 5 as stars, read out as a number."""

    cell_template_name = "library/rating_cell.html"


class TreeTitleColumn(TitleColumn):
    """A genre's name, set in as deep as it lies in the tree."""

    cell_template_name = "library/tree_title_cell.html"
