"""The form of a review, with its highlights."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from apps.browsing.models import YearReview
from apps.browsing.models.year_review import LONGEST_WORDS
from apps.browsing.models.year_review import MOST_HIGHLIGHTS
from apps.browsing.year.facts import finished_games
from apps.core.admin.choosers import RowChooser
from apps.core.admin.edit_conflicts import VERSION_FIELD
from apps.library.models import Game

# Free lines for highlights, beside those that are filled in.
FREE_LINES = 3
_AREA = forms.Textarea(attrs={"rows": 3, "class": "q-in"})


def games_to_choose(year: int | None) -> forms.ModelChoiceField:
    """A choice among the games of a year; of all time, among the whole library."""
    if year is None:
        chooser = RowChooser(model=Game, icon="gamepad", show_edit_link=False)
        return forms.ModelChoiceField(Game.objects.all(), widget=chooser)
    keys = [row["edition__game_id"] for row in finished_games(year)]
    return forms.ModelChoiceField(
        Game.objects.filter(pk__in=keys),
        widget=forms.Select(attrs={"class": "q-in"}),
        error_messages={
            "invalid_choice": f"Choose a game that you finished in {year}, publicly."
        },
    )


class YearReviewForm(forms.ModelForm):
    opened_version = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = YearReview
        fields = ("title", "intro", "game_of_the_year", "words")
        widgets = {
            "title": forms.TextInput(attrs={"class": "q-in"}),
            "intro": _AREA,
            "words": _AREA,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        year = self.instance.year
        field = games_to_choose(year)
        field.required = False
        field.label = "Game of the year" if year else "Game of all time"
        self.fields["game_of_the_year"] = field
        self.order_fields(["title", "intro", "game_of_the_year", "words"])
        self.initial.setdefault(VERSION_FIELD, str(self.instance.version))
        for each in self.fields.values():
            if not isinstance(each.widget, forms.HiddenInput | RowChooser):
                each.widget.attrs.setdefault("class", "q-in")

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if found.get("words") and not found.get("game_of_the_year"):
            self.add_error("game_of_the_year", "Choose the game that this is about.")
        return found


class HighlightForm(forms.Form):
    """A line; one without words is taken away."""

    game = forms.ModelChoiceField(Game.objects.none(), required=False)
    text = forms.CharField(
        label="In your words", required=False, max_length=LONGEST_WORDS, widget=_AREA
    )

    def __init__(self, *args: Any, year: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = games_to_choose(year)
        field.required = False
        self.fields["game"] = field
        self.order_fields(["game", "text"])

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if found.get("text") and not found.get("game") and "game" not in self.errors:
            raise ValidationError("Choose the game that this is about.")
        return found


class HighlightFormSet(forms.BaseFormSet):
    @property
    def highlights(self) -> list[tuple[Game, str]]:
        """What was filled in, after it was found valid."""
        filled = [form.cleaned_data for form in self.forms]
        return [
            (each["game"], each["text"])
            for each in filled
            if each.get("game") and each.get("text")
        ]


def highlights_form(review: YearReview, data: Any = None) -> HighlightFormSet:
    saved = list(review.highlights.select_related("game")) if review.pk else []
    made: Any = forms.formset_factory(
        HighlightForm,
        formset=HighlightFormSet,
        extra=min(FREE_LINES, MOST_HIGHLIGHTS - len(saved)),
        max_num=MOST_HIGHLIGHTS,
        validate_max=True,
    )
    initial = [{"game": each.game_id, "text": each.text} for each in saved]
    formset: HighlightFormSet = made(
        data, initial=initial, prefix="said", form_kwargs={"year": review.year}
    )
    return formset
