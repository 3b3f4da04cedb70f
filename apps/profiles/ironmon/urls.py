"""Pages outside of the admin."""

from __future__ import annotations

from django.urls import path

from apps.profiles.ironmon.playing.overlay import RunOverlay

urlpatterns = [
    path("overlay/ironmon", RunOverlay.as_view(), name="overlay_ironmon"),
]
