"""A message about what was just done, with a button that undoes it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from wagtail.admin import messages


def success_with_undo(request: HttpRequest, text: str, url: str, **sent: Any) -> None:
    """Say `text`; its Undo posts `sent` to `url`."""
    button = render_to_string(
        "browsing/game/undo.html", {"text": text, "url": url, "sent": sent}, request
    )
    messages.success(request, button)
