"""Drawing on a picture of fixed size: text, covers, bars, stars.

Lengths are pixels, from the top left. A box is x, y, width, and height.
"""

from __future__ import annotations

import io
import math
from pathlib import Path

from django.conf import settings
from PIL import Image
from PIL import ImageDraw

from apps.core.images.fonts import Font
from apps.core.images.fonts import display_font
from apps.core.images.fonts import has_words

# Always dark, whatever the admin's theme is: where it is shown, nobody knows.
NIGHT = "#151021"
RAISED = "#221a33"
INK = "#f6f2ff"
SOFT = "#b9aed6"
GOLD = "#ffcf5c"
VIOLET = "#9072ec"

LOGO = Path(settings.BASE_DIR) / "static" / "core" / "icon-192.png"
# Corners are drawn this much larger and then made small, so that they are smooth.
FINER = 4

type Box = tuple[float, float, float, float]


class Canvas:
    def __init__(self, width: int, height: int, *, background: str = NIGHT) -> None:
        self.image = Image.new("RGB", (width, height), background)
        self._draw = ImageDraw.Draw(self.image)

    @property
    def width(self) -> int:
        return self.image.width

    @property
    def height(self) -> int:
        return self.image.height

    def text(
        self,
        at: tuple[float, float],
        text: str,
        font: Font,
        *,
        fill: str = INK,
        align: str = "left",
        spacing: float = 0,
    ) -> float:
        """Draw a line of text and return its width.

        `at` is its baseline's left end, or its middle ("center") or right end by
        `align`. `spacing` is between letters, as a part of the size.
        """
        gap = font.size * spacing
        width = font.length(text) + gap * len(text)
        x = at[0] - {"left": 0.0, "center": width / 2, "right": width}[align]
        for run, loaded in font.runs(text):
            for piece in run if spacing else [run]:
                self._draw.text((x, at[1]), piece, font=loaded, fill=fill, anchor="ls")
                x += loaded.getlength(piece) + gap
        return width

    def lines(
        self,
        at: tuple[float, float],
        text: str,
        font: Font,
        *,
        width: float,
        most: int,
        leading: float = 1.15,
        fill: str = INK,
        align: str = "left",
    ) -> float:
        """Draw `text` in at most `most` lines; returns the baseline of the last one."""
        y = at[1]
        step = font.size * leading
        for number, line in enumerate(font.wrapped(text, width, lines=most)):
            y = at[1] + step * number
            self.text((at[0], y), line, font, fill=fill, align=align)
        return y

    def rounded(self, box: Box, radius: float, *, fill: str) -> None:
        x, y, width, height = box
        mask = _rounded_mask(round(width), round(height), radius)
        plate = Image.new("RGB", mask.size, fill)
        self.image.paste(plate, (round(x), round(y)), mask)

    def bar(self, box: Box, share: float, *, fill: str = VIOLET) -> None:
        """A bar of `share` (0 to 1) of the box, at least so long that it is seen."""
        x, y, width, height = box
        length = max(width * min(max(share, 0), 1), height / 2)
        self.rounded((x, y, length, height), height / 4, fill=fill)

    def cover(
        self,
        box: Box,
        path: Path | None,
        *,
        letter: str = "",
        color: str = RAISED,
        outline: str = "",
        radius: float = 8,
    ) -> None:
        """Draw the image at `path` whole, in the middle of the box.

        Without an image, or where it can't be read, `letter` stands on `color`.
        """
        x, y, width, height = box
        if outline:
            around = (x - 8, y - 8, width + 16, height + 16)
            self.rounded(around, radius + 8, fill=outline)
            inner = (x - 4, y - 4, width + 8, height + 8)
            self.rounded(inner, radius + 4, fill=NIGHT)
        size = (round(width), round(height))
        plate = Image.new("RGB", size, color or RAISED)
        image = _opened(path, size)
        if image is not None:
            left = (size[0] - image.width) // 2
            plate.paste(image, (left, (size[1] - image.height) // 2))
        mask = _rounded_mask(*size, radius)
        self.image.paste(plate, (round(x), round(y)), mask)
        if image is None and has_words(letter):
            font = display_font(round(height * 0.4))
            at = (x + width / 2, y + height * 0.64)
            self.text(at, letter[:1].upper(), font, fill=SOFT, align="center")

    def stars(self, at: tuple[float, float], rating: float, size: float) -> float:
        """Draw five stars, `rating` of them gold in halves; returns their width."""
        step = size * 1.15
        for number in range(5):
            filled = min(max(rating - number, 0), 1)
            self._star((at[0] + step * number, at[1]), size, filled)
        return step * 5

    def _star(self, at: tuple[float, float], size: float, filled: float) -> None:
        side = round(size * FINER)
        middle = side / 2
        corners = [
            (
                middle + radius * math.sin(math.pi * number / 5),
                middle * 1.05 - radius * math.cos(math.pi * number / 5),
            )
            for number in range(10)
            for radius in [middle if number % 2 == 0 else middle * 0.42]
        ]
        mask = Image.new("L", (side, side), 0)
        ImageDraw.Draw(mask).polygon(corners, fill=255)
        plate = Image.new("RGB", (side, side), "#463d55")
        plate.paste(GOLD, (0, 0, round(side * filled), side))
        small = (round(size), round(size))
        where = (round(at[0]), round(at[1]))
        self.image.paste(plate.resize(small), where, mask.resize(small))

    def logo(self, at: tuple[float, float], size: int) -> None:
        with Image.open(LOGO) as image:
            logo = image.convert("RGBA").resize((size, size), Image.Resampling.LANCZOS)
        self.image.paste(logo, (round(at[0]), round(at[1])), logo)

    def png(self) -> bytes:
        written = io.BytesIO()
        self.image.save(written, "PNG", compress_level=6)
        return written.getvalue()


def _rounded_mask(width: int, height: int, radius: float) -> Image.Image:
    large = Image.new("L", (width * FINER, height * FINER), 0)
    corner = min(radius, width / 2, height / 2) * FINER
    box = (0, 0, large.width - 1, large.height - 1)
    ImageDraw.Draw(large).rounded_rectangle(box, corner, fill=255)
    return large.resize((width, height), Image.Resampling.BOX)


def _opened(path: Path | None, size: tuple[int, int]) -> Image.Image | None:
    """The image at `path` as large as fits into `size`; None if there is none."""
    if path is None:
        return None
    try:
        with Image.open(path) as image:
            image.load()
            scale = min(size[0] / image.width, size[1] / image.height)
            fitting = (
                max(1, round(image.width * scale)),
                max(1, round(image.height * scale)),
            )
            converted = image.convert("RGB")
            return converted.resize(fitting, Image.Resampling.LANCZOS)
    except OSError:
        return None
