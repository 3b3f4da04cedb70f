from __future__ import annotations

from django.conf import settings
from django.urls import include
from django.urls import path
from django.views.generic import RedirectView
from django.views.static import serve
from wagtail.admin import urls as wagtailadmin_urls

from questlog_site.api import api

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="wagtailadmin_home")),
    path("admin/", include(wagtailadmin_urls)),
    api.bare_url,
    path("api/", api.urls),
    # Only the owner's avatar: Django serves it, to spare a home server a proxy.
    path("media/<path:path>", serve, {"document_root": settings.MEDIA_ROOT}),
]

handler400 = "apps.core.api.failures.bad_request"
handler500 = "apps.core.api.failures.server_error"
