"""Which game a profile belongs to, and who may see it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.generic import FormView
from wagtail.admin import messages

from apps.core.admin.choosers import RowChooser
from apps.core.history import record_change
from apps.library.models import Game
from apps.profiles.admin.connecting import redirect_address
from apps.profiles.admin.page import ProfilePage
from apps.profiles.admin.page import may_change
from apps.profiles.base import Profile
from apps.profiles.connections import connection_of


class SettingsForm(forms.Form):
    """The fields that every profile has, by the names of the model's."""

    game = forms.ModelChoiceField(
        queryset=Game.objects.all(),
        widget=RowChooser(model=Game, icon="gamepad", show_edit_link=False),
        help_text="The game in your library that this profile belongs to.",
    )
    is_public = forms.BooleanField(
        required=False,
        label="Public",
        help_text="Off: nothing of this profile is in the API without your token or on "
        "overlays, and it sends no events.",
    )


class SettingsPage[P: Profile](ProfilePage[P], FormView):
    """Also the base of those that have more to set."""

    template_name = "profiles/settings.html"
    form_class = SettingsForm
    page_title = "Game and visibility"
    header_icon = "cog"

    def may_enter(self) -> bool:
        return super().may_enter() and may_change(self.request.user, self.profile_kind)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        address = redirect_address(self.request, self.profile_kind)
        return super().get_context_data(
            kind=self.profile_kind,
            connection=connection_of(self.profile_kind),
            redirect_address=address,
            is_https=address.startswith("https://"),
            **kwargs,
        )

    def get_initial(self) -> dict[str, Any]:
        return {"game": self.profile.game, "is_public": self.profile.is_public}

    def values_of(self, form: SettingsForm) -> dict[str, Any]:
        """What is set, by the names of the model's fields."""
        return form.cleaned_data

    def form_valid(self, form: SettingsForm) -> HttpResponse:
        with transaction.atomic():
            self.profile.change(**self.values_of(form))
            record_change(self.profile, user=self.request.user)
        messages.success(self.request, "Saved.")
        return redirect(self.profile_kind.home)
