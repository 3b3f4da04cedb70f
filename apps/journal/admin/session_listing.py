"""Journal, Sessions: all of them, by game, days, and source; changed and deleted."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.contrib.auth.models import Permission
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel
from wagtail.admin.panels import FieldRowPanel
from wagtail.admin.panels import MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets import AdminDateInput
from wagtail.admin.widgets import Button
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from apps.core.admin.access import admin_url
from apps.core.admin.choosers import RowChooser
from apps.core.admin.edit_conflicts import AdminForm
from apps.core.admin.viewsets import AdminViewSet
from apps.core.admin.viewsets import DeleteView
from apps.core.admin.viewsets import ListingView
from apps.core.history import record_change
from apps.journal.admin.forms import add_errors
from apps.journal.admin.session_fields import VideoTimeField
from apps.journal.admin.undo import undo_button
from apps.journal.models import Playthrough
from apps.journal.models import Session
from apps.journal.models import SessionSource
from apps.journal.recordings import time_in_address
from apps.journal.recordings import video_time
from apps.journal.session_words import length_in_words
from apps.library import search
from apps.library.models import Game

SALT = "journal.session.deleted"
# What a deleted session gets back, and what it is compared by when it exists again.
RESTORED = (
    "uuid",
    "day",
    "started_at",
    "ended_at",
    "minutes",
    "paused_seconds",
    "note",
    "vod_url",
    "vod_seconds",
    "source",
)


class SessionFilters(WagtailFilterSet):
    game = django_filters.ModelChoiceFilter(
        field_name="playthrough__edition__game",
        queryset=Game.objects.all(),
        label="Game",
        widget=RowChooser(model=Game, icon="gamepad", show_edit_link=False),
    )
    playthrough = django_filters.ModelChoiceFilter(
        queryset=Playthrough.objects.all(), widget=forms.HiddenInput, label=""
    )
    day_from = django_filters.DateFilter(
        field_name="day", lookup_expr="gte", label="From", widget=AdminDateInput
    )
    day_to = django_filters.DateFilter(
        field_name="day", lookup_expr="lte", label="To", widget=AdminDateInput
    )
    source = django_filters.MultipleChoiceFilter(
        choices=SessionSource, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Session
        fields: list[str] = []


class SessionForm(AdminForm):
    """A session that is over. Of the times only what was changed is taken as meant."""

    vod_seconds = VideoTimeField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields.get("playthrough")
        if field is not None and self.instance.pk:
            game = self.instance.playthrough.edition.game_id
            rows = Playthrough.objects.filter(edition__game=game)
            field.queryset = rows.select_related("edition__game").order_by("pk")
            field.empty_label = None

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("vod_seconds") is None and "vod_seconds" not in self.errors:
            given["vod_seconds"] = time_in_address(given.get("vod_url") or "")
        return given

    @property
    def changed_values(self) -> dict[str, Any]:
        names = [name for name in self.changed_data if name in self._meta.fields]
        if self.cleaned_data.get("vod_seconds") != self.instance.vod_seconds:
            names.append("vod_seconds")
        return {name: self.cleaned_data[name] for name in names}

    def _post_clean(self) -> None:
        if self.errors:
            return
        self._changed = self.changed_values
        try:
            self.instance.assign(**self._changed)
            self.instance.full_clean()
            if self.instance.is_running:
                message = "Enter how long it was, or its end."
                raise ValidationError({"minutes": message})
        except ValidationError as error:
            add_errors(self, error, {})

    def save(self, commit: bool = True) -> Session:
        session: Session = self.instance
        session.change(**self._changed)
        return session


class SessionListing(ListingView):
    export_values = {
        "platform": lambda row: str(row.playthrough.platform or ""),
        "source": lambda row: row.get_source_display(),
        "vod_seconds": lambda row: video_time(row.vod_seconds),
        "uuid": lambda row: str(row.uuid),
    }

    def search_queryset(self, queryset: QuerySet[Session]) -> QuerySet[Session]:
        if not self.is_searching:
            return queryset
        return search.editions_found(
            queryset, self.search_query, edition="playthrough__edition__"
        )

    def _get_custom_column(
        self, field_name: str, column_class: Any = Column, **kwargs: Any
    ) -> Any:
        if field_name != "playthrough":
            return super()._get_custom_column(field_name, column_class, **kwargs)
        kwargs["accessor"] = "playthrough.edition.game.name"
        sort_key = "playthrough__edition__game__name"
        return column_class("game", label="Game", sort_key=sort_key, **kwargs)

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        buttons: list[Any] = super().header_more_buttons
        if not self.request.user.has_perm("journal.change_playthrough"):
            return buttons
        # A page of the imports, which know the journal; not the other way around.
        url = reverse("session_import")
        button = Button("Import sessions", url=url, icon_name="upload", priority=10)
        return [*buttons, button]

    def get_edit_url(self, instance: Session) -> str | None:
        """A running one is ended, not edited."""
        if instance.is_running:
            query = urlencode({"next": self.own_address})
            return f"{reverse('session_end', args=[instance.pk])}?{query}"
        url: str | None = super().get_edit_url(instance)
        return url


class AddSessionView(PermissionCheckedMixin, View):
    """There is one form to log a session, and it is another one."""

    model = Session
    permission_required = "add"

    def __init__(self, **kwargs: Any) -> None:
        known = {name: value for name, value in kwargs.items() if hasattr(self, name)}
        super().__init__(**known)

    def get(self, request: HttpRequest) -> HttpResponse:
        query = {"next": get_valid_next_url_from_request(request) or self._listing}
        return redirect(f"{reverse('session_log')}?{urlencode(query)}")

    @property
    def _listing(self) -> str:
        return admin_url(Session, "list")


class DeleteSessionView(DeleteView):
    """Deletes at a press of the confirmation; the message can undo it."""

    def delete_action(self) -> None:
        session: Session = self.object
        values = {name: getattr(session, name) for name in RESTORED}
        self.state: dict[str, Any] = {
            "playthrough": session.playthrough_id,
            "values": {name: _as_text(value) for name, value in values.items()},
        }
        super().delete_action()

    def get_success_message(self) -> str:
        """With the button that brings it back, unless it was running."""
        if self.state["values"]["minutes"] is None:
            return "The running session was thrown away."
        name = self.object.playthrough.edition.game.name
        length = length_in_words(self.object.minutes or 0)
        url = admin_url(Session, "restore")
        return undo_button(
            self.request,
            f"{name}: the session of {length} was deleted.",
            f"{url}?{urlencode({'next': self.get_success_url()})}",
            state=signing.dumps(self.state, salt=SALT),
        )


def _as_text(value: Any) -> Any:
    return value if value is None or isinstance(value, int) else str(value)


class RestoreView(View):
    """Brings a session back that was deleted a moment ago."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        listing = admin_url(Session, "list")
        back = redirect(get_valid_next_url_from_request(request) or listing)
        try:
            state = signing.loads(request.POST.get("state", ""), salt=SALT)
            session = _restore(state, user=request.user)
        except signing.BadSignature:
            messages.warning(request, "Nothing changed. Reload the page.")
            return back
        except ValidationError as error:
            text = " ".join(error.messages)
            messages.warning(request, f"Nothing changed. {text}")
            return back
        name = session.playthrough.edition.game.name
        messages.success(request, f"{name}: the session is back.")
        return back


@transaction.atomic
def _restore(state: dict[str, Any], *, user: Any) -> Session:
    """Raises `ValidationError` where it is back already, or would overlap by now."""
    if not user.has_perm("journal.change_playthrough"):
        raise ValidationError("You may not do this.")
    run = Playthrough.objects.filter(pk=state["playthrough"]).first()
    if run is None:
        raise ValidationError("Its playthrough was deleted.")
    fields: dict[str, Any] = {name: Session._meta.get_field(name) for name in RESTORED}
    values = {
        name: fields[name].to_python(value) for name, value in state["values"].items()
    }
    session = Session.log(run, **values)
    record_change(session, user=user, action="wagtail.create")
    return session


def _times(session: Session) -> str:
    if session.started_at is None:
        return ""
    start = timezone.localtime(session.started_at)
    if session.ended_at is None:
        return f"{start:%H:%M}–"
    return f"{start:%H:%M}–{timezone.localtime(session.ended_at):%H:%M}"


# Who may change playthroughs may change their sessions.
register_permission_policy(Session, ModelPermissionPolicy(Playthrough))


class SessionViewSet(AdminViewSet):
    model = Session
    icon = "clock"
    url_prefix = "sessions"
    index_view_class = SessionListing
    add_view_class = AddSessionView
    delete_view_class = DeleteSessionView
    undo_note = "The message afterwards has an Undo."
    filterset_class = SessionFilters
    form_base = SessionForm
    copy_view_enabled = False
    ordering = "-day"
    list_display = [
        "playthrough",
        Column("day", sort_key="day"),
        Column("times", label="Time", accessor=_times, sort_key="started_at"),
        Column(
            "minutes",
            label="Length",
            accessor=lambda row: (
                "running" if row.is_running else length_in_words(row.minutes)
            ),
            sort_key="minutes",
        ),
        Column("note", accessor=lambda row: row.note[:80]),
        Column("source", accessor="get_source_display", sort_key="source"),
    ]
    list_export = [
        "playthrough.edition.game.name",
        "playthrough.edition.name",
        "platform",
        "day",
        "started_at",
        "ended_at",
        "minutes",
        "note",
        "vod_url",
        "vod_seconds",
        "source",
        "uuid",
    ]
    export_headings = {
        "playthrough.edition.game.name": "Game",
        "playthrough.edition.name": "Edition",
        "platform": "Platform",
        "vod_url": "Recording",
        "vod_seconds": "Starts at",
        "uuid": "Id",
    }
    export_filename = "sessions"
    panels = [
        FieldPanel("playthrough", widget=forms.Select),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("day"), FieldPanel("minutes")]),
                FieldRowPanel([FieldPanel("started_at"), FieldPanel("ended_at")]),
            ],
            heading="When",
            help_text="The length is in minutes, without pauses. If you change the "
            "start or the end, it is worked out again.",
        ),
        FieldPanel("note"),
        FieldRowPanel([FieldPanel("vod_url"), FieldPanel("vod_seconds")]),
    ]
    inspect_view_fields = [
        "playthrough",
        "day",
        "started_at",
        "ended_at",
        "minutes",
        "note",
        "vod_url",
        "vod_seconds",
        "source",
        "uuid",
        "created_at",
        "updated_at",
    ]

    def get_permissions_to_register(self) -> QuerySet[Permission]:
        return Permission.objects.none()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Session]:
        return Session.objects.select_related(
            "playthrough__edition__game", "playthrough__platform"
        ).defer(
            "playthrough__notes",
            "playthrough__edition__igdb_data",
            "playthrough__edition__summary",
            "playthrough__edition__game__igdb_data",
            "playthrough__edition__game__summary",
        )

    def get_urlpatterns(self) -> list[Any]:
        return [
            *super().get_urlpatterns(),
            path("restore/", RestoreView.as_view(), name="restore"),
        ]
