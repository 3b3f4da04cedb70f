from __future__ import annotations

import uuid
from decimal import Decimal
from decimal import InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db import transaction
from django.db.models import Q
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.admin.widgets import AdminAutoHeightTextInput

from apps.core import ratings
from apps.core.admin.edit_conflicts import AdminForm
from apps.core.models.partial_dates import PartialDateFormField
from apps.journal.models import LONGEST_NOTES
from apps.journal.models import LONGEST_PLAYTIME
from apps.journal.models import Playthrough
from apps.journal.models import Status
from apps.journal.models import TransitionError
from apps.library.models import Edition
from apps.library.models import Game
from apps.library.models import Platform

RATING_CHOICES = [
    (f"{rating:.1f}", f"{ratings.stars(rating)} {rating}")
    for rating in reversed(ratings.ALL)
]
DATE_HELP = "A year, a month, or a day: 2003, 2003-11, or 2003-11-02."
NEW = "new"


def _as_rating(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation as error:
        raise ValueError(text) from error


class RatingField(forms.TypedChoiceField):
    """A rating, chosen from all there are."""

    default_error_messages = {"invalid_choice": ratings.INVALID}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(
            choices=[("", "No rating"), *RATING_CHOICES],
            coerce=_as_rating,
            empty_value=None,
            **kwargs,
        )

    def to_python(self, value: Any) -> str:
        """Any way to write the number: "4", "4.0", 4."""
        text = super().to_python(value)
        try:
            return f"{_as_rating(text):.2f}".removesuffix("0")
        except ValueError:
            return text


class HoursField(forms.DecimalField):
    """A text field: of what isn't a number, a browser's number field sends nothing."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal"}))
        super().__init__(
            min_value=0,
            max_value=LONGEST_PLAYTIME,
            max_digits=6,
            decimal_places=1,
            **kwargs,
        )


class PlaythroughForm(AdminForm):
    rating = RatingField()
    playtime_hours = HoursField(label="Hours played")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        self._check_platform(cleaned.get("edition"), cleaned.get("platform"))
        return cleaned

    def _check_platform(
        self, edition: Edition | None, platform: Platform | None
    ) -> None:
        """Refuse a newly chosen platform that the edition does not run on.

        What is stored already stays: an import may know better than the edition.
        """
        chosen = {"edition", "platform"} & set(self.changed_data)
        if not chosen or edition is None or platform is None:
            return
        problem = platform_problem(edition, platform)
        if problem:
            self.add_error("platform", problem)


def platform_problem(edition: Edition, platform: Platform) -> str:
    """Why `platform` can't be chosen for a run through `edition`, or ""."""
    offered = list(edition.platforms.all())
    if not offered or platform in offered:
        return ""
    names = ", ".join(each.name for each in offered)
    return (
        f"This edition is for {names}. Choose one of these, or add "
        f"{platform.name} to the edition first."
    )


class CompleteForm(forms.Form):
    """When, how well and how long: asked when a playthrough is completed."""

    on = PartialDateFormField(
        label="Completed",
        required=False,
        initial=timezone.localdate,
        help_text=f"{DATE_HELP} Leave it empty if you don’t remember.",
    )
    rating = RatingField()
    playtime_hours = HoursField(label="Hours played")
    notes = forms.CharField(
        required=False,
        max_length=LONGEST_NOTES,
        widget=AdminAutoHeightTextInput(attrs={"rows": 2}),
    )

    def complete(
        self,
        playthrough: Playthrough,
        *,
        notes: str | None,
        platform: Platform | None = None,
    ) -> bool:
        """Complete `playthrough`; False, with errors beside the fields, if refused.

        Raises `TransitionError` where it is completed already.
        """
        try:
            playthrough.complete(
                on=self.cleaned_data["on"],
                rating=self.cleaned_data["rating"],
                playtime_hours=self.cleaned_data["playtime_hours"],
                notes=notes,
                platform=platform,
            )
        except TransitionError:
            raise
        except ValidationError as error:
            add_errors(self, error, {"completed_at": "on"})
            return False
        return True


class CompletePlaythroughForm(CompleteForm):
    """Completes one playthrough; asks for its platform where it has none."""

    platform = forms.ModelChoiceField(
        queryset=Platform.objects.none(), required=False, empty_label="Unknown"
    )

    def __init__(self, *args: Any, playthrough: Playthrough, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.playthrough = playthrough
        offered = playthrough.edition.platforms.all()
        if playthrough.platform or not offered:
            del self.fields["platform"]
            return
        platforms: Any = self.fields["platform"]
        platforms.queryset = offered
        platforms.initial = _only(offered)

    def save(self) -> bool:
        """Whether it was completed; else there are errors on the form."""
        return self.complete(
            self.playthrough,
            notes=self.cleaned_data["notes"],
            platform=self.cleaned_data.get("platform"),
        )


def _only(platforms: QuerySet[Platform]) -> Platform | None:
    """The one of `platforms`; None where there are more, or none."""
    found = list(platforms[:2])
    return found[0] if len(found) == 1 else None


class CompleteGameForm(CompleteForm):
    """Completes a game in one step: an open playthrough of it, or a new one.

    `token` becomes the id of the new playthrough, so that a form sent twice makes
    one.
    """

    playthrough = forms.ChoiceField(label="Which playthrough", widget=forms.RadioSelect)
    edition = forms.ModelChoiceField(
        queryset=Edition.objects.none(), required=False, empty_label=None
    )
    platform = forms.ModelChoiceField(
        queryset=Platform.objects.none(), required=False, empty_label="Unknown"
    )
    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    field_order = ["playthrough", "edition", "platform"]

    def __init__(self, *args: Any, game: Game, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.game = game
        self.open = list(
            Playthrough.objects.filter(edition__game=game)
            .exclude(status=Status.COMPLETED)
            .select_related("edition__game", "platform")
            .order_by("-updated_at", "-pk")
        )
        self._offer_playthroughs()
        self._offer_editions()

    def _offer_playthroughs(self) -> None:
        choices = [(str(each.pk), _described(each)) for each in self.open]
        field: Any = self.fields["playthrough"]
        field.choices = [*choices, (NEW, "A new one")]
        field.initial = choices[0][0] if choices else NEW
        if not choices:
            field.widget = forms.HiddenInput()

    def _offer_editions(self) -> None:
        editions: Any = self.fields["edition"]
        first = self.game.first_edition()
        editions.queryset = self.game.editions.order_by("id")
        editions.initial = first
        editions.label_from_instance = lambda edition: edition.name
        if len(editions.queryset) == 1:
            editions.widget = forms.HiddenInput()
        platforms: Any = self.fields["platform"]
        platforms.queryset = Platform.objects.filter(
            Q(pk__in=self.game.platforms.values("pk"))
            | Q(pk__in=self.game.editions.values("platforms"))
        )
        platforms.initial = _only(first.platforms.all())
        if self.open:
            editions.help_text = platforms.help_text = "For a new playthrough."

    def save(self) -> Playthrough | None:
        """The completed playthrough; None, with errors on the form, if refused."""
        data = self.cleaned_data
        if data["playthrough"] != NEW:
            chosen = next(p for p in self.open if str(p.pk) == data["playthrough"])
            notes = "\n\n".join(filter(None, [chosen.notes, data["notes"]]))
            return chosen if self.complete(chosen, notes=notes) else None
        already = Playthrough.objects.filter(uuid=data["token"]).first()
        return already or self._complete_new()

    def _complete_new(self) -> Playthrough | None:
        data = self.cleaned_data
        playthrough = Playthrough(
            uuid=data["token"],
            edition=data["edition"] or self.game.first_edition(),
            platform=data["platform"],
            status=Status.COMPLETED,
            completed_at=data["on"],
            rating=data["rating"],
            playtime_hours=data["playtime_hours"],
            notes=data["notes"],
        )
        try:
            playthrough.full_clean(validate_unique=False)
            with transaction.atomic():
                playthrough.save()
        except ValidationError as error:
            add_errors(self, error, {"completed_at": "on"})
            return None
        except IntegrityError:
            return Playthrough.objects.get(uuid=data["token"])
        return playthrough


def add_errors(
    form: forms.Form, error: ValidationError, fields: dict[str, str]
) -> None:
    """Put a model's error beside the form's fields, or above the form."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, messages in error.message_dict.items():
        field = fields.get(name, name)
        form.add_error(field if field in form.fields else None, messages)


def _described(playthrough: Playthrough) -> str:
    parts = [playthrough.get_status_display()]
    if playthrough.edition.name != playthrough.edition.game.name:
        parts.append(playthrough.edition.name)
    if playthrough.platform:
        parts.append(f"on {playthrough.platform.name}")
    if playthrough.started_at:
        parts.append(f"since {playthrough.started_at}")
    return ", ".join(parts)
