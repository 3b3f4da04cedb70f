"""The format of a source, detected by its content, and the way to the parsers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any

from apps.imports.parsing.prose.markdown import parse_markdown
from apps.imports.parsing.services.collector import Collector
from apps.imports.parsing.services.formats import EXPORTS
from apps.imports.parsing.services.formats import likeliest
from apps.imports.parsing.services.formats import read_records
from apps.imports.parsing.services.json_records import as_records
from apps.imports.parsing.services.json_records import keys_of
from apps.imports.parsing.services.json_records import load_json
from apps.imports.parsing.services.json_records import objects_in
from apps.imports.parsing.services.steam_library import MARK
from apps.imports.parsing.services.steam_library import read_game
from apps.imports.parsing.source import BrokenJson
from apps.imports.parsing.source import BrokenTable
from apps.imports.parsing.source import MissingColumns
from apps.imports.parsing.source import check_source
from apps.imports.parsing.source import check_written
from apps.imports.parsing.tables.column_parts import ColumnParts
from apps.imports.parsing.tables.columns import Columns
from apps.imports.parsing.tables.columns import guess_fields
from apps.imports.parsing.tables.delimited import Record
from apps.imports.parsing.tables.delimited import Table
from apps.imports.parsing.tables.delimited import read_table
from apps.imports.parsing.tables.javascript import data_of
from apps.imports.parsing.tables.javascript import is_code
from apps.imports.parsing.tables.json_lists import parse_json
from apps.imports.parsing.tables.json_lists import refuse_an_export
from apps.imports.parsing.tables.plain_csv import read_record
from apps.imports.parsing.vocabulary.statuses import heading_status

if TYPE_CHECKING:
    from collections.abc import Set

    from apps.imports.parsing.parts import Found
    from apps.imports.parsing.parts import Means
    from apps.imports.parsing.parts import Parts
    from apps.imports.parsing.rows import Parsed

# What a source may be, as the owner reads it.
LABELS = {
    **{export.key: export.label for export in EXPORTS.values()},
    "steam": "Steam library",
    "csv": "Another table (CSV)",
    "json": "Another list in JSON",
    "text": "Text or Markdown",
}
# A Markdown list may begin with a link or a checkbox, so "[" alone is no sign.
_LOOKS_LIKE_JSON = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*(?:\{\s*)?\"|\[\s*\{)")
_MARKDOWN_RULE = re.compile(r"[\s|:-]+")
_TABLE_NAMES = (".csv", ".tsv")


@dataclass(frozen=True, slots=True)
class Format:
    """What a text was found to be: one of `LABELS`, with its table if it is one."""

    key: str
    table: Table | None = None

    @property
    def label(self) -> str:
        return LABELS[self.key]

    @property
    def is_plain_table(self) -> bool:
        """Whether only the owner can say what its columns hold."""
        return self.key == "csv"


def detect(text: str, *, name: str = "", as_format: str = "") -> Format:
    """What a checked text is, by its content; `as_format` says it beforehand.

    The file's name settles only what the content leaves open. Raises a SourceError
    where the text is not what it is said to be.
    """
    if as_format in ("text", "json", "steam"):
        return Format(as_format)
    if _is_json(text, name):
        return Format(as_format or _json_format(text))
    table = read_table(text)
    if as_format:
        if table is None:
            raise BrokenTable(
                "This isn't a table: no header with two or more columns, followed by "
                f"at least one game, was found. It begins: “{text.strip()[:80]}”",
                what_to_do="Choose another format, or let Questlog detect it.",
            )
        return Format(as_format, table)
    if table is None or _is_markdown_table(table):
        return Format("text")
    export = likeliest(table.keys)
    if export:
        return Format(export.key, table)
    meanings = set(guess_fields(table).values()) - {""}
    is_named_so = name.lower().endswith(_TABLE_NAMES)
    is_headed = _has_title(table) and len(meanings) > 1
    return Format("csv", table) if is_named_so or is_headed else Format("text")


def parse(
    text: str,
    *,
    name: str = "",
    known: Set[str] = frozenset(),
    as_format: str = "",
    columns: Columns | None = None,
    means: Means | None = None,
) -> Parsed:
    """Read a list of games from any format that `detect` knows.

    `name` is the file's name, if it has one: a list without a name of its own ("top",
    "favorites") is called after it. `known` holds the normal forms of titles that
    exist (`core.text.normalise`): they settle whether "A, B" is one game or two.
    `columns` says what those of a plain table hold; else they are guessed. `means` is
    what was said of the parts of the source (see `parts`).

    Raises a SourceError (see `source`): too large, not text, broken, or without a
    column that it needs.
    """
    text = data_in_code(check_source(text), name)
    found = detect(text, name=name, as_format=as_format)
    return parse_as(found, text, name=name, known=known, columns=columns, means=means)


def data_in_code(text: str, name: str) -> str:
    """A checked text; of a file of JavaScript or TypeScript the data in it, as JSON.

    Raises BrokenJson for a file of code without data: none of its lines is a game.
    """
    if not is_code(text, name):
        return text
    data = data_of(text)
    if data is None:
        raise BrokenJson(
            "This is a file of code, and no list of plain values was found in it.",
            what_to_do="Save the list as JSON, CSV, or text, and import that file.",
        )
    return data


def parse_as(
    found: Format,
    text: str,
    *,
    name: str = "",
    known: Set[str] = frozenset(),
    columns: Columns | None = None,
    means: Means | None = None,
) -> Parsed:
    """As `parse`, of a checked text whose format was detected before."""
    if found.key == "text":
        check_written(text)
        return parse_markdown(text, known=known, means=means)
    if found.key == "json":
        check_written(text)
        return parse_json(text, name=name, means=means)
    collector = Collector(name, means)
    if found.key == "steam":
        return _parse_steam(load_json(text), collector)
    if found.is_plain_table and found.table:
        return _parse_plain(found.table, columns, collector)
    return _parse_export(found, text, collector)


def _parse_export(found: Format, text: str, collector: Collector) -> Parsed:
    export = EXPORTS[found.key]
    not_taken = export.not_taken
    if found.table:
        not_taken += tuple(export.others(found.table.keys))
        export.check_columns(found.table.keys)
        records = found.table.records(collector.other)
    else:
        objects = objects_in(load_json(text))
        export.check_columns(sorted(keys_of(objects)))
        records = as_records(objects)
    return read_records(records, export.read, collector, not_taken=not_taken)


def _parse_plain(table: Table, columns: Columns | None, collector: Collector) -> Parsed:
    parts = collector.parts
    found = ColumnParts.of(table, columns, parts)
    is_said = columns is not None
    columns = found.columns
    if not columns.of("title"):
        raise MissingColumns(
            f"No title column was found. The columns are: {', '.join(table.columns)}.",
            what_to_do="Choose which column contains the titles.",
        )
    unused = tuple(key for key in table.keys if not columns.fields.get(key))
    sentence = None if columns.status else _sentence_above(table, parts)

    def read(record: Record, collector: Collector) -> None:
        read_record(record, collector, columns, sentence, is_said=is_said)

    records = found.counted(table.records(collector.other))
    return read_records(records, read, collector, not_taken=unused)


def _sentence_above(table: Table, parts: Parts) -> Found | None:
    """What a sentence above the header says of all games: "What I played in 2023"."""
    text = " ".join(" ".join(table.lines_above[:-1]).split())
    status = heading_status(text)
    said = parts.said("heading", text)
    if not said and status in (None, "unclear"):
        return None
    return parts.status(text, status, line=1, kind="heading")


def _parse_steam(library: Any, collector: Collector) -> Parsed:
    games = library.get("games") if isinstance(library, dict) else None
    if not isinstance(games, list):
        raise BrokenJson(
            "This isn't a Steam library fetched by Questlog.",
            what_to_do="Fetch it again with the button “Steam library”.",
        )
    leave_out = bool(library.get("leave_out_unplayed"))
    by_line = dict(enumerate(games, start=1))

    def read(record: Record, collector: Collector) -> None:
        game = by_line[record.line]
        try:
            read_game(record, game, collector, leave_out_unplayed=leave_out)
        except (KeyError, TypeError, ValueError):
            collector.report(record, "Steam sent no name, appid, or play time for it.")

    return read_records(as_records(games), read, collector)


def _is_json(text: str, name: str) -> bool:
    return bool(_LOOKS_LIKE_JSON.match(text)) or name.lower().endswith(".json")


def _json_format(text: str) -> str:
    try:
        value = load_json(text)
    except BrokenJson:
        return "json"  # whose parser says what is wrong
    refuse_an_export(value)
    if isinstance(value, dict) and value.get("questlog") == MARK:
        return "steam"
    export = likeliest(keys_of(objects_in(value)))
    return export.key if export else "json"


def _is_markdown_table(table: Table) -> bool:
    below = table.text.split("\n", table.first_line + 1)[table.first_line :][:1]
    return table.delimiter == "|" and bool(below and _MARKDOWN_RULE.fullmatch(below[0]))


def _has_title(table: Table) -> bool:
    """Whether a column is called one, rather than only looks like one."""
    empty = replace(table, text="")
    return "title" in guess_fields(empty).values()
