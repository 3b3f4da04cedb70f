"""Uploaded files, which are pictures: never a page, a script, or a drawing."""

from __future__ import annotations

from errno import ENAMETOOLONG
from pathlib import PurePosixPath

from django.conf import settings
from django.http import FileResponse
from django.http import Http404
from django.http import HttpRequest
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.views.static import serve

# Without SVG: it may hold scripts, which would run as Questlog's own.
PICTURES = frozenset(
    {".avif", ".bmp", ".gif", ".ico", ".jpeg", ".jpg", ".png", ".tif", ".tiff", ".webp"}
)
# Whose names are made of what is in them: another picture has another name.
NAMED_BY_CONTENT = ("covers/", "shares/")
FOR_EVER = "public, max-age=31536000, immutable"


def serve_media(request: HttpRequest, path: str) -> HttpResponseBase:
    """The picture at `path`; anything else, and a path no file can have, is a 404."""
    if PurePosixPath(path).suffix.lower() not in PICTURES:
        raise Http404("Only images are served here.")
    try:
        answer = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    except OSError as error:
        if error.errno != ENAMETOOLONG:
            raise
        raise Http404("This file name is too long.") from error
    if isinstance(answer, FileResponse):
        answer = _at_once(answer)
    if path.startswith(NAMED_BY_CONTENT):
        answer.headers["Cache-Control"] = FOR_EVER
    return answer


def _at_once(answer: FileResponse) -> HttpResponse:
    """The same in one piece: in parts it would cost the event loop a thread for each,
    and pictures are small."""
    whole = HttpResponse(b"".join(answer), headers=answer.headers)
    # Not the answer itself: Django would take that for the end of the request.
    if answer.file_to_stream is not None:
        answer.file_to_stream.close()
    return whole
