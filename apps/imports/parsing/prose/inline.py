"""One line of Markdown as plain text, with what was struck out or bold marked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import MutableMapping
    from typing import Any

    from markdown_it.token import Token

# Marks inside the text. `blocks.prepare` takes these characters out of the source.
STRUCK, END_STRUCK, BOLD, END_BOLD = "\ue000", "\ue001", "\ue002", "\ue003"
PRIVATE = re.compile("[\ue000-\uf8ff]")

_OPENING = {"s_open": STRUCK, "strong_open": BOLD}
_CLOSING = {"s_close": END_STRUCK, "strong_close": END_BOLD}
_STRUCK_TAGS = frozenset({"s", "del", "strike"})
_BOLD_TAGS = frozenset({"b", "strong"})
_HARMLESS_TAGS = frozenset(
    {"a", "abbr", "big", "br", "center", "code", "div", "em", "font", "i", "img", "ins"}
    | {"kbd", "mark", "p", "picture", "q", "small", "source", "span", "sub", "sup"}
    | {"tt", "u", "wbr"}
)
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)[^>]*>", re.IGNORECASE)
_HREF = re.compile(r"<a\s[^>]*?href=[\"']?(https?://[^\s\"'>]+)", re.IGNORECASE)
_URL = re.compile(r"https?://[^\s<>)\]]+")
_MARKDOWN = re.compile(r"[*_~`<&\\\[!]")
_BOX = re.compile(r"<input[^>]*checkbox[^>]*>", re.IGNORECASE)
_DATES = re.compile(r"\d{4}[/.-]\d{1,2}[/.-]\d{1,2}[,\s]*")
# A line with more of these is no list of games, and would cost time to take apart.
_SIGN = re.compile(r"[*_~`<&\\\[(,;/]| [-\u2013\u2014x] ?")
MOST_SIGNS = 40
_OVERLOADED = "The line has too many commas, brackets, or other symbols."
_markdown = MarkdownIt("commonmark").enable("strikethrough")


@dataclass(frozen=True, slots=True)
class Inline:
    """`text` with the marks in it, the links' addresses, and why it is unreadable."""

    text: str
    urls: tuple[str, ...] = ()
    problem: str = ""


def read_inline(text: str, references: MutableMapping[str, Any]) -> Inline:
    """Read one line. `references` is the document's link definitions."""
    text = _BOX.sub(lambda box: "☑" if "checked" in box[0].lower() else "☐", text)
    # A long row of dates is no puzzle.
    if len(_SIGN.findall(_DATES.sub("", text))) > MOST_SIGNS:
        return Inline(text, problem=_OVERLOADED)
    if _MARKDOWN.search(text) is None and "://" not in text:
        return Inline(text)
    marked: list[str] = []
    urls: list[str] = []
    has_html = False
    for token in _children(text, references):
        if token.type == "link_open":
            urls.append(str(token.attrs.get("href", "")))
        elif token.type == "html_inline":
            urls += _HREF.findall(token.content)
            mark = _mark_of_tag(token.content)
            has_html = has_html or mark is None
            marked.append(mark or "")
        else:
            marked.append(_text_of(token))
    shown = "".join(marked)
    urls += _URL.findall(shown)
    shown = re.sub(r" {2,}", " ", _URL.sub("", shown).replace("()", "")).strip()
    problem = "HTML isn't supported." if has_html else ""
    return Inline(shown, tuple(dict.fromkeys(url for url in urls if url)), problem)


def code_only(text: str) -> str:
    """What stands in text that is code and nothing else; "" for other text."""
    if not text.strip().startswith("`"):
        return ""
    tokens = _children(text.strip(), {})
    is_code = len(tokens) == 1 and tokens[0].type == "code_inline"
    return tokens[0].content if is_code else ""


def unmarked(text: str) -> str:
    return PRIVATE.sub("", text)


def struck_part(text: str) -> str:
    """What stands between the strike marks, without any marks."""
    return unmarked(" ".join(re.findall(f"{STRUCK}([^{END_STRUCK}]*)", text))).strip()


def without_struck(text: str) -> str:
    return re.sub(f"{STRUCK}[^{END_STRUCK}]*{END_STRUCK}?", "", text)


def split_marked(text: str, cuts: Iterable[tuple[int, int]]) -> list[str]:
    """The text without its `cuts` (start, end), in pieces that keep their marks.

    A strike that spans a cut is closed before it and opened again after it.
    """
    edges = [(0, 0), *cuts, (len(text), len(text))]
    return list(_balanced(text[end:start] for (_, end), (start, _) in pairwise(edges)))


def _balanced(pieces: Iterable[str]) -> Iterator[str]:
    carried = ""
    for piece in pieces:
        balanced = carried + piece
        carried = ""
        for start, end in ((STRUCK, END_STRUCK), (BOLD, END_BOLD)):
            if balanced.rfind(start) > balanced.rfind(end):
                balanced += end
                carried += start
        yield balanced


def _children(text: str, references: MutableMapping[str, Any]) -> list[Token]:
    tokens = _markdown.parseInline(text, references)
    return (tokens[0].children or []) if tokens else []


def _text_of(token: Token) -> str:
    if token.type in ("text", "code_inline", "text_special"):
        return token.content
    if token.type in ("softbreak", "hardbreak"):
        return " "
    return _OPENING.get(token.type) or _CLOSING.get(token.type) or ""


def _mark_of_tag(html: str) -> str | None:
    """The mark that stands for a tag, "" for a harmless one, None for others."""
    found = _TAG.fullmatch(html)
    if found is None:
        return None
    closes, name = bool(found[1]), found[2].lower()
    if name in _STRUCK_TAGS:
        return END_STRUCK if closes else STRUCK
    if name in _BOLD_TAGS:
        return END_BOLD if closes else BOLD
    return "" if name in _HARMLESS_TAGS else None
