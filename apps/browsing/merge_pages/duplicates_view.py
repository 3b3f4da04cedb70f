"""“Possible duplicates”: pairs to merge, or to say of that they aren't the same."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages

from apps.browsing.merge_pages.base_view import Guarded
from apps.browsing.merge_pages.base_view import MergePage
from apps.browsing.merge_pages.choose_view import compare_url
from apps.core.admin.access import admin_url
from apps.core.plurals import counted
from apps.journal.admin.undo import success_with_undo
from apps.library.covers.showing import attach_covers
from apps.library.merging.duplicates import duplicates
from apps.library.models import Game
from apps.library.models import NotTheSame

PER_PAGE = 20


class DuplicatesView(MergePage):
    template_name = "browsing/merge/duplicates.html"
    page_title = "Possible duplicates"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = Paginator(duplicates(), PER_PAGE).get_page(self.request.GET.get("p"))
        games = _games({pk for pair in page for pk in (pair.first, pair.second)})
        dismissed = NotTheSame.objects.count()
        return super().get_context_data(
            page=page,
            pairs=[
                (
                    games[pair.first],
                    games[pair.second],
                    pair.why,
                    compare_url(games[pair.first], games[pair.second]),
                    admin_url(Game, "not_the_same", pair.first, pair.second),
                )
                for pair in page
            ],
            dismissed=dismissed,
            **kwargs,
        )


def _games(keys: set[int]) -> dict[int, Any]:
    """The games with how often each was played and ranked, and where its page is."""
    rows = Game.objects.filter(pk__in=keys).defer("igdb_data", "summary")
    games: dict[int, Any] = {game.pk: game for game in rows}
    attach_covers(games.values())
    counts = Game.objects.filter(pk__in=keys).order_by()
    for path, noun in (
        ("editions__playthroughs", "playthrough"),
        ("list_entries", "list"),
    ):
        counted_rows = counts.annotate(number=Count(path)).values_list("pk", "number")
        for pk, number in counted_rows:
            uses = games[pk].__dict__.setdefault("uses", [])
            if number:
                uses.append(
                    f"on {counted(number, noun)}"
                    if noun == "list"
                    else counted(number, noun)
                )
    for game in games.values():
        game.url = admin_url(Game, "inspect", game.pk)
    return games


class NotTheSameView(Guarded):
    """Remembers that two games are different; its Undo forgets that."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, other_pk: int) -> HttpResponse:
        first, second = sorted((self.game(pk), self.game(other_pk)), key=_key)
        back = redirect(admin_url(Game, "duplicates"))
        if first == second:
            messages.error(request, "Choose two different games.")
            return back
        if "undo" in request.POST:
            NotTheSame.objects.filter(first=first, second=second).delete()
            return back
        NotTheSame.objects.get_or_create(first=first, second=second)
        success_with_undo(
            request,
            f"{first.name} and {second.name} aren’t the same. They won’t be suggested "
            "again.",
            request.path,
            undo="1",
        )
        return back


def _key(game: Game) -> int:
    return game.pk
