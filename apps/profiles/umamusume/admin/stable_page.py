"""The veterans in the admin, the latest first."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from apps.core.visibility import may_see_all
from apps.profiles.umamusume.models import CareerRun
from apps.profiles.umamusume.models import UmamusumeProfile

RUNS_A_PAGE = 50


class StablePage(WagtailAdminTemplateMixin, TemplateView):
    template_name = "umamusume/stable.html"
    page_title = "Umamusume"
    header_icon = "list-ul"
    _show_breadcrumbs = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may_see_all(request.user, CareerRun):
            raise PermissionDenied
        if UmamusumeProfile.current() is None:
            return redirect("profiles")
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            {"url": reverse("profiles"), "label": "Profiles"},
            {"url": "", "label": "Umamusume"},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        runs = CareerRun.objects.finished().latest_first()
        pages = Paginator(runs, RUNS_A_PAGE)
        return super().get_context_data(
            runs=pages.get_page(self.request.GET.get("p")), **kwargs
        )
