"""Which game Warframe belongs to, and who may see the profile."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from apps.core.admin.choosers import RowChooser
from apps.core.history import record_change
from apps.library.models import Game
from apps.profiles.warframe.models import WarframeProfile


class SettingsForm(forms.Form):
    game = forms.ModelChoiceField(
        queryset=Game.objects.all(),
        widget=RowChooser(model=Game, icon="gamepad", show_edit_link=False),
        help_text="The game in your library that this profile belongs to.",
    )
    is_public = forms.BooleanField(
        required=False,
        label="Public",
        help_text="Off: the profile isn’t in the API and sends no events.",
    )


class SettingsPage(WagtailAdminTemplateMixin, FormView):
    template_name = "warframe/settings.html"
    form_class = SettingsForm
    page_title = "Game and visibility"
    header_icon = "cog"
    _show_breadcrumbs = True
    profile: WarframeProfile

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not request.user.has_perm("warframe.change_warframeprofile"):
            raise PermissionDenied
        profile = WarframeProfile.current()
        if profile is None:
            return redirect("profiles")
        self.profile = profile
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            {"url": reverse("profiles"), "label": "Profiles"},
            {"url": reverse("warframe_profile"), "label": "Warframe"},
            {"url": "", "label": self.page_title},
        ]

    def get_initial(self) -> dict[str, Any]:
        return {"game": self.profile.game, "is_public": self.profile.is_public}

    def form_valid(self, form: SettingsForm) -> HttpResponse:
        with transaction.atomic():
            self.profile.change(**form.cleaned_data)
            record_change(self.profile, user=self.request.user)
        messages.success(self.request, "Saved.")
        return redirect("warframe_profile")
