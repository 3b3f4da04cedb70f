"""What the pages about sessions share: who may, the way back, one's own errors."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request

from apps.journal.models import Playthrough
from apps.journal.models import Session
from apps.library.models import Game

PERMISSION = "journal.change_playthrough"


class SessionView(View):
    """For those who may change playthroughs, as over the API."""

    request: HttpRequest
    kwargs: dict[str, Any]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def user(self) -> Any:
        return self.request.user

    @property
    def may_add(self) -> bool:
        allowed: bool = self.user.has_perm("journal.add_playthrough")
        return allowed

    @property
    def next_url(self) -> str:
        """Where it was opened: a page of this admin, never another site's."""
        asked: str = get_valid_next_url_from_request(self.request)
        return asked or reverse("wagtailadmin_home")

    @property
    def is_script(self) -> bool:
        return self.request.headers.get("X-Requested-With") == "XMLHttpRequest"

    def back(self) -> HttpResponse:
        return redirect(self.next_url)

    def unchanged(self, error: ValidationError) -> HttpResponse:
        messages.warning(self.request, f"Nothing changed. {' '.join(error.messages)}")
        return self.back()

    def session(self) -> Session:
        rows = Session.objects.select_related("playthrough__edition__game")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def given_run(self, given: Any) -> Playthrough | None:
        """The playthrough of `?playthrough=`. Raises a 404 for none."""
        key = given.get("playthrough", "")
        if not key:
            return None
        rows = Playthrough.objects.select_related("edition__game")
        return get_object_or_404(rows, pk=_number(key))

    def given_game(self, given: Any) -> Game | None:
        key = given.get("game", "")
        return get_object_or_404(Game, pk=_number(key)) if key else None


def _number(key: str) -> int:
    """No row has 0."""
    return int(key) if key.isdecimal() and len(key) < 10 else 0
