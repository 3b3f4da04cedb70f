from __future__ import annotations

from django.urls import include
from django.urls import path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls

from apps.browsing.year.urls import URLPATTERNS as YEAR_URLS
from apps.core.admin.reports import report_urls
from apps.core.media import serve_media
from apps.core.web_app import web_app_manifest
from apps.profiles.registry import profile_urls
from apps.realtime.public.asyncapi import asyncapi_view
from apps.realtime.public.feeds import URLPATTERNS as FEED_URLS
from apps.realtime.public.views import CataloguePage
from apps.realtime.public.views import OverlayPage
from questlog_site.api import api

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="wagtailadmin_home")),
    path("manifest.webmanifest", web_app_manifest, name="web_app_manifest"),
    path("admin/reports/", include(report_urls())),
    path("admin/", include(wagtailadmin_urls)),
    path("events/", CataloguePage.as_view(), name="events_catalogue"),
    path("overlay/demo", OverlayPage.as_view(), name="overlay_demo"),
    *YEAR_URLS,
    *FEED_URLS,
    *profile_urls(),
    path("api/asyncapi.json", asyncapi_view),
    api.bare_url,
    path("api/", api.urls),
    # Covers and the owner's avatar: Django serves them, to spare a home server a
    # proxy.
    path("media/<path:path>", serve_media),
]

handler400 = "apps.core.api.failures.bad_request"
handler500 = "apps.core.api.failures.server_error"
