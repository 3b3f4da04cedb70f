"""What the pages of the profile have in common."""

from __future__ import annotations

from apps.profiles.admin.page import ProfilePage
from apps.profiles.destiny.models import DestinyProfile


class DestinyPage(ProfilePage[DestinyProfile]):
    slug = "destiny"
    header_icon = "layers"
    page_title = "Destiny 2"
