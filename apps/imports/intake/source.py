"""What comes in: texts with their names, from the form, a file, a gist or Steam."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from functools import cached_property
from typing import Any

from apps.imports.models import ColumnMapping
from apps.imports.models import Import
from apps.imports.models import ImportStatus
from apps.imports.models import SourceKind
from apps.imports.parsing import SourceError
from apps.imports.parsing import decode_source
from apps.imports.parsing.formats import Format
from apps.imports.parsing.formats import data_in_code
from apps.imports.parsing.formats import detect
from apps.imports.parsing.parts import Means
from apps.imports.parsing.services import steam_library
from apps.imports.parsing.source import check_source
from apps.imports.parsing.tables.columns import Columns
from apps.imports.parsing.tables.delimited import Table
from apps.integrations.github import Gist
from apps.integrations.github import GistUnchanged
from apps.integrations.github import fetch_gist
from apps.integrations.github import gist_address

# A table of more games becomes several imports: a page of one stays quick.
PART_ROWS = 2_000


class NoGames(SourceError):
    """The text is readable, but nothing in it looks like a game."""


@dataclass(frozen=True)
class File:
    """A text with its name, if it has one; `as_format` is what the owner says it is."""

    text: str
    name: str = ""
    as_format: str = ""

    @property
    def lines(self) -> int:
        return self.text.count("\n") + 1

    @cached_property
    def checked(self) -> str:
        """The text as parsers take it. Raises a `SourceError` where it is none."""
        return data_in_code(check_source(self.text), self.name)

    @cached_property
    def format(self) -> Format:
        """What it is, detected once for every step.

        Raises a `SourceError` where it is not what it is said to be.
        """
        return detect(self.checked, name=self.name, as_format=self.as_format)


@dataclass(frozen=True)
class Source:
    """One or more texts on their way in, and where they come from.

    `columns` is what those of its only file hold, where that is a plain table. `means`
    is what was said of its parts; None for what is remembered of other sources.
    """

    files: tuple[File, ...]
    kind: SourceKind = SourceKind.PASTED
    columns: Columns | None = None
    means: Means | None = None
    gist_id: str = ""
    gist_url: str = ""
    gist_revision: str = ""
    gist_etag: str = ""
    description: str = ""
    warnings: list[str] = field(default_factory=list)

    @classmethod
    def of_text(
        cls,
        text: str,
        kind: SourceKind = SourceKind.PASTED,
        name: str = "",
        *,
        as_format: str = "",
    ) -> Source:
        return cls((File(text, name, as_format),), kind)

    @classmethod
    def of_bytes(cls, data: bytes, name: str = "", *, as_format: str = "") -> Source:
        """An uploaded file. Raises a `SourceError` where it is no text."""
        decoded = decode_source(data)
        kind = SourceKind.FILE if name else SourceKind.PASTED
        source = cls.of_text(decoded.text, kind, name, as_format=as_format)
        return replace(source, warnings=decoded.warnings)

    @property
    def text(self) -> str:
        return "\n".join(file.text for file in self.files)

    @property
    def parts_of_text(self) -> list[dict[str, Any]]:
        """What of `text` is which file; empty where there is one."""
        files = [{"name": file.name, "lines": file.lines} for file in self.files]
        return files if len(files) > 1 else []

    @property
    def file_name(self) -> str:
        return ", ".join(file.name for file in self.files if file.name)[:255]

    @property
    def format(self) -> Format | None:
        """What its only file is; None for several files, each of which may differ."""
        return self.files[0].format if len(self.files) == 1 else None

    @property
    def table(self) -> Table | None:
        return self.format.table if self.format else None

    @property
    def asks_for_columns(self) -> bool:
        """Whether only the owner can say what its columns hold."""
        return bool(self.format and self.format.is_plain_table and self.columns is None)

    def with_known_columns(self) -> Source:
        """The same with the columns of the last table of this header, if any."""
        if not self.asks_for_columns or self.table is None:
            return self
        known = ColumnMapping.objects.of_header(self.table.keys)
        if known is None:
            return self
        warning = "Its columns are read like those of the last file with this header."
        return replace(
            self,
            columns=Columns.from_json(known.columns),
            warnings=[*self.warnings, warning],
        )

    def parts(self) -> list[Source]:
        """Itself, or of a long table or Steam library several of `PART_ROWS` games."""
        found = self.format
        texts = [self.text]
        if found and found.key == "steam":
            texts = steam_library.parts(self.text, PART_ROWS)
        elif found and found.table and _is_long(found.table):
            texts = list(found.table.parts(PART_ROWS))
        if found is None or len(texts) == 1:
            return [self]
        file = replace(self.files[0], as_format=found.key)
        return [replace(self, files=(replace(file, text=text),)) for text in texts]

    def title(self) -> str:
        """What to call its import: the description, the file, or the first line."""
        first = next((line for line in self.text.splitlines() if line.strip()), "")
        if self.table:
            first = f"{self.format.label if self.format else ''} export"
        names = (self.description, self.file_name, first.strip("# \t*-"))
        return next((name.strip() for name in names if name.strip()), "Import")[:200]


def _is_long(table: Table) -> bool:
    return len(table.sample(PART_ROWS + 1)) > PART_ROWS


class Unchanged(Exception):
    """The gist is what it was at its last import, `import_`."""

    def __init__(self, import_: Import) -> None:
        super().__init__(f"Nothing has changed since the last import, “{import_}”.")
        self.import_ = import_


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
    return source_of_fetched(found, is_whole=is_whole)


def source_of_fetched(found: Gist, *, is_whole: bool) -> Source:
    """A gist that was fetched; not `is_whole`: one file of it, or an old revision.

    Raises a `SourceError` when it is empty or too large.
    """
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
            *([f"Skipped, because they aren't lists: {skipped}."] if skipped else []),
        ],
    )


def last_import_of(source: Source) -> Import | None:
    """The last import of the very revision of the gist that `source` is, if any."""
    if not source.gist_revision:
        return None
    same = Import.objects.of_gist(source.gist_id)
    return same.filter(gist_revision=source.gist_revision).first()


def source_of(import_: Import) -> Source:
    """The source that `import_` was made from."""
    return Source(
        files=files_of(
            import_.source_text,
            import_.files,
            name=import_.file_name,
            as_format=import_.format,
        ),
        kind=SourceKind(import_.source_kind),
        columns=Columns.from_json(import_.columns) if import_.columns else None,
        means=None if import_.status == ImportStatus.DRAFT else import_.means,
        gist_id=import_.gist_id,
        gist_url=import_.gist_url,
        gist_revision=import_.gist_revision,
        gist_etag=import_.gist_etag,
    )


def files_of(
    text: str, parts: Sequence[Mapping[str, Any]], *, name: str, as_format: str
) -> tuple[File, ...]:
    """The files that a stored text was put together of; see `Import.files`."""
    lines = text.split("\n")
    files, start = [], 0
    for part in parts or [{"name": name, "lines": len(lines)}]:
        own = "\n".join(lines[start : start + part["lines"]])
        files.append(File(own, part["name"], as_format))
        start += part["lines"]
    return tuple(files)
