"""Games put on a list together, from the wall or from their playthroughs."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request

from apps.core.admin.access import admin_url
from apps.core.admin.access import may
from apps.core.admin.bulk_actions import ListingBulkAction
from apps.core.plurals import counted
from apps.journal.admin.undo import undo_button
from apps.journal.models import Playthrough
from apps.library.models import Game
from apps.lists.models import List

SALT = "browsing.bulk.add_to_list"


class ListForm(forms.Form):
    chosen = forms.ModelChoiceField(
        label="List",
        queryset=List.objects.order_by("sort_key", "pk"),
        empty_label=None,
        help_text="New games go to the end. Those it has already stay where they are.",
    )


class AddToList(ListingBulkAction):
    """Puts the games, or those of the playthroughs, at the end of a list."""

    models = [Game, Playthrough]
    display_name = "Add to list"
    action_type = "add_to_list"
    aria_label = "Add selected games to a list"
    template_name = "core/bulk_base.html"
    action_priority = 7
    form_class = ListForm
    required_permission = "view"

    def check_perm(self, obj: Any) -> bool:
        """Whoever may change lists; the rows themselves stay as they are."""
        return may(self.request.user, List, "change")

    @cached_property
    def games(self) -> list[Game]:
        rows, _ = self.get_actionable_objects()
        keys = [getattr(row, "edition_id", None) for row in rows]
        if self.model is Game:
            found = Game.objects.filter(pk__in=[row.pk for row in rows])
        else:
            found = Game.objects.filter(editions__in=keys).distinct()
        return list(found.defer("igdb_data", "summary").order_by("sort_key", "pk"))

    def form_valid(self, form: forms.Form) -> HttpResponse:
        list_: List = form.cleaned_data["chosen"]
        with transaction.atomic(), list_.edited_by(self.request.user):
            entries = list_.add_many(self.games)
        self._say(list_, [entry.pk for entry in entries])
        return redirect(self.next_url)

    def _say(self, list_: List, entries: list[int]) -> None:
        already = len(self.games) - len(entries)
        there = f"{counted(already, 'game')} already on it." if already else ""
        if not entries:
            messages.info(self.request, f"Nothing to add to “{list_}”: {there}")
            return
        text = f"{counted(len(entries), 'game')} added to “{list_}”. {there}".strip()
        query = urlencode({"next": self.next_url})
        url = f"{reverse('undo_add_to_list')}?{query}"
        state = signing.dumps({"list": list_.pk, "entries": entries}, salt=SALT)
        messages.success(
            self.request, undo_button(self.request, text, url, state=state)
        )


class UndoAddView(View):
    """Takes those games off the list again that were just added."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        if not may(request.user, List, "change"):
            raise PermissionDenied
        index = admin_url(Game, "list")
        back = redirect(get_valid_next_url_from_request(request) or index)
        try:
            state = signing.loads(request.POST.get("state", ""), salt=SALT)
        except signing.BadSignature:
            messages.warning(request, "Nothing was undone. Reload the page first.")
            return back
        list_ = get_object_or_404(List, pk=state["list"])
        entries = list(list_.entries.filter(pk__in=state["entries"]))
        if not entries:
            messages.warning(request, f"They aren’t on “{list_}” any more.")
            return back
        with transaction.atomic(), list_.edited_by(request.user):  # type: ignore[arg-type]
            list_.remove(entries)
        removed = counted(len(entries), "game")
        messages.success(request, f"{removed} taken off “{list_}” again.")
        return back
