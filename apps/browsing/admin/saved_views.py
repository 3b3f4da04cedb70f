"""Saving, renaming, arranging and deleting one's own views of a listing."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db import transaction
from django.http import HttpRequest
from django.http import HttpResponse
from django.http import QueryDict
from django.shortcuts import get_object_or_404
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import URLPattern
from django.urls import path
from django.urls import reverse
from django.utils import timezone
from django.views import View
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request

from apps.browsing.admin.address_query import AddressQuery
from apps.browsing.admin.game_tabs import Tab
from apps.browsing.admin.game_tabs import owner_of
from apps.browsing.models import SavedView
from apps.browsing.models.saved_view import LONGEST_NAME
from apps.browsing.models.saved_view import LONGEST_QUERY
from apps.core.visibility import may_see_all

# As many as one finds one's way among.
MOST_VIEWS = 30
UNDO_WITHIN = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class ViewedListing:
    """A listing of which views are saved, by those who see the rows of `model`.

    `url_name` gives the name of an address: of "list", of "save_view" and so on.
    """

    listing: str
    model: Any
    address: AddressQuery
    url_name: Callable[[str], str]

    def url(self, page: str, *args: Any) -> str:
        return reverse(self.url_name(page), args=args)

    def tabs_context(self, tabs: Iterable[Tab], own_address: str) -> dict[str, Any]:
        """For `games_tabs.html`: the current tab, where it is the user's own."""
        context = {
            "save_url": self.url("save_view"),
            "arrange_url": self.url("arrange_views"),
            "longest_name": LONGEST_NAME,
        }
        own = next((tab for tab in tabs if tab.is_current and tab.pk), None)
        if own is None:
            return context
        ways = ("rename", "move", "delete")
        return {
            **context,
            "own_tab": own,
            "own_tab_urls": {way: self.url(f"{way}_view", own.pk) for way in ways},
            "own_address": own_address,
        }


class NameForm(forms.ModelForm):
    class Meta:
        model = SavedView
        fields = ("name",)


class _ViewsPage(View):
    """Changes the user's views, and goes back to their listing."""

    http_method_names = ["post"]
    of: ViewedListing | None = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may_see_all(request.user, self.viewed.model):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def viewed(self) -> ViewedListing:
        assert self.of is not None
        return self.of

    def view_of(self, pk: int, **which: Any) -> SavedView:
        views = SavedView.objects.filter(
            user=owner_of(self.request), listing=self.viewed.listing, **which
        )
        return get_object_or_404(views, pk=pk)

    def back(self, query: str | None = None) -> HttpResponse:
        """To the listing as `query` shows it, or as it was."""
        index = self.viewed.url("list")
        if query is None:
            return redirect(get_valid_next_url_from_request(self.request) or index)
        return redirect(f"{index}?{query}" if query else index)

    def store(self, view: SavedView, name: str) -> bool:
        """Save `view` under `name`; says why where it can't be."""
        view.name = " ".join(name.replace("\x00", "").split())
        try:
            with transaction.atomic():
                view.full_clean()
                view.save()
        except ValidationError as error:
            messages.error(self.request, f"Not saved. {' '.join(error.messages)}")
        except IntegrityError:
            # The form was sent twice at the same time.
            messages.error(self.request, "You already have a view with this name.")
        else:
            return True
        return False


class SaveView(_ViewsPage):
    def post(self, request: HttpRequest) -> HttpResponse:
        user = owner_of(request)
        given = QueryDict(request.POST.get("query", "")[:LONGEST_QUERY])
        query = self.viewed.address.query_of(given)
        listing = self.viewed.listing
        if SavedView.objects.of(user, listing).count() >= MOST_VIEWS:
            messages.error(
                request,
                f"You have {MOST_VIEWS} views, which is the most. Delete one first.",
            )
            return self.back(query)
        view = SavedView(user=user, listing=listing, query=query)
        view.put_last()
        if self.store(view, request.POST.get("name", "")):
            messages.success(request, f"“{view}” saved.")
        return self.back(query)


class RenameView(_ViewsPage):
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        view = self.view_of(pk, deleted_at=None)
        before = view.name
        if self.store(view, request.POST.get("name", "")) and before != view.name:
            messages.success(request, f"“{before}” is now “{view}”.")
        return self.back()


class MoveView(_ViewsPage):
    """One place to the left or to the right."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        user = owner_of(request)
        views = SavedView.objects.of(user, self.viewed.listing)
        keys = list(views.values_list("pk", flat=True))
        if pk in keys:
            place = keys.index(pk)
            step = -1 if request.POST.get("way") == "left" else 1
            keys.insert(max(0, place + step), keys.pop(place))
            SavedView.arrange(user, keys, self.viewed.listing)
        return self.back()


class ArrangeViews(_ViewsPage):
    """All in the order in which they were dropped."""

    def post(self, request: HttpRequest) -> HttpResponse:
        keys = request.POST.getlist("view")[:MOST_VIEWS]
        SavedView.arrange(
            owner_of(request),
            [int(key) for key in keys if key.isdecimal()],
            self.viewed.listing,
        )
        return HttpResponse(status=204)


class DeleteView(_ViewsPage):
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        view = self.view_of(pk, deleted_at=None)
        now = timezone.now()
        SavedView.objects.filter(
            user=view.user, deleted_at__lt=now - UNDO_WITHIN
        ).delete()
        view.deleted_at = now
        view.save(update_fields=["deleted_at"])
        context = {"view": view, "url": self.viewed.url("restore_view", view.pk)}
        messages.success(
            request,
            render_to_string("browsing/view_deleted.html", context, request),
        )
        return self.back("")


class RestoreView(_ViewsPage):
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        view = self.view_of(pk)
        if view.deleted_at is not None:
            view.deleted_at = None
            if not self.store(view, view.name):
                return self.back("")
        return self.back(view.query)


def view_urls(of: ViewedListing, *, prefix: str = "") -> list[URLPattern]:
    """The addresses that change views of one listing; `prefix` of their names."""
    views: list[tuple[str, type[_ViewsPage], str]] = [
        ("views/", SaveView, "save_view"),
        ("views/order/", ArrangeViews, "arrange_views"),
        ("views/<int:pk>/name/", RenameView, "rename_view"),
        ("views/<int:pk>/move/", MoveView, "move_view"),
        ("views/<int:pk>/delete/", DeleteView, "delete_view"),
        ("views/<int:pk>/restore/", RestoreView, "restore_view"),
    ]
    return [
        path(route, view.as_view(of=of), name=f"{prefix}{name}")
        for route, view, name in views
    ]
