"""Merging two editions of a game that are selected in their listing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.shortcuts import redirect
from django.views.generic import View
from wagtail.admin import messages

from apps.core.admin.access import admin_url
from apps.core.admin.access import may
from apps.core.admin.bulk_actions import ListingBulkAction
from apps.journal.admin.undo import success_with_undo
from apps.library.merging.edition_merge import merge_editions
from apps.library.merging.edition_merge import undo_edition_merge
from apps.library.models import Edition
from apps.library.models import EditionMerge

SELECT_TWO = "Select the two editions of a game that are the same, then choose Merge."


class SurvivorForm(forms.Form):
    """Which of the two stays."""

    survivor = forms.ChoiceField(label="Which one stays?", widget=forms.RadioSelect)

    def __init__(self, *args: Any, editions: list[Edition], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A real one rather than a placeholder, and of two the older one.
        ordered = sorted(editions, key=lambda e: (e.is_placeholder, e.pk))
        field: Any = self.fields["survivor"]
        field.choices = [(str(e.pk), f"{e} (/{e.slug})") for e in ordered]
        field.initial = field.choices[0][0] if ordered else None


class MergeEditions(ListingBulkAction):
    models = [Edition]
    display_name = "Merge"
    action_type = "merge"
    aria_label = "Merge two selected editions"
    template_name = "core/bulk_base.html"
    action_priority = 20
    form_class = SurvivorForm

    def check_perm(self, obj: Any) -> bool:
        user = self.request.user
        return may(user, Edition, "change") and may(user, Edition, "delete")

    @property
    def editions(self) -> list[Any]:
        rows, _ = self.get_actionable_objects()
        return list(rows)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if len(self.editions) != 2:
            messages.warning(request, SELECT_TWO)
            return redirect(self.next_url)
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "editions": self.editions}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "question": "The playthroughs of both go to the one that stays. What it "
            "lacks, the other fills in. You can undo it:",
        }

    def form_valid(self, form: forms.Form) -> HttpResponse:
        chosen = form.cleaned_data["survivor"]
        survivor, merged = sorted(self.editions, key=lambda e: str(e.pk) != chosen)
        try:
            merge = merge_editions(merged, survivor, by=self.request.user)
        except ValidationError as error:
            messages.error(self.request, f"Not merged. {' '.join(error.messages)}")
            return redirect(self.next_url)
        said = f"{merge.merged_name} was merged into {merge.edition.name}."
        url = admin_url(Edition, "undo_merge", merge.pk)
        success_with_undo(self.request, said, url)
        return redirect(self.next_url)


class UndoEditionMergeView(View):
    """Takes two editions apart again; `pk` is the merge's."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not (
            may(request.user, Edition, "change") and may(request.user, Edition, "add")
        ):
            raise PermissionDenied
        merge = get_object_or_404(EditionMerge, pk=pk)
        back = redirect(admin_url(Edition, "list"))
        try:
            edition, kept = undo_edition_merge(merge, by=request.user)
        except ValidationError as error:
            messages.warning(request, f"Nothing changed. {' '.join(error.messages)}")
            return back
        messages.success(request, f"{edition} is an edition of its own again.")
        if kept:
            messages.warning(request, " ".join(kept))
        return back
