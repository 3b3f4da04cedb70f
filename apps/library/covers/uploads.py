"""Covers of the owner's own."""

from __future__ import annotations

from apps.library.covers.images import keep_image
from apps.library.models import CoverUpload


def store_upload(data: bytes) -> CoverUpload:
    """Keep an uploaded image as it is, and its sizes; the same image only once.

    Raises:
        UnusableImage: it is no image that can be a cover.
        OSError: the files can't be written.
    """
    image = keep_image(data)
    upload, _ = CoverUpload.objects.defer("data").get_or_create(
        sha256=image.sha256,
        defaults={
            "data": data,
            "width": image.width,
            "height": image.height,
            "color": image.color,
        },
    )
    return upload
