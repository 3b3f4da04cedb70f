"""What can be done with many games at once."""

from __future__ import annotations

from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin import messages

from apps.core.admin.bulk_actions import ListingBulkAction
from apps.core.plurals import counted
from apps.integrations.twitch import is_configured
from apps.library.models import Game
from apps.library.tasks import sync_in_background


class SyncMany(ListingBulkAction):
    """Sync the selected games in the background, and show how far it is."""

    models = [Game]
    display_name = "Sync with IGDB"
    action_type = "sync_with_igdb"
    aria_label = "Sync selected games with IGDB"
    template_name = "core/bulk_base.html"
    action_priority = 10

    def games(self) -> list[Any]:
        """What is synced of what is selected."""
        games, _ = self.get_actionable_objects()
        return games

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        games = self.games()
        tied = sum(getattr(game, "igdb_id", None) is not None for game in games)
        question = (
            f"{counted(len(games), 'game')} selected. The {tied} with an IGDB id will "
            "be updated. What you wrote yourself stays:"
        )
        return {**context, "question": question}

    def form_valid(self, form: Form) -> HttpResponse:
        if not is_configured():
            messages.error(
                self.request,
                "IGDB isn't set up. Set TWITCH_CLIENT_ID and TWITCH_CLIENT_SECRET, "
                "and restart Questlog.",
            )
            return redirect(self.next_url)
        games = self.games()
        job = sync_in_background.start(
            title=f"Sync {counted(len(games), 'game')} with IGDB",
            by=self.request.user,
            url=reverse(Game.snippet_viewset.get_url_name("list")),
            arguments={
                "games": [game.pk for game in games],
                "by": self.request.user.pk,
            },
        )
        return redirect(reverse("jobs:inspect", args=[job.pk]))
