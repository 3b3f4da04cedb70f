"""The profile itself: which game it is, who sees it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages

from apps.core.admin.choosers import RowChooser
from apps.core.history import record_change
from apps.library.models import Game
from apps.profiles.poe.admin.base_page import CHANGE_PROFILE
from apps.profiles.poe.admin.base_page import PoePage


class ProfileForm(forms.Form):
    game = forms.ModelChoiceField(
        queryset=Game.objects.all(),
        widget=RowChooser(model=Game, icon="gamepad", show_edit_link=False),
        help_text="The game in your library that this profile belongs to.",
    )
    is_public = forms.BooleanField(
        required=False,
        label="Public",
        help_text="Off: characters are not in the API without your token, and send no "
        "events.",
    )


class ProfilePage(PoePage):
    template_name = "poe/profile.html"
    page_title = "Game and visibility"
    header_icon = "cog"
    permission = CHANGE_PROFILE

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        initial = {"game": self.profile.game, "is_public": self.profile.is_public}
        form = kwargs.pop("form", None) or ProfileForm(initial=initial)
        return super().get_context_data(form=form, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = ProfileForm(request.POST)
        if not form.is_valid():
            context = self.get_context_data(form=form)
            return self.render_to_response(context, status=422)
        with transaction.atomic():
            self.profile.change(**form.cleaned_data)
            record_change(self.profile, user=request.user)
        messages.success(request, "The profile is saved.")
        return redirect("poe_characters")
