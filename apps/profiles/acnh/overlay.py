"""The hunt as a browser source of OBS: its script fetches all it shows."""

from __future__ import annotations

from django.views.generic import TemplateView


class HuntOverlay(TemplateView):
    template_name = "acnh/overlay.html"
