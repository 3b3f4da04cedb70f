"""Merging two games that are selected on the wall."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages

from apps.browsing.merge_pages.base_view import may_merge
from apps.browsing.merge_pages.choose_view import compare_url
from apps.core.admin.bulk_actions import ListingBulkAction
from apps.library.models import Game


class MergeSelected(ListingBulkAction):
    """Leads to the page that shows both; it is that one which asks."""

    models = [Game]
    display_name = "Merge"
    action_type = "merge"
    aria_label = "Merge two selected games"
    template_name = "core/bulk_base.html"
    action_priority = 20

    def check_perm(self, obj: Any) -> bool:
        return may_merge(self.request.user)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        games, _ = self.get_actionable_objects()
        if len(games) != 2:
            messages.warning(
                request,
                "Select the two games that are the same, then choose Merge."
                if games
                else "You aren’t allowed to merge games.",
            )
            return redirect(self.next_url)
        return redirect(compare_url(games[0], games[1]))  # type: ignore[arg-type]

    post = get
