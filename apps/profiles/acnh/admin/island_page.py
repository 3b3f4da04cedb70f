"""What the owner says of the island: which game it is, who lives there, who sees it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.exceptions import ValidationError
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
from apps.profiles.acnh.models import Island
from apps.profiles.acnh.models import Villager

MOST_RESIDENTS = 10


class IslandForm(forms.Form):
    game = forms.ModelChoiceField(
        queryset=Game.objects.all(),
        widget=RowChooser(model=Game, icon="gamepad", show_edit_link=False),
        help_text="The game in your library that this profile belongs to.",
    )
    residents = forms.CharField(
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Who lives on your island, one name a line. You can’t meet them on "
        "other islands, so the odds leave them out.",
    )
    is_public = forms.BooleanField(
        required=False,
        label="Public",
        help_text="Off: hunts are neither in the API nor on overlays, and send no "
        "events.",
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


class IslandPage(WagtailAdminTemplateMixin, FormView):
    template_name = "acnh/island.html"
    form_class = IslandForm
    page_title = "Your island"
    header_icon = "cog"
    _show_breadcrumbs = True
    island: Island

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not request.user.has_perm("acnh.change_island"):
            raise PermissionDenied
        island = Island.current()
        if island is None:
            return redirect("profiles")
        self.island = island
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            {"url": reverse("profiles"), "label": "Profiles"},
            {"url": reverse("acnh_hunt"), "label": "Animal Crossing"},
            {"url": "", "label": "Your island"},
        ]

    def get_initial(self) -> dict[str, Any]:
        names = self.island.residents.order_by("name").values_list("name", flat=True)
        return {
            "game": self.island.game,
            "residents": "\n".join(names),
            "is_public": self.island.is_public,
        }

    def form_valid(self, form: IslandForm) -> HttpResponse:
        with transaction.atomic():
            self.island.change(**form.cleaned_data)
            record_change(self.island, user=self.request.user)
        messages.success(self.request, "Your island is saved.")
        return redirect("acnh_hunt")
