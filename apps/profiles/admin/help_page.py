"""What a profile holds and how to work with it, in the owner's words."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from apps.core.visibility import may_see_all
from apps.profiles.registry import ProfileKind
from apps.profiles.registry import kind_called


class HelpPage(WagtailAdminTemplateMixin, TemplateView):
    """Shows `templates/<app>/help.html` of the profile in the address."""

    header_icon = "help"
    _show_breadcrumbs = True
    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may_see_all(request.user, self.kind.model):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def kind(self) -> ProfileKind:
        kind = kind_called(self.kwargs["slug"])
        if kind is None:
            raise Http404
        return kind

    def get_template_names(self) -> list[str]:
        return [f"{self.kind.model._meta.app_label}/help.html"]

    def get_page_title(self) -> str:
        return f"{self.kind.name}: help"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            {"url": reverse("profiles"), "label": "Profiles"},
            {"url": reverse(self.kind.home), "label": self.kind.name},
            {"url": "", "label": "Help"},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(kind=self.kind, **kwargs)
