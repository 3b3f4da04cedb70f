"""Panels of the edit forms that show what belongs to a row."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.urls import reverse
from wagtail.admin.panels import FieldPanel
from wagtail.admin.panels import Panel
from wagtail.permissions import policy_registry

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
        template_name = "library/editions_panel.html"

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
    """The editions of `game` for `library/editions.html`, and what `user` may do."""
    viewset: Any = Edition.snippet_viewset
    policy = policy_registry.get_by_type(Edition)
    target = "edit" if policy.user_has_permission(user, "change") else "inspect"
    editions = (
        game.editions.prefetch_related("platforms")
        .annotate(playthrough_count=Count("playthroughs", distinct=True))
        .order_by("id")
    )
    return {
        "editions": [
            (edition, reverse(viewset.get_url_name(target), args=[edition.pk]))
            for edition in editions
        ],
        "add_edition_url": (
            f"{reverse(viewset.get_url_name('add'))}?game={game.pk}"
            if policy.user_has_permission(user, "add")
            else None
        ),
    }
