"""Texts that lie encrypted in the database: secrets, and nothing to search by."""

from __future__ import annotations

from typing import Any

from django.db import models

from apps.core.encryption import decrypt
from apps.core.encryption import encrypt


class Unreadable(str):
    """A stored text that no key opens: kept as it is, and good for nothing else."""

    __slots__ = ()


def stored_text(column: str) -> str:
    """What a column of an `EncryptedTextField` holds, for who reads it with SQL."""
    text = decrypt(column) if column else ""
    return Unreadable(column) if text is None else text


class EncryptedTextField(models.TextField):
    """A text encrypted with the first of our keys; nothing stays nothing.

    Read with a key that is gone it is `Unreadable`, which a save writes back, so that
    it can be read again once `SECRET_KEY_FALLBACKS` has the key.
    """

    description = "An encrypted text"

    def from_db_value(self, value: str | None, *args: Any) -> str | None:
        return None if value is None else stored_text(value)

    def get_prep_value(self, value: Any) -> str | None:
        text: str | None = super().get_prep_value(value)
        if not text or isinstance(value, Unreadable):
            return text
        return encrypt(text)

    def get_lookup(self, lookup_name: str) -> Any:
        """Only `isnull`: the same text is never encrypted alike twice."""
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None
