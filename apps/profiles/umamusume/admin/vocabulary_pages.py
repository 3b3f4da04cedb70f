"""The vocabulary: outfits, cards, and skills, to look up, to add, and to correct."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import models
from django.db import transaction
from django.http import Http404
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin import messages

from apps.core.history import record_change
from apps.profiles.umamusume.admin.base_page import UmamusumePage
from apps.profiles.umamusume.models import CareerRun
from apps.profiles.umamusume.models import DeckCard
from apps.profiles.umamusume.models import Outfit
from apps.profiles.umamusume.models import RunSkill
from apps.profiles.umamusume.models import Skill
from apps.profiles.umamusume.models import SupportCard
from apps.profiles.umamusume.models import Trainee
from apps.profiles.umamusume.models.rules import APTITUDE_NAMES
from apps.profiles.umamusume.models.rules import LARGEST_ID
from apps.profiles.umamusume.models.rules import grade_letter
from apps.profiles.umamusume.models.rules import grade_value
from apps.profiles.umamusume.models.vocabulary_merge import give_game_id

ROWS_A_PAGE = 60
UNKNOWN_SHOWN = 20


@dataclass(frozen=True)
class Kind:
    """A kind of vocabulary that the owner may add to."""

    slug: str
    noun: str
    plural: str
    model: Any
    fields: tuple[str, ...]
    # Whose column holds ids of this kind.
    used_by: type[models.Model]
    column: str

    @property
    def name(self) -> str:
        name: str = self.model._meta.model_name
        return name


KINDS = {
    kind.slug: kind
    for kind in (
        Kind(
            "outfits",
            "outfit",
            "Outfits",
            Outfit,
            ("name", "rarity", "released", "unique_skill"),
            CareerRun,
            "outfit",
        ),
        Kind(
            "cards",
            "support card",
            "Support cards",
            SupportCard,
            ("character", "name", "rarity", "type", "released"),
            DeckCard,
            "card",
        ),
        Kind(
            "skills",
            "skill",
            "Skills",
            Skill,
            ("name", "rarity", "sp_cost", "score", "is_negative"),
            RunSkill,
            "skill",
        ),
    )
}


class RowForm(forms.ModelForm):
    """A row of the vocabulary; a new one may bring the id that the game has for it."""

    game_number = forms.IntegerField(
        label="The game’s id",
        required=False,
        min_value=1,
        max_value=LARGEST_ID,
        help_text="If you know it, from an import for one: careers with this id then "
        "get the name.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and not self.instance.is_own:
            del self.fields["game_number"]
        for name, field in self.fields.items():
            if not isinstance(field, forms.BooleanField):
                field.widget.attrs["class"] = "q-in"
            if name == "released":
                field.widget = forms.TextInput(
                    attrs={"class": "q-in", "placeholder": "2026-11-30"}
                )

    def clean_game_number(self) -> int | None:
        number: int | None = self.cleaned_data["game_number"]
        rows = type(self.instance)._default_manager.filter(game_id=number)
        # What the owner added before goes into the row that an update brought.
        if number is not None and not self.instance.pk and rows.exists():
            raise ValidationError(f"{rows.get()} has this id already.")
        return number

    def values(self) -> dict[str, Any]:
        """What the verbs take."""
        values = {
            name: self.cleaned_data[name]
            for name in self._meta.fields or ()
            if name in self.cleaned_data
        }
        return values


class OutfitForm(RowForm):
    """The trainee may be one who isn't known yet."""

    trainee_name = forms.CharField(label="Trainee", max_length=100)
    grades = forms.CharField(
        label="Aptitudes",
        required=False,
        max_length=40,
        help_text="Ten letters: " + ", ".join(APTITUDE_NAMES.values()) + ".",
    )
    field_order = ["trainee_name", "name", "grades"]

    class Meta:
        model = Outfit
        fields = KINDS["outfits"].fields
        labels = {"name": "Title", "unique_skill": "Unique skill (the game’s id)"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["trainee_name"] = self.instance.trainee.name
            letters = [grade_letter(each) for each in self.instance.aptitudes]
            self.initial["grades"] = " ".join(letters)

    def clean_grades(self) -> list[int]:
        letters = [each for each in self.cleaned_data["grades"] if each.isalnum()]
        grades = [grade_value(each) for each in letters]
        if letters and (len(letters) != len(APTITUDE_NAMES) or None in grades):
            raise ValidationError("Enter ten letters from G to S, or none.")
        return [grade for grade in grades if grade is not None]

    def values(self) -> dict[str, Any]:
        name = self.cleaned_data["trainee_name"].strip()
        trainee = Trainee.objects.called(name).first()
        return {
            **super().values(),
            "trainee": trainee or Trainee.objects.add(name=name),
            "aptitudes": self.cleaned_data["grades"],
        }


class CardForm(RowForm):
    class Meta:
        model = SupportCard
        fields = KINDS["cards"].fields
        labels = {"name": "Title"}


class SkillForm(RowForm):
    class Meta:
        model = Skill
        fields = KINDS["skills"].fields


FORMS: dict[str, type[RowForm]] = {
    "outfits": OutfitForm,
    "cards": CardForm,
    "skills": SkillForm,
}


class _OfKind(UmamusumePage):
    header_icon = "snippet"

    @cached_property
    def kind(self) -> Kind:
        kind = KINDS.get(self.kwargs["kind"])
        if kind is None:
            raise Http404("There is no such vocabulary.")
        return kind

    def may(self, action: str) -> bool:
        allowed: bool = self.request.user.has_perm(
            f"umamusume.{action}_{self.kind.name}"
        )
        return allowed


class VocabularyPage(_OfKind):
    """The rows of one kind, the owner's first; and the ids that have no name."""

    template_name = "umamusume/vocabulary.html"

    def get_page_title(self) -> str:
        return self.kind.plural

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = self.request.GET.get("q", "").replace("\x00", "").strip()[:100]
        rows = self.kind.model.objects.matching(words)
        if self.kind.model is Outfit:
            rows = rows.select_related("trainee")
        own = models.Case(models.When(game_id__lt=0, then=0), default=1)
        ordered = rows.order_by(own, "search_name", "game_id")
        return super().get_context_data(
            kind=self.kind,
            kinds=KINDS.values(),
            words=words,
            rows=Paginator(ordered, ROWS_A_PAGE).get_page(self.request.GET.get("p")),
            unknown=self._unknown(),
            may_add_row=self.may("add"),
            may_change_row=self.may("change"),
            **kwargs,
        )

    def _unknown(self) -> list[dict[str, Any]]:
        """Ids in careers that no row names, the most frequent first."""
        column, known = self.kind.column, self.kind.model.objects.values("game_id")
        rows = self.kind.used_by._default_manager.order_by().exclude(**{column: None})
        counts = rows.exclude(**{f"{column}__in": known}).values(column)
        found = counts.annotate(runs=models.Count("pk")).order_by("-runs", column)
        return [
            {"id": row[column], "runs": row["runs"]} for row in found[:UNKNOWN_SHOWN]
        ]


class RowPage(_OfKind):
    """A row as a form: a new one, or one to correct."""

    template_name = "umamusume/vocabulary_row.html"

    @cached_property
    def row(self) -> Any:
        number = self.kwargs.get("number")
        if number is None:
            return None
        row = self.kind.model.objects.filter(game_id=int(number)).first()
        if row is None:
            raise Http404("There is no such row.")
        return row

    def get_page_title(self) -> str:
        return str(self.row) if self.row else f"New {self.kind.noun}"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        *above, own = super().get_breadcrumbs_items()
        url = reverse("umamusume_vocabulary", args=[self.kind.slug])
        return [*above, {"url": url, "label": self.kind.plural}, own]

    def form(self, data: Any = None) -> RowForm:
        number = self.request.GET.get("id", "")
        initial = {"game_number": number[:10]} if number.isdecimal() else {}
        return FORMS[self.kind.slug](data, instance=self.row, initial=initial)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if not self.may("change" if self.row else "add"):
            raise PermissionDenied
        return super().get_context_data(
            kind=self.kind,
            row=self.row,
            form=kwargs.pop("form", None) or self.form(),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.may("change" if self.row else "add"):
            raise PermissionDenied
        form = self.form(request.POST)
        if form.is_valid():
            try:
                with transaction.atomic():
                    number = form.cleaned_data.get("game_number")
                    row = self._save(request, form.values(), number)
            except ValidationError as error:
                form.add_error(None, error.messages)
            else:
                messages.success(request, f"{row} is saved.")
                return redirect("umamusume_vocabulary", self.kind.slug)
        context = self.get_context_data(form=form)
        return self.render_to_response(context, status=422)

    def _save(
        self, request: HttpRequest, values: dict[str, Any], number: int | None
    ) -> Any:
        objects = self.kind.model.objects
        if self.row is None:
            row = objects.add(**values, game_id=number)
            record_change(row, user=request.user, action="wagtail.create")
            return row
        # The form has changed its own copy.
        row = objects.get(pk=self.row.pk)
        row.change(**values)
        if number is not None:
            row = give_game_id(row, number)
        record_change(row, user=request.user)
        return row
