"""Taking a source in: its text is kept first, as it came, and then read."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from apps.imports.models import Import
from apps.imports.models import ImportStatus
from apps.imports.models import SourceKind
from apps.imports.parsers import SourceError
from apps.imports.understanding import Reading
from apps.imports.understanding import read


@dataclass(frozen=True)
class Source:
    """A text on its way in, and where it comes from."""

    text: str
    kind: SourceKind = SourceKind.PASTED
    file_name: str = ""
    gist_id: str = ""
    gist_url: str = ""
    gist_revision: str = ""
    gist_etag: str = ""
    description: str = ""

    def title(self) -> str:
        """What to call its import: the description, the file, or the first line."""
        first = next((line for line in self.text.splitlines() if line.strip()), "")
        names = (self.description, self.file_name, first.strip("# \t*-"))
        return next((name.strip() for name in names if name.strip()), "Import")[:200]


class NoGames(SourceError):
    """The text is readable, but nothing in it looks like a game."""


def read_source(source: Source) -> Reading:
    """Understand the source without storing anything.

    Raises a `SourceError` when it cannot be read or holds no game.
    """
    reading = read(source.text, name=source.file_name)
    if reading.is_empty:
        raise NoGames(
            "No game was found in it.",
            what_to_do="Give a list with one game per line, or a JSON list.",
        )
    return reading


def take_in(source: Source, *, by: AbstractBaseUser | None, title: str = "") -> Import:
    """Store the source and what was understood from it, ready for review.

    Raises a `SourceError` when it cannot be read; nothing is stored then.
    """
    return store(source, read_source(source), by=by, title=title)


@transaction.atomic
def store(
    source: Source, reading: Reading, *, by: AbstractBaseUser | None, title: str = ""
) -> Import:
    """Keep the source with what was understood from it."""
    batch = Import.objects.create(
        title=title or source.title(),
        source_kind=source.kind,
        source_text=source.text,
        file_name=source.file_name[:255],
        gist_id=source.gist_id,
        gist_url=source.gist_url,
        gist_revision=source.gist_revision,
        gist_etag=source.gist_etag,
        created_by_id=by.pk if by else None,
    )
    reading.save(batch)
    return batch


def read_again(batch: Import) -> None:
    """Read the source of a draft, which a crash has left unread."""
    if batch.status == ImportStatus.DRAFT:
        read_source(source_of(batch)).save(batch)


def take_again(batch: Import, *, by: AbstractBaseUser | None) -> Import:
    """Start a new import from the same source."""
    return take_in(source_of(batch), by=by, title=batch.title)


def source_of(batch: Import) -> Source:
    return Source(
        text=batch.source_text,
        kind=SourceKind(batch.source_kind),
        file_name=batch.file_name,
        gist_id=batch.gist_id,
        gist_url=batch.gist_url,
        gist_revision=batch.gist_revision,
        gist_etag=batch.gist_etag,
    )


def owner() -> AbstractBaseUser | None:
    """Whom the command line acts for; None before the first start made them."""
    users = get_user_model().objects
    return users.filter(username=settings.OWNER_USERNAME).first()
