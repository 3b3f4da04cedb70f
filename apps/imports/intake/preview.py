"""What a file is taken for while it is being chosen, by its beginning."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.http import JsonResponse
from django.views.generic import View
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from apps.core.plurals import counted
from apps.imports.models import Import
from apps.imports.parsing import NotUnderstood
from apps.imports.parsing import SourceError
from apps.imports.parsing import decode_source
from apps.imports.parsing import parse
from apps.imports.parsing.formats import LABELS
from apps.imports.parsing.formats import Format
from apps.imports.parsing.formats import detect
from apps.imports.parsing.source import MAX_FILE_BYTES
from apps.imports.parsing.source import BrokenJson
from apps.imports.parsing.source import check_size
from apps.imports.parsing.tables.columns import guess_columns

# The script sends as much of the file.
BEGINNING = 64 * 1024
# Half of it cannot be read.
CUT_JSON = "JSON. You'll see its content after it is read."


@dataclass(frozen=True)
class FirstLook:
    """A sentence or two for the owner; `is_problem` where it cannot be read."""

    told: str
    is_problem: bool = False


def first_look(head: bytes, *, name: str, size: int, as_format: str = "") -> FirstLook:
    """What the file of `size` bytes that begins with `head` seems to be."""
    is_whole = len(head) >= size
    try:
        check_size(size, MAX_FILE_BYTES)
        text = decode_source(head if is_whole else _whole_lines(head)).text
        if not text.strip():
            return FirstLook("The file is empty.", is_problem=True)
        found = detect(text, name=name, as_format=as_format)
        if found.key in ("json", "steam") and not is_whole:
            return FirstLook(CUT_JSON)
        return FirstLook(_told(found, text, name, is_whole=is_whole))
    except SourceError as error:
        if isinstance(error, BrokenJson) and not is_whole:
            return FirstLook(CUT_JSON)
        return FirstLook(f"{error.message} {error.what_to_do}", is_problem=True)


def _whole_lines(head: bytes) -> bytes:
    """Without what the cut has left of a line, which would be misread."""
    # In UTF-16 and UTF-32 a line's end is two or four bytes.
    width = 4 if b"\0\0\0" in head else 2 if b"\0" in head else 1
    end = head.rfind(b"\n") + 1
    return head[: end + -end % width] or head


def _told(found: Format, text: str, name: str, *, is_whole: bool) -> str:
    parsed = parse(text, name=name, as_format=found.key)
    games = counted(len(parsed.rows), "game")
    within = "" if is_whole else " so far"
    told = f"Detected format: {found.label}, {games}{within}."
    if odd := _odd_lines(parsed.not_understood):
        told += f" {odd}"
    if found.is_plain_table and found.table is not None:
        fields = guess_columns(found.table).fields
        unknown = [column for column, meaning in fields.items() if not meaning]
        told += " Next, you choose what its columns contain."
        if unknown:
            told += f" Not recognized: {', '.join(unknown[:8])}."
    return told


def _odd_lines(lines: tuple[NotUnderstood, ...]) -> str:
    count = len(lines)
    return f"{counted(count, 'line')} not understood." if count else ""


class FirstLookForm(forms.Form):
    head = forms.FileField(allow_empty_file=True)
    name = forms.CharField(required=False, max_length=500)
    size = forms.IntegerField(min_value=0)
    as_format = forms.ChoiceField(
        required=False, choices=[(key, label) for key, label in LABELS.items()]
    )

    def clean_head(self) -> bytes:
        head: UploadedFile = self.cleaned_data["head"]
        if (head.size or 0) > BEGINNING:
            raise forms.ValidationError(f"Send only the first {BEGINNING} bytes.")
        return head.read()


class FirstLookView(PermissionCheckedMixin, View):
    """`{"told": …, "is_problem": …}` for the beginning of a file; keeps nothing."""

    http_method_names = ["post"]
    viewset: Any = None
    model = Import
    permission_required = "add"

    def post(self, request: HttpRequest) -> JsonResponse:
        form = FirstLookForm(request.POST, request.FILES)
        if not form.is_valid():
            return JsonResponse({"told": "", "is_problem": False}, status=422)
        given = form.cleaned_data
        found = first_look(
            given["head"],
            name=given["name"],
            size=given["size"],
            as_format=given["as_format"],
        )
        return JsonResponse({"told": found.told, "is_problem": found.is_problem})
