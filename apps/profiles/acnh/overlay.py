"""The hunt as a browser source of OBS; its script fetches all but the portraits."""

from __future__ import annotations

from typing import Any

from django.views.generic import TemplateView

from apps.profiles.acnh.models import Villager
from apps.profiles.acnh.villagers.portraits import portraits_of


class HuntOverlay(TemplateView):
    template_name = "acnh/overlay.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = list(Villager.objects.values_list("number", "icon_url"))
        found = portraits_of(icon for _, icon in rows)
        portraits = {number: found[icon] for number, icon in rows if icon in found}
        return super().get_context_data(portraits=portraits, **kwargs)
