"""What the owner says of the island: which game it is, who lives there, who sees it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from apps.profiles.acnh.models import Island
from apps.profiles.acnh.models import Villager
from apps.profiles.admin.settings_page import SettingsForm
from apps.profiles.admin.settings_page import SettingsPage

MOST_RESIDENTS = 10


class IslandForm(SettingsForm):
    residents = forms.CharField(
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Who lives on your island, one name a line. You can’t meet them on "
        "other islands, so the odds leave them out.",
    )

    def clean_residents(self) -> list[Villager]:
        names = [
            each for each in self.cleaned_data["residents"].splitlines() if each.strip()
        ]
        if len(names) > MOST_RESIDENTS:
            raise ValidationError(f"At most {MOST_RESIDENTS} can live on an island.")
        found = {name: Villager.objects.called(name).first() for name in names}
        missing = [name for name, villager in found.items() if villager is None]
        if missing:
            raise ValidationError(f"There is no villager “{missing[0].strip()}”.")
        return [villager for villager in found.values() if villager]


class IslandPage(SettingsPage[Island]):
    slug = "acnh"
    form_class = IslandForm
    page_title = "Your island"

    def get_initial(self) -> dict[str, Any]:
        names = self.profile.residents.order_by("name").values_list("name", flat=True)
        return {**super().get_initial(), "residents": "\n".join(names)}
