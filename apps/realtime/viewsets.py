"""The Events menu: what happened, and what happens now."""

from __future__ import annotations

from typing import Any

import django_filters
import orjson
from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import path
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from wagtail.admin.filters import DateRangePickerWidget
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables import DateColumn
from wagtail.admin.ui.tables import TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets.button import HeaderButton

from apps.realtime.catalogue import about
from apps.realtime.catalogue import declared_types
from apps.realtime.envelope import LoggedEvent
from apps.realtime.envelope import encode
from apps.realtime.models import Event
from apps.realtime.models import EventStream
from apps.realtime.relay_progress import progress_by_sink
from apps.realtime.relay_progress import waits_for_relay

# Events that the live page shows at first.
RECENT = 20


def _known_types() -> list[tuple[str, str]]:
    types = Event.objects.order_by("type").values_list("type", flat=True).distinct()
    return [(each, Event(type=each).name) for each in types]


class EventFilters(WagtailFilterSet):
    type = django_filters.ChoiceFilter(choices=_known_types, label="What")
    occurred_at = django_filters.DateFromToRangeFilter(
        label="When", widget=DateRangePickerWidget
    )

    class Meta:
        model = Event
        fields: list[str] = []


class EventListing(IndexView):
    """Events, the latest first: unnumbered ones are later than all."""

    page_title = "Events"
    any_permission_required = ["view"]
    default_ordering = "-occurred_at"

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn(
                "name", label="What", get_url=self.get_inspect_url, sort_key="type"
            ),
            Column(
                "about",
                label="About",
                accessor=lambda event: about(event.type, event.payload),
            ),
            DateColumn("occurred_at", label="When", sort_key="occurred_at"),
            Column("sequence", label="Number", sort_key="sequence"),
        ]

    def order_queryset(self, queryset: QuerySet[Event]) -> QuerySet[Event]:
        ordered: QuerySet[Event] = super().order_queryset(queryset)
        return ordered.order_by(*ordered.query.order_by, "-id")

    @cached_property
    def header_buttons(self) -> list[Any]:
        live = reverse("events:live")
        catalogue = reverse("events_catalogue")
        return [
            HeaderButton("Watch live", url=live, icon_name="view"),
            HeaderButton("Catalogue", url=catalogue, icon_name="help"),
        ]


class _EventsPage(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    model = Event
    permission_required = "view"
    header_icon = "history"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            {"url": reverse("wagtailadmin_home"), "label": "Home"},
            {"url": reverse("events:index"), "label": "Events"},
            {"url": "", "label": str(self.get_page_title())},
        ]


class EventPage(_EventsPage):
    """One event, as its receivers have it."""

    template_name = "realtime/event.html"

    @cached_property
    def event(self) -> Event:
        return get_object_or_404(Event, pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        return self.event.name

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        envelope = self.event.payload
        if self.event.sequence is not None:
            envelope = orjson.loads(encode(_logged(self.event)))
        text = orjson.dumps(envelope, option=orjson.OPT_INDENT_2).decode()
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "event": self.event, "json": text}


def _logged(event: Event) -> LoggedEvent:
    epoch = EventStream.objects.values_list("epoch", flat=True).first() or ""
    return LoggedEvent(
        event.sequence or 0,
        event.uuid,
        event.type,
        event.version,
        event.subject,
        event.payload_json,
        event.occurred_at,
        epoch,
    )


class LivePage(_EventsPage):
    """Events as they arrive, over the same WebSocket that overlays use."""

    template_name = "realtime/live.html"
    page_title = "Live"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        stream = EventStream.objects.first()
        since = "latest"
        if stream is not None:
            start = max(stream.first_sequence - 1, stream.last_sequence - RECENT)
            since = f"{stream.epoch}.{start}"
        context: dict[str, Any] = super().get_context_data(**kwargs)
        # What is worked out from several keys, a page cannot.
        keys = {
            each.name: each.about
            for each in declared_types()
            if isinstance(each.about, str)
        }
        return {
            **context,
            "since": since,
            "about_keys": orjson.dumps(keys).decode(),
            **_delivery(),
        }


def _delivery() -> dict[str, Any]:
    found, waits = progress_by_sink(), waits_for_relay(timezone.now())
    return {
        "deliveries": found,
        "waits_for_relay": waits,
        "is_held_up": waits or any(each.failing_since for each in found),
    }


class EventsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        user: Any = request.user
        return bool(user.has_perm("realtime.view_event"))


class EventViewSet(ViewSet):
    """The log can be read and nothing else: what happened has happened."""

    name = "events"
    icon = "history"
    menu_label = "Events"
    menu_order = 400
    add_to_admin_menu = True
    menu_item_class = EventsMenuItem

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("", self._listing(), name="index"),
            path("results/", self._listing(results_only=True), name="index_results"),
            path("live/", LivePage.as_view(), name="live"),
            path("<int:pk>/", EventPage.as_view(), name="inspect"),
        ]

    def _listing(self, **options: Any) -> Any:
        return EventListing.as_view(
            model=Event,
            header_icon=self.icon,
            index_url_name=self.get_url_name("index"),
            index_results_url_name=self.get_url_name("index_results"),
            inspect_url_name=self.get_url_name("inspect"),
            filterset_class=EventFilters,
            search_fields=["payload_json", "subject"],
            paginate_by=50,
            **options,
        )


def viewing_permissions() -> QuerySet[Permission]:
    """What a group may be allowed: to look."""
    return Permission.objects.filter(
        content_type__app_label="realtime", codename="view_event"
    )
