"""The run as a browser source of OBS: its script fetches all it shows."""

from __future__ import annotations

from django.views.generic import TemplateView


class RunOverlay(TemplateView):
    template_name = "ironmon/overlay.html"
