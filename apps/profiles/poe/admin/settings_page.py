"""The account, what a sync reads, the game, and who may see it."""

from __future__ import annotations

from typing import Any

from django import forms

from apps.profiles.admin.settings_page import SettingsForm
from apps.profiles.admin.settings_page import SettingsPage
from apps.profiles.poe.models import PoeProfile
from apps.profiles.poe.models.profile import Realm


class PoeSettingsForm(SettingsForm):
    realms = forms.MultipleChoiceField(
        choices=Realm.choices,
        widget=forms.CheckboxSelectMultiple,
        label="Read characters of",
        help_text="Each takes about a minute of a sync: Path of Exile allows no more.",
        error_messages={"required": "Choose at least one of these."},
    )
    makes_playthroughs = forms.BooleanField(
        required=False,
        label="Make each league a playthrough",
        help_text="A sync adds a playthrough for each league that you play, and keeps "
        "its status up to date. What you change in one stays.",
    )


class PoeSettingsPage(SettingsPage[PoeProfile]):
    slug = "poe"
    form_class = PoeSettingsForm
    page_title = "Account and settings"

    def get_initial(self) -> dict[str, Any]:
        return {
            **super().get_initial(),
            "realms": self.profile.realms,
            "makes_playthroughs": self.profile.makes_playthroughs,
        }
