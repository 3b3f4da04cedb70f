"""Two games side by side, the better of each chosen; and merging them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.shortcuts import redirect
from django.utils.functional import cached_property
from wagtail.admin import messages

from apps.browsing.merge_pages.base_view import Guarded
from apps.browsing.merge_pages.base_view import MergePage
from apps.browsing.merge_pages.base_view import may_undo
from apps.core.admin.access import admin_url
from apps.core.admin.edit_conflicts import version_of
from apps.journal.admin.undo import success_with_undo
from apps.library.covers.showing import attach_covers
from apps.library.merging.editions import equal_editions
from apps.library.merging.fields import FIELDS
from apps.library.merging.fields import MergedField
from apps.library.merging.merge import MergeRefused
from apps.library.merging.merge import merge_games
from apps.library.merging.merge import refuse
from apps.library.merging.movers import movers
from apps.library.merging.undo import undo_merge
from apps.library.models import Game
from apps.library.models import GameMerge

MERGED, SURVIVOR = "merged", "survivor"
CHANGED = (
    "One of the two games was changed after you opened this page. Compare them again."
)


@dataclass(frozen=True)
class Side:
    """One of the two values of a field: what it is, and whose word."""

    value: str
    shown: str
    source: str
    is_chosen: bool
    cover: Any = None


@dataclass(frozen=True)
class Difference:
    field: MergedField
    sides: list[Side]


class CompareView(MergePage):
    """`pk` is the game that stays, `other_pk` the one that is merged into it."""

    template_name = "browsing/merge/compare.html"
    page_title = "Merge games"

    @cached_property
    def survivor(self) -> Game:
        return self.game(self.kwargs["pk"])

    @cached_property
    def merged(self) -> Game:
        return self.game(self.kwargs["other_pk"])

    def crumbs(self) -> list[dict[str, str]]:
        url = admin_url(Game, "inspect", self.survivor.pk)
        return [{"url": url, "label": self.survivor.name}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        survivor, merged = self.survivor, self.merged
        attach_covers([survivor, merged])
        return super().get_context_data(
            survivor=survivor,
            merged=merged,
            games=[
                (survivor, admin_url(Game, "inspect", survivor.pk)),
                (merged, admin_url(Game, "inspect", merged.pk)),
            ],
            refusals=self._refusals(),
            differences=self._differences(),
            alike=[f.label for f in FIELDS if not f.differs(merged, survivor)],
            coming=self._coming(),
            version=self._version(),
            swap_url=admin_url(Game, "merge_with", merged.pk, survivor.pk),
            **kwargs,
        )

    def _refusals(self) -> list[str]:
        if self.merged.pk == self.survivor.pk:
            return ["A game can’t be merged with itself. Choose another one."]
        try:
            refuse(self.merged, self.survivor)
        except MergeRefused as error:
            return list(error.messages)
        return []

    def _differences(self) -> list[Difference]:
        return [
            Difference(field, self._sides(field))
            for field in FIELDS
            if field.differs(self.merged, self.survivor)
        ]

    def _sides(self, field: MergedField) -> list[Side]:
        takes_merged = field.is_better_in(self.merged, self.survivor)
        typed = self.request.POST.get(f"take_{field.name}")
        if typed in (MERGED, SURVIVOR):
            takes_merged = typed == MERGED
        return [
            Side(
                value=value,
                shown=_shown(field, game),
                source=_source(field, game),
                is_chosen=takes_merged == (value == MERGED),
                cover=game if field.name == "cover" else None,
            )
            for game, value in ((self.survivor, SURVIVOR), (self.merged, MERGED))
        ]

    def _coming(self) -> list[str]:
        """What becomes of all that is the merged game's."""
        merged, survivor = self.merged, self.survivor
        if merged.pk == survivor.pk:
            return []
        lines = [
            line
            for mover in movers().values()
            for line in mover.outlook(merged, survivor)
        ]
        pairs = equal_editions(merged, survivor)
        gone = {pair.gone.pk for pair in pairs} | {pair.into.pk for pair in pairs}
        lines += [
            f"The edition “{edition.name}”"
            for edition in merged.editions.order_by("id")
            if edition.pk not in gone
        ]
        return [*lines, "Its names, genres, and platforms"]

    def _version(self) -> str:
        return f"{version_of(self.survivor)} {version_of(self.merged)}"

    def post(self, request: HttpRequest, pk: int, other_pk: int) -> HttpResponse:
        if request.POST.get("version") != self._version():
            messages.error(request, CHANGED)
            return self.get(request)
        choices = {
            field.name: request.POST[f"take_{field.name}"] == MERGED
            for field in FIELDS
            if request.POST.get(f"take_{field.name}") in (MERGED, SURVIVOR)
        }
        try:
            merge = merge_games(
                self.merged, self.survivor, choices=choices, by=request.user
            )
        except ValidationError as error:
            messages.error(request, f"Not merged. {' '.join(error.messages)}")
            return self.get(request)
        said = f"{merge.merged_name} is {merge.survivor.name} now."
        if may_undo(request.user):
            url = admin_url(Game, "undo_merge", merge.pk)
            success_with_undo(request, said, url)
        else:
            messages.success(request, said)
        return redirect(admin_url(Game, "inspect", merge.survivor.pk))


def _shown(field: MergedField, game: Game) -> str:
    if field.name == "franchise":
        return str(game.franchise or "")
    if field.name == "igdb":
        return f"{game.igdb_id}" if game.igdb_id else ""
    if field.name == "cover" and game.uploaded_cover_id:
        return "Your own image"
    return str(getattr(game, field.columns[0]) or "")


def _source(field: MergedField, game: Game) -> str:
    if field.name == "igdb" or not field.is_filled(game):
        return ""
    if field.is_owners(game):
        return "yours"
    word = game.provenance.get(field.columns[0], "")
    return {"igdb": "from IGDB"}.get(word, f"from {word}" if word else "")


class UndoMergeView(Guarded):
    """Takes two games apart again; `pk` is the merge's."""

    http_method_names = ["post"]

    def is_allowed(self) -> bool:
        return may_undo(self.request.user)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        merge = get_object_or_404(GameMerge, pk=pk)
        try:
            undone = undo_merge(merge, by=request.user)
        except ValidationError as error:
            messages.warning(request, f"Nothing changed. {' '.join(error.messages)}")
            return redirect(admin_url(Game, "inspect", merge.survivor_id))
        messages.success(request, f"{undone.game.name} is a game of its own again.")
        if undone.kept:
            messages.warning(request, " ".join(undone.kept))
        return redirect(admin_url(Game, "inspect", undone.game.pk))
