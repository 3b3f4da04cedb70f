"""Connecting a profile's account at its service, and disconnecting it.

The way there is a link, not a form: `form-action` of the pages' policy lets no form
lead to another site, and the services redirect on their own ways.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.http import Http404
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView
from django.views.generic import View
from wagtail.admin import messages

from apps.core.history import record_change
from apps.integrations.oauth import flow
from apps.integrations.oauth.models import Grant
from apps.profiles.admin.page import OfProfile
from apps.profiles.admin.page import ProfilePage
from apps.profiles.admin.page import may_change
from apps.profiles.base import Profile
from apps.profiles.connections import ConnectionState
from apps.profiles.connections import connection_of
from apps.profiles.registry import ProfileConnection
from apps.profiles.registry import ProfileKind

ANCHOR = "#connection"


def redirect_address(request: HttpRequest, kind: ProfileKind) -> str:
    """Where the service sends the owner back: what is registered there.

    The address of this request; with https:// where the settings say that for its
    host, which a proxy may hide from us.
    """
    address = request.build_absolute_uri(reverse("profile_connected", args=[kind.slug]))
    admin = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    if admin.netloc == request.get_host():
        return urlsplit(address)._replace(scheme=admin.scheme).geturl()
    return address


class _ConnectionView(OfProfile[Profile]):
    """For who may change the settings of a profile that has an account to connect."""

    def may_enter(self) -> bool:
        return may_change(self.request.user, self.profile_kind)

    @property
    def connection(self) -> ProfileConnection:
        found = self.profile_kind.connection
        if found is None:
            raise Http404("This profile has no account to connect.")
        return found

    @property
    def state(self) -> ConnectionState:
        state = connection_of(self.profile_kind)
        if state is None:
            raise Http404("This profile has no account to connect.")
        return state

    def back(self) -> HttpResponse:
        return redirect(f"{self.profile_kind.settings_url}{ANCHOR}")

    def user_pk(self) -> int:
        pk: Any = self.request.user.pk
        return int(pk)


class ConnectView(_ConnectionView, View):
    """Leads to the service's page on which the owner allows Questlog in."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        service = self.connection.service
        if service.missing:
            names = " and ".join(service.missing)
            messages.error(request, f"Set {names} first, and restart Questlog.")
            return self.back()
        # Another site must not send the owner there.
        if request.headers.get("Sec-Fetch-Site", "none") not in ("same-origin", "none"):
            messages.error(request, "Press Connect to begin.")
            return self.back()
        address = flow.begin(
            service,
            request.session,
            redirect_uri=redirect_address(request, self.profile_kind),
            user=self.user_pk(),
            at=timezone.now(),
        )
        response = HttpResponse(status=302, headers={"Location": address})
        response["Referrer-Policy"] = "no-referrer"
        response["Cache-Control"] = "no-store"
        return response


class ConnectedView(_ConnectionView, View):
    """Where the service sends the owner back, with a code or an error."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        try:
            tokens = flow.finish(
                self.connection.service,
                request.session,
                request.GET.dict(),
                user=self.user_pk(),
                at=timezone.now(),
            )
            self._keep(tokens)
        except flow.ConnectFailed as error:
            messages.error(request, str(error))
            return self.back()
        said = self.connection.after(self.profile)
        name = self.connection.service.name
        messages.success(request, f"Connected to {name}. {said}".strip())
        return self.back()

    @transaction.atomic
    def _keep(self, tokens: Any) -> None:
        rows = type(self.profile).objects_locked()
        self.profile = rows.get(pk=self.profile.pk)
        if self.connection.check is not None:
            self.connection.check(self.profile, tokens)
        Grant.objects.keep(self.connection.service, tokens)
        type(self.profile)._default_manager.filter(pk=self.profile.pk).update(
            sync_error=""
        )
        self._record("profiles.connect")

    def _record(self, action: str) -> None:
        record_change(self.profile, user=self.request.user, action=action)


class DisconnectPage(_ConnectionView, ProfilePage[Profile], TemplateView):
    """Asks before the tokens are forgotten."""

    template_name = "profiles/disconnect.html"
    page_title = "Disconnect"
    header_icon = "link"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.state.is_connected:
            return self.back()
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            kind=self.profile_kind, connection=self.state, **kwargs
        )

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        state = self.state
        if state.is_connected:
            rest = flow.disconnect(state.service, at=timezone.now())
            rows = type(self.profile)._default_manager.filter(pk=self.profile.pk)
            rows.update(sync_error="")
            record_change(self.profile, user=request.user, action="profiles.disconnect")
            name = state.service.name
            messages.success(request, f"Disconnected from {name}. {rest}".strip())
        return self.back()
