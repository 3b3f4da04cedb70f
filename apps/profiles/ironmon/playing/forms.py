"""What is typed about a run: its defeat, its notes, where its recording is."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from apps.profiles.ironmon.models.checkpoint import NAME_LENGTH
from apps.profiles.ironmon.models.run import HIGHEST_LEVEL
from apps.profiles.ironmon.models.run import NOTES_LENGTH
from apps.profiles.ironmon.vod import seconds_of


class DefeatForm(forms.Form):
    pokemon = forms.CharField(
        label="Pokémon",
        max_length=NAME_LENGTH,
        error_messages={"required": "Which Pokémon ended the run?"},
    )
    level = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=HIGHEST_LEVEL,
        error_messages={
            "min_value": "A level is from 1 to 100.",
            "max_value": "A level is from 1 to 100.",
        },
    )
    trainer = forms.CharField(required=False, max_length=NAME_LENGTH)
    is_wild = forms.BooleanField(required=False, label="Wild")
    place = forms.CharField(required=False, max_length=NAME_LENGTH)

    @property
    def defeat(self) -> dict[str, Any]:
        """As the verbs of a run take it."""
        values = self.cleaned_data
        return {**values, "trainer": values["trainer"] or None}


class DetailsForm(forms.Form):
    notes = forms.CharField(
        required=False, max_length=NOTES_LENGTH, widget=forms.Textarea
    )
    vod_url = forms.URLField(
        required=False, max_length=500, label="Recording", assume_scheme="https"
    )
    vod_time = forms.CharField(required=False, max_length=12, label="Begins at")

    def clean_vod_time(self) -> int | None:
        try:
            return seconds_of(self.cleaned_data["vod_time"])
        except ValueError as error:
            raise ValidationError(str(error)) from error

    @property
    def details(self) -> dict[str, Any]:
        """As `Run.change` takes it."""
        values = dict(self.cleaned_data)
        return {**values, "vod_seconds": values.pop("vod_time")}


def first_error(form: forms.Form) -> ValidationError:
    """Of a form that isn't valid, with the field that it is about."""
    name, errors = next(iter(form.errors.items()))
    label = form[name].label if name in form.fields else ""
    return ValidationError(f"{label}: {errors[0]}" if label else errors[0])
