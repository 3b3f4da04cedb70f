"""Movement: a list's ranking over time, drawn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from apps.library.covers.showing import covers_of
from apps.library.models import Game
from apps.lists.admin.buttons import further_buttons
from apps.lists.admin.list_page import ListPage
from apps.lists.admin.moments import MomentField
from apps.lists.admin.moments import as_input
from apps.lists.admin.moments import with_times
from apps.lists.admin.views_of_list import views_of_list
from apps.lists.bump import BumpChart
from apps.lists.bump import Line
from apps.lists.bump import Step
from apps.lists.bump import draw
from apps.lists.history import NamedGame
from apps.lists.history import named_games

TOPS = (5, 10, 20)


class BumpForm(forms.Form):
    since = MomentField(label="From", required=False)
    until = MomentField(label="To", required=False)
    step = forms.ChoiceField(
        label="Step", choices=[("", "Step that fits"), *Step.choices], required=False
    )
    top = forms.ChoiceField(
        label="Places", choices=[(str(top), f"Top {top}") for top in TOPS]
    )
    game = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", "Choose a time after the first one.")
        return data


class BumpView(ListPage, TemplateView):
    template_name = "lists/bump.html"
    page_title = "Movement"
    header_icon = "bump"

    @cached_property
    def header_more_buttons(self) -> Any:
        return further_buttons(self.list, self.request.user)

    @cached_property
    def form(self) -> BumpForm:
        asked = {"top": "10", **with_times(self.request.GET, ("since", "until"))}
        return BumpForm(asked)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = {
            **super().get_context_data(**kwargs),
            "form": self.form,
            "views": views_of_list(self.list, "bump"),
        }
        if not self.form.is_valid():
            return context
        asked = self.form.cleaned_data
        chart, step = draw(
            self.list,
            since=asked["since"],
            until=asked["until"] or timezone.now(),
            step=Step(asked["step"]) if asked["step"] else None,
            top=int(asked["top"]),
        )
        return {**context, **self._drawn(chart, step)}

    def _drawn(self, chart: BumpChart, step: Step) -> dict[str, Any]:
        games = named_games(self.list, [line.game for line in chart.lines])
        covers = covers_of((Game, each.pk) for each in games.values() if each.pk)
        chosen = self.form.cleaned_data["game"]
        lines = [
            self._line(line, games.get(line.game), covers, chosen)
            for line in chart.lines
        ]
        drawn: dict[str, Any] = {
            "chart": chart,
            "step": step,
            "lines": lines,
            # What is emphasized lies above the rest.
            "layers": sorted(lines, key=lambda line: bool(line["emphasis"])),
            "choices": [(line["key"], line["name"]) for line in lines if line["key"]],
            "chosen": chosen,
            "heads": self._heads(chart),
        }
        if chart.is_cut and chart.columns:
            drawn["earlier"] = self._here(
                since="", until=as_input(chart.columns[0].moment), step=step
            )
        return drawn

    def _line(
        self, line: Line, game: NamedGame | None, covers: Mapping[Any, Any], chosen: str
    ) -> dict[str, Any]:
        key = str(game.pk) if game and game.pk else ""
        cover = covers.get((Game, game.pk)) if game else None
        is_first = line.end is not None and line.end.rank == 1
        emphasis = "on" if key and key == chosen else "top" if is_first else ""
        return {
            "line": line,
            "key": key,
            "name": game.name if game else "A deleted game",
            "cover": cover.url_for(90) if cover and cover.is_there else "",
            "emphasis": emphasis,
            "url": self._here(game="" if key == chosen else key) if key else "",
        }

    def _heads(self, chart: BumpChart) -> list[tuple[str, str]]:
        """Each column's name, and the comparison with the one before."""
        heads = []
        before = None
        for column in chart.columns:
            url = ""
            if before is not None:
                span = {
                    "since": as_input(before.moment),
                    "until": as_input(column.moment),
                }
                url = f"{self.url('movements')}?{urlencode(span)}"
            heads.append((column.name, url))
            before = column
        return heads

    def _here(self, **changes: Any) -> str:
        asked = {
            name: self.form.data.get(name, "")
            for name in ("since", "until", "step", "top", "game")
        }
        wanted = {**asked, **changes}
        return f"?{urlencode({name: text for name, text in wanted.items() if text})}"
