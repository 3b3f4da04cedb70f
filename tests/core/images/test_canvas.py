"""Pictures that are drawn here: text that fits, covers that are whole, kept files."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from apps.core.images.canvas import GOLD
from apps.core.images.canvas import NIGHT
from apps.core.images.canvas import Canvas
from apps.core.images.files import is_kept
from apps.core.images.files import keep_png
from apps.core.images.files import media_url
from apps.core.images.files import remove_png
from apps.core.images.fonts import display_font
from apps.core.images.fonts import has_words
from apps.core.images.fonts import text_font


def colors_in(canvas: Canvas) -> set[str]:
    pixels = Image.open(io.BytesIO(canvas.png())).convert("RGB")
    found = pixels.getcolors(pixels.width * pixels.height) or []
    return {"#{:02x}{:02x}{:02x}".format(*color) for _, color in found}  # type: ignore[misc]


def test_a_long_text_is_made_smaller_then_cut() -> None:
    font = display_font(80)
    name = "The Legend of Heroes: Trails in the Sky the 3rd"

    fitted = font.fitted(name, 300, least=30)
    cut = fitted.cut(name, 300)

    assert fitted.size == 30
    assert cut.endswith("…")
    assert fitted.length(cut) <= 300


def test_a_text_is_wrapped_into_so_many_lines() -> None:
    font = text_font(30)

    lines = font.wrapped("Xenoblade Chronicles 3: Future Redeemed", 260, lines=2)

    assert lines[0] == "Xenoblade"
    assert len(lines) == 2
    assert all(font.length(line) <= 260 for line in lines)


@pytest.mark.parametrize("name", ["Pokémon", "Żmijowisko", "Ōkami", "Ọ̀ṣun", "A～B"])
def test_names_of_many_languages_are_drawn(name: str) -> None:
    canvas = Canvas(400, 100)

    width = canvas.text((10, 70), name, display_font(40))

    assert width > 40
    assert colors_in(canvas) != {NIGHT}


def test_a_name_without_a_letter_of_ours_is_left_out() -> None:
    canvas = Canvas(400, 100)

    assert not has_words("東方紅魔郷")
    assert canvas.text((10, 70), "東方紅魔郷", text_font(30)) == 0


def test_a_cover_is_shown_whole(tmp_path: Path) -> None:
    path = tmp_path / "wide.png"
    Image.new("RGB", (200, 100), "#ff0000").save(path)
    canvas = Canvas(200, 300)

    canvas.cover((50, 50, 100, 150), path, color="#00ff00", outline=GOLD)

    assert canvas.image.getpixel((52, 125)) == (255, 0, 0)
    assert canvas.image.getpixel((147, 125)) == (255, 0, 0)
    assert canvas.image.getpixel((100, 60)) == (0, 255, 0)
    assert GOLD in colors_in(canvas)


def test_a_cover_that_cannot_be_read_becomes_its_letter(tmp_path: Path) -> None:
    broken = tmp_path / "broken.webp"
    broken.write_bytes(b"RIFF no image")
    canvas, empty = Canvas(200, 300), Canvas(200, 300)

    canvas.cover((50, 50, 100, 150), broken, letter="Xenogears")
    empty.cover((50, 50, 100, 150), tmp_path / "missing.webp", letter="")

    assert len(colors_in(canvas)) > len(colors_in(empty)) > 1


def test_a_kept_image_is_served_for_ever(
    db: None, client: Client, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    name = keep_png(Canvas(20, 20).png())

    served = client.get(media_url(name))

    assert keep_png(Canvas(20, 20).png()) == name
    assert served["Content-Type"] == "image/png"
    assert "immutable" in served["Cache-Control"]
    remove_png("../settings.py")
    remove_png(name)
    assert not is_kept(name)
