"""Documents in which each game is a heading, with its facts in a list below it.

### Chrono Trigger
- Platform: SNES
- Rating: 9/10
It still holds up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import field
from itertools import chain

from apps.core.text import normalise
from apps.imports.parsing.prose.blocks import Block
from apps.imports.parsing.prose.blocks import Heading
from apps.imports.parsing.prose.blocks import ItemList
from apps.imports.parsing.prose.blocks import Line
from apps.imports.parsing.prose.blocks import Paragraph
from apps.imports.parsing.prose.blocks import Rule
from apps.imports.parsing.tables.columns import column_meaning
from apps.imports.parsing.vocabulary.words import words_of

_FACT = re.compile(r"\W*([^\W\d_][^:：]{0,39}?)[*_]*\s*[:：][*_]*\s*(\S.*)")


@dataclass(slots=True)
class FactSheet:
    """One game: its heading, its facts by name, and the lines of text about it."""

    heading: Heading
    facts: dict[str, str] = field(default_factory=dict)
    fact_lines: list[int] = field(default_factory=list)
    text: list[Line] = field(default_factory=list)


def fact_sheets(blocks: list[Block]) -> dict[int, FactSheet]:
    """The sheets of a document by the line of their heading; {} if it has none.

    Where one heading has facts below it, all of its level are games, as long as only
    facts and text stand under them.
    """
    parts = _parts(blocks)
    levels = {
        heading.level
        for heading, below in parts
        if any(_facts(block) for block in below)
    }
    sheets: dict[int, FactSheet] = {}
    for heading, below in parts:
        if heading.level not in levels:
            continue
        sheet = FactSheet(heading)
        if all(_take(sheet, block) for block in below):
            sheets[heading.line] = sheet
    return sheets


def _parts(blocks: list[Block]) -> list[tuple[Heading, list[Block]]]:
    """Each heading with the blocks up to the next one."""
    parts: list[tuple[Heading, list[Block]]] = []
    for block in blocks:
        if isinstance(block, Heading):
            parts.append((block, []))
        elif parts:
            parts[-1][1].append(block)
    return parts


def _take(sheet: FactSheet, block: Block) -> bool:
    """Take a block in; False for one that is neither facts nor text."""
    if facts := _facts(block):
        sheet.facts |= {name: value for _, name, value in facts}
        sheet.fact_lines += [line for line, _, _ in facts]
        return True
    if isinstance(block, Paragraph):
        sheet.text += block.lines
        return True
    return isinstance(block, Rule)


def _facts(block: Block) -> list[tuple[int, str, str]]:
    """Line, name and value of each item, if all items are facts of a known name."""
    if isinstance(block, Paragraph):
        lines = block.lines
    elif isinstance(block, ItemList) and not any(it.children for it in block.items):
        lines = list(chain.from_iterable(item.lines for item in block.items))
    else:
        return []
    found = [(line, _FACT.fullmatch(line.text.strip())) for line in lines]
    facts = [
        (line.number, match[1].strip(" *_"), match[2].strip())
        for line, match in found
        if match
    ]
    known = sum(_is_known(name) for _, name, _ in facts)
    return facts if len(facts) == len(lines) and known * 2 > len(facts) else []


def _is_known(name: str) -> bool:
    meaning = column_meaning(name)
    return meaning not in ("", "title") or normalise(name) in words_of(
        "heading_words.facts"
    )
