"""Strong ETags: of a body, and those that a client holds.

https://www.rfc-editor.org/rfc/rfc9110#name-etag
"""

from __future__ import annotations

from hashlib import blake2b

from django.utils.http import parse_etags

# How the ETag of a compressed body ends: strong ones differ with the coding.
PACKED = "-gzip"


def strong_etag(body: bytes) -> str:
    """The ETag of an answer with these bytes; a write may ask for it by If-Match."""
    return f'"{blake2b(body, digest_size=16).hexdigest()}"'


def is_held(etag: str, condition: str) -> bool:
    """Whether `etag` is among those of an If-Match or If-None-Match.

    In whichever coding the client got the body; `*` is any.
    """
    return any(
        tag.removeprefix("W/").replace(f'{PACKED}"', '"') in {etag, "*"}
        for tag in parse_etags(condition)
    )
