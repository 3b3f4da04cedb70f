"""A character's own page: the build, what the owner says of it, its History."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.dateparse import parse_datetime
from django.utils.functional import cached_property
from wagtail.admin import messages
from wagtail.models import ModelLogEntry

from apps.core.history import delete_row
from apps.core.history import record_change
from apps.profiles.poe.admin.base_page import CHANGE
from apps.profiles.poe.admin.base_page import DELETE
from apps.profiles.poe.admin.base_page import PoePage
from apps.profiles.poe.models import Character

HISTORY_SHOWN = 30


class _CharacterPage(PoePage):
    header_icon = "user"

    @cached_property
    def character(self) -> Character:
        return self.character_with_id(self.kwargs["uuid"])

    def get_page_title(self) -> str:
        return self.character.name

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(character=self.character, **kwargs)


class CharacterPage(_CharacterPage):
    template_name = "poe/character.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        groups = self.character.gem_groups
        history = ModelLogEntry.objects.for_instance(self.character)
        return super().get_context_data(
            past_leagues=_past(self.character),
            main=[each for each in groups if each["is_main"]],
            others=[each for each in groups if not each["is_main"]],
            history=history.select_related("user").order_by("-timestamp", "-pk")[
                :HISTORY_SHOWN
            ],
            **kwargs,
        )


def _past(character: Character) -> list[dict[str, Any]]:
    """Its earlier leagues, the latest first."""
    return [
        {**each, "until": parse_datetime(each["until"])}
        for each in reversed(character.past_leagues)
    ]


class CharacterForm(forms.ModelForm):
    class Meta:
        model = Character
        fields = ["name", "league", "hours", "deaths", "notes", "is_public"]
        widgets = {"notes": forms.Textarea(attrs={"rows": 6})}
        labels = {"is_public": "Public"}

    def _post_clean(self) -> None:
        """The verb checks what is set, on the locked row."""


class EditPage(_CharacterPage):
    template_name = "poe/edit_character.html"
    permission = CHANGE

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.pop("form", None) or CharacterForm(instance=self.character)
        return super().get_context_data(form=form, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = CharacterForm(request.POST, instance=self.character)
        if form.is_valid():
            try:
                with transaction.atomic():
                    if self.character.change(**form.cleaned_data):
                        record_change(self.character, user=request.user)
            except ValidationError as error:
                form.add_error(None, ValidationError(error.messages))
            else:
                messages.success(request, f"{self.character} is saved.")
                return redirect("poe_character", self.character.uuid)
        return self.render_to_response(self.get_context_data(form=form), status=422)


class DeletePage(_CharacterPage):
    """Asks before a character is deleted."""

    template_name = "poe/delete_character.html"
    permission = DELETE

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        rows = Character.objects.filter(pk=self.character.pk)
        if delete_row(rows, user=request.user):
            messages.success(request, f"{self.character} is deleted.")
        return redirect("poe_characters")
