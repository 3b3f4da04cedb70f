"""Enough of Apicalypse to answer from a catalogue, and to refuse what IGDB would.

https://api-docs.igdb.com/#apicalypse
"""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from operator import ge
from operator import gt
from operator import le
from operator import lt
from typing import Any

type Row = dict[str, Any]
# What a row has at a path ("game.name"): several values below a list.
type Values = Callable[[Row, str], list[Any]]
type Condition = Callable[[Row, Values], bool]


class SyntaxProblem(Exception):
    """IGDB would answer "Syntax Error"; the text is its cause."""


@dataclass
class Question:
    fields: list[str] = field(default_factory=lambda: ["id"])
    where: Condition | None = None
    # The fields that `where` asks about.
    asked: set[str] = field(default_factory=set)
    search: str = ""
    sort: tuple[str, bool] | None = None
    limit: int = 10
    offset: int = 0


_CLAUSE = re.compile(r"\s*([a-z]+)\s+((?:\"[^\"]*\"|[^;\"])*);", re.S)
_TOKEN = re.compile(
    r"\s*(\*?\"[^\"]*\"\*?|!~|!=|>=|<=|[()\[\]{}&|=<>~!,;]|-?\d+|[a-z_][\w.*]*)", re.I
)


def read(body: str) -> Question:
    """Raises SyntaxProblem."""
    question = Question()
    place = 0
    while place < len(body.rstrip()):
        found = _CLAUSE.match(body, place)
        if found is None:
            raise SyntaxProblem(f"Unexpected input at '{body[place : place + 20]}'")
        _take(question, found[1], found[2].strip())
        place = found.end()
    if question.search and question.sort:
        raise SyntaxProblem("search and sort cannot be combined")
    return question


def _take(question: Question, name: str, value: str) -> None:
    if name == "fields":
        question.fields = [part.strip() for part in value.split(",")]
    elif name == "where":
        conditions = _Conditions(value)
        question.where = conditions.read()
        question.asked = conditions.fields
    elif name == "search":
        if not re.fullmatch(r"\"[^\"]*\"", value):
            raise SyntaxProblem(
                "Expecting a STRING as input, surround your input with quotes "
                f"starting at '{value}' expecting {{…}}"
            )
        question.search = value.strip('"')
    elif name == "sort":
        path, _, way = value.partition(" ")
        question.sort = (path, way.strip() == "desc")
    elif name in ("limit", "offset"):
        setattr(question, name, int(value))
    else:
        raise SyntaxProblem(f"Unexpected '{name}'")


class _Conditions:
    def __init__(self, text: str) -> None:
        self.tokens = list(self._tokens(text))
        self.fields: set[str] = set()

    def _tokens(self, text: str) -> Iterator[str]:
        place = 0
        while place < len(text.rstrip()):
            found = _TOKEN.match(text, place)
            if found is None:
                raise SyntaxProblem(f"Unexpected input at '{text[place : place + 20]}'")
            yield found[1]
            place = found.end()

    def read(self) -> Condition:
        condition = self._any()
        if self.tokens:
            raise SyntaxProblem(f"Unexpected '{self.tokens[0]}'")
        return condition

    def _any(self) -> Condition:
        parts = [self._all()]
        while self.tokens[:1] == ["|"]:
            self.tokens.pop(0)
            parts.append(self._all())
        return lambda row, values: any(part(row, values) for part in parts)

    def _all(self) -> Condition:
        parts = [self._one()]
        while self.tokens[:1] == ["&"]:
            self.tokens.pop(0)
            parts.append(self._one())
        return lambda row, values: all(part(row, values) for part in parts)

    def _one(self) -> Condition:
        if self.tokens[:1] == ["("]:
            self.tokens.pop(0)
            inner = self._any()
            self._expect(")")
            return inner
        path, operator = self._next(), self._next()
        self.fields.add(path)
        test = _test(operator, self._value())
        return lambda row, values: test(values(row, path))

    def _value(self) -> Any:
        token = self._next()
        if token in "([{":
            items = [self._value()]
            while self.tokens[:1] == [","]:
                self.tokens.pop(0)
                items.append(self._value())
            self._expect({"(": ")", "[": "]", "{": "}"}[token])
            return token, items
        if token == "null":
            return None
        if token in ("true", "false"):
            return token == "true"
        if '"' in token:
            return _Text(token)
        try:
            return int(token)
        except ValueError as error:
            raise SyntaxProblem(f"Unexpected '{token}'") from error

    def _next(self) -> str:
        if not self.tokens:
            raise SyntaxProblem("Unexpected end")
        return self.tokens.pop(0)

    def _expect(self, token: str) -> None:
        if self._next() != token:
            raise SyntaxProblem(f"Expecting '{token}'")


class _Text:
    """A text to compare with: whole, its start, its end or any part."""

    def __init__(self, token: str) -> None:
        self.any_before = token.startswith("*")
        self.any_after = token.endswith("*")
        self.text = token.strip("*").strip('"')

    def matches(self, value: Any, *, any_case: bool) -> bool:
        if not isinstance(value, str):
            return False
        wanted = self.text.lower() if any_case else self.text
        value = value.lower() if any_case else value
        if self.any_before and self.any_after:
            return wanted in value
        if self.any_before:
            return value.endswith(wanted)
        return value.startswith(wanted) if self.any_after else value == wanted


def _test(operator: str, wanted: Any) -> Callable[[list[Any]], bool]:
    if operator.startswith("!"):
        same = _test(operator[1:], wanted)
        return lambda values: not same(values)
    if wanted is None:
        return lambda values: not values
    if operator in (">", ">=", "<", "<="):
        compare = {">": gt, ">=": ge, "<": lt, "<=": le}[operator]
        return lambda values: any(compare(each, wanted) for each in values)
    any_case = operator == "~"
    if isinstance(wanted, tuple):
        kind, items = wanted
        needs = all if kind in "[{" else any
        return lambda values: needs(_is_one(values, item, any_case) for item in items)
    return lambda values: _is_one(values, wanted, any_case)


def _is_one(values: list[Any], wanted: Any, any_case: bool) -> bool:
    if isinstance(wanted, _Text):
        return any(wanted.matches(value, any_case=any_case) for value in values)
    return wanted in values
