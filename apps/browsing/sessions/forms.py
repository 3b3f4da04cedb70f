"""The forms that log a session, and that end one."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from apps.browsing.sessions.choosing import run_choices
from apps.journal.admin.session_fields import IN
from apps.journal.admin.session_fields import AboutSession
from apps.journal.admin.session_fields import PlayedField
from apps.journal.models import Playthrough
from apps.journal.models import Session
from apps.journal.session_words import LONGEST
from apps.journal.session_words import read_end
from apps.library.models import Game


class LogForm(AboutSession):
    """A session that is over. `token` becomes its id: sent twice, it is one."""

    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    playthrough = forms.ChoiceField(label="Playthrough", widget=forms.Select(attrs=IN))
    played = PlayedField(label="When and how long")
    counted = forms.BooleanField(
        required=False,
        label="Add it to hours you typed yourself, too",
        help_text="Hours that come from sessions grow anyway.",
    )

    prefix = "ses"
    field_order = ("token", "playthrough", "played", "note", "vod_url", "vod_seconds")

    def __init__(
        self,
        *args: Any,
        game: Game | None = None,
        playthrough: Playthrough | None = None,
        may_add: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["playthrough"]
        field.choices = run_choices(game, may_add=may_add)
        if playthrough is not None:
            field.initial = str(playthrough.pk)

    @property
    def has_choices(self) -> bool:
        field: Any = self.fields["playthrough"]
        return bool(field.choices)


class EndForm(AboutSession):
    """When a running session ended: now, unless it was forgotten or one says when."""

    ended = forms.CharField(
        label="Ended",
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput(attrs={**IN, "autocomplete": "off"}),
    )

    prefix = "end"
    field_order = ("ended", "note", "vod_url", "vod_seconds")

    def __init__(self, *args: Any, session: Session, now: datetime, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.session = session
        self.now = now
        self.is_forgotten = session.is_forgotten(at=now)
        field = self.fields["ended"]
        paused = session.paused_at
        if self.is_forgotten:
            field.required = True
            field.widget.attrs["placeholder"] = "23:30, or 2h"
        elif paused is not None:
            since = timezone.localtime(paused)
            field.widget.attrs["placeholder"] = f"{since:%H:%M}, when you paused"
        else:
            field.widget.attrs["placeholder"] = "now"

    def clean_ended(self) -> datetime | None:
        """None: at the beginning of the pause, or now."""
        text = self.cleaned_data["ended"]
        if not text.strip():
            return None
        started = self.session.started_at
        assert started is not None
        ended = read_end(text, started_at=started, now=self.now)
        if ended <= started:
            raise ValidationError("A session can’t end before it starts.")
        return ended
