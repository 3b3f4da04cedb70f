"""Pages outside of the admin."""

from __future__ import annotations

from django.urls import path

from apps.profiles.acnh.hunting.views import ModeratorPage
from apps.profiles.acnh.hunting.views import NowView
from apps.profiles.acnh.overlay import HuntOverlay

urlpatterns = [
    path("hunt/", ModeratorPage.as_view(), name="hunt_moderator"),
    path("hunt/<uuid:uuid>/now/", NowView.as_view(), name="hunt_now"),
    path("overlay/acnh", HuntOverlay.as_view(), name="overlay_acnh"),
]
