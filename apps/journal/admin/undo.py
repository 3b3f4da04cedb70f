"""A message about what was just done, with a button that undoes it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from wagtail.admin import messages


def success_with_undo(request: HttpRequest, text: str, url: str, **sent: Any) -> None:
    """Say `text`; its Undo posts `sent` to `url`."""
    messages.success(request, undo_button(request, text, url, **sent))


def undo_button(request: HttpRequest, text: str, url: str, **sent: Any) -> SafeString:
    """`text` with the button, as part of a message."""
    context = {"text": text, "url": url, "sent": sent}
    return render_to_string("journal/undo.html", context, request)
