"""Bulk actions on what the listing shows, and on nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from typing import Any

from django import forms
from django.db import models
from django.http import HttpResponse
from django.shortcuts import get_list_or_404
from django.shortcuts import redirect
from django.urls import Resolver404
from django.urls import resolve
from django.utils.functional import cached_property
from wagtail.admin import messages
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from apps.core.admin.deletion import DeletionOutlook
from apps.core.admin.deletion import DeletionRefused
from apps.core.admin.deletion import delete_rows
from apps.core.admin.deletion import deletion_outlook
from apps.core.plurals import counted

# From here on a deletion is confirmed by typing how many rows it takes.
COUNT_CONFIRMED_FROM = 10


class ListingBulkAction(SnippetBulkAction):
    """A bulk action whose “select all” means the rows of the filtered listing.

    That is the listing of these rows that one came from. Wagtail's own takes every row
    of the table, whatever the filters and the search say (wagtail#12853). Subclasses
    set `models`, `required_permission` ("change") and `execute_action`.
    """

    required_permission = "change"
    shown_items = 50

    def get_all_objects_in_listing_query(self, parent_id: Any) -> list[Any]:
        listing = self._listing_at(self.next_url) or self._own_listing
        view = listing.view_class(**listing.view_initkwargs)
        view.setup(self.request)
        return [row.pk for row in view.get_queryset()]

    @property
    def _own_listing(self) -> Any:
        return self.model.snippet_viewset.index_view

    def _listing_at(self, url: str) -> Any:
        """The listing of these rows with the address `url`; None where it is none."""
        try:
            page: Any = resolve(url.partition("?")[0]).func
        except Resolver404:
            return None
        view = getattr(page, "view_class", None)
        if view is None or not issubclass(view, BaseListingView):
            return None
        is_of_these = page.view_initkwargs.get("model") is self.model
        return page if is_of_these else None

    @classmethod
    def get_queryset(
        cls, model: type[models.Model], object_ids: Iterable[Any]
    ) -> list[models.Model]:
        keys = [key for key in object_ids if str(key).isdecimal()]
        return get_list_or_404(model, pk__in=keys)

    @cached_property
    def _actionable_objects(self) -> tuple[list[models.Model], dict[str, Any]]:
        return super().get_actionable_objects()

    def get_actionable_objects(self) -> tuple[list[models.Model], dict[str, Any]]:
        return self._actionable_objects

    def check_perm(self, obj: models.Model) -> bool:
        allowed: bool = self.permission_policy.user_has_permission_for_instance(
            self.request.user, self.required_permission, obj
        )
        return allowed

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        items = context["items"]
        return {
            **context,
            "item_count": len(items),
            "question": f"{len(items)} selected:",
            "shown_items": items[: self.shown_items],
            "hidden_count": max(0, len(items) - self.shown_items),
            "action_title": self.display_name,
        }

    def object_context(self, snippet: models.Model) -> dict[str, Any]:
        # Without the address finder's checks, which would run for every row.
        return {"item": snippet}


class _CountForm(forms.Form):
    """Asks to type the number of rows that are about to go."""

    def __init__(self, *args: Any, count: int, noun: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.count = count
        if count >= COUNT_CONFIRMED_FROM:
            self.fields["count"] = forms.IntegerField(
                label=f"Type {count} to delete {counted(count, noun)}",
                widget=forms.NumberInput(attrs={"autocomplete": "off"}),
            )

    def clean_count(self) -> int:
        typed: int = self.cleaned_data["count"]
        if typed != self.count:
            raise forms.ValidationError(
                f"You typed {typed}, but {self.count} would be deleted. "
                "Nothing was deleted."
            )
        return typed


class DeleteListed(ListingBulkAction):
    """Delete the selected rows, or none when something holds one of them."""

    display_name = "Delete"
    action_type = "delete"
    aria_label = "Delete selected rows"
    template_name = "core/bulk_delete.html"
    action_priority = 30
    classes = {"serious"}
    required_permission = "delete"
    form_class = _CountForm

    def get_form_kwargs(self) -> dict[str, Any]:
        rows, _ = self.get_actionable_objects()
        return {
            **super().get_form_kwargs(),
            "count": len(rows),
            "noun": str(self.model._meta.verbose_name),
        }

    @cached_property
    def outlook(self) -> DeletionOutlook:
        rows, _ = self.get_actionable_objects()
        if not rows:
            return DeletionOutlook(holders=[], refusals=[], companions=[])
        return deletion_outlook(rows, self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "outlook": self.outlook,
            "undo_note": getattr(
                self.model.snippet_viewset, "undo_note", "This can’t be undone."
            ),
        }

    def form_valid(self, form: forms.Form) -> HttpResponse:
        if self.outlook.is_forbidden:
            return self.render_to_response(self.get_context_data(form=form))
        try:
            return super().form_valid(form)
        except DeletionRefused as refusal:
            messages.error(self.request, f"{refusal} Nothing was deleted.")
            return redirect(self.next_url)

    def get_execution_context(self) -> dict[str, Any]:
        return {**super().get_execution_context(), "user": self.request.user}

    @classmethod
    def execute_action(
        cls, objects: Sequence[models.Model], user: Any = None, **kwargs: Any
    ) -> tuple[int, int]:
        delete_rows(objects, user)
        return len(objects), 0

    def get_success_message(self, deleted: int, children: int) -> str:
        return f"{counted(deleted, str(self.model._meta.verbose_name))} deleted."
