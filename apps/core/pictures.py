"""What is served below `/media/`: pictures, never a page, script or drawing."""

from __future__ import annotations

from django.http import Http404
from django.http import HttpRequest
from django.http import HttpResponse

# An SVG is a page, too: it may hold scripts, which would run as Questlog's own.
NOT_A_PICTURE = r"^media/(?!.+\.(?i:avif|bmp|gif|ico|jpe?g|png|tiff?|webp)$)"


def not_served(request: HttpRequest) -> HttpResponse:
    raise Http404
