"""A form field for partial dates in words, which says back what it understood."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http import JsonResponse
from django.utils import timezone

from apps.core.partial_date_words import LONGEST
from apps.core.partial_date_words import read_partial_date
from apps.core.partial_date_words import spell_out


class PartialDateWordsInput(forms.TextInput):
    """A text field with the answer below, which `date-words.js` asks for."""

    template_name = "core/widgets/date_words.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        own = {"autocomplete": "off", "maxlength": LONGEST, "class": "q-in"}
        super().__init__({**own, **(attrs or {})})


class PartialDateWordsField(forms.CharField):
    """Takes "1998", "nov 2003", "last sunday"; cleans to "1998", "2003-11", a day.

    Empty is None. The future is refused. Today is the owner's.
    """

    widget = PartialDateWordsInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(empty_value=None, max_length=LONGEST, **kwargs)

    def clean(self, value: Any) -> str | None:
        words = super().clean(value)
        if not words:
            return None
        return read_partial_date(words, today=timezone.localdate()).value


def said_back(request: HttpRequest) -> JsonResponse:
    """What `?q=` means, in full: `{"value", "words", "note"}`, or `{"message"}`."""
    text = request.GET.get("q", "")
    if not text.strip():
        return JsonResponse({})
    try:
        read = read_partial_date(text, today=timezone.localdate())
    except ValidationError as error:
        return JsonResponse({"message": " ".join(error.messages)})
    words = spell_out(read.value)
    return JsonResponse({"value": read.value, "words": words, "note": read.note})
