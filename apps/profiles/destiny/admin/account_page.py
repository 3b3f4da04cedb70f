"""Whose Destiny it is: the Bungie name, the game, and who may see it."""

from __future__ import annotations

from typing import Any

from django import forms

from apps.profiles.admin.settings_page import SettingsForm
from apps.profiles.admin.settings_page import SettingsPage
from apps.profiles.destiny.models import DestinyProfile
from apps.profiles.destiny.models.profile import split_name


class AccountForm(SettingsForm):
    name = forms.CharField(
        label="Bungie name",
        max_length=40,
        help_text="With its number, such as Guardian#0042. You find it at bungie.net "
        "under your avatar, and in the game under Friends.",
    )
    field_order = ("name",)

    def clean_name(self) -> tuple[str, int | None]:
        return split_name(self.cleaned_data["name"])


class AccountPage(SettingsPage[DestinyProfile]):
    slug = "destiny"
    form_class = AccountForm
    page_title = "Your account"

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), "name": self.profile.full_name}

    def values_of(self, form: SettingsForm) -> dict[str, Any]:
        name, code = form.cleaned_data["name"]
        given = {key: form.cleaned_data[key] for key in ("game", "is_public")}
        return {**given, "bungie_name": name, "bungie_name_code": code}
