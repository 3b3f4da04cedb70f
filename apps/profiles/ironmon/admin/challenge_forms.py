"""A challenge with its checkpoints, as one form."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from apps.profiles.ironmon.models import Challenge
from apps.profiles.ironmon.models.checkpoint import NAME_LENGTH

MOST_CHECKPOINTS = 200
MOST_NAMES = 20
MOST_IDS = 20
LARGEST_ID = 2_147_483_647


class ChallengeForm(forms.Form):
    name = forms.CharField(max_length=NAME_LENGTH)


class CheckpointForm(forms.Form):
    """One row; `number` says which checkpoint it is, empty for a new one."""

    number = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(max_length=NAME_LENGTH)
    trainer = forms.CharField(required=False, max_length=NAME_LENGTH)
    aliases = forms.CharField(required=False, max_length=1000, label="Other names")
    trainer_ids = forms.CharField(
        required=False, max_length=300, label="Ids of the trainer"
    )

    def clean_aliases(self) -> list[str]:
        names = _parts(self.cleaned_data["aliases"])
        if len(names) > MOST_NAMES or any(len(name) > NAME_LENGTH for name in names):
            raise ValidationError(
                f"At most {MOST_NAMES} names of {NAME_LENGTH} characters."
            )
        return names

    def clean_trainer_ids(self) -> list[int]:
        ids = _parts(self.cleaned_data["trainer_ids"])
        if len(ids) > MOST_IDS:
            raise ValidationError(f"At most {MOST_IDS} ids.")
        for each in ids:
            if not each.isdecimal() or len(each) > 10 or int(each) > LARGEST_ID:
                raise ValidationError(f"“{each[:20]}” isn’t a whole number.")
        return [int(each) for each in ids]


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


CheckpointFormSet: Any = forms.formset_factory(
    CheckpointForm,
    can_order=True,
    can_delete=True,
    extra=0,
    max_num=MOST_CHECKPOINTS,
    validate_max=True,
    absolute_max=MOST_CHECKPOINTS + 50,
)


def initial_rows(challenge: Challenge | None) -> list[dict[str, Any]]:
    if challenge is None:
        return []
    return [
        {
            "number": each.number,
            "name": each.name,
            "trainer": each.trainer,
            "aliases": ", ".join(each.aliases),
            "trainer_ids": ", ".join(map(str, each.trainer_ids)),
        }
        for each in challenge.checkpoints.all()
    ]


def rows_of(formset: Any) -> list[dict[str, Any]]:
    """What `Challenge.set_checkpoints` takes, in the order that was typed."""
    names = CheckpointForm.base_fields
    return [
        {
            name: form.cleaned_data[name]
            for name in names
            if name != "number" or form.cleaned_data[name]
        }
        for form in formset.ordered_forms
        if form.cleaned_data.get("name")
    ]
