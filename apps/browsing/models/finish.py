from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from apps.core.models.field_table import FieldTable


class Finish(models.Model):
    """One "I finished this" that was saved, with what it takes to undo exactly it.

    Its token comes with the form, so that one sent twice, or again after a lost
    answer, counts once.
    """

    field_table: ClassVar[FieldTable] = FieldTable(
        internal=(
            "token",
            "user",
            "saved_at",
            "playthrough",
            "playthrough_saved_at",
            "before",
            "entry",
            "added_game",
            "list",
            "undone_at",
        ),
    )

    token = models.UUIDField(primary_key=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    saved_at = models.DateTimeField(auto_now_add=True)
    playthrough = models.ForeignKey(
        "journal.Playthrough",
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    # What its `updated_at` was then: a later one means that somebody changed it since.
    playthrough_saved_at = models.DateTimeField(null=True)
    # Of a playthrough that was there already: its fields until then.
    before = models.JSONField(null=True)
    entry = models.ForeignKey(
        "lists.ListEntry", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # The list that was chosen, for the next time; None for no list.
    list = models.ForeignKey(
        "lists.List", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    added_game = models.ForeignKey(
        "library.Game", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-saved_at", "token"]
        verbose_name_plural = "finishes"

    def __str__(self) -> str:
        return f"{self.playthrough} finished"
