from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from wagtail.admin.widgets import AdminAutoHeightTextInput

from apps.core.admin.choosers import RowChooser
from apps.core.admin.edit_conflicts import AdminForm
from apps.core.text import normalise
from apps.library.admin.covers import CoverField
from apps.library.models import Edition
from apps.library.models import EditionType
from apps.library.models import Franchise
from apps.library.models import Game
from apps.library.models import Genre
from apps.library.models import Platform
from apps.library.models.changes import track_game_changes

LONGEST_NAME = 200
MOST_NAMES = 100


class NamesField(forms.CharField):
    """A list of names, one a line, so that a name may hold commas."""

    widget = AdminAutoHeightTextInput

    def __init__(self, *, longest: int = LONGEST_NAME, **kwargs: Any) -> None:
        self.longest = longest
        kwargs.setdefault("required", False)
        kwargs.setdefault("help_text", "One name per line.")
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        text = super().clean(value)
        names = list(
            dict.fromkeys(line.strip() for line in text.splitlines() if line.strip())
        )
        too_long = [name for name in names if len(name) > self.longest]
        if too_long:
            raise ValidationError(
                f"“{too_long[0][:40]}…” is longer than {self.longest} characters."
            )
        if len(names) > MOST_NAMES:
            raise ValidationError(f"Enter at most {MOST_NAMES} names.")
        return names

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial) or "", _lines(data))


def _lines(data: Any) -> str:
    return "\n".join(str(data or "").splitlines())


class SameName(forms.Form):
    """Refuses a game whose name the library holds, until told that it is another."""

    another_game = forms.BooleanField(
        required=False,
        label="This is a different game with the same name",
        widget=forms.HiddenInput,
    )

    def refuse_same_name(self) -> None:
        name = self.cleaned_data.get("name")
        if not name or self.cleaned_data.get("another_game"):
            return
        same = [
            game
            for game in Game.objects.matching(name)[:50]
            if normalise(name) in game.search_key.split(" | ")
        ]
        if same:
            self.fields["another_game"].widget = forms.CheckboxInput()
            self.add_error("name", f"{_described(same[0])} is already in your library.")


def _described(game: Game) -> str:
    year = game.original_release_year
    return f"“{game.name}” ({year})" if year else f"“{game.name}”"


class GameForm(SameName, AdminForm):
    uploaded_cover = CoverField()
    aliases = NamesField(
        label="Other names",
        help_text="One name per line. Search and imports find the game by any of them.",
    )
    primary_genre = forms.ModelChoiceField(
        queryset=Genre.objects.all(),
        required=False,
        widget=RowChooser(model=Genre, icon="tag"),
        label="Primary genre",
        help_text="The genre it counts under in statistics.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            primary = self.instance.game_genres.filter(is_primary=True)
            self.initial["primary_genre"] = primary.values_list(
                "genre_id", flat=True
            ).first()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if self.instance._state.adding:
            self.refuse_same_name()
        return cleaned

    @track_game_changes()
    def save(self, commit: bool = True) -> Game:
        """Save; a new game gets its first edition, on the game's platforms."""
        adding = self.instance._state.adding
        is_tied_anew = not adding and "igdb_id" in self.changed_data
        if is_tied_anew:
            self.instance.forget_igdb()
        game: Game = super().save(commit=commit)
        if commit and adding:
            edition = game.add_first_edition()
            edition.platforms.set(game.platforms.all())
        if commit and is_tied_anew:
            game.take_editions_along(self.initial.get("igdb_id"))
        return game

    def _save_m2m(self) -> None:
        super()._save_m2m()
        primary = self.cleaned_data.get("primary_genre")
        genres = list(self.cleaned_data.get("genres", ()))
        self.instance.set_genres(
            [*genres, primary] if primary else genres, primary=primary
        )


class NewGameForm(SameName, forms.ModelForm):
    """The chooser's short form: a game and its first edition."""

    class Meta:
        model = Game
        fields = ["name", "original_release_year"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        self.refuse_same_name()
        return cleaned

    @track_game_changes()
    def save(self, commit: bool = True) -> Game:
        game: Game = super().save(commit=commit)
        game.add_first_edition()
        return game


class NewEditionForm(forms.Form):
    """The chooser's short form: an edition of a game that may be new as well."""

    game = forms.CharField(
        max_length=LONGEST_NAME,
        help_text="The game's name. If it isn't in your library yet, it is added.",
    )
    name = forms.CharField(
        label="Name of the edition",
        required=False,
        max_length=LONGEST_NAME,
        help_text=(
            "“Pixel Remaster”, “PS5 version”. If empty, it is the name of the game."
        ),
    )
    edition_type = forms.ChoiceField(
        label="Kind", choices=EditionType, initial=EditionType.ORIGINAL
    )

    def clean_game(self) -> str:
        name: str = self.cleaned_data["game"]
        self.games = [
            game
            for game in Game.objects.matching(name)[:50]
            if normalise(name) in game.search_key.split(" | ")
        ]
        if len(self.games) > 1:
            raise ValidationError(
                "Your library has several games with this name. Add the edition on "
                "the page of the right one."
            )
        return name

    @track_game_changes()
    def save(self) -> Edition:
        data = self.cleaned_data
        edition = Edition(
            name=data["name"] or (self.games or [Game(name=data["game"])])[0].name,
            edition_type=data["edition_type"],
        )
        if not self.games:
            return Game.objects.add(name=data["game"], edition=edition).first_edition()
        edition.game = self.games[0]
        edition.full_clean(exclude=["slug"])
        edition.save()
        return edition


class EditionForm(AdminForm):
    uploaded_cover = CoverField()

    def clean_game(self) -> Game:
        """Refuse to take a game's only edition away from it."""
        game: Game = self.cleaned_data["game"]
        former = self.initial.get("game")
        if former is None or former == game.pk or self.instance.pk is None:
            return game
        if (
            not Edition.objects.filter(game=former)
            .exclude(pk=self.instance.pk)
            .exists()
        ):
            raise ValidationError(
                "It is the only edition of its current game. Add another one "
                "there first."
            )
        return game

    @track_game_changes()
    def save(self, commit: bool = True) -> Edition:
        if self.instance.pk and "igdb_id" in self.changed_data:
            self.instance.forget_igdb()
        edition: Edition = super().save(commit=commit)
        return edition


class PlatformForm(AdminForm):
    aliases = NamesField(
        label="Other names",
        longest=100,
        help_text="One name per line. Imports recognize each of them.",
    )


class FranchiseForm(AdminForm):
    aliases = NamesField(
        label="Other names",
        longest=200,
        help_text="One name per line. Imports recognize each of them.",
    )


class NewFranchiseForm(forms.ModelForm):
    class Meta:
        model = Franchise
        fields = ["name"]


class NewPlatformForm(forms.ModelForm):
    class Meta:
        model = Platform
        fields = ["name", "abbreviation"]


class NewGenreForm(forms.ModelForm):
    class Meta:
        model = Genre
        fields = ["name", "parent"]
