"""What can be done with one endpoint, each on a page or behind a button of its own."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from apps.core.history import record_change
from apps.realtime.webhooks.models import OVERLAP
from apps.realtime.webhooks.models import DeliveryKind
from apps.realtime.webhooks.models import DeliveryStatus
from apps.realtime.webhooks.models import WebhookDelivery
from apps.realtime.webhooks.models import WebhookEndpoint
from apps.realtime.webhooks.permissions import DELIVERY_POLICY
from apps.realtime.webhooks.sending import configured_policy
from apps.realtime.webhooks.trial import send_test


def endpoint_url(name: str, *args: Any) -> str:
    return reverse(f"webhooks:{name}", args=args)


def delivery_url(name: str, *args: Any) -> str:
    return reverse(f"webhook_deliveries:{name}", args=args)


class OneEndpoint(PermissionCheckedMixin):
    """A view about the endpoint with the address's `pk`, for who may change it."""

    model = WebhookEndpoint
    permission_required = "change"
    request: HttpRequest
    kwargs: dict[str, Any]

    @cached_property
    def endpoint(self) -> WebhookEndpoint:
        return get_object_or_404(WebhookEndpoint, pk=self.kwargs["pk"])

    @property
    def overview(self) -> str:
        return endpoint_url("inspect", self.endpoint.pk)

    def log(self, action: str) -> None:
        record_change(self.endpoint, user=self.request.user, action=action)


class EndpointPage(OneEndpoint, WagtailAdminTemplateMixin, TemplateView):
    header_icon = "link-external"

    def get_page_subtitle(self) -> str:
        return self.endpoint.name

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            {"url": reverse("wagtailadmin_home"), "label": "Home"},
            {"url": endpoint_url("list"), "label": "Webhooks"},
            {"url": self.overview, "label": self.endpoint.name},
            {"url": "", "label": str(self.get_page_title())},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "endpoint": self.endpoint, "overview": self.overview}


class SecretPage(EndpointPage):
    """The signing secret, once: who asks for it gets it, and nobody after that."""

    template_name = "realtime/webhooks/secret.html"
    page_title = "Signing secret"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        secret = self.endpoint.take_secret(at=timezone.now())
        if secret is not None:
            self.log("questlog.webhook_secret")
        self.endpoint.refresh_from_db()
        return self.render_to_response(self.get_context_data(secret=secret))

    def render_to_response(self, context: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().render_to_response(context, **kwargs)
        add_never_cache_headers(response)
        return response


class RotatePage(EndpointPage):
    template_name = "realtime/webhooks/rotate.html"
    page_title = "New signing secret"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        hours = int(OVERLAP.total_seconds() // 3600)
        context = super().get_context_data(**kwargs)
        return {**context, "hours": hours, "now": timezone.now()}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.endpoint.rotate_secret(at=timezone.now())
        self.log("questlog.webhook_rotate")
        messages.success(request, f"“{self.endpoint}” has a new signing secret.")
        return redirect(endpoint_url("secret", self.endpoint.pk))


class TurnOffPage(EndpointPage):
    template_name = "realtime/webhooks/turn_off.html"
    page_title = "Turn off"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        waiting = self.endpoint.deliveries.filter(status=DeliveryStatus.PENDING)
        context = super().get_context_data(**kwargs)
        return {**context, "waiting": waiting.count()}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        reason = f"Turned off by {request.user.get_username()}."
        self.endpoint.disable(reason=reason, at=timezone.now())
        self.log("questlog.webhook_off")
        messages.success(
            request, f"“{self.endpoint}” is off. Nothing more is sent to it."
        )
        return redirect(self.overview)


class TurnOnView(OneEndpoint, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.endpoint.enable()
        self.log("questlog.webhook_on")
        messages.success(
            request, f"“{self.endpoint}” is on. New events are sent to it from now on."
        )
        return redirect(self.overview)


class TestView(OneEndpoint, View):
    """Calls at once, and shows what came back."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        delivery = send_test(
            self.endpoint, at=timezone.now(), policy=configured_policy()
        )
        if delivery.status == DeliveryStatus.DELIVERED:
            messages.success(request, f"The endpoint {delivery.answer}.")
        else:
            messages.error(request, f"The test failed: {delivery.answer}")
        return redirect(delivery_url("inspect", delivery.pk))


class RedeliverView(View):
    """Sends what was sent once more."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not DELIVERY_POLICY.user_has_permission(request.user, "redeliver"):
            raise PermissionDenied
        rows = WebhookDelivery.objects.exclude(kind=DeliveryKind.TEST)
        delivery = get_object_or_404(rows.select_related("endpoint"), pk=pk)
        if not delivery.endpoint.is_enabled:
            messages.error(
                request,
                f"“{delivery.endpoint}” is off. Turn it on, then send this again.",
            )
            return redirect(delivery_url("inspect", delivery.pk))
        again = delivery.redeliver(at=timezone.now())
        messages.success(request, "It is being sent again. Reload to see the response.")
        return redirect(delivery_url("inspect", again.pk))
