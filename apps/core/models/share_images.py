"""Pictures of a row for links and stories, drawn here and kept as files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from typing import ClassVar

from django.db import models
from django.db import transaction

from apps.core.images.canvas import Canvas
from apps.core.images.files import is_kept
from apps.core.images.files import keep_png
from apps.core.images.files import remove_png

# Pixels: for links, and for stories.
WIDE = (1200, 630)
TALL = (1080, 1920)
NAME_LENGTH = 100
KEY_LENGTH = 64


class ShareImages(models.Model):
    """What is drawn of a row, for as long as it is public.

    The names are of files in the media folder, which say what is in them; the key says
    what the pictures show, to see when they are out of date.
    """

    wide_image = models.CharField(
        max_length=NAME_LENGTH, blank=True, default="", editable=False
    )
    tall_image = models.CharField(
        max_length=NAME_LENGTH, blank=True, default="", editable=False
    )
    images_key = models.CharField(
        max_length=KEY_LENGTH, blank=True, default="", editable=False
    )
    not_exported: ClassVar[dict[str, str]] = {
        "wide_image": "Drawn again from the figures.",
        "tall_image": "Drawn again from the figures.",
        "images_key": "Of the drawn images, which are drawn again.",
    }

    class Meta:
        abstract = True

    @property
    def shows_images(self) -> bool:
        """Whether others may see what is drawn."""
        raise NotImplementedError

    def keep_images(self, key: str, draw: Callable[[], tuple[Canvas, Canvas]]) -> bool:
        """Draw both if they are out of date by `key`; returns whether they were.

        Raises OSError if they can't be written.
        """
        names = (self.wide_image, self.tall_image)
        if key == self.images_key and all(is_kept(name) for name in names):
            return False
        wide, tall = (keep_png(canvas.png()) for canvas in draw())
        rows: Any = type(self)._default_manager
        with transaction.atomic():
            stored = rows.select_for_update().filter(pk=self.pk).first()
            before = (stored.wide_image, stored.tall_image) if stored else ()
            shown = stored is not None and stored.shows_images
            if shown:
                # No `save`: the images are no change of what the owner says.
                rows.filter(pk=self.pk).update(
                    wide_image=wide, tall_image=tall, images_key=key
                )
        remove_images({*before, wide, tall} - ({wide, tall} if shown else set()))
        return shown

    def forget_images(self) -> None:
        """Remove them, of a row that is hidden: they were public."""
        type(self)._default_manager.filter(pk=self.pk).update(
            wide_image="", tall_image="", images_key=""
        )
        remove_images({self.wide_image, self.tall_image})


def remove_images(names: set[str]) -> None:
    for name in names:
        remove_png(name)
