"""What every page of Steam has: its account, who may see it, the way back."""

from __future__ import annotations

from typing import Any
from typing import ClassVar

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.http import HttpRequest
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from apps.core.visibility import may_see_all
from apps.steam.models import SteamAccount
from apps.steam.models import SteamApp

CHANGE_ACCOUNT = "steam.change_steamaccount"
CHANGE_APP = "steam.change_steamapp"
CHANGE_RUN = "journal.change_playthrough"
ADD_IMPORT = "imports.add_import"


class OfSteam:
    """A view for who may see the library and has `permission` beside that.

    Before the library is followed for the first time, it leads to the first page.
    """

    permission: ClassVar[str] = ""
    needs_account: ClassVar[bool] = True
    request: HttpRequest
    kwargs: dict[str, Any]
    # None only where `needs_account` is off.
    account: SteamAccount | None

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        user = request.user
        if not may_see_all(user, SteamApp):
            raise PermissionDenied
        if self.permission and not user.has_perm(self.permission):
            raise PermissionDenied
        self.account = SteamAccount.current()
        if self.account is None and self.needs_account:
            return redirect("steam_home")
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]

    @property
    def owned(self) -> SteamAccount:
        """The account of a view that needs one."""
        assert self.account is not None
        return self.account

    def app_with_number(self, appid: int) -> SteamApp:
        """Raises a 404."""
        app = SteamApp.objects.filter(account=self.account, appid=appid).first()
        if app is None:
            raise Http404("This game isn’t in the Steam library.")
        return app


class SteamPage(OfSteam, WagtailAdminTemplateMixin, TemplateView):
    """A page below the first one, or that one itself."""

    _show_breadcrumbs = True
    is_home: ClassVar[bool] = False
    header_icon = "desktop"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data())

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        home = {"url": "" if self.is_home else reverse("steam_home"), "label": "Steam"}
        if self.is_home:
            return [home]
        return [home, {"url": "", "label": str(self.get_page_title())}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        query = self.request.GET.copy()
        query.pop("p", None)
        return super().get_context_data(
            account=self.account,
            # What links to other pages of a list keep.
            page_query=f"{query.urlencode()}&" if query else "",
            may_change_account=user.has_perm(CHANGE_ACCOUNT),
            may_change=user.has_perm(CHANGE_APP),
            may_import=user.has_perm(ADD_IMPORT),
            may_add_time=user.has_perm(CHANGE_RUN),
            **kwargs,
        )
