"""One encounter of a hunt, to correct it or to take it back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from apps.core.admin.access import admin_url
from apps.profiles.acnh.hunting.history import log_correction
from apps.profiles.acnh.hunting.history import log_withdrawal
from apps.profiles.acnh.models import Encounter
from apps.profiles.acnh.models import Hunt
from apps.profiles.acnh.models import Villager
from apps.profiles.acnh.models.encounter import NOTES_LENGTH
from apps.profiles.acnh.villagers.portraits import attach_portraits

CHANGE = "acnh.change_encounter"
DELETE = "acnh.delete_encounter"


class EncounterForm(forms.Form):
    villager = forms.ModelChoiceField(
        queryset=Villager.objects.order_by("name"),
        empty_label=None,
        help_text="Who was on this island.",
    )
    recruited = forms.BooleanField(
        required=False,
        label="Moves in",
        help_text="One encounter of a hunt at most. It becomes the hunt’s result.",
    )
    notes = forms.CharField(
        required=False,
        max_length=NOTES_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class EncounterPage(WagtailAdminTemplateMixin, FormView):
    template_name = "acnh/encounter.html"
    form_class = EncounterForm
    header_icon = "edit"
    _show_breadcrumbs = True
    encounter: Encounter

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not request.user.has_perm(CHANGE):
            raise PermissionDenied
        rows = Encounter.objects.select_related("hunt__target", "villager")
        self.encounter = get_object_or_404(
            rows, hunt_id=kwargs["pk"], uuid=kwargs["uuid"]
        )
        return super().dispatch(request, *args, **kwargs)

    @property
    def back_url(self) -> str:
        return admin_url(Hunt, "inspect", self.encounter.hunt_id)

    @property
    def may_remove(self) -> bool:
        return bool(self.request.user.has_perm(DELETE))

    def get_page_title(self) -> str:
        return f"Island {self.encounter.position}"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            {"url": reverse("profiles"), "label": "Profiles"},
            {"url": admin_url(Hunt, "list"), "label": "Hunts"},
            {"url": self.back_url, "label": str(self.encounter.hunt)},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_initial(self) -> dict[str, Any]:
        return {
            "villager": self.encounter.villager,
            "recruited": self.encounter.recruited,
            "notes": self.encounter.notes,
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        attach_portraits([self.encounter.villager])
        return super().get_context_data(encounter=self.encounter, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "remove" in request.POST:
            return self._remove()
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: EncounterForm) -> HttpResponse:
        hunt = self.encounter.hunt
        try:
            with transaction.atomic():
                encounter = hunt.correct(self.encounter, **form.cleaned_data)
                if form.has_changed():
                    log_correction(hunt, encounter, user=self.request.user)
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        messages.success(self.request, f"Island {encounter.position} is saved.")
        return redirect(self.back_url)

    def _remove(self) -> HttpResponse:
        if not self.may_remove:
            raise PermissionDenied
        hunt, encounter = self.encounter.hunt, self.encounter
        try:
            with transaction.atomic():
                hunt.withdraw(encounter)
                log_withdrawal(hunt, encounter, user=self.request.user)
        except ValidationError as error:
            messages.error(self.request, " ".join(error.messages))
        else:
            said = f"{encounter.villager} on island {encounter.position} is removed."
            messages.success(self.request, said)
        return redirect(self.back_url)
