"""Saving, renaming, arranging and deleting one's own views of the games."""

from __future__ import annotations

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
from django.urls import reverse
from django.utils import timezone
from django.views import View
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request

from apps.browsing.admin.game_query import query_of
from apps.browsing.admin.game_tabs import owner_of
from apps.browsing.models import SavedView
from apps.browsing.models.saved_view import LONGEST_QUERY
from apps.core.admin.access import admin_url
from apps.core.visibility import may_see_all
from apps.library.models import Game

# As many as one finds one's way among.
MOST_VIEWS = 30
UNDO_WITHIN = timedelta(days=1)


class NameForm(forms.ModelForm):
    class Meta:
        model = SavedView
        fields = ("name",)


class _ViewsPage(View):
    """Changes the user's views, and goes back to the games."""

    http_method_names = ["post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may_see_all(request.user, Game):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def view_of(self, pk: int, **which: Any) -> SavedView:
        views = SavedView.objects.filter(user=owner_of(self.request), **which)
        return get_object_or_404(views, pk=pk)

    def back(self, query: str | None = None) -> HttpResponse:
        """To the games as `query` shows them, or as they were."""
        index = admin_url(Game, "list")
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
        query = query_of(QueryDict(request.POST.get("query", "")[:LONGEST_QUERY]))
        if SavedView.objects.of(user).count() >= MOST_VIEWS:
            messages.error(
                request,
                f"You have {MOST_VIEWS} views, which is the most. Delete one first.",
            )
            return self.back(query)
        view = SavedView(user=user, query=query)
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
        keys = list(SavedView.objects.of(user).values_list("pk", flat=True))
        if pk in keys:
            place = keys.index(pk)
            step = -1 if request.POST.get("way") == "left" else 1
            keys.insert(max(0, place + step), keys.pop(place))
            SavedView.arrange(user, keys)
        return self.back()


class ArrangeViews(_ViewsPage):
    """All in the order in which they were dropped."""

    def post(self, request: HttpRequest) -> HttpResponse:
        keys = request.POST.getlist("view")[:MOST_VIEWS]
        SavedView.arrange(
            owner_of(request), [int(key) for key in keys if key.isdecimal()]
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
        url = reverse(Game.snippet_viewset.get_url_name("restore_view"), args=[view.pk])
        context = {"view": view, "url": url}
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
