from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse_lazy
from wagtail.admin.menu import MenuItem

from apps.browsing.backfill.listing import NAME
from apps.core.visibility import may_see_all
from apps.journal.models import Playthrough


class BackfillMenuItem(MenuItem):
    """In the Journal menu, after the listings."""

    def __init__(self) -> None:
        super().__init__(
            "Back-fill", reverse_lazy(NAME), name=NAME, icon_name="rows", order=50
        )

    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_all(request.user, Playthrough)
