"""The icon of one thing of the game, at an address of our own."""

from __future__ import annotations

from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.shortcuts import redirect
from django.templatetags.static import static
from django.views.generic import View

from apps.profiles.admin.page import OfProfile
from apps.profiles.ffxiv.icons import fetch_icon
from apps.profiles.ffxiv.models import Collectable
from apps.profiles.ffxiv.models import FFXIVProfile


class IconView(OfProfile[FFXIVProfile], View):
    """Leads to the image that is kept, or to an empty tile."""

    slug = "ffxiv"
    http_method_names = ["get"]

    def get(self, request: HttpRequest, kind: str, game_id: int) -> HttpResponse:
        row = get_object_or_404(Collectable, kind=kind, game_id=game_id)
        return redirect(fetch_icon(row) or static("ffxiv/no-icon.svg"))
