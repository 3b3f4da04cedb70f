"""The Webhooks menu: endpoints, and what they were sent."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern
from django.urls import path
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin.filters import DateRangePickerWidget
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel
from wagtail.admin.panels import FieldRowPanel
from wagtail.admin.panels import MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables import DateColumn
from wagtail.admin.ui.tables import StatusTagColumn
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from apps.core.admin.viewsets import AdminViewSet
from apps.core.admin.viewsets import CreateView
from apps.core.admin.viewsets import EditView
from apps.core.admin.viewsets import InspectView
from apps.core.admin.viewsets import ListingView
from apps.realtime.envelope import name_of_type
from apps.realtime.webhooks import views
from apps.realtime.webhooks.forms import WebhookEndpointForm
from apps.realtime.webhooks.models import OVERLAP
from apps.realtime.webhooks.models import DeliveryKind
from apps.realtime.webhooks.models import DeliveryStatus
from apps.realtime.webhooks.models import WebhookDelivery
from apps.realtime.webhooks.models import WebhookEndpoint
from apps.realtime.webhooks.permissions import DELIVERY_POLICY
from apps.realtime.webhooks.states import state_of
from apps.realtime.webhooks.states import with_waiting

RECENT = 10
PAGES: dict[str, Any] = {
    "secret": views.SecretPage,
    "rotate": views.RotatePage,
    "turn-off": views.TurnOffPage,
    "turn-on": views.TurnOnView,
    "test": views.TestView,
}


class EndpointListing(ListingView):
    def _get_title_column(
        self, field_name: str, column_class: Any = None, **kwargs: Any
    ) -> Any:
        column = super()._get_title_column(field_name, column_class, **kwargs)
        # How it is doing comes before how it is set up.
        column._get_url_func = self.get_inspect_url
        return column


class AddEndpointView(CreateView):
    def get_success_url(self) -> str:
        return views.endpoint_url("secret", self.object.pk)

    def get_success_buttons(self) -> list[Any]:
        return []


class EditEndpointView(EditView):
    def get_success_url(self) -> str:
        return views.endpoint_url("inspect", self.object.pk)


class EndpointPage(InspectView):
    """How an endpoint is doing, and what can be done with it."""

    page_title = "Webhook"

    def get_fields_context(self) -> list[Any]:
        return []  # the template lays the fields out itself

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        endpoint: Any = self.object
        deliveries = endpoint.deliveries.defer("envelope").order_by("-pk")
        waiting = endpoint.deliveries.filter(status=DeliveryStatus.PENDING)
        log = f"{views.delivery_url('list')}?endpoint={endpoint.pk}"
        return {
            **super().get_context_data(**kwargs),
            "state": state_of(endpoint),
            "waiting": waiting.count(),
            "recent": [
                (row, views.delivery_url("inspect", row.pk))
                for row in deliveries[:RECENT]
            ],
            "log_url": log,
            "overlap_hours": int(OVERLAP.total_seconds() // 3600),
            "now": timezone.now(),
            "may_change": self.user_has_permission("change"),
            "urls": {
                name.replace("-", "_"): views.endpoint_url(name, endpoint.pk)
                for name in ("edit", *PAGES)
            },
        }


TYPES_HELP = (
    "If empty, all events. Otherwise event types, separated by commas, such as "
    "questlog:playthrough_complete, questlog:list_*."
)
URL_HELP = (
    "The full address, with https://. For GitHub: "
    "https://api.github.com/repos/OWNER/REPOSITORY/dispatches."
)
FORMAT_HELP = (
    "The event: the same bytes that WebSocket clients receive. GitHub: starts "
    "workflows with “on: repository_dispatch: types: [questlog]”. Empty: for hooks "
    "that need no content, such as those of static site hosts."
)
AUTHORIZATION_HELP = (
    "Sent as is, for example Bearer and a token. It is stored and never shown again. "
    "Leave it empty to keep the stored one."
)
ORDER_HELP = (
    "Send calls one after another. Later events wait while an earlier one fails, for "
    "days if necessary. Without this, a failed call doesn't hold up the others."
)
GATHER_HELP = (
    "0 sends a call for each event. With more, one call with the latest event is "
    "sent for everything that happens in this many seconds, which suits a hook that "
    "rebuilds a site."
)


class WebhookEndpointViewSet(AdminViewSet):
    model = WebhookEndpoint
    icon = "link-external"
    menu_label = "Endpoints"
    menu_name = "webhook-endpoints"
    url_prefix = "webhooks"
    url_namespace = "webhooks"
    index_view_class = EndpointListing
    add_view_class = AddEndpointView
    edit_view_class = EditEndpointView
    inspect_view_class = EndpointPage
    inspect_template_name = "realtime/webhooks/endpoint.html"
    copy_view_enabled = False
    form_base = WebhookEndpointForm
    search_fields = ["name"]
    ordering = "name"
    undo_note = "Waiting calls are not sent, and its delivery log is deleted, too."
    list_display = [
        "name",
        StatusTagColumn(
            "state",
            accessor=state_of,
            label="State",
            primary=lambda row: state_of(row) == "Working",
        ),
        Column("origin", label="Sent to"),
        Column("types", label="Events", accessor=lambda row: row.types or "All"),
        DateColumn("last_success_at", label="Last success", sort_key="last_success_at"),
        DateColumn("failing_since", label="Failing since", sort_key="failing_since"),
        Column("waiting", label="Waiting", sort_key="waiting"),
    ]
    panels = [
        MultiFieldPanel(
            [
                FieldPanel("name"),
                FieldPanel("url", help_text=URL_HELP),
                FieldPanel("types", help_text=TYPES_HELP),
            ],
            heading="Endpoint and events",
        ),
        MultiFieldPanel(
            [
                FieldPanel("body_format", help_text=FORMAT_HELP),
                FieldPanel("new_authorization", help_text=AUTHORIZATION_HELP),
                FieldPanel("forget_authorization"),
            ],
            heading="How",
        ),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [
                        FieldPanel("coalesce_seconds", help_text=GATHER_HELP),
                        FieldPanel("is_ordered", help_text=ORDER_HELP),
                    ]
                )
            ],
            heading="When",
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[WebhookEndpoint]:
        return with_waiting(WebhookEndpoint.objects.all())

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            *(
                path(f"<int:pk>/{name}/", view.as_view(), name=name)
                for name, view in PAGES.items()
            ),
        ]


# What was sent ----------------------------------------------------------------


def _sent_types() -> list[tuple[str, str]]:
    types = WebhookDelivery.objects.order_by("type").values_list("type", flat=True)
    return [(each, name_of_type(each)) for each in types.distinct()]


class DeliveryFilters(WagtailFilterSet):
    endpoint = django_filters.ModelChoiceFilter(queryset=WebhookEndpoint.objects.all())
    status = django_filters.MultipleChoiceFilter(
        choices=DeliveryStatus, widget=forms.CheckboxSelectMultiple
    )
    kind = django_filters.ChoiceFilter(choices=DeliveryKind)
    type = django_filters.ChoiceFilter(choices=_sent_types, label="What")
    created_at = django_filters.DateFromToRangeFilter(
        label="When", widget=DateRangePickerWidget
    )

    class Meta:
        model = WebhookDelivery
        fields: list[str] = []


class DeliveryListing(ListingView):
    """Deliveries, the latest first."""

    def _get_title_column(
        self, field_name: str, column_class: Any = None, **kwargs: Any
    ) -> Any:
        column = super()._get_title_column(field_name, column_class, **kwargs)
        column.label = "What"
        return column

    @cached_property
    def can_select(self) -> bool:
        allowed: bool = self.user_has_any_permission({"redeliver", "delete"})
        return allowed


class DeliveryPage(InspectView):
    """What was sent, and what came back, try by try."""

    page_title = "Delivery"

    def get_fields_context(self) -> list[Any]:
        return []  # the template lays the fields out itself

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        delivery: Any = self.object
        return {
            **super().get_context_data(**kwargs),
            "tries": delivery.tries.order_by("number"),
            "endpoint_url": views.endpoint_url("inspect", delivery.endpoint_id),
            "redeliver_url": views.delivery_url("redeliver", delivery.pk),
            "may_redeliver": self.user_has_permission("redeliver"),
        }


class WebhookDeliveryViewSet(AdminViewSet):
    """What was sent can be read, sent again and forgotten, and not be changed."""

    model = WebhookDelivery
    icon = "history"
    menu_label = "Delivery log"
    menu_name = "webhook-deliveries"
    url_prefix = "webhook-deliveries"
    url_namespace = "webhook_deliveries"
    index_view_class = DeliveryListing
    inspect_view_class = DeliveryPage
    inspect_template_name = "realtime/webhooks/delivery.html"
    copy_view_enabled = False
    exclude_form_fields: list[str] = []
    filterset_class = DeliveryFilters
    search_fields = ["envelope", "answer"]
    ordering = "-created_at"
    permission_policy = DELIVERY_POLICY
    undo_note = "A waiting call is then not made."
    list_display = [
        "name",
        Column("endpoint", label="To", sort_key="endpoint__name"),
        StatusTagColumn(
            "status",
            accessor="get_status_display",
            label="Status",
            sort_key="status",
            primary=lambda row: row.status == DeliveryStatus.DELIVERED,
        ),
        Column("answer", label="Answer"),
        Column("attempts", label="Tries", sort_key="attempts"),
        Column("kind", label="Why", accessor="get_kind_display", sort_key="kind"),
        DateColumn("created_at", label="When", sort_key="created_at"),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[WebhookDelivery]:
        return WebhookDelivery.objects.select_related("endpoint").defer("envelope")

    def get_urlpatterns(self) -> list[URLPattern]:
        redeliver = views.RedeliverView.as_view()
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/redeliver/", redeliver, name="redeliver"),
        ]


class WebhooksGroup(SnippetViewSetGroup):
    menu_label = "Webhooks"
    menu_name = "webhooks"
    menu_icon = "link-external"
    menu_order = 410
    items = (WebhookEndpointViewSet, WebhookDeliveryViewSet)
