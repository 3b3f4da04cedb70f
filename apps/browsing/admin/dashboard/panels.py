"""Which panels the dashboard shows to whom."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.ui.components import Component

from apps.browsing.admin.dashboard.first_run import FirstRunPanel
from apps.browsing.admin.dashboard.headline import headline
from apps.browsing.admin.dashboard.movers import ListsPanel
from apps.browsing.admin.dashboard.playthroughs import LatelyFinishedPanel
from apps.browsing.admin.dashboard.playthroughs import NowPlayingPanel
from apps.browsing.admin.dashboard.year import YearPanel
from apps.core.admin.access import admin_url
from apps.core.admin.access import may
from apps.core.admin.dashboard import ConnectionsPanel
from apps.core.admin.dashboard import TasksPanel
from apps.core.visibility import may_see_all
from apps.journal.models import Playthrough
from apps.library.models import Game
from apps.lists.models import List


class HeadlinePanel(Component):
    """The page's title, and the buttons for what is done most."""

    name = "headline"
    order = 1
    place = "top"
    template_name = "browsing/dashboard/headline.html"
    # Set by the imports, which are above.
    import_url: str | None = None

    def __init__(self, *, is_empty: bool) -> None:
        self.is_empty = is_empty

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        request = parent_context["request"]
        may_add = may(request.user, Game, "add")
        return {
            "is_empty": self.is_empty,
            "today": timezone.localdate(),
            "headline": "" if self.is_empty else headline(request),
            "add_url": admin_url(Game, "add") if may_add else None,
            "import_url": self.import_url,
            "site_summary": parent_context.get("site_summary"),
        }


def panels(request: HttpRequest) -> list[Component]:
    """Browsing's own. Other apps add theirs by the hook `construct_homepage_panels`."""
    is_empty = not Game.objects.exists()
    shown: list[Component] = [HeadlinePanel(is_empty=is_empty)]
    if is_empty:
        return [*shown, FirstRunPanel(), TasksPanel()]
    if may_see_all(request.user, Playthrough):
        shown += [NowPlayingPanel(), LatelyFinishedPanel(), YearPanel()]
    if may_see_all(request.user, List):
        shown.append(ListsPanel())
    return [*shown, TasksPanel(), ConnectionsPanel()]
