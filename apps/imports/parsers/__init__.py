"""Somebody's list of games, as text, becomes typed rows; nothing is written.

`parse(text)` reads Markdown, plain text and JSON; see `rows` for its answer.
"""

from __future__ import annotations

from apps.imports.parsers.encodings import Decoded
from apps.imports.parsers.encodings import decode_source
from apps.imports.parsers.formats import parse
from apps.imports.parsers.rows import ListedTitle
from apps.imports.parsers.rows import NotUnderstood
from apps.imports.parsers.rows import OtherLine
from apps.imports.parsers.rows import Parsed
from apps.imports.parsers.rows import ParsedList
from apps.imports.parsers.rows import Row
from apps.imports.parsers.rows import Status
from apps.imports.parsers.rows import ToldRun
from apps.imports.parsers.rows import Version
from apps.imports.parsers.source import BrokenJson
from apps.imports.parsers.source import BrokenTable
from apps.imports.parsers.source import MissingColumns
from apps.imports.parsers.source import NotText
from apps.imports.parsers.source import SourceError
from apps.imports.parsers.source import SourceTooLarge

__all__ = [
    "BrokenJson",
    "BrokenTable",
    "Decoded",
    "ListedTitle",
    "MissingColumns",
    "NotText",
    "NotUnderstood",
    "OtherLine",
    "Parsed",
    "ParsedList",
    "Row",
    "SourceError",
    "SourceTooLarge",
    "Status",
    "ToldRun",
    "Version",
    "decode_source",
    "parse",
]
