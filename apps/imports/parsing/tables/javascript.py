"""The data in a file of JavaScript or TypeScript, as JSON; nothing of it is run.

`export const games = [{ title: "Ico", platform: "PS2" }];` holds an array of plain
literals, and `new Date("2007-02")` is one of them. What is computed, called, or put
together is no data: such a value makes the array that it stands in unreadable.
"""

from __future__ import annotations

import json
import re

# Where a value begins that may be a list of games.
_ASSIGNED = re.compile(
    r"\b(?:(?:export\s+)?(?:const|let|var)\s+([A-Za-z_$][\w$]*)(?:\s*:[^=;]*)?\s*="
    r"|export\s+default|module\.exports\s*=)\s*(?=[\[{])"
)
_TOKEN = re.compile(
    r"""(?P<space>[\s]+|//[^\n]*|/\*.*?\*/)
    |(?P<string>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\$]|\\.)*`)
    |(?P<date>new\s+Date\(\s*(?:"[^"\\\n]*"|'[^'\\\n]*')\s*\))
    |(?P<number>-?\d[\d_]*(?:\.\d+)?(?![\w.]))
    |(?P<name>[A-Za-z_$][\w$]*)
    |(?P<sign>[\[\]{}:,])""",
    re.VERBOSE | re.DOTALL,
)
_CALL = re.compile(
    r"""(\w+)\(\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
    r"""\s*,\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
    r"""\s*,\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')\s*\);?"""
)
_LAST_HOLDS = frozenset({"append", "push", "add", "set", "update"})
_FIRST_HOLDS = frozenset({"prepend", "unshift"})
_WORDS = {"true": "true", "false": "false", "null": "null", "undefined": "null"}
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.DOTALL)
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "\n": ""}
_CODE = re.compile(
    r"^\s*(?:export\b|import\s[\w{*'\"]|(?:const|let|var)\s+[\w$]+\s*[:=]|module\.exports"
    r"|function\s|[\w.$]+\((?:\"|').*\);?\s*$)",
    re.MULTILINE,
)
SUFFIXES = (".js", ".jsx", ".mjs", ".cjs", ".ts", ".tsx")


def is_code(text: str, name: str) -> bool:
    """Whether a text is JavaScript or TypeScript, by its file's name and its lines."""
    return name.lower().endswith(SUFFIXES) and bool(_CODE.search(text))


def data_of(text: str) -> str | None:
    """The file's lists as JSON with the same lines; None where it holds none.

    A single list stays one; of several, each stands under the name it has there.
    """
    found: list[tuple[str, int, str]] = []
    end = 0
    for match in _ASSIGNED.finditer(text):
        if match.start() < end:
            continue
        literal = _literal(text, match.end())
        if literal is None:
            continue
        shown, end = literal
        if "{" in shown or '"' in shown:
            found.append((match[1] or "", match.end(), shown))
    if not found:
        return _data_of_calls(text)
    if len(found) == 1:
        _, start, shown = found[0]
        return "\n" * text.count("\n", 0, start) + shown
    pieces: list[str] = []
    line = 0
    for number, (name, start, shown) in enumerate(found):
        above = text.count("\n", 0, start)
        sign = "," if number else "{"
        key = json.dumps(_in_words(name) or f"List {number + 1}")
        pieces.append(f"{sign}{'\n' * (above - line)}{key}:{shown}")
        line = above + shown.count("\n")
    return "".join(pieces) + "}"


def _data_of_calls(text: str) -> str | None:
    """A log of calls such as `append("id", "field", "value");` as a list of records.

    Of two values of a field the later one holds, or the one nearer to the top where
    the calls say that they put things there. None where anything else is in the file.
    """
    records: dict[str, dict[str, str]] = {}
    lines: dict[str, int] = {}
    names: set[str] = set()
    for number, line in enumerate(text.split("\n")):
        if not line.strip() or line.lstrip().startswith("//"):
            continue
        call = _CALL.fullmatch(line.strip())
        if call is None:
            return None
        names.add(call[1])
        key, name, value = (json.loads(_string(call[place])) for place in (2, 3, 4))
        record = records.setdefault(key, {})
        lines.setdefault(key, number)
        if call[1] in _LAST_HOLDS or name not in record:
            record[name] = value
    if len(names) != 1 or not names <= _LAST_HOLDS | _FIRST_HOLDS:
        return None
    pieces: list[str] = []
    line_now = 0
    for key, record in records.items():
        filled = {name: value for name, value in record.items() if value}
        shown = json.dumps(filled, ensure_ascii=False)
        pieces.append(("," if pieces else "[") + "\n" * (lines[key] - line_now) + shown)
        line_now = lines[key]
    return "".join(pieces) + "]"


def _literal(text: str, start: int) -> tuple[str, int] | None:
    """The literal that begins here as JSON, and its end; None for anything else."""
    out: list[str] = []
    open_signs: list[str] = []
    place = start
    while place < len(text):
        token = _TOKEN.match(text, place)
        if token is None:
            return None
        place = token.end()
        shown = token[0]
        match token.lastgroup:
            case "space":
                out.append("\n" * shown.count("\n"))
            case "string":
                out.append(_string(shown) + "\n" * shown.count("\n"))
            case "date":
                out.append(_string(re.split(r"[()]", shown)[1].strip()))
            case "number":
                out.append(shown.replace("_", ""))
            case "name":
                is_key = bool(re.match(r"\s*:", text[place : place + 20]))
                if not is_key and shown not in _WORDS:
                    return None
                out.append(json.dumps(shown) if is_key else _WORDS[shown])
            case _:
                if shown in "[{":
                    open_signs.append(shown)
                elif shown in "]}":
                    if not open_signs or open_signs.pop() + shown not in ("[]", "{}"):
                        return None
                    _drop_comma(out)
                out.append(shown)
        if not open_signs:
            break
    json_text = "".join(out)
    try:
        json.loads(json_text)
    except (ValueError, RecursionError):
        return None
    return json_text, place


def _drop_comma(out: list[str]) -> None:
    """JSON has no comma after the last value."""
    for place in range(len(out) - 1, -1, -1):
        if out[place].strip():
            if out[place] == ",":
                out[place] = ""
            return


def _string(quoted: str) -> str:
    def plain(found: re.Match[str]) -> str:
        code = found[1] or found[2]
        return chr(int(code, 16)) if code else _ESCAPED.get(found[3], found[3])

    return json.dumps(_ESCAPE.sub(plain, quoted[1:-1]), ensure_ascii=False)


def _in_words(name: str) -> str:
    """ "videoGameList" as "video game list"."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name).replace("_", " ").lower()
