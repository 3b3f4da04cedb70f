"""Takes keys and tokens out of what is shown, kept or logged."""

from __future__ import annotations

import re

from django.conf import settings

HIDDEN = "[hidden]"
# Settings with these endings hold a secret.
_SECRET_NAMES = re.compile(r"[A-Z_]*(?:_SECRET|_KEY|_TOKEN|_PASSWORD)")
# Shorter ones would be found in ordinary words.
_LEAST_LENGTH = 6
_PAIRS = re.compile(
    r"(?i)\b((?:access[_-]?token|refresh[_-]?token|client[_-]?secret|api[_-]?key"
    r"|token|secret|key|password|code)[\"']?\s*[=:]\s*[\"']?)[^\s\"'&,;]+"
)
_SCHEMES = re.compile(r"(?i)\b(bearer|basic|oauth)\s+[^\s\"',;]+")


def redacted(text: str, *secrets: str) -> str:
    """`text` without `secrets`, our settings' secrets, and what looks like one."""
    ours = [
        value
        for name in dir(settings)
        if _SECRET_NAMES.fullmatch(name)
        and not name.startswith("EMAIL_")
        and isinstance(value := getattr(settings, name), str)
    ]
    for secret in sorted({*secrets, *ours}, key=len, reverse=True):
        if len(secret) >= _LEAST_LENGTH:
            text = text.replace(secret, HIDDEN)
    text = _SCHEMES.sub(rf"\1 {HIDDEN}", text)
    return _PAIRS.sub(rf"\1{HIDDEN}", text)
