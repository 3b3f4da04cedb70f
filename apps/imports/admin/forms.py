from __future__ import annotations

from dataclasses import asdict
from dataclasses import replace
from decimal import Decimal
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from apps.core import ratings
from apps.core.models.partial_dates import PartialDateFormField
from apps.core.models.partial_dates import is_before
from apps.imports.models import ImportRow
from apps.imports.models.row import MOST_REPEATS
from apps.imports.parsing import Decoded
from apps.imports.parsing import SourceError
from apps.imports.parsing import SourcePlaythrough
from apps.imports.parsing import decode_source
from apps.imports.parsing.formats import LABELS
from apps.imports.parsing.source import MAX_FILE_BYTES
from apps.imports.parsing.source import check_size
from apps.imports.parsing.source import check_source
from apps.journal.models import LONGEST_PLAYTIME
from apps.journal.models import Status
from apps.library.models.game import EARLIEST_YEAR
from apps.library.models.game import LATEST_YEAR

ONE_SOURCE = "Choose one source: paste text, choose a file, or enter a gist."


class SourceForm(forms.Form):
    """One source of an import: pasted text, a file, or a gist."""

    gist = forms.CharField(
        required=False,
        max_length=500,
        label="Gist",
        help_text="Its address or id, for example "
        "https://gist.github.com/name/aa5a315d61ae9438b18d.",
    )
    upload = forms.FileField(
        required=False,
        label="File",
        help_text="An export from Grouvee, HowLongToBeat, IGDB, Backloggery, "
        "Infinite Backlog, Yamtrack, Playnite, GOG Galaxy, Backloggd, GG, RAWG, "
        "VGCollect, PlayStation, or Xbox, or any table (CSV), Markdown, text, or "
        f"JSON file. Up to {MAX_FILE_BYTES // 1024 // 1024} MB.",
        widget=forms.ClearableFileInput(
            attrs={
                "accept": ".csv,.tsv,.md,.markdown,.txt,.json,text/*,application/json"
            }
        ),
    )
    as_format = forms.ChoiceField(
        required=False,
        label="Read it as",
        choices=[
            ("", "Detect automatically"),
            *((key, label) for key, label in LABELS.items() if key != "steam"),
        ],
        help_text="Only needed if Questlog detects the wrong format.",
    )
    text = forms.CharField(
        required=False,
        strip=False,
        label="Text",
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false"}),
        help_text="A list of games in any format: headings, bullets, numbers, JSON.",
    )
    title = forms.CharField(
        required=False,
        max_length=200,
        label="Name of this import",
        help_text="If empty, the name comes from the file, the gist, or the heading.",
    )

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        checked: str = _checked(lambda: check_source(text)) if text.strip() else ""
        return checked

    def clean_upload(self) -> Decoded | None:
        """The text of the file, None without one."""
        upload: UploadedFile | None = self.cleaned_data["upload"]
        if upload is None:
            return None
        decoded: Decoded = _checked(lambda: read_upload(upload))
        if not decoded.text.strip():
            raise ValidationError("The file is empty.", code="empty")
        return decoded

    def file_name(self) -> str:
        """The uploaded file's name, without folders."""
        upload = self.files["upload"]
        assert isinstance(upload, UploadedFile)
        return plain_name(upload)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        given = [name for name in ("gist", "upload", "text") if cleaned.get(name)]
        if not given:
            raise ValidationError("There is nothing to import. " + ONE_SOURCE)
        if len(given) > 1:
            raise ValidationError(ONE_SOURCE)
        return cleaned


def read_upload(upload: UploadedFile) -> Decoded:
    """The text of an uploaded file. Raises a `SourceError`, by its size unread."""
    check_size(upload.size or 0, MAX_FILE_BYTES)
    return decode_source(upload.read())


def plain_name(upload: UploadedFile) -> str:
    """A file's name, without folders of any system."""
    return PurePath(str(upload.name or "").replace("\\", "/")).name[:255]


def _checked(read: Any) -> Any:
    try:
        return read()
    except SourceError as error:
        message = f"{error.message} {error.what_to_do}"
        raise ValidationError(message, code="source") from error


class RowForm(forms.ModelForm):
    """What was understood from a line, for the owner to correct."""

    year = forms.IntegerField(
        required=False, min_value=EARLIEST_YEAR, max_value=LATEST_YEAR
    )
    repeats = forms.IntegerField(min_value=1, max_value=MOST_REPEATS, label="Times")
    status = forms.ChoiceField(
        required=False, choices=[("", "Only on a list"), *Status.choices]
    )
    notes = forms.CharField(
        required=False, max_length=50_000, widget=forms.Textarea(attrs={"rows": 2})
    )

    class Meta:
        model = ImportRow
        fields = ["title", "series", "status", "repeats", "year", "notes"]

    def __init__(self, *args: Any, has_runs: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if has_runs:
            # Each run tells these for itself.
            for name in ("status", "repeats", "notes"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if any("\x00" in value for value in cleaned.values() if isinstance(value, str)):
            raise ValidationError("NUL characters can't be stored.")
        return cleaned


class RunForm(forms.Form):
    """One playthrough of an export, for the owner to correct."""

    status = forms.ChoiceField(
        required=False, choices=[*Status.choices, ("", "Leave it out")]
    )
    platform = forms.CharField(required=False, max_length=100)
    edition = forms.CharField(required=False, max_length=100)
    started_at = PartialDateFormField(required=False, label="Started")
    completed_at = PartialDateFormField(required=False, label="Completed")
    playtime_hours = forms.DecimalField(
        required=False,
        label="Hours",
        min_value=0,
        max_value=LONGEST_PLAYTIME,
        decimal_places=1,
    )
    rating = forms.DecimalField(
        required=False,
        min_value=ratings.LOWEST,
        max_value=ratings.HIGHEST,
        step_size=ratings.STEP,
        decimal_places=1,
    )
    notes = forms.CharField(
        required=False, max_length=50_000, widget=forms.Textarea(attrs={"rows": 1})
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        started, finished = cleaned.get("started_at"), cleaned.get("completed_at")
        if finished and cleaned.get("status") != Status.COMPLETED:
            raise ValidationError("Only a completed playthrough has this date.")
        if started and finished and is_before(finished, started):
            raise ValidationError("It can't be completed before it was started.")
        return cleaned

    def corrected(self, before: SourcePlaythrough) -> SourcePlaythrough | None:
        """The run as the form has it; None where it is left out."""
        values = {name: self.cleaned_data[name] for name in self.fields}
        if not values["status"]:
            return None
        texts: dict[str, Any]
        texts = {name: "" if v is None else str(v) for name, v in values.items()}
        for name in ("playtime_hours", "rating"):
            if texts[name]:
                texts[name] = f"{Decimal(texts[name]).normalize():f}"
        return replace(before, **texts)


def run_forms(row: ImportRow, data: Any = None) -> list[RunForm]:
    """A form for each run of the row."""
    return [
        RunForm(
            data,
            initial=asdict(run),
            prefix=f"run{place}",
            auto_id=f"row{row.pk}-%s",
        )
        for place, run in enumerate(row.playthroughs)
    ]
