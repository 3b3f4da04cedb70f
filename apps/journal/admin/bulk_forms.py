"""The forms of bulk edits: what is left empty stays as it is."""

from __future__ import annotations

from typing import Any

from django import forms

from apps.core.admin.date_words import PartialDateWordsField
from apps.journal.admin.forms import HoursField
from apps.journal.admin.forms import RatingField
from apps.journal.models import Status
from apps.library.models import Platform

KEEP = "Keep as it is"
VISIBILITY = [("", KEEP), ("public", "Public"), ("private", "Private")]
EMPTIED = [
    ("completed_at", "Finished"),
    ("rating", "Stars"),
    ("platform", "Platform"),
    ("playtime_hours", "Hours"),
]


class SetPlatformForm(forms.Form):
    platform = forms.ModelChoiceField(
        queryset=Platform.objects.order_by("sort_key"), empty_label=None
    )


class EditManyForm(forms.Form):
    """`values` are what to set."""

    status = forms.ChoiceField(
        required=False,
        choices=[("", KEEP), *Status.choices],
        help_text="Refused if one of them can’t go there, as from completed to paused.",
    )
    completed_at = PartialDateWordsField(
        label="Finished",
        required=False,
        help_text="Marks those completed that aren’t.",
    )
    rating = RatingField(label="Stars")
    platform = forms.ModelChoiceField(
        queryset=Platform.objects.order_by("sort_key"),
        required=False,
        empty_label=KEEP,
    )
    playtime_hours = HoursField(label="Hours")
    visibility = forms.ChoiceField(required=False, choices=VISIBILITY)
    emptied = forms.MultipleChoiceField(
        label="Empty these",
        required=False,
        choices=EMPTIED,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rating: Any = self.fields["rating"]
        rating.choices = [("", KEEP), *rating.choices[1:]]

    @property
    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        names = ("status", "completed_at", "rating", "platform", "playtime_hours")
        given = {n: data[n] for n in names if data.get(n) not in (None, "")}
        if data.get("visibility"):
            given["is_public"] = data["visibility"] == "public"
        return {**given, **dict.fromkeys(data.get("emptied", []))}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for name in cleaned.get("emptied", []):
            if cleaned.get(name) not in (None, ""):
                self.add_error(name, "Either set it or empty it.")
        if not self.errors and not self.values:
            raise forms.ValidationError("Set or empty at least one field.")
        return cleaned
