"""Uploaded files."""

from __future__ import annotations

from errno import ENAMETOOLONG

from django.conf import settings
from django.http import Http404
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.static import serve


def serve_media(request: HttpRequest, path: str) -> HttpResponseBase:
    """The file at `path`; a path that no file can have is a 404."""
    try:
        return serve(request, path, document_root=str(settings.MEDIA_ROOT))
    except OSError as error:
        if error.errno != ENAMETOOLONG:
            raise
        raise Http404("No file has a name that long.") from error
