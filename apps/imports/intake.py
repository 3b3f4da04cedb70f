"""Taking a source in: its text is kept first, as it came, and then read."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from apps.imports.models import Import
from apps.imports.models import ImportStatus
from apps.imports.models import SourceKind
from apps.imports.parsers import SourceError
from apps.imports.parsers.source import check_source
from apps.imports.reading import Reading
from apps.imports.understanding import File
from apps.imports.understanding import read
from apps.integrations.github import GistUnchanged
from apps.integrations.github import fetch_gist
from apps.integrations.github import gist_address


@dataclass(frozen=True)
class Source:
    """One or more texts on their way in, and where they come from."""

    files: tuple[File, ...]
    kind: SourceKind = SourceKind.PASTED
    gist_id: str = ""
    gist_url: str = ""
    gist_revision: str = ""
    gist_etag: str = ""
    description: str = ""
    warnings: list[str] = field(default_factory=list)

    @classmethod
    def of_text(
        cls, text: str, kind: SourceKind = SourceKind.PASTED, name: str = ""
    ) -> Source:
        return cls((File(text, name),), kind)

    @property
    def text(self) -> str:
        return "\n".join(file.text for file in self.files)

    @property
    def file_name(self) -> str:
        return ", ".join(file.name for file in self.files if file.name)[:255]

    def title(self) -> str:
        """What to call its import: the description, the file, or the first line."""
        first = next((line for line in self.text.splitlines() if line.strip()), "")
        names = (self.description, self.file_name, first.strip("# \t*-"))
        return next((name.strip() for name in names if name.strip()), "Import")[:200]


class NoGames(SourceError):
    """The text is readable, but nothing in it looks like a game."""


class Unchanged(Exception):
    """The gist is what it was at its last import, `batch`."""

    def __init__(self, batch: Import) -> None:
        super().__init__(f"Nothing changed since the last import, “{batch}”.")
        self.batch = batch


def source_of_gist(address: str, *, if_changed: bool = False) -> Source:
    """Fetch the gist that `address` names: an id or an address at gist.github.com.

    With `if_changed` raises `Unchanged` when it is what it was at its last import.
    Raises a `RemoteError` when it cannot be fetched, a `SourceError` when it is
    empty or too large.
    """
    asked = gist_address(address)
    # A part of a gist, or an old revision, says nothing about the whole one.
    is_whole = not asked.file and not asked.revision
    last = Import.objects.of_gist(asked.id).first() if is_whole else None
    etag = last.gist_etag if last and if_changed else ""
    found = fetch_gist(address, etag=etag)
    if isinstance(found, GistUnchanged):
        assert last is not None  # whose etag it was
        raise Unchanged(last)
    if if_changed and last and last.gist_revision == found.revision != "":
        raise Unchanged(last)
    skipped = ", ".join(found.skipped)
    return Source(
        files=tuple(File(check_source(f.content), f.name) for f in found.files),
        kind=SourceKind.GIST,
        gist_id=found.id,
        gist_url=found.url,
        gist_revision=found.revision if is_whole else "",
        gist_etag=found.etag if is_whole else "",
        description=found.description,
        warnings=[
            *filter(None, [found.warning]),
            *([f"Not read, because they are no lists: {skipped}."] if skipped else []),
        ],
    )


def last_import_of(source: Source) -> Import | None:
    """The last import of the very revision of the gist that `source` is, if any."""
    if not source.gist_revision:
        return None
    same = Import.objects.of_gist(source.gist_id)
    return same.filter(gist_revision=source.gist_revision).first()


def read_source(source: Source) -> Reading:
    """Understand the source without storing anything.

    Raises a `SourceError` when it cannot be read or holds no game.
    """
    check_source(source.text)
    reading = read(source.files)
    if reading.is_empty:
        raise NoGames(
            "No game was found in it.",
            what_to_do="Give a list with one game per line, or a JSON list.",
        )
    return reading


def take_in(source: Source, *, by: AbstractBaseUser | None, title: str = "") -> Import:
    """Keep the source, then read it: its rows are ready for review.

    Raises a `SourceError` when it cannot be read; nothing is kept then. After a
    crash it is there still, as a draft.
    """
    batch = keep(source, by=by, title=title)
    try:
        read_source(source).save(batch)
    except SourceError:
        batch.delete()
        raise
    return batch


@transaction.atomic
def store(source: Source, reading: Reading, *, by: AbstractBaseUser | None) -> Import:
    """Keep the source with what was understood from it."""
    batch = keep(source, by=by)
    reading.save(batch)
    return batch


def keep(source: Source, *, by: AbstractBaseUser | None, title: str = "") -> Import:
    """Store the source, not read yet."""
    files = [{"name": file.name, "lines": file.lines} for file in source.files]
    return Import.objects.create(
        title=title or source.title(),
        source_kind=source.kind,
        source_text=source.text,
        file_name=source.file_name,
        files=files if len(files) > 1 else [],
        gist_id=source.gist_id,
        gist_url=source.gist_url,
        gist_revision=source.gist_revision,
        gist_etag=source.gist_etag,
        created_by_id=by.pk if by else None,
        warnings=source.warnings,
    )


def read_again(batch: Import) -> None:
    """Read the source of a draft, which a crash has left unread."""
    if batch.status == ImportStatus.DRAFT:
        read_source(source_of(batch)).save(batch)


def take_again(batch: Import, *, by: AbstractBaseUser | None) -> Import:
    """Start a new import from the same source."""
    return take_in(source_of(batch), by=by, title=batch.title)


def source_of(batch: Import) -> Source:
    """The source that `batch` was made from."""
    lines = batch.source_text.split("\n")
    files, start = [], 0
    for part in batch.files or [{"name": batch.file_name, "lines": len(lines)}]:
        text = "\n".join(lines[start : start + part["lines"]])
        files.append(File(text, part["name"]))
        start += part["lines"]
    return Source(
        files=tuple(files),
        kind=SourceKind(batch.source_kind),
        gist_id=batch.gist_id,
        gist_url=batch.gist_url,
        gist_revision=batch.gist_revision,
        gist_etag=batch.gist_etag,
    )


def owner() -> AbstractBaseUser | None:
    """Whom the command line acts for; None before the first start made them."""
    users = get_user_model().objects
    return users.filter(username=settings.OWNER_USERNAME).first()
