from __future__ import annotations

from typing import ClassVar

from django.db import models

from apps.core.models.base import BaseModel
from apps.core.models.field_table import FieldTable
from apps.core.models.share_images import ShareImages
from apps.lists.models.list import List


class ListImages(ShareImages, BaseModel):
    """The pictures of a list to share.

    Beside the list, because saving an older copy of it must not bring old ones back.
    """

    public_as: ClassVar[str] = "list"
    field_table: ClassVar[FieldTable] = FieldTable(
        internal=(
            "id",
            "uuid",
            "list",
            "wide_image",
            "tall_image",
            "images_key",
            "created_at",
            "updated_at",
        ),
    )

    list = models.OneToOneField(List, on_delete=models.CASCADE, related_name="images")

    class Meta:
        verbose_name = "list image"

    def __str__(self) -> str:
        return f"Images of {self.list}"

    @property
    def shows_images(self) -> bool:
        return self.list.is_public
