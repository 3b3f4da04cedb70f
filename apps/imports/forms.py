from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from apps.imports.models import ImportRow
from apps.imports.models.row import MOST_REPEATS
from apps.imports.parsers import SourceError
from apps.imports.parsers import decode_source
from apps.imports.parsers.source import MAX_BYTES
from apps.imports.parsers.source import check_source
from apps.journal.models import Status
from apps.library.models.game import EARLIEST_YEAR
from apps.library.models.game import LATEST_YEAR

ONE_SOURCE = "Give one source: paste text, choose a file, or name a gist."


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
        help_text="Markdown, plain text or JSON, UTF-8, up to 2 MB.",
        widget=forms.ClearableFileInput(
            attrs={"accept": ".md,.markdown,.txt,.json,text/*,application/json"}
        ),
    )
    text = forms.CharField(
        required=False,
        strip=False,
        label="Text",
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false"}),
        help_text="A list of games in any shape: headings, bullets, numbers, JSON.",
    )
    title = forms.CharField(
        required=False,
        max_length=200,
        label="Name of this import",
        help_text="Left empty, it is called after the file, the gist or the heading.",
    )

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        return _checked(lambda: check_source(text)) if text.strip() else ""

    def clean_upload(self) -> str | None:
        """The text of the file, None without one."""
        upload: UploadedFile | None = self.cleaned_data["upload"]
        if upload is None:
            return None
        # One byte more than an import takes is enough to refuse it.
        data = upload.read(MAX_BYTES + 1)
        text = _checked(lambda: decode_source(data))
        if not text.strip():
            raise ValidationError("The file is empty.", code="empty")
        return text

    def file_name(self) -> str:
        """The uploaded file's name, without folders."""
        name = str(getattr(self.files["upload"], "name", ""))
        return PurePath(name.replace("\\", "/")).name[:255]

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


def _checked(read: Any) -> str:
    try:
        text: str = read()
    except SourceError as error:
        message = f"{error.message} {error.what_to_do}"
        raise ValidationError(message, code="source") from error
    return text


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

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if any("\x00" in value for value in cleaned.values() if isinstance(value, str)):
            raise ValidationError("NUL characters cannot be stored.")
        return cleaned
