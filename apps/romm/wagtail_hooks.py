from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern
from django.urls import path
from django.urls import reverse_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from apps.romm.admin.reports_page import PERMISSION
from apps.romm.admin.reports_page import ReportsPage


@hooks.register("register_admin_urls")
def add_pages() -> list[URLPattern]:
    return [path("romm/", ReportsPage.as_view(), name="romm_reports")]


class RommMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(PERMISSION)


@hooks.register("register_settings_menu_item")
def add_menu_item() -> MenuItem:
    return RommMenuItem(
        "Sessions from RomM",
        reverse_lazy("romm_reports"),
        name="romm",
        icon_name="controller",
        order=950,
    )
