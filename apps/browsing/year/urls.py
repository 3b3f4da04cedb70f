"""The public addresses of reviews; the admin's are in `admin_urls`."""

from __future__ import annotations

from django.urls import URLPattern
from django.urls import path

from apps.browsing.year.public_page import YearPage

URLPATTERNS: list[URLPattern] = [
    path("year/<str:slug>/", YearPage.as_view(), name="year"),
]
