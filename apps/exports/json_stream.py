"""Reading one large JSON object piece by piece: never the whole of it in memory."""

from __future__ import annotations

import re
from collections.abc import Iterator
from json import JSONDecodeError
from json import JSONDecoder
from typing import Any
from typing import TextIO

PIECE = 256 * 1024
# One value: a row, or one of the members that are no arrays.
LONGEST_VALUE = 256 * 1024 * 1024

_SPACE = re.compile(r"[ \t\n\r]*")
_decoder = JSONDecoder()


class BrokenStream(ValueError):
    """The text is no JSON object, or ends too early; the message says where."""


class JSONStream:
    """The members of a JSON object, in their order; arrays row by row."""

    def __init__(self, source: TextIO) -> None:
        self._source = source
        self._text = ""
        self._place = 0
        self._lines = 1  # before `_text`
        self._is_whole = False

    def members(self) -> Iterator[tuple[str, Any]]:
        """Each key with its value, or with an iterator of an array's values.

        The iterator is read to its end before the next member. Raises
        `BrokenStream`.
        """
        self._expect("{", "a JSON object")
        if self._next() == "}":
            return
        while True:
            key = self._value()
            if not isinstance(key, str):
                raise self._broken("a key in quotes is missing")
            self._expect(":", "a colon")
            if self._next() == "[":
                rows = self._array()
                yield key, rows
                for _ in rows:
                    pass
            else:
                yield key, self._value()
            if not self._goes_on("}"):
                break
        if self._next():
            raise self._broken("there is extra text after the end")

    @property
    def line(self) -> int:
        """The line that is being read, from 1."""
        return self._lines + self._text.count("\n", 0, self._place)

    def _array(self) -> Iterator[Any]:
        self._expect("[", "an array")
        if self._next() == "]":
            self._place += 1
            return
        while True:
            yield self._value()
            if not self._goes_on("]"):
                return

    def _goes_on(self, end: str) -> bool:
        """Step over a comma (True) or over the closing bracket `end` (False)."""
        char = self._next()
        if char not in (",", end) or not char:
            raise self._broken("a comma or a closing bracket is missing")
        self._place += 1
        return char == ","

    def _expect(self, char: str, what: str) -> None:
        if self._next() != char:
            raise self._broken(f"{what} is missing")
        self._place += 1

    def _next(self) -> str:
        """The next character that is no white space; "" at the end of the text."""
        while True:
            found = _SPACE.match(self._text, self._place)
            self._place = found.end() if found else self._place
            if self._place < len(self._text) or self._is_whole:
                return self._text[self._place : self._place + 1]
            self._read_on()

    def _value(self) -> Any:
        self._next()
        while True:
            try:
                value, end = _decoder.raw_decode(self._text, self._place)
            except RecursionError as error:
                raise self._broken("it's nested too deeply") from error
            except JSONDecodeError as error:
                if self._is_whole:
                    raise self._broken(error.msg) from error
            else:
                # A number may go on in the next piece.
                if end < len(self._text) or self._is_whole:
                    self._place = end
                    return value
            if len(self._text) - self._place > LONGEST_VALUE:
                raise self._broken("one value is larger than 256 MB or never ends")
            self._read_on()

    def _read_on(self) -> None:
        """Forget what has been read and take in as much as there is left, or more."""
        self._lines = self.line
        rest = self._text[self._place :]
        piece = self._source.read(max(PIECE, len(rest)))
        self._is_whole = not piece
        self._text, self._place = rest + piece, 0

    def _broken(self, reason: str) -> BrokenStream:
        if self._is_whole and not self._text.rstrip().endswith("}"):
            reason = "the file ends too early; it may have been cut off"
        return BrokenStream(f"Line {self.line}: {reason}.")
