"""Playthroughs on a game's page: cards that turn into forms where they stand."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import View
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from apps.browsing.game_page.card_form import CardForm
from apps.browsing.game_page.card_form import Conflict
from apps.core.admin.access import admin_url
from apps.core.admin.access import may
from apps.core.admin.edit_conflicts import VERSION_FIELD
from apps.core.admin.edit_conflicts import version_of
from apps.core.admin.viewsets import row_buttons
from apps.core.history import record_change
from apps.journal.models import Playthrough
from apps.journal.models import Session
from apps.library.models import Game

CARD = "browsing/game/card.html"
FORM = "browsing/game/card_form.html"


class Card:
    """A playthrough as its game's page shows it: the `number`th, from the first."""

    def __init__(
        self, run: Playthrough, game: Game, request: HttpRequest, *, number: int
    ) -> None:
        self.run = run
        self.game = game
        self.request = request
        self.number = number

    @property
    def name(self) -> str:
        """The edition's name, where it is not the game's own."""
        name = self.run.edition.name
        return "" if name == self.game.name else name

    @property
    def platform(self) -> str:
        platform = self.run.platform
        return (platform.abbreviation or platform.name) if platform else ""

    @cached_property
    def label(self) -> str:
        """For a screen reader: which of the cards it is."""
        return f"playthrough {self.number}"

    @cached_property
    def may_change(self) -> bool:
        return may(self.request.user, Playthrough, "change")

    @cached_property
    def edit_url(self) -> str:
        """The whole form, for those without scripts and for all fields."""
        return self._returning(admin_url(Playthrough, "edit", self.run.pk))

    @property
    def form_url(self) -> str:
        own = admin_url(Game, "edit_card", self.run.pk)
        return f"{own}?number={self.number}"

    @property
    def card_url(self) -> str:
        return f"{admin_url(Game, 'card', self.run.pk)}?number={self.number}"

    @cached_property
    def delete_url(self) -> str | None:
        if not may(self.request.user, Playthrough, "delete"):
            return None
        return self._returning(admin_url(Playthrough, "delete", self.run.pk))

    @property
    def counts_sessions(self) -> bool:
        """Whether its hours are those of its sessions."""
        return self.run.session_hours is not None and self.run.follows_sessions

    @property
    def has_typed_hours(self) -> bool:
        """Whether the owner typed other hours than its sessions come to."""
        return self.run.session_hours is not None and not self.run.follows_sessions

    @property
    def page_url(self) -> str:
        return admin_url(Game, "inspect", self.game.pk)

    @property
    def log_url(self) -> str:
        query = {"playthrough": self.run.pk, "next": self.page_url}
        return f"{reverse('session_log')}?{urlencode(query)}"

    @property
    def sessions_url(self) -> str:
        return f"{admin_url(Session, 'list')}?playthrough={self.run.pk}"

    @property
    def history_url(self) -> str:
        return admin_url(Playthrough, "history", self.run.pk)

    @property
    def verbs(self) -> list[Any]:
        here = admin_url(Game, "inspect", self.game.pk)
        return row_buttons(self.run, self.request.user, here)

    def _returning(self, url: str) -> str:
        return f"{url}?next={admin_url(Game, 'inspect', self.game.pk)}"


class _OneRun(PermissionCheckedMixin, View):
    """Part of a game's page about the playthrough with the address's `pk`."""

    model = Playthrough
    request: HttpRequest
    kwargs: dict[str, Any]

    @cached_property
    def number(self) -> int:
        """As the page has counted it; only for the eye."""
        asked = self.request.GET.get("number", "")
        return int(asked) if asked.isdecimal() and len(asked) < 7 else 1

    def run(self, *, locked: bool = False) -> Playthrough:
        rows = Playthrough.objects.select_related("edition__game", "platform")
        if locked:
            rows = rows.select_for_update(of=("self",))
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def card(self, run: Playthrough) -> Card:
        return Card(run, run.edition.game, self.request, number=self.number)

    def show_card(self, run: Playthrough, *, status: int = 200) -> HttpResponse:
        context = {"card": self.card(run)}
        return _fresh(render(self.request, CARD, context, status=status))


class CardView(_OneRun):
    """The card as it is now."""

    any_permission_required = ["add", "change", "delete", "view"]
    http_method_names = ["get"]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.show_card(self.run())


class EditCardView(_OneRun):
    """The card's form; a POST answers with the card, or with the form and why not.

    422: a field is wrong. 409: somebody else saved meanwhile; the form has both.
    """

    permission_required = "change"
    http_method_names = ["get", "post"]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        run = self.run()
        form = CardForm(instance=run, initial={VERSION_FIELD: version_of(run)})
        return self._show_form(run, form)

    @transaction.atomic
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        run = self.run(locked=True)
        stored = self.run()
        form = CardForm(request.POST, instance=run)
        is_valid = form.is_valid()
        if conflict := Conflict.between(form, stored):
            return self._show_form(stored, conflict.form, conflict=conflict, status=409)
        if not is_valid:
            return self._show_form(stored, form, status=422)
        if form.has_differences:
            saved = form.save()
            record_change(saved, user=request.user)
        return self.show_card(self.run())

    def _show_form(
        self,
        run: Playthrough,
        form: CardForm,
        *,
        conflict: Conflict | None = None,
        status: int = 200,
    ) -> HttpResponse:
        card = self.card(run)
        context = {
            "card": card,
            "form": form,
            "action": card.form_url,
            "conflict": conflict,
        }
        return _fresh(render(self.request, FORM, context, status=status))


class NewCardView(PermissionCheckedMixin, View):
    """An empty card for the game with the address's `pk`. Sent twice, it makes one."""

    model = Playthrough
    permission_required = "add"
    http_method_names = ["get", "post"]
    request: HttpRequest
    kwargs: dict[str, Any]

    @cached_property
    def game(self) -> Game:
        return get_object_or_404(Game, pk=self.kwargs["pk"])

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        edition = self.game.first_edition()
        run = Playthrough(uuid=uuid4(), edition=edition)
        return self._show_form(CardForm(instance=run, initial={"token": run.uuid}))

    @transaction.atomic
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        # A second request at the same time finds what the first one created.
        get_object_or_404(Game.objects.select_for_update(no_key=True).only("pk"), pk=pk)
        run = Playthrough(edition=self.game.first_edition())
        form = CardForm(request.POST, instance=run)
        if not form.is_valid():
            return self._show_form(form, status=422)
        token = form.cleaned_data["token"] or uuid4()
        made = Playthrough.objects.filter(uuid=token).select_related(
            "edition", "platform"
        )
        saved = made.first()
        if saved is None:
            run.uuid = token
            saved = form.save()
            record_change(saved, user=request.user, action="wagtail.create")
        elif saved.edition.game_id != self.game.pk:
            raise PermissionDenied
        runs = Playthrough.objects.filter(edition__game=self.game).count()
        card = Card(saved, self.game, request, number=runs)
        return _fresh(render(request, CARD, {"card": card}, status=201))

    def _show_form(self, form: CardForm, *, status: int = 200) -> HttpResponse:
        action = admin_url(Game, "new_card", self.game.pk)
        context = {"form": form, "action": action, "card": None}
        return _fresh(render(self.request, FORM, context, status=status))


def _fresh(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response
