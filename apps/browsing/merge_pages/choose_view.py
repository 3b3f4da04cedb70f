"""“Merge with…” on a game's page: which other game is the same."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property

from apps.browsing.merge_pages.base_view import MergePage
from apps.core.admin.access import admin_url
from apps.core.admin.choosers import RowChooser
from apps.library.covers.showing import attach_covers
from apps.library.merging.duplicates import Duplicate
from apps.library.merging.duplicates import duplicates
from apps.library.merging.duplicates import likelier_survivor
from apps.library.models import Game


class OtherGameForm(forms.Form):
    def __init__(self, *args: Any, game: Game, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.game = game

    other = forms.ModelChoiceField(
        queryset=Game.objects.all(),
        label="The other game",
        widget=RowChooser(model=Game, icon="gamepad", show_edit_link=False),
        error_messages={"required": "Choose the game that is the same."},
    )

    def clean_other(self) -> Game:
        other: Game = self.cleaned_data["other"]
        if other == self.game:
            raise forms.ValidationError(
                "A game can’t be merged with itself. Choose another one."
            )
        return other


def compare_url(one: Game, other: Game) -> str:
    """The page that shows both, the likelier one as the game that stays."""
    survivor, merged = likelier_survivor(one, other)
    return admin_url(Game, "merge_with", survivor.pk, merged.pk)


class ChooseView(MergePage):
    template_name = "browsing/merge/choose.html"
    page_title = "Merge games"

    @cached_property
    def own(self) -> Game:
        return self.game(self.kwargs["pk"])

    def crumbs(self) -> list[dict[str, str]]:
        url = admin_url(Game, "inspect", self.own.pk)
        return [{"url": url, "label": self.own.name}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", OtherGameForm(game=self.own))
        form = kwargs["form"]
        return super().get_context_data(
            game=self.own,
            own_url=admin_url(Game, "inspect", self.own.pk),
            media=form.media,
            suggested=self._suggested(),
            **kwargs,
        )

    def _suggested(self) -> list[tuple[Game, str, str]]:
        """Games that may be this one, each with the reason and where to compare."""
        own = [
            pair for pair in duplicates() if self.own.pk in (pair.first, pair.second)
        ]
        others = {self._other(pair): pair.why for pair in own}
        games = Game.objects.defer("igdb_data", "summary").in_bulk(others)
        attach_covers([self.own, *games.values()])
        return [
            (games[pk], why, compare_url(self.own, games[pk]))
            for pk, why in others.items()
        ]

    def _other(self, pair: Duplicate) -> int:
        return pair.second if pair.first == self.own.pk else pair.first

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = OtherGameForm(request.POST, game=self.own)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        return redirect(compare_url(self.own, form.cleaned_data["other"]))
