"""The rank board: a list's entries ranked, annotated, added and removed in place.

The page is a shell; its rows come as JSON from `RowsView`, and each change is one
small POST that names the version of the list its user saw.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Case
from django.db.models import Exists
from django.db.models import OuterRef
from django.db.models import Value
from django.db.models import When
from django.http import Http404
from django.http import HttpRequest
from django.http import HttpResponse
from django.http import JsonResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from django.views.generic import View

from apps.core.api.sql_json import json_response
from apps.core.api.sql_json import one_of
from apps.core.api.strict import LARGEST_INTEGER
from apps.integrations.http.errors import RemoteError
from apps.library.admin.igdb_results import IgdbResult
from apps.library.admin.igdb_results import search_igdb
from apps.library.igdb.create import add_from_igdb
from apps.library.models import Game
from apps.lists.admin.buttons import further_buttons
from apps.lists.admin.list_page import ListPage
from apps.lists.admin.list_page import OneList
from apps.lists.admin.views_of_list import views_of_list
from apps.lists.models import List
from apps.lists.models import ListActivity
from apps.lists.models import ListChanged
from apps.lists.models import ListEntry
from apps.lists.models.tiers import NAMES
from apps.lists.rest import sql_json

SUGGESTIONS = 12


class BoardView(ListPage, TemplateView):
    template_name = "lists/board.html"
    header_icon = "list-ol"

    def get_page_title(self) -> str:
        return "Rank" if self.list.is_ranked else "Entries"

    @cached_property
    def header_more_buttons(self) -> Any:
        return further_buttons(self.list, self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        chooser = Game.snippet_viewset.chooser_viewset
        urls = {verb: self.url(f"board_{verb}") for verb in BOARD_VIEWS}
        urls["choose"] = reverse(chooser.get_url_name("choose"))
        return {
            **super().get_context_data(**kwargs),
            "urls": urls,
            "urls_json": json.dumps(urls),
            "views": views_of_list(self.list, "rank"),
            "may_add_games": may_add_games(self.request.user),
        }


def board_json(list_: List) -> str:
    """The version and all rows of the board, as JSON."""
    board = one_of(List.objects.filter(pk=list_.pk), sql_json.BOARD)
    assert board is not None
    return board


class RowsView(OneList, View):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return fresh(json_response(board_json(self.list)))


class ChangeForm(forms.Form):
    version = forms.IntegerField(min_value=0)


class ChangeView(OneList, View):
    """A verb of `List`: 409 with the whole board when the user's picture is old.

    422 says why nothing was changed, as `{"message": …}`.
    """

    form_class: type[ChangeForm] = ChangeForm

    def change(self, list_: List, data: dict[str, Any]) -> dict[str, Any]:
        """Change the list; what the client needs to know beside its version."""
        raise NotImplementedError

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = self.form_class(request.POST)
        if not form.is_valid():
            return _refusal(" ".join(_messages(form)))
        try:
            with self.list.edited_by(request.user) as list_:  # type: ignore[arg-type]
                told = self.change(list_, form.cleaned_data)
        except List.DoesNotExist as error:
            raise Http404 from error
        except (ListChanged, ListEntry.DoesNotExist):
            return self.outdated()
        except ValidationError as error:
            return _refusal(" ".join(error.messages))
        return self._answer(told)

    def _answer(self, told: dict[str, Any]) -> HttpResponse:
        version = List.objects.values_list("version", flat=True).get(pk=self.list.pk)
        return fresh(JsonResponse({"version": version, **told}))

    def outdated(self) -> HttpResponse:
        message = (
            "This list was changed elsewhere, so nothing was saved. You are now "
            "seeing the latest version. Try again."
        )
        body = f'{{"message":"{message}","board":{board_json(self.list)}}}'
        return fresh(json_response(body, status=409))


class MoveForm(ChangeForm):
    entry = forms.IntegerField(min_value=1)
    position = forms.IntegerField()
    tier = forms.ChoiceField(choices=[(name, name) for name in NAMES], required=False)


class MoveView(ChangeView):
    """Moves an entry; tells the `tier` that it was in, for taking that back."""

    form_class = MoveForm

    def change(self, list_: List, data: dict[str, Any]) -> dict[str, Any]:
        entry = list_.entries.get(pk=data["entry"])
        was = list_.tier_of(entry)
        list_.move(
            entry,
            data["position"],
            tier=data["tier"] if was else "",
            expected_version=data["version"],
        )
        return {"tier": was}


class EntryForm(ChangeForm):
    entry = forms.IntegerField(min_value=1)


class RemoveView(ChangeView):
    """Takes entries off; tells the `removal` that `PutBackView` undoes."""

    form_class = EntryForm

    def change(self, list_: List, data: dict[str, Any]) -> dict[str, Any]:
        sent = [key for key in self.request.POST.getlist("entry") if key.isdecimal()]
        keys = {int(key[:18]) for key in sent}
        entries = list(list_.entries.filter(pk__in=keys))
        if len(entries) < len(keys):
            raise ListEntry.DoesNotExist
        list_.remove(entries, expected_version=data["version"])
        return {"removal": list_.activities.latest("id").pk}


class PutBackForm(ChangeForm):
    removal = forms.IntegerField(min_value=1)


class PutBackView(ChangeView):
    form_class = PutBackForm

    def change(self, list_: List, data: dict[str, Any]) -> dict[str, Any]:
        removal = list_.activities.filter(pk=data["removal"]).first()
        if removal is None or not list_.put_back(removal):
            raise ValidationError(
                "Nothing to put back: the game is on the list again or was deleted."
            )
        return {"added": _entries_of(removal, list_)}

    def _answer(self, told: dict[str, Any]) -> HttpResponse:
        return _with_board(self.list, told)


class NotesForm(EntryForm):
    notes = forms.CharField(required=False, strip=False)


class AnnotateView(ChangeView):
    form_class = NotesForm

    def change(self, list_: List, data: dict[str, Any]) -> dict[str, Any]:
        entry = list_.entries.get(pk=data["entry"])
        notes = data["notes"].replace("\r\n", "\n").strip()
        list_.annotate(entry, notes, expected_version=data["version"])
        return {"notes": notes}


class AddForm(ChangeForm):
    games = forms.ModelMultipleChoiceField(
        Game.objects.defer("igdb_data", "summary"),
        error_messages={
            "required": "Choose a game to add.",
            "invalid_choice": "One of these games no longer exists. Search again.",
        },
    )
    position = forms.IntegerField(required=False, min_value=1)


class AddView(ChangeView):
    """Adds games at a position or the end; who is listed already stays where it is."""

    form_class = AddForm

    def change(self, list_: List, data: dict[str, Any]) -> dict[str, Any]:
        keys = [int(key) for key in self.request.POST.getlist("games")]
        games = sorted(data["games"], key=lambda game: keys.index(game.pk))
        start = data["position"]
        positions = (
            {game: start + offset for offset, game in enumerate(games)} if start else {}
        )
        entries = list_.add_many(
            games, positions=positions, expected_version=data["version"]
        )
        if not entries:
            raise ValidationError("Already on this list. Nothing was added.")
        return {"added": [entry.pk for entry in entries]}

    def _answer(self, told: dict[str, Any]) -> HttpResponse:
        return _with_board(self.list, told)


class IgdbForm(ChangeForm):
    igdb_id = forms.IntegerField(min_value=1, max_value=LARGEST_INTEGER)
    position = forms.IntegerField(required=False, min_value=1)


class AddFromIgdbView(ChangeView):
    """Adds a game of IGDB to the library, unless it is there, and to the list."""

    form_class = IgdbForm

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = self.form_class(request.POST)
        if not may_add_games(request.user):
            return _refusal("You don’t have permission to add games to the library.")
        if not form.is_valid():
            return _refusal(" ".join(_messages(form)))
        igdb_id = form.cleaned_data["igdb_id"]
        try:
            # Before the list is locked: IGDB may take its time.
            self.added = add_from_igdb(igdb_id, user=request.user)  # type: ignore[arg-type]
        except RemoteError as error:
            return _refusal(f"{error.message} {error.what_to_do}")
        except ValidationError as error:
            return _refusal(" ".join(error.messages))
        return super().post(request, pk)

    def change(self, list_: List, data: dict[str, Any]) -> dict[str, Any]:
        game, start = self.added.game, data["position"]
        entries = list_.add_many(
            [game],
            positions={game: start} if start else {},
            expected_version=data["version"],
        )
        if not entries:
            raise ValidationError(f"{game} is already on this list.")
        return {"added": [entry.pk for entry in entries]}

    def _answer(self, told: dict[str, Any]) -> HttpResponse:
        return _with_board(self.list, told)


class IgdbView(OneList, View):
    """What IGDB has by the words of `?q=`, as JSON; 422 where it can't be asked."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not may_add_games(request.user):
            return _refusal("You don’t have permission to add games to the library.")
        text = _searched(request)
        try:
            found = search_igdb(text) if text else []
        except RemoteError as error:
            return _refusal(f"{error.message} {error.what_to_do}")
        return fresh(
            JsonResponse({"games": [_igdb_suggestion(each) for each in found]})
        )


def may_add_games(user: Any) -> bool:
    return bool(user.has_perm("library.add_game"))


class GamesView(OneList, View):
    """The games whose names hold the words of `?q=`, best first, as JSON."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        text = _searched(request)
        found = self._found(text) if text else []
        return fresh(JsonResponse({"games": [_suggestion(game) for game in found]}))

    def _found(self, text: str) -> Iterable[Mapping[str, Any]]:
        games = Game.objects.annotate(
            listed=Exists(
                ListEntry.objects.filter(list=self.list, game=OuterRef("pk"))
            ),
            closeness=Case(
                When(name__iexact=text, then=0),
                When(name__istartswith=text, then=1),
                default=Value(2),
            ),
        )
        found = games.matching(text).order_by("closeness", "sort_key", "pk")
        for rows in (found, games.resembling(text)):
            shown = rows.values("id", "name", "original_release_year", "listed")
            if suggestions := list(shown[:SUGGESTIONS]):
                return suggestions
        return []


BOARD_VIEWS: dict[str, type[View]] = {
    "rows": RowsView,
    "games": GamesView,
    "add": AddView,
    "igdb": IgdbView,
    "add_igdb": AddFromIgdbView,
    "move": MoveView,
    "annotate": AnnotateView,
    "remove": RemoveView,
    "put_back": PutBackView,
}


def _suggestion(game: Mapping[str, Any]) -> dict[str, Any]:
    year = game["original_release_year"]
    return {key: game[key] for key in ("id", "name", "listed")} | {"year": year}


def _searched(request: HttpRequest) -> str:
    return request.GET.get("q", "").replace("\x00", "").strip()[:200]


def _igdb_suggestion(result: IgdbResult) -> dict[str, Any]:
    of = f"{result.kind} of {result.parent}" if result.parent else result.kind
    facts = [str(result.year or ""), of, result.platforms]
    return {
        "igdb_id": result.igdb_id,
        "name": result.name,
        "facts": ", ".join(filter(None, facts)),
        "held": result.held,
    }


def _entries_of(removal: ListActivity, list_: List) -> list[int]:
    games = [move["game"] for move in removal.moves]
    return list(list_.entries.filter(game__uuid__in=games).values_list("pk", flat=True))


def _with_board(list_: List, told: dict[str, Any]) -> HttpResponse:
    board = board_json(list_)
    added = ",".join(str(pk) for pk in told["added"])
    return fresh(json_response(f'{{"added":[{added}],"board":{board}}}'))


def _refusal(message: str) -> HttpResponse:
    return fresh(JsonResponse({"message": message}, status=422))


def _messages(form: forms.Form) -> list[str]:
    return [
        str(message) if field == "__all__" else f"{field.capitalize()}: {message}"
        for field, errors in form.errors.items()
        for message in errors
    ]


def fresh(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response
