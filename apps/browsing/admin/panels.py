"""Panels of the edit forms that show what belongs to a row."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from wagtail.admin.panels import FieldPanel
from wagtail.admin.panels import Panel

from apps.core.admin.access import admin_url
from apps.core.admin.access import may
from apps.library.models import Edition


class OnDemandPanel(FieldPanel):
    """A field that shows only once the form has asked for it: not while hidden."""

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            field = self.bound_field
            return super().is_shown() and (field is None or not field.is_hidden)


class EditionsPanel(Panel):
    """The editions of a game, with links to them and to a form for another one."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "browsing/editions_panel.html"

        def is_shown(self) -> bool:
            return self.instance.pk is not None

        def get_context_data(
            self, parent_context: dict[str, Any] | None = None
        ) -> dict[str, Any]:
            return {
                **super().get_context_data(parent_context),
                **editions_of(self.instance, self.request.user),
            }


def editions_of(game: Any, user: Any) -> dict[str, Any]:
    """The editions of `game` for `browsing/editions.html`, and what `user` may do."""
    page = "edit" if may(user, Edition, "change") else "inspect"
    editions = (
        game.editions.prefetch_related("platforms")
        .annotate(playthrough_count=Count("playthroughs", distinct=True))
        .order_by("id")
    )
    return {
        "editions": [
            (edition, admin_url(Edition, page, edition.pk)) for edition in editions
        ],
        "add_edition_url": (
            f"{admin_url(Edition, 'add')}?game={game.pk}"
            if may(user, Edition, "add")
            else None
        ),
    }
