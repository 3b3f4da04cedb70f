"""Drafts shown on the owner's own site, before anybody else sees them.

What was typed waits in the cache for an hour, under a token nobody can guess. The site
is opened with the token in its address, and asks the API for the list by it. Questlog
itself never calls the site.
"""

from __future__ import annotations

import secrets
from typing import Any
from urllib.parse import urlencode
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache
from django.core.signing import BadSignature
from django.core.signing import Signer

SECONDS = 60 * 60


class UnknownPreview(Exception):
    """There never was a preview with this token."""


class PreviewExpired(Exception):
    """What this token stood for is forgotten."""


def keep(typed: dict[str, Any]) -> str | None:
    """The token by which `typed` is found for an hour; None if the cache is away."""
    key = secrets.token_urlsafe(24)
    cache.set(_cache_key(key), typed, SECONDS)
    if cache.get(_cache_key(key)) is None:
        return None
    return _signer().sign(key)


def kept(token: str) -> dict[str, Any]:
    """What was kept for this token.

    Raises `UnknownPreview` or `PreviewExpired`.
    """
    try:
        key = _signer().unsign(token)
    except BadSignature as error:
        raise UnknownPreview from error
    typed = cache.get(_cache_key(key))
    if not isinstance(typed, dict):
        raise PreviewExpired
    return typed


def address_on_site(token: str, *, slug: str) -> str:
    """Where the owner's site shows the preview."""
    base = urlsplit(settings.SITE_PREVIEW_URL)
    query = urlencode({"type": "list", "slug": slug, "token": token})
    return base._replace(query="&".join(filter(None, [base.query, query]))).geturl()


def _cache_key(key: str) -> str:
    return f"preview.{key}"


def _signer() -> Signer:
    return Signer(salt="questlog.lists.preview")
