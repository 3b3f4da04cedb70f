"""Bytes from anywhere become the sizes of a cover, or an error in words.

Nothing is decoded before its kind and its size in pixels are known to be harmless.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image
from PIL import ImageOps
from PIL import UnidentifiedImageError

from apps.core.images.files import write_whole
from apps.library.models import cover as covers
from apps.library.models.cover import ImageFacts

MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 40_000_000
LEAST_SIDE = 16
# Longer than this many times its width, or the other way round, is no cover.
LONGEST_SHAPE = 8
# By what the bytes are, whatever they are called. SVG may hold scripts.
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
KINDS = "JPEG, PNG, WebP, GIF, or AVIF"
QUALITY = 82


class UnusableImage(Exception):
    """These bytes can't be a cover; the text says why."""


def keep_image(data: bytes) -> ImageFacts:
    """Check `data` and write its sizes.

    Raises:
        UnusableImage: it is no image that can be a cover.
        OSError: the files can't be written.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    image = _decoded(data)
    for width in covers.widths_of(image.width):
        path = covers.folder() / covers.file_name(sha256, width)
        write_whole(path, _as_webp(image, width))
    return ImageFacts(sha256, *image.size, _average(image))


def are_kept(sha256: str, width: int) -> bool:
    """Whether the media folder has all sizes of an image."""
    return all(
        (covers.folder() / covers.file_name(sha256, each)).exists()
        for each in covers.widths_of(width)
    )


def remove_kept(sha256: str, width: int) -> None:
    for each in covers.widths_of(width):
        path = covers.folder() / covers.file_name(sha256, each)
        path.unlink(missing_ok=True)


def _decoded(data: bytes) -> Image.Image:
    """The first picture in `data`, the right way up, as RGB or RGBA."""
    if not data:
        raise UnusableImage("The file is empty.")
    if len(data) > MOST_BYTES:
        raise UnusableImage("The image is larger than 10 MB.")
    with _in_words():
        with Image.open(io.BytesIO(data), formats=FORMATS) as opened:
            _check_size(*opened.size)
            # Reads a large JPEG at a fraction of its size, where that is enough.
            side = 2 * covers.WIDTHS[-1]
            opened.draft("RGB", (side, side))
            opened.load()
            image = ImageOps.exif_transpose(opened)
            mode = "RGBA" if image.has_transparency_data else "RGB"
            image = image.convert(mode)
    return image


@contextmanager
def _in_words() -> Iterator[None]:
    """Pillow's errors, of which each format has its own, as ours."""
    try:
        yield
    except UnusableImage:
        raise
    except UnidentifiedImageError:
        raise UnusableImage(f"This isn't an image ({KINDS}).") from None
    except Image.DecompressionBombError:
        raise _too_many_pixels() from None
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, OverflowError):
        raise UnusableImage("The image is damaged or was cut off.") from None
    except MemoryError:
        raise _too_many_pixels() from None


def _check_size(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise _too_many_pixels()
    if min(width, height) < LEAST_SIDE:
        raise UnusableImage(
            f"The image is too small: {width} by {height} pixels. It needs at least "
            f"{LEAST_SIDE} by {LEAST_SIDE}."
        )
    if max(width, height) > LONGEST_SHAPE * min(width, height):
        raise UnusableImage(
            f"The image is {width} by {height} pixels, which is too long for a cover."
        )


def _too_many_pixels() -> UnusableImage:
    most = MOST_PIXELS // 1_000_000
    return UnusableImage(f"The image has more than {most} megapixels.")


def _as_webp(image: Image.Image, width: int) -> bytes:
    sized = image
    if width < image.width:
        height = max(1, round(image.height * width / image.width))
        sized = image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3)
    written = io.BytesIO()
    sized.save(written, "WEBP", quality=QUALITY, method=4)
    return written.getvalue()


def _average(image: Image.Image) -> str:
    one = image.resize((1, 1), Image.Resampling.BOX, reducing_gap=2)
    red, green, blue = one.convert("RGB").tobytes()
    return f"#{red:02x}{green:02x}{blue:02x}"
