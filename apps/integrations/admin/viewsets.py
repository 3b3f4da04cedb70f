"""Settings > Integrations: how each remote service is doing, and asking it now."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

from apps.integrations.registry import SERVICES
from apps.integrations.registry import service_called
from apps.integrations.service import Service
from apps.integrations.status import Status
from apps.integrations.status import check
from apps.integrations.status import status_of

ALL = "all"


class IntegrationsView(WagtailAdminTemplateMixin, TemplateView):
    """For superusers only: it tells of settings, and asking costs the owner's rate."""

    template_name = "integrations/status.html"
    page_title = "Integrations"
    header_icon = "site"

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        if not is_for(request):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        asked = request.POST.get("service", "")
        one = service_called(asked)
        if one is None and asked != ALL:
            messages.error(request, "Unknown service. Choose one of these.")
        for service in SERVICES if asked == ALL else filter(None, [one]):
            if service.is_on:
                _check(request, service)
            elif asked != ALL:
                missing = " and ".join(service.missing)
                messages.error(request, f"{service.name} is off: set {missing} first.")
        return redirect(reverse("integrations:index"))

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            {"url": reverse("wagtailadmin_home"), "label": "Home"},
            {"url": "", "label": str(self.get_page_title())},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        cards = [_card(status_of(service)) for service in SERVICES]
        return {**context, "cards": cards, "all": ALL}


def _check(request: HttpRequest, service: Service) -> None:
    result = check(service)
    if result.error is None:
        messages.success(request, f"{service.name} works. {result.said}")
    else:
        error = result.error
        messages.error(request, f"{error.message} {error.what_to_do}")


def _card(status: Status) -> dict[str, Any]:
    service = status.service
    names = (*service.needs, *service.takes)
    return {
        "status": status,
        "service": service,
        "settings": [(name, bool(getattr(settings, name))) for name in names],
        "addresses": [getattr(settings, name) for name in service.addresses],
    }


def is_for(request: HttpRequest) -> bool:
    user: Any = request.user
    return bool(user.is_superuser)


class IntegrationsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return is_for(request)


class IntegrationsViewSet(ViewSet):
    name = "integrations"
    icon = "site"
    menu_label = "Integrations"
    menu_order = 150
    add_to_settings_menu = True
    menu_item_class = IntegrationsMenuItem

    def get_urlpatterns(self) -> list[Any]:
        return [path("", IntegrationsView.as_view(), name="index")]
