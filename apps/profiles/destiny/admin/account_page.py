"""Whose Destiny it is: the Bungie name, the game, and who may see it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import FormView
from wagtail.admin import messages

from apps.core.admin.choosers import RowChooser
from apps.core.history import record_change
from apps.library.models import Game
from apps.profiles.destiny.admin.base import DestinyPage
from apps.profiles.destiny.models.profile import split_name


class AccountForm(forms.Form):
    name = forms.CharField(
        label="Bungie name",
        max_length=40,
        help_text="With its number, such as Guardian#0042. You find it at bungie.net "
        "under your avatar, and in the game under Friends.",
    )
    game = forms.ModelChoiceField(
        queryset=Game.objects.all(),
        widget=RowChooser(model=Game, icon="gamepad", show_edit_link=False),
        help_text="The game in your library that this profile belongs to.",
    )
    is_public = forms.BooleanField(
        required=False,
        label="Public",
        help_text="Off: the API doesn’t show it, and it sends no events.",
    )

    def clean_name(self) -> tuple[str, int | None]:
        return split_name(self.cleaned_data["name"])


class AccountPage(DestinyPage, FormView):
    template_name = "destiny/account.html"
    form_class = AccountForm
    page_title = "Your account"
    header_icon = "cog"
    needs = "destiny.change_destinyprofile"

    def get_initial(self) -> dict[str, Any]:
        return {
            "name": self.profile.full_name,
            "game": self.profile.game,
            "is_public": self.profile.is_public,
        }

    def form_valid(self, form: AccountForm) -> HttpResponse:
        name, code = form.cleaned_data["name"]
        with transaction.atomic():
            self.profile.change(
                bungie_name=name,
                bungie_name_code=code,
                game=form.cleaned_data["game"],
                is_public=form.cleaned_data["is_public"],
            )
            record_change(self.profile, user=self.request.user)
        messages.success(self.request, "Your account is saved.")
        return redirect("destiny_career")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(back=reverse("destiny_career"), **kwargs)
