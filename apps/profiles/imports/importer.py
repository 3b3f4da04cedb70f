"""What a profile supplies so that files of other programs can come into it.

Its `PROFILE` names an `importer`. The review, applying, undoing, the pages, and the
commands are the same for every profile.
"""

from __future__ import annotations

from abc import ABC
from abc import abstractmethod
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from typing import Any
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from apps.core.models.base import BaseModel
from apps.jobs.progress import Progress
from apps.profiles.models import RowAction


class UnreadableFile(ValidationError):
    """The file is none that the profile knows; the message says what is wrong."""


@dataclass(frozen=True, kw_only=True)
class PlannedRow:
    """One thing in a file, and what applying would do with it now.

    Args:
        title: what it is called in the review: "Seed 2235".
        detail: what was read of it, in a line.
        reason: why it can't be used, or what is odd about it.
        data: what was read, as JSON: all that `write` needs.
    """

    action: RowAction
    title: str
    detail: str = ""
    reason: str = ""
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class PlannedImport:
    """A file as it was understood.

    Args:
        format: what it was recognized as, in words.
        warnings: what the owner should know of the file as a whole.
    """

    format: str
    rows: Sequence[PlannedRow]
    warnings: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class WrittenRow:
    """A row that an import made, or some fields of one that it changed.

    `before` holds the values that these fields had; None for a row that is new.
    """

    row: BaseModel
    before: dict[str, Any] | None = None


class ProfileImporter(ABC):
    """How one profile takes in what people hold already."""

    # The files that it takes, in a sentence to the owner.
    takes: ClassVar[str]
    # What the field for pasted text says; empty: files only.
    paste_hint: ClassVar[str] = ""

    def text_to_keep(self, text: str) -> str:
        """What of the file is stored: all of it, unless it says too much of others."""
        return text

    @abstractmethod
    def plan(self, profile: Any, text: str, *, file_name: str = "") -> PlannedImport:
        """Read `text` and compare it with what is there; writes nothing.

        Raises `UnreadableFile`.
        """

    @abstractmethod
    def write(
        self, profile: Any, rows: Sequence[PlannedRow], *, progress: Progress
    ) -> Iterable[WrittenRow]:
        """Bring in `rows` (the new and the changed ones), in the caller's transaction.

        What is there by now is skipped: the review may be old. No event is recorded
        meanwhile. Raises `ValidationError`, and then nothing is written.
        """

    @abstractmethod
    def after_undo(self, profile: Any) -> None:
        """Set what is derived from the rows that an undo removed or restored."""


def values_of(row: models.Model) -> dict[str, Any]:
    """What the owner could change in `row`, as JSON; references are left out."""
    internal = {"id", "uuid", "created_at", "updated_at"}
    return {
        each.name: _as_json(each.value_from_object(row))
        for each in _plain_fields(row)
        if each.name not in internal
    }


def _plain_fields(row: models.Model) -> Iterator[models.Field[Any, Any]]:
    for each in row._meta.concrete_fields:
        if not each.is_relation and not isinstance(each, models.GeneratedField):
            yield each


def _as_json(value: Any) -> Any:
    if value is None or isinstance(value, (bool, int, float, str, list, dict)):
        return value
    return str(value)
