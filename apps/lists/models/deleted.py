from __future__ import annotations

from typing import ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone

from apps.core.models.base import BaseModel
from apps.core.models.field_table import FieldTable


class DeletedList(BaseModel):
    """A list that was deleted, whole.

    `List.delete` writes it, `List.objects.put_back` makes the list of it again.
    """

    field_table: ClassVar[FieldTable] = FieldTable(
        internal=(
            "id",
            "uuid",
            "name",
            "entry_count",
            "deleted_at",
            "created_at",
            "updated_at",
            "content",
        ),
    )

    name = models.CharField(max_length=200)
    entry_count = models.PositiveIntegerField()
    deleted_at = models.DateTimeField(default=timezone.now)
    content = models.JSONField(encoder=DjangoJSONEncoder)

    class Meta:
        ordering = ["-deleted_at", "-id"]

    def __str__(self) -> str:
        return self.name
