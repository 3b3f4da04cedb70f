"""Questions in IGDB's query language.

https://api-docs.igdb.com/#apicalypse
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

MOST_ROWS = 500
# Longer titles are no titles, and a question may be 32 KB long at most.
LONGEST_TEXT = 100
_FIELD = re.compile(r"[a-z_*][a-z0-9_*.]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """One question to one endpoint ("games").

    `where` and `sort` are made of the functions below. Raises ValueError for what IGDB
    would refuse: a search that is sorted too, more than 500 rows.
    """

    endpoint: str
    fields: tuple[str, ...] = ("id",)
    where: str = ""
    search: str = ""
    sort: str = ""
    limit: int = MOST_ROWS
    offset: int = 0

    def __post_init__(self) -> None:
        if self.search and self.sort:
            raise ValueError("What is searched comes by relevance: it has no `sort`.")
        if not 1 <= self.limit <= MOST_ROWS:
            raise ValueError(f"`limit` is from 1 to {MOST_ROWS}.")
        for name in self.fields:
            _check_field(name)

    def body(self) -> str:
        """The question as it is sent: `fields name; where id = (1); limit 500;`."""
        return " ".join(self._clauses())

    def named(self, name: str) -> str:
        """The question as one of a multiquery's."""
        return f'query {self.endpoint} "{name}" {{ {self.body()} }};'

    def _clauses(self) -> Iterable[str]:
        yield f"fields {','.join(self.fields)};"
        if self.search:
            yield f"search {quoted(self.search)};"
        if self.where:
            yield f"where {self.where};"
        if self.sort:
            yield f"sort {self.sort};"
        yield f"limit {self.limit};"
        if self.offset:
            yield f"offset {self.offset};"


def quoted(text: str) -> str:
    """`text` as a string literal.

    How to escape a quotation mark is documented nowhere: they are left out, and so
    are backslashes and what cannot be printed.
    """
    return f'"{cleaned(text)}"'


def cleaned(text: str) -> str:
    """`text` with nothing in it that could end a literal; at most LONGEST_TEXT."""
    kept = "".join(
        " " if sign.isspace() or unicodedata.category(sign)[0] == "C" else sign
        for sign in text
        if sign not in '"\\'
    )
    return " ".join(kept.split())[:LONGEST_TEXT].strip()


def among(field: str, values: Iterable[int | str]) -> str:
    """`field = (1,2)`: any of these numbers or texts. Raises ValueError for none."""
    written = [
        str(int(value)) if isinstance(value, int) else quoted(value) for value in values
    ]
    if not written:
        raise ValueError(f"No values for {field}.")
    return f"{_check_field(field)} = ({','.join(written)})"


def same_text(field: str, text: str) -> str:
    """The field is this text, in any case."""
    return f"{_check_field(field)} ~ {quoted(text)}"


def holds_text(field: str, text: str) -> str:
    """The field has this text in it somewhere, in any case."""
    return f"{_check_field(field)} ~ *{quoted(text)}*"


def is_null(field: str) -> str:
    return f"{_check_field(field)} = null"


def is_set(field: str) -> str:
    return f"{_check_field(field)} != null"


def more_than(field: str, number: int) -> str:
    return f"{_check_field(field)} > {int(number)}"


def all_of(*conditions: str) -> str:
    return " & ".join(filter(None, conditions))


def any_of(*conditions: str) -> str:
    """In parentheses, so that it can stand in `all_of`."""
    return f"({' | '.join(filter(None, conditions))})"


def _check_field(name: str) -> str:
    if not _FIELD.fullmatch(name):
        raise ValueError(f"{name!r} is no field.")
    return name
