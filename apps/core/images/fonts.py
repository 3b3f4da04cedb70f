"""The fonts that the pages are set in, for pictures: the files that browsers get.

Pillow reads them as they are (FreeType does WOFF2 and variable fonts). Each family is
two files, Latin and more of Latin, as in `static/core/tokens.css`; a text is cut into
runs by which of them has its characters.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from PIL import ImageFont

FOLDER = Path(settings.BASE_DIR) / "static" / "core" / "fonts"
DISPLAY = "bricolage-grotesque"
TEXT = "figtree"
# The `unicode-range` of the Latin file; of the other, what of it names have.
LATIN = (
    range(0x20, 0x100),
    (0x131, 0x152, 0x153, 0x2BB, 0x2BC, 0x2C6, 0x2DA, 0x2DC),
    range(0x2002, 0x2070),
    (0x20AC, 0x2122, 0x2191, 0x2193, 0x2212, 0x2215),
)
MORE_LATIN = (range(0x100, 0x180), range(0x218, 0x21C), range(0x1E80, 0x1EFA))
# A longer word is cut itself.
LONGEST_CUT_WORD = 12
# Typed alike, and in no font of ours.
ALIKE = {"～": "~", "〜": "~", "！": "!", "？": "?", "：": ":", "\xa0": " "}


@dataclass(frozen=True)
class Font:
    """A family at a size, in pixels; `width` is a percentage (75 to 100)."""

    family: str
    size: int
    weight: int
    width: int = 100

    def sized(self, size: int) -> Font:
        return Font(self.family, size, self.weight, self.width)

    def runs(self, text: str) -> Iterator[tuple[str, ImageFont.FreeTypeFont]]:
        """Pieces of `text`, each with the file that has its characters."""
        run, part = "", ""
        for character, file in _by_file(text):
            if file != part and run:
                yield run, _loaded(self, part)
                run = ""
            run, part = run + character, file
        if run:
            yield run, _loaded(self, part)

    def length(self, text: str) -> float:
        return sum(font.getlength(run) for run, font in self.runs(text))

    def fitted(self, text: str, width: float, *, least: int) -> Font:
        """The largest size, from `least` up to this one, at which `text` fits."""
        size = self.size
        length = self.length(text)
        if length > width:
            size = max(least, int(self.size * width / length))
        return self.sized(size)

    def cut(self, text: str, width: float) -> str:
        """`text`, or as much of its beginning as fits, with an ellipsis.

        It is cut between words, where the last one isn't long.
        """
        if self.length(text) <= width:
            return text
        end = len(text)
        while end and self.length(f"{text[:end].rstrip()}…") > width:
            end -= 1
        kept = text[:end].rstrip()
        words, _, rest = kept.rpartition(" ")
        is_whole = text[end : end + 1] in ("", " ")
        if words and not is_whole and len(rest) < LONGEST_CUT_WORD:
            kept = words
        return f"{kept.rstrip(' ,;:–-')}…"

    def wrapped(self, text: str, width: float, *, lines: int) -> list[str]:
        """`text` in at most `lines` lines, the last of them cut."""
        found: list[str] = []
        words = text.split()
        while words and len(found) < lines - 1:
            count = len(words)
            while count > 1 and self.length(" ".join(words[:count])) > width:
                count -= 1
            found.append(self.cut(" ".join(words[:count]), width))
            words = words[count:]
        return [*found, self.cut(" ".join(words), width)] if words else found


def display_font(size: int, *, weight: int = 800, width: int = 75) -> Font:
    """Titles, ranks, and figures."""
    return Font(DISPLAY, size, weight, width)


def text_font(size: int, *, weight: int = 500) -> Font:
    return Font(TEXT, size, weight)


def has_words(text: str) -> bool:
    """Whether anything is left of `text` in these fonts: nothing is of 東方."""
    return any(character.isalnum() for character, _ in _by_file(text))


def _by_file(text: str) -> Iterator[tuple[str, str]]:
    """Each character that can be drawn, with its file; others are left out."""
    composed = unicodedata.normalize("NFC", text)
    for character in composed:
        shown = ALIKE.get(character, character)
        file = _file_of(shown)
        if file:
            yield shown, file
            continue
        # Such as a letter with two accents: without them it can still be read.
        for each in unicodedata.normalize("NFKD", character):
            if _file_of(each):
                yield each, "latin"


@lru_cache(maxsize=4096)
def _file_of(character: str) -> str:
    code = ord(character)
    if any(code in part for part in LATIN):
        return "latin"
    return "latin-ext" if any(code in part for part in MORE_LATIN) else ""


@lru_cache(maxsize=256)
def _loaded(font: Font, part: str) -> ImageFont.FreeTypeFont:
    loaded = ImageFont.truetype(FOLDER / f"{font.family}-{part}.woff2", font.size)
    axes: list[float] = [font.weight]
    if font.family == DISPLAY:
        axes.append(font.width)
    loaded.set_variation_by_axes(axes)
    return loaded
