"""Versus: ranking a list, or one game on it, by picking the better of two."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.log_actions import log

from apps.core.plurals import counted
from apps.library.covers.showing import attach_covers
from apps.library.models import Game
from apps.lists.admin.comparison import Movements
from apps.lists.admin.list_page import ListPage
from apps.lists.merge_insertion import Unanswered
from apps.lists.models import ListEntry
from apps.lists.models import Versus
from apps.lists.models import VersusChanged
from apps.lists.models import compare_orders

APPLY_ACTION = "lists.versus"
# How long a choice takes, to say how long the rest will.
PER_CHOICE = timedelta(seconds=8)


class VersusView(ListPage, TemplateView):
    """The next pair, or the order that the answers make; before that, a way to begin.

    With `game_pk` in the address only that game's place is looked for.
    """

    template_name = "lists/versus.html"
    page_title = "Versus"
    header_icon = "versus"
    request: HttpRequest

    @cached_property
    def game(self) -> Game | None:
        key = self.kwargs.get("game_pk")
        return None if key is None else get_object_or_404(Game, pk=key)

    @cached_property
    def versus(self) -> Versus | None:
        open_ = Versus.objects.open().select_related("list", "game")
        return open_.filter(list=self.list, game=self.game).first()

    @cached_property
    def here(self) -> str:
        if self.game is None:
            return self.url("versus")
        return self.url("versus_game", self.game.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = {
            **super().get_context_data(**kwargs),
            "game": self.game,
            "versus": self.versus,
            "here": self.here,
            "board_url": self.url("rank"),
        }
        if self.versus is None:
            return {**context, **self._before()}
        if self.versus.question is None:
            return {**context, **self._after(self.versus)}
        return {**context, **self._pair(self.versus, self.versus.question)}

    def _before(self) -> dict[str, Any]:
        sample = Versus(list=self.list, game=self.game, order=[])
        return {
            "count": len(sample.entries),
            "most": sample.most,
            "takes": _minutes(sample.most),
            "is_possible": self.list.is_ranked and len(sample.entries) > 1,
        }

    def _pair(self, versus: Versus, question: Unanswered[str]) -> dict[str, Any]:
        entries = versus.entries
        pair = sorted(
            (entries[question.first], entries[question.second]),
            key=lambda entry: entry.position or 0,
        )
        chain: list[ListEntry | None] = [entries[uuid] for uuid in question.chain]
        if chain:
            chain.insert((question.low + question.high) // 2, None)
        attach_covers([each.game for each in (*pair, *filter(None, chain))])
        left = max(1, versus.most - len(versus.answers))
        return {
            "pair": pair,
            "placing": entries[question.first].game if chain else None,
            "chain": chain,
            "settled": len(question.chain),
            "count": len(entries),
            "low": question.low + 1,
            "high": question.high + 1,
            "answered": len(versus.answers),
            "most": versus.most,
            "left": left,
            "takes": _minutes(left),
        }

    def _after(self, versus: Versus) -> dict[str, Any]:
        order = versus.result()
        rows = [versus.entries[uuid] for uuid in order]
        attach_covers([row.game for row in rows])
        changes = compare_orders(list(versus.entries), order)
        by_game = {change.game: change for change in changes}
        return {
            "rows": [(row, by_game.get(str(row.game.uuid))) for row in rows],
            "movements": Movements(self.list, changes),
            "answered": len(versus.answers),
        }

    # What is pressed ----------------------------------------------------------------

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        verbs = {
            "begin": self._begin,
            "answer": self._answer,
            "undo": self._undo,
            "apply": self._apply,
            "discard": self._discard,
        }
        verb = verbs.get(request.POST.get("verb", ""))
        if verb is None:
            raise Http404("There is no such button.")
        try:
            return verb() or redirect(self.here)
        except VersusChanged as error:
            messages.warning(request, " ".join(error.messages))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect(self.here)

    def _begin(self) -> None:
        Versus.begin(self.list, self.game, by=self.request.user)

    def _answer(self) -> None:
        number = self.request.POST.get("number", "")
        if not number.isdecimal() or len(number) > 6:
            raise VersusChanged("This pair was answered already. Here is the next one.")
        better = self.request.POST.get("better", "")
        self._open().answer(better, number=int(number))

    def _undo(self) -> None:
        if self._open().take_back() is None:
            messages.info(self.request, "There is no choice to take back.")

    def _apply(self) -> HttpResponse:
        versus = self._open()
        version = self.request.POST.get("version", "")
        expected = int(version) if version.isdecimal() else None
        with self.list.edited_by(self.request.user) as list_:  # type: ignore[arg-type]
            versus.list = list_
            has_changed = versus.apply(expected_version=expected)
        choices = counted(len(versus.answers), "choice")
        log(
            self.list,
            APPLY_ACTION,
            user=self.request.user,
            data={"choices": len(versus.answers)},
        )
        said = (
            f"“{self.list}” is in the order of your {choices} now. The one before is "
            "in its history."
            if has_changed
            else f"Your {choices} confirmed the order of “{self.list}”."
        )
        messages.success(self.request, said)
        return redirect(self.url("rank"))

    def _discard(self) -> HttpResponse:
        versus = self._open()
        answered = len(versus.answers)
        versus.delete()
        messages.success(self.request, f"{counted(answered, 'choice')} discarded.")
        return redirect(self.url("rank"))

    def _open(self) -> Versus:
        if self.versus is None:
            raise VersusChanged("This was applied or discarded already.")
        return self.versus


def _minutes(choices: int) -> str:
    """About how long so many choices take: "3 minutes"."""
    minutes = max(1, round(choices * PER_CHOICE / timedelta(minutes=1)))
    return counted(minutes, "minute")
