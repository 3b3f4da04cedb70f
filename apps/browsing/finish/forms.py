"""The second step: when and how it was finished, and its place on a list."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils import timezone

from apps.browsing.finish.chosen import Chosen
from apps.browsing.finish.placement import Placement
from apps.browsing.finish.placement import last_used
from apps.browsing.finish.placement import open_lists
from apps.browsing.finish.placement import placed
from apps.browsing.finish.saving import FinishedMeanwhile
from apps.browsing.finish.saving import Wanted
from apps.browsing.finish.saving import save_finish
from apps.browsing.models import Finish
from apps.core.admin.date_words import PartialDateWordsField
from apps.core.admin.widgets import StarsInput
from apps.core.partial_date_words import spell_out
from apps.journal.admin.forms import HoursField
from apps.journal.admin.forms import RatingField
from apps.journal.admin.forms import add_errors
from apps.journal.models import LONGEST_NOTES
from apps.journal.models import Playthrough
from apps.journal.models import Status
from apps.library.igdb.create import fetch_one
from apps.library.models import Edition
from apps.library.models import Platform
from apps.lists.models import List
from apps.lists.models import ListChanged

NEW = "new"
RUN_LABELS = {
    Status.PLAYING: "The one you’re playing",
    Status.ONGOING: "The ongoing one",
    Status.PAUSED: "The one you paused",
    Status.PLANNED: "The one you planned",
}
# What a model calls a field that is named otherwise here.
FIELDS = {"completed_at": "on", "started_at": "on", "position": "position"}


class ListChoice(forms.ModelChoiceField):
    def label_from_instance(self, list_: Any) -> str:
        return str(list_.name)


class FinishForm(forms.Form):
    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    on = PartialDateWordsField(label="When", required=False, initial="today")
    rating = RatingField(label="Stars", widget=StarsInput)
    playthrough = forms.ChoiceField(
        label="Counts as", required=False, widget=forms.RadioSelect
    )
    platform = forms.ChoiceField(label="On", required=False)
    edition = forms.ModelChoiceField(
        queryset=Edition.objects.none(), required=False, empty_label=None
    )
    playtime_hours = HoursField(label="Hours")
    notes = forms.CharField(
        label="Note to self", required=False, max_length=LONGEST_NOTES
    )
    list = ListChoice(
        label="Put it on",
        queryset=List.objects.none(),
        required=False,
        empty_label="No list",
    )
    position = forms.IntegerField(label="at", required=False, min_value=1)
    # The list and its version when its place was shown: "12:7".
    list_version = forms.CharField(required=False, widget=forms.HiddenInput)

    prefix = "fin"

    def __init__(self, *args: Any, chosen: Chosen, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.chosen = chosen
        self.user = user
        self.finish: Finish | None = None
        self.fields["seen"].initial = chosen.times
        for name in ("playtime_hours", "notes"):
            self.fields[name].widget.attrs["class"] = "q-in"
        self._offer_playthroughs()
        self._offer_platforms()
        self._offer_editions()
        self._offer_lists()

    def _offer_playthroughs(self) -> None:
        field: Any = self.fields["playthrough"]
        open_runs = self.chosen.open
        if not open_runs:
            del self.fields["playthrough"]
            return
        field.choices = [
            *((str(run.pk), run_label(run)) for run in open_runs),
            (NEW, "A new playthrough"),
        ]
        field.initial = field.choices[0][0]
        rating = open_runs[0].rating
        self.fields["rating"].initial = f"{rating:.1f}" if rating else ""

    def _offer_platforms(self) -> None:
        field: Any = self.fields["platform"]
        offered = self.chosen.platforms
        if offered:
            field.widget = forms.RadioSelect()
        else:
            rows = Platform.objects.order_by("sort_key", "pk")
            offered = [(str(row.pk), row.name) for row in rows]
            field.widget = forms.Select(attrs={"class": "q-in"})
        field.choices = [*offered, ("", "Unknown")]
        field.initial = self._likely_platform()

    def _likely_platform(self) -> str:
        """That of the run that goes on, the only one, or the last one's."""
        runs = [*self.chosen.open, *reversed(self.chosen.completed)]
        used = next((run.platform_id for run in runs if run.platform_id), None)
        if used is not None:
            return str(used)
        only = self.chosen.platforms
        return only[0][0] if len(only) == 1 else ""

    def _offer_editions(self) -> None:
        field: Any = self.fields["edition"]
        game = self.chosen.game
        editions = game.editions.order_by("id") if game else Edition.objects.none()
        if len(editions) < 2:
            del self.fields["edition"]
            return
        field.queryset = editions
        field.label_from_instance = lambda edition: edition.name
        field.widget.attrs["class"] = "q-in"
        running = self.chosen.running
        field.initial = running.edition if running else self.chosen.edition

    def _offer_lists(self) -> None:
        lists = open_lists(self.user, self.chosen.game)
        if not lists:
            for name in ("list", "position", "list_version"):
                del self.fields[name]
            return
        field: Any = self.fields["list"]
        field.queryset = List.objects.filter(pk__in=[row.pk for row in lists])
        field.widget.attrs["class"] = "q-in"
        self.fields["position"].widget.attrs |= {"class": "q-in", "data-position": ""}
        used = last_used(self.user)
        field.initial = used if any(row.pk == used for row in lists) else None
        if place := self.placement:
            self.fields["position"].initial = place.position

    @property
    def placement(self) -> Placement | None:
        """Where it would go, by what is typed, or by the list that was used last."""
        if "list" not in self.fields:
            return None
        field: Any = self.fields["list"]
        value = self["list"].value()
        list_ = field.queryset.filter(pk=value).first() if _is_key(value) else None
        if list_ is None:
            return None
        position = str(self["position"].value()) if self.is_bound else ""
        return placed(list_, int(position) if _is_key(position) else None)

    # Saving

    def save(self) -> bool:
        """Whether it was saved; else there are errors on the form.

        Raises RemoteError where a new game can't be fetched from IGDB.
        """
        data = self.cleaned_data
        self.finish = Finish.objects.filter(token=data["token"]).first()
        if self.finish is not None:
            return True
        at = timezone.now()
        try:
            self.finish = save_finish(self._wanted(), user=self.user, at=at)
        except FinishedMeanwhile as error:
            # Shown this, who saves again means another time.
            self.data = {
                **dict(self.data.items()),
                self.add_prefix("seen"): error.times,
            }
            self.add_error(None, error)
        except ListChanged:
            self.add_error("position", "This list was changed: check the place.")
        except ValidationError as error:
            place = getattr(error, "code", "") in ("position", "listed")
            if place and "position" in self.fields:
                self.add_error("position", error)
            else:
                add_errors(self, error, FIELDS)
        return self.finish is not None

    def _wanted(self) -> Wanted:
        data, chosen = self.cleaned_data, self.chosen
        is_new = chosen.game is None
        fetched = chosen.igdb_id if is_new else None
        list_ = data.get("list")
        is_placed = list_ is not None and list_.is_ranked
        return Wanted(
            token=data["token"],
            seen=data["seen"],
            game=chosen.game,
            edition=data.get("edition") or chosen.edition,
            # Asked before the transaction: IGDB may be slow.
            family=fetch_one(fetched) if fetched is not None else None,
            name=chosen.name,
            running=self._running(),
            on=data["on"],
            rating=data["rating"],
            platform=data["platform"],
            playtime_hours=data["playtime_hours"],
            notes=data["notes"],
            list_=list_,
            position=data.get("position") if is_placed else None,
            list_version=self._seen_version(list_),
        )

    def _seen_version(self, list_: List | None) -> int | None:
        """The version of `list_` whose place was shown; None if another one's was."""
        key, _, version = self.cleaned_data.get("list_version", "").partition(":")
        is_shown = list_ is not None and key == str(list_.pk) and _is_key(version)
        return int(version) if is_shown else None

    def _running(self) -> Playthrough | None:
        key = self.cleaned_data.get("playthrough")
        return next((run for run in self.chosen.open if str(run.pk) == key), None)


def _is_key(value: Any) -> bool:
    text = str(value)
    return text.isascii() and text.isdecimal() and len(text) < 10


def run_label(run: Playthrough) -> str:
    """What it is, on what, since when: "The one you paused, on PS5"."""
    platform = run.platform and (run.platform.abbreviation or run.platform.name)
    parts = [
        RUN_LABELS[Status(run.status)],
        f"on {platform}" if platform else "",
        f"since {spell_out(run.started_at)}" if run.started_at else "",
    ]
    return ", ".join(filter(None, parts))
