"""Umamusume's addresses in the admin, below /admin/."""

from __future__ import annotations

from django.urls import URLPattern
from django.urls import path

from apps.profiles.umamusume.admin.entry_page import ChangeView
from apps.profiles.umamusume.admin.entry_page import CompleteView
from apps.profiles.umamusume.admin.entry_page import EditPage
from apps.profiles.umamusume.admin.entry_page import EntryPage
from apps.profiles.umamusume.admin.entry_page import FinaleView
from apps.profiles.umamusume.admin.entry_page import PlanView
from apps.profiles.umamusume.admin.entry_page import SaveView
from apps.profiles.umamusume.admin.entry_page import WithdrawView
from apps.profiles.umamusume.admin.stable_page import StablePage
from apps.profiles.umamusume.admin.veterans import VeteransView

BASE = "profiles/umamusume/"


def urlpatterns() -> list[URLPattern]:
    return [
        path(BASE, StablePage.as_view(), name="umamusume_stable"),
        path(f"{BASE}enter/", EntryPage.as_view(), name="umamusume_enter"),
        path(f"{BASE}enter/save/", SaveView.as_view(), name="umamusume_save"),
        path(
            f"{BASE}enter/complete/", CompleteView.as_view(), name="umamusume_complete"
        ),
        path(f"{BASE}enter/change/", ChangeView.as_view(), name="umamusume_change"),
        path(f"{BASE}enter/finale/", FinaleView.as_view(), name="umamusume_finale"),
        path(
            f"{BASE}enter/<uuid:uuid>/withdraw/",
            WithdrawView.as_view(),
            name="umamusume_withdraw",
        ),
        path(f"{BASE}veterans/", VeteransView.as_view(), name="umamusume_veterans"),
        path(f"{BASE}runs/<uuid:uuid>/", StablePage.as_view(), name="umamusume_run"),
        path(
            f"{BASE}runs/<uuid:uuid>/edit/", EditPage.as_view(), name="umamusume_edit"
        ),
        path(
            f"{BASE}runs/<uuid:uuid>/plan/", PlanView.as_view(), name="umamusume_plan"
        ),
    ]
