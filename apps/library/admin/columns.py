"""Cells of the listings: covers, ratings."""

from __future__ import annotations

from typing import Any

from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables import TitleColumn

from apps.library.covers.showing import attach_covers


class CoverTitleColumn(TitleColumn):
    """The row's title beside its cover, or beside a blank one."""

    cell_template_name = "library/cover_title_cell.html"

    def get_cell_context_data(
        self, instance: Any, parent_context: Any
    ) -> dict[str, Any]:
        if "cover" not in vars(instance):
            # The first row brings those of all.
            attach_covers(parent_context["table"].data)
        return super().get_cell_context_data(instance, parent_context)


class RatingColumn(Column):
    """A rating of 0.5 to 5 as stars, read out as a number."""

    cell_template_name = "library/rating_cell.html"


class TreeTitleColumn(TitleColumn):
    """A genre's name, set in as deep as it lies in the tree."""

    cell_template_name = "library/tree_title_cell.html"
