"""The one normal form of a name: what search keys hold and matching compares."""

from __future__ import annotations

import re
import unicodedata

# Compatibility decomposition would spell these out ("™" becomes "TM").
_MARKS = str.maketrans("", "", "™®©℠℗")
# Letters that no decomposition takes apart; "ß" is casefold's business.
_LETTERS = str.maketrans(
    {
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "\u0131": "i",
    }
)
# The accents of Latin, Greek and Cyrillic. Marks of other scripts (the voicing
# marks of kana, for one) tell words apart and stay.
_ACCENTS = re.compile("[\u0300-\u036f]")
_APOSTROPHES = re.compile("['\u2018\u2019\u201b\u02bb\u02bc\u02b9\u2032`\u00b4]")
_INITIALS = re.compile(r"(?<!\w)(?:[^\W\d_]\.){2,}(?:[^\W\d_](?!\w))?")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_AMPERSAND = re.compile(r"&|(?<=\w)\+(?=\w)|(?<=\s)\+(?=\s)")
_PLUS_SUFFIX = re.compile(r"(?<=[\w+])\+")
_TOKEN = re.compile(r"[^\W_]+")
_DIGITS = re.compile(r"[0-9]+")
_ARTICLES = frozenset({"a", "an", "the"})
_ROMAN = re.compile(r"x{0,3}(?:ix|iv|v?i{0,3})")

# A lone X after these is a letter: Mega Man X and Mega Man 10 are two games.
_LETTER_X_AFTER = frozenset({"man", "megaman", "rockman", "pokemon", "zero"})
# And before these: X-Wing, X-Men, X-COM, with or without their hyphen.
_LETTER_X_BEFORE = re.compile(r" (?:wing|men|com|ray|factor)(?!\w)")
# "The Last of Us Part I", "Episode I and II".
_COUNTED = frozenset({"act", "book", "chapter", "episode", "part", "vol", "volume"})
# A lone I after these is the pronoun: "Me, Myself and I", "Who Am I?".
_PRONOUN_AFTER = frozenset(
    {"and", "am", "are", "as", "but", "can", "did", "do", "if", "or", "should"}
    | {"than", "was", "what", "when", "where", "who", "why", "will", "would"}
)
# How far after an I its neighbours are looked for; text of any length stays linear.
_WINDOW = 16
_AFTER_NUMERAL = re.compile(r"\s*(?:[:(\[\u2013-]|(?:and|,|/)\s*[ivx\d]+(?!\w))")


def normalise(text: str) -> str:
    """The text as words: no accents, case, or punctuation; numerals arabic.

    "Final Fantasy VII" and "final fantasy 7", "Pokémon" and "POKEMON", "Mario &
    Luigi" and "Mario and Luigi" are the same. Text with something in it never
    becomes empty ("???" stays). Made for display text; apply it once.
    """
    plain = _plain(text)
    tokens: list[str] = []
    for found in _TOKEN.finditer(plain):
        token = found.group()
        if token[0] in "ivx" and _is_numeral(token, found, plain, tokens):
            token = str(roman_value(token))
        tokens.append(token)
    return " ".join(tokens) or " ".join(text.casefold().split())


def sort_key(name: str) -> str:
    """What `name` sorts by, compared byte by byte.

    Its words as `normalise` makes them, a leading article last, and each number
    after how many digits it has: "The Ōkami 2" becomes "okami 012 the". So a series
    reads in order: Final Fantasy, Final Fantasy II, IX, X.
    """
    words = normalise(name).split()
    if len(words) > 1 and words[0] in _ARTICLES:
        words = [*words[1:], words[0]]
    return " ".join(_DIGITS.sub(_by_value, word) for word in words)


def _by_value(number: re.Match[str]) -> str:
    digits = number.group().lstrip("0") or "0"
    return f"{len(digits):02}{digits}"


def roman_value(token: str) -> int | None:
    """The value of a lower-case roman numeral from i to xxxix, else None."""
    if not token or _ROMAN.fullmatch(token) is None:
        return None
    values = [{"i": 1, "v": 5, "x": 10}[letter] for letter in token]
    following = [*values[1:], 0]
    return sum(
        -value if value < after else value
        for value, after in zip(values, following, strict=True)
    )


def _plain(text: str) -> str:
    """Case, accents and the signs that stand for words folded; still punctuated."""
    folded = text.casefold() if text.isascii() else _ascii_like(text)
    folded = _APOSTROPHES.sub("", folded)
    folded = _THOUSANDS.sub("", folded)
    folded = _INITIALS.sub(lambda found: found.group().replace(".", "") + " ", folded)
    folded = _AMPERSAND.sub(" and ", folded)
    return " ".join(_PLUS_SUFFIX.sub(" plus ", folded).split())


def _ascii_like(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.translate(_MARKS).casefold())
    folded = unicodedata.normalize("NFC", _ACCENTS.sub("", folded))
    return folded.translate(_LETTERS)


def _is_numeral(
    token: str, found: re.Match[str], plain: str, before: list[str]
) -> bool:
    if roman_value(token) is None:
        return False
    if len(token) > 1:
        return True
    if not before:
        return False
    previous = before[-1]
    rest = plain[found.end() : found.end() + _WINDOW]
    if token == "i":
        return _is_counting_i(previous, rest)
    starts_segment = ":" in plain[found.start() - 2 : found.start()]
    prefixes_word = re.match(r"-[^\W\d_]", rest)
    letter_x = token == "x" and (
        previous in _LETTER_X_AFTER or _LETTER_X_BEFORE.match(rest)
    )
    return not (starts_segment or prefixes_word or letter_x)


def _is_counting_i(previous: str, rest: str) -> bool:
    if previous in _PRONOUN_AFTER:
        return False
    ends_here = _TOKEN.search(rest) is None
    return previous in _COUNTED or ends_here or bool(_AFTER_NUMERAL.match(rest))
