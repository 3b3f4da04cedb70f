"""What the pages of the profile share."""

from __future__ import annotations

from django.views.generic import TemplateView

from apps.profiles.admin.page import ProfilePage
from apps.profiles.warframe.models import WarframeProfile

BAR = 200


class WarframePage(ProfilePage[WarframeProfile], TemplateView):
    slug = "warframe"
    header_icon = "gamepad"


def bar(value: float, most: float) -> int:
    """How long the bar of `value` is, where `most` fills it."""
    return round(value * BAR / most) if most else 0
