"""What an item nested under another is: a game, a remark, or one of a group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apps.core.text import normalise
from apps.imports.parsing.prose.inline import unmarked
from apps.imports.parsing.prose.remarks import Remarks
from apps.imports.parsing.prose.splitting import is_numeral
from apps.imports.parsing.prose.versions import is_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence


def is_remark_on_parent(text: str) -> bool:
    """Whether a nested line is about the game above it: "finished twice", "PS4".

    A game's title begins with a capital or a digit; a remark with a small letter.
    """
    words = unmarked(text).strip(" *_~")
    return words[:1].islower() or is_sentence(words) or Remarks().read_word(words)


def is_group(text: str, children: Sequence[str]) -> bool:
    """Whether an item only names the series of those nested in it.

    So it is when it ends with a colon, when they are its numbers ("Final Fantasy":
    "IV", "VI"), or when two or more repeat its name.
    """
    if not children:
        return False
    if text.rstrip().endswith(":"):
        return True
    if "(" in text or any(is_remark_on_parent(child) for child in children):
        return False
    if all(is_numeral(child.split("(")[0]) for child in children):
        return True
    name = normalise(text)
    repeating = [child for child in children if normalise(child).startswith(f"{name} ")]
    return len(children) > 1 and len(repeating) == len(children)
