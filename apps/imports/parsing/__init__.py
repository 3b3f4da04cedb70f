"""Somebody's list of games, as text, becomes typed rows; nothing is written.

`parse(text)` reads every format; see `rows` for its answer.
"""

from __future__ import annotations

from apps.imports.parsing.encodings import Decoded
from apps.imports.parsing.encodings import decode_source
from apps.imports.parsing.formats import parse
from apps.imports.parsing.rows import ListedTitle
from apps.imports.parsing.rows import NotUnderstood
from apps.imports.parsing.rows import OtherLine
from apps.imports.parsing.rows import Parsed
from apps.imports.parsing.rows import ParsedList
from apps.imports.parsing.rows import Part
from apps.imports.parsing.rows import Row
from apps.imports.parsing.rows import SourcePlaythrough
from apps.imports.parsing.rows import Status
from apps.imports.parsing.rows import Version
from apps.imports.parsing.source import BrokenJson
from apps.imports.parsing.source import BrokenTable
from apps.imports.parsing.source import MissingColumns
from apps.imports.parsing.source import NotText
from apps.imports.parsing.source import SourceError
from apps.imports.parsing.source import SourceTooLarge

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
    "Part",
    "Row",
    "SourceError",
    "SourcePlaythrough",
    "SourceTooLarge",
    "Status",
    "Version",
    "decode_source",
    "parse",
]
