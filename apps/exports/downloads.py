"""Exports as downloads: made whole on disk first, then sent piece by piece."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import IO

from django.http import StreamingHttpResponse
from django.utils.timezone import localdate

from apps.exports.markdown import write_markdown
from apps.exports.spreadsheets import write_lists
from apps.exports.spreadsheets import write_playthroughs
from apps.exports.writing import write_export

JSON = "application/json"
GZIP = "application/gzip"
CSV = "text/csv; charset=utf-8"
MARKDOWN = "text/markdown; charset=utf-8"
PIECE = 256 * 1024


def everything(at: datetime, *, compressed: bool = False) -> StreamingHttpResponse:
    return _download(
        partial(write_export, at=at, compressed=compressed),
        name=file_name(at, compressed=compressed),
        content_type=GZIP if compressed else JSON,
    )


def playthroughs(at: datetime) -> StreamingHttpResponse:
    name = f"questlog-playthroughs-{localdate(at)}.csv"
    return _download(write_playthroughs, name=name, content_type=CSV)


def lists(at: datetime) -> StreamingHttpResponse:
    name = f"questlog-lists-{localdate(at)}.csv"
    return _download(write_lists, name=name, content_type=CSV)


def markdown(at: datetime, *, private: bool = False) -> StreamingHttpResponse:
    name = f"questlog-games-{localdate(at)}.md"
    write = partial(write_markdown, at=at, private=private)
    return _download(write, name=name, content_type=MARKDOWN)


def file_name(at: datetime, *, compressed: bool = False) -> str:
    """What an export of that day is called: "questlog-2027-01-31.json"."""
    return f"questlog-{localdate(at)}.json" + (".gz" if compressed else "")


def _download(
    write: Callable[[IO[bytes]], object], *, name: str, content_type: str
) -> StreamingHttpResponse:
    """The answer that sends what `write` writes, as the file `name`.

    It is on disk before the first byte goes out: a slow client keeps no
    transaction open, an error is still an error page, and the length is known.
    Nobody but who asked may keep it.
    """
    # Closed by `_pieces`, after the view has returned.
    file = tempfile.TemporaryFile()
    try:
        write(file)
        size = file.tell()
        file.seek(0)
    except BaseException:
        file.close()
        raise
    return StreamingHttpResponse(
        _pieces(file),
        content_type=content_type,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Content-Length": str(size),
            "Cache-Control": "private, no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )


async def _pieces(file: IO[bytes]) -> AsyncIterator[bytes]:
    # Asynchronous, because Django would read a plain iterator whole into memory.
    with file:
        while piece := await asyncio.to_thread(file.read, PIECE):
            yield piece
