"""Encryption of texts that are stored: tokens of remote services, webhook secrets.

The key is made of SECRET_KEY; what an earlier one encrypted can be read while
SECRET_KEY_FALLBACKS names that, and is lost with it.
"""

from __future__ import annotations

import base64

from cryptography.fernet import Fernet
from cryptography.fernet import InvalidToken
from cryptography.fernet import MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac


def encrypt(text: str) -> str:
    """`text` encrypted and signed, in ASCII."""
    return _keys().encrypt(text.encode()).decode()


def decrypt(encrypted: str) -> str | None:
    """The text that `encrypt` got; None for anything else, or with another key."""
    try:
        return _keys().decrypt(encrypted.encode()).decode()
    except (InvalidToken, UnicodeError):
        return None


def _keys() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key(secret)) for secret in secrets])


def _key(secret: str | bytes) -> bytes:
    mac = salted_hmac(
        "questlog.sealing", "fernet", secret=secret, algorithm="sha256"
    ).digest()
    return base64.urlsafe_b64encode(mac)
