"""What lets a phone keep Questlog on its home screen."""

from __future__ import annotations

from django.http import HttpRequest
from django.http import JsonResponse
from django.templatetags.static import static
from django.urls import reverse

ICON_SIZES = (192, 512)


def web_app_manifest(request: HttpRequest) -> JsonResponse:
    """The web app manifest: https://www.w3.org/TR/appmanifest/"""
    home = reverse("wagtailadmin_home")
    return JsonResponse(
        {
            "name": "Questlog",
            "short_name": "Questlog",
            "start_url": home,
            "scope": home,
            "display": "standalone",
            "background_color": "#faf8f4",
            "theme_color": "#211834",
            "icons": [
                {
                    "src": static(f"core/icon-{size}.png"),
                    "sizes": f"{size}x{size}",
                    "type": "image/png",
                }
                for size in ICON_SIZES
            ],
        },
        content_type="application/manifest+json",
    )
