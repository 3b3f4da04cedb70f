"""Fields of forms about sessions: when and how long in words, a time in a video."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http import JsonResponse
from django.utils import timezone

from apps.core.admin.date_words import PartialDateWordsInput
from apps.journal.models.session import LONGEST_NOTE
from apps.journal.models.session import URL_LENGTH
from apps.journal.recordings import LONGEST_TIME
from apps.journal.recordings import read_video_time
from apps.journal.recordings import time_in_address
from apps.journal.recordings import video_time
from apps.journal.session_words import LONGEST
from apps.journal.session_words import ReadSession
from apps.journal.session_words import read_played
from apps.journal.session_words import spell_out_played

IN = {"class": "q-in"}


class PlayedInput(PartialDateWordsInput):
    """A text field with what was understood below it."""

    template_name = "journal/widgets/played.html"

    def __init__(self) -> None:
        super().__init__({"maxlength": LONGEST, "placeholder": "90m"})


class PlayedField(forms.CharField):
    """Takes "90m", "20:00-21:30", "yesterday 2h"; cleans to a `ReadSession`."""

    widget = PlayedInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=LONGEST, **kwargs)

    def clean(self, value: Any) -> ReadSession:
        return read_played(super().clean(value), now=timezone.now())


class VideoTimeField(forms.CharField):
    """Takes "1:12:40"; cleans to seconds, or None."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "Starts at")
        kwargs.setdefault(
            "widget", forms.TextInput(attrs={**IN, "placeholder": "1:12:40"})
        )
        super().__init__(
            required=False, empty_value=None, max_length=LONGEST_TIME, **kwargs
        )

    def prepare_value(self, value: Any) -> Any:
        return video_time(value) if isinstance(value, int) else value

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        return read_video_time(text) if text else None

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class AboutSession(forms.Form):
    """A note and a recording; the time in the recording may stand in its address."""

    note = forms.CharField(
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={**IN, "rows": 2}),
    )
    vod_url = forms.URLField(
        label="Recording",
        required=False,
        max_length=URL_LENGTH,
        widget=forms.URLInput(attrs={**IN, "placeholder": "https://"}),
    )
    vod_seconds = VideoTimeField()

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        url = given.get("vod_url", "")
        if given.get("vod_seconds") is None and "vod_seconds" not in self.errors:
            given["vod_seconds"] = time_in_address(url)
        elif given.get("vod_seconds") is not None and not url:
            if "vod_url" not in self.errors:
                self.add_error("vod_url", "Enter the address of the video, too.")
        return given

    @property
    def about(self) -> dict[str, Any]:
        """What was said, as fields of a session."""
        names = ("note", "vod_url", "vod_seconds")
        return {name: self.cleaned_data[name] for name in names}


def say_played(request: HttpRequest) -> JsonResponse:
    """What `?q=` means, in full: `{"words", "note"}`, or `{"message"}`."""
    text = request.GET.get("q", "")[:LONGEST]
    if not text.strip():
        return JsonResponse({})
    now = timezone.now()
    try:
        read = read_played(text, now=now)
    except ValidationError as error:
        return JsonResponse({"message": " ".join(error.messages)})
    words = spell_out_played(read, today=timezone.localdate(now))
    return JsonResponse({"words": words, "note": read.note})
