"""The format of a source, and the one door to the parsers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from apps.imports.parsers.json_lists import parse_json
from apps.imports.parsers.markdown import parse_markdown
from apps.imports.parsers.source import check_source

if TYPE_CHECKING:
    from collections.abc import Set

    from apps.imports.parsers.rows import Parsed

# A Markdown list may begin with a link or a checkbox, so "[" alone is no sign.
_LOOKS_LIKE_JSON = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*(?:\{\s*)?\")")


def parse(text: str, *, name: str = "", known: Set[str] = frozenset()) -> Parsed:
    """Read a list of games from Markdown, plain text or JSON.

    `name` is the file's name, if it has one: ".json" settles the format, and a list
    without a name of its own ("top", "favorites") is called after it. `known` holds
    the normal forms of titles that exist (`core.text.normalise`): they settle
    whether "A, B" is one game or two.

    Raises a SourceError (see `source`): too large, not text, or broken JSON.
    """
    text = check_source(text)
    if name.lower().endswith(".json") or _LOOKS_LIKE_JSON.match(text):
        return parse_json(text, name=name)
    return parse_markdown(text, known=known)
