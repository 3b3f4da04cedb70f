"""The form that a playthrough's card turns into."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Q
from django.http import QueryDict

from apps.core.admin.date_words import PartialDateWordsField
from apps.core.admin.edit_conflicts import VERSION_FIELD
from apps.core.admin.edit_conflicts import version_of
from apps.core.admin.widgets import StarsInput
from apps.journal.admin.forms import HoursField
from apps.journal.admin.forms import PlaythroughForm
from apps.journal.admin.forms import RatingField
from apps.journal.models import LONGEST_NOTES
from apps.journal.models import Playthrough
from apps.journal.models import Status
from apps.library.models import Game
from apps.library.models import Platform

IN = {"class": "q-in"}


class CardForm(PlaythroughForm):
    """What a card shows of a playthrough; the whole form has the rest.

    `token` becomes the id of a new playthrough.
    """

    completed_at = PartialDateWordsField(label="Finished", required=False)
    playtime_hours = HoursField(
        label="Hours", widget=forms.TextInput(attrs={**IN, "inputmode": "decimal"})
    )
    rating = RatingField(label="Stars", widget=StarsInput)
    review = forms.CharField(
        label="Review, for others",
        required=False,
        max_length=LONGEST_NOTES,
        widget=forms.Textarea(attrs={**IN, "rows": 3}),
    )
    notes = forms.CharField(
        label="Notes to yourself",
        required=False,
        max_length=LONGEST_NOTES,
        widget=forms.Textarea(attrs={**IN, "rows": 3}),
    )
    token = forms.UUIDField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Playthrough
        fields = (
            "edition",
            "platform",
            "status",
            "completed_at",
            "playtime_hours",
            "rating",
            "review",
            "notes",
            "is_public",
        )
        widgets = {
            "edition": forms.Select(attrs=IN),
            "platform": forms.Select(attrs=IN),
            "status": forms.Select(attrs=IN),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        instance = kwargs["instance"]
        kwargs["auto_id"] = f"run-{instance.pk or 'new'}-%s"
        super().__init__(*args, **kwargs)
        self._offer_rows(instance.edition.game, instance)
        if instance.rating:
            self.initial["rating"] = f"{instance.rating:.1f}"
        for name in self.errors if self.is_bound else ():
            if name in self.fields:
                self._mark(name)

    def _offer_rows(self, game: Game, run: Playthrough) -> None:
        editions: Any = self.fields["edition"]
        editions.queryset = game.editions.order_by("id")
        editions.label_from_instance = lambda edition: edition.name
        editions.empty_label = None
        platforms: Any = self.fields["platform"]
        offered = Platform.objects.filter(
            Q(pk__in=game.platforms.values("pk"))
            | Q(pk__in=game.editions.values("platforms"))
            | Q(pk=run.platform_id)
        )
        platforms.queryset = offered if offered.exists() else Platform.objects.all()
        platforms.empty_label = "Unknown"

    def _mark(self, name: str) -> None:
        """Say to a screen reader that this field is wrong, and where it says why."""
        attrs = self.fields[name].widget.attrs
        attrs["aria-invalid"] = "true"
        attrs["aria-describedby"] = f"{self[name].auto_id}-error"
        attrs["class"] = f"{attrs.get('class', '')} q-in--err".strip()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        unfinished = cleaned.get("status") not in (None, Status.COMPLETED)
        if unfinished and "completed_at" not in self.changed_data:
            # Taken up again: as `Playthrough.change`, it loses its date.
            cleaned["completed_at"] = None
        return cleaned

    @property
    def has_differences(self) -> bool:
        return bool(set(self.changed_data) - {VERSION_FIELD, "token"})


@dataclass(frozen=True)
class Conflict:
    """Somebody else saved while the card's form was open: theirs beside what is typed.

    `form` has what was typed and the version of theirs: sending it again keeps it.
    """

    form: CardForm
    theirs: list[tuple[str, str]]

    @classmethod
    def between(cls, form: CardForm, stored: Playthrough) -> Conflict | None:
        opened = form.data.get(VERSION_FIELD, "")
        if not opened or opened == version_of(stored) or not form.has_differences:
            return None
        renewed = QueryDict(mutable=True)
        renewed.update(form.data)
        renewed[VERSION_FIELD] = version_of(stored)
        theirs = [
            (str(form[name].label), _shown(stored, name))
            for name in form.changed_data
            if name in form.Meta.fields
        ]
        return cls(CardForm(renewed, instance=stored), theirs)


def _shown(run: Playthrough, name: str) -> str:
    if name == "status":
        return run.get_status_display()
    if name == "is_public":
        return "Public" if run.is_public else "Private"
    if name == "edition":
        return run.edition.name
    value = getattr(run, name)
    return "(empty)" if value in (None, "") else str(value)
