"""Play, Mark ongoing and Drop on a game's page: one press, and a message with Undo."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core import signing
from django.core.exceptions import PermissionDenied
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db import transaction
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from apps.core.admin.access import admin_url
from apps.core.admin.access import may
from apps.core.admin.edit_conflicts import version_of
from apps.core.history import delete_row
from apps.core.history import record_change
from apps.journal.admin.undo import success_with_undo
from apps.journal.models import BEING_PLAYED
from apps.journal.models import OPEN
from apps.journal.models import Playthrough
from apps.journal.models import Status
from apps.library.models import Game

SALT = "browsing.game_page.verbs"
CHANGED = "It was changed since, so nothing was undone."


def open_run(game: Game) -> Playthrough | None:
    """The playthrough that would go on: the one in progress, else the likeliest."""
    rows = Playthrough.objects.filter(edition__game=game, status__in=OPEN)
    found = rows.order_by("-updated_at", "-pk")
    return min(found, key=lambda run: OPEN.index(Status(run.status)), default=None)


class _GameVerb(PermissionCheckedMixin, View):
    """A verb about the game with the address's `pk`; it leads back to its page."""

    model = Playthrough
    http_method_names = ["post"]
    request: HttpRequest
    kwargs: dict[str, Any]

    @cached_property
    def game(self) -> Game:
        return get_object_or_404(Game.objects.only("pk", "name"), pk=self.kwargs["pk"])

    def require(self, verb: str) -> None:
        if not may(self.request.user, Playthrough, verb):
            raise PermissionDenied

    def back(self) -> HttpResponse:
        here = admin_url(Game, "inspect", self.game.pk)
        return redirect(get_valid_next_url_from_request(self.request) or here)

    def done(self, playthrough: Playthrough, text: str, **before: Any) -> HttpResponse:
        """Say so; Undo brings back `before`, or deletes what was not there before."""
        # As stored: noting the change in the history wrote the row once more.
        playthrough.refresh_from_db(fields=["updated_at"])
        state = {
            "run": playthrough.pk,
            "version": version_of(playthrough),
            "before": before,
        }
        url = admin_url(Game, "undo_verb", self.game.pk)
        success_with_undo(
            self.request, text, url, state=signing.dumps(state, salt=SALT)
        )
        return self.back()

    def unchanged(self, error: ValidationError) -> HttpResponse:
        messages.warning(self.request, f"Nothing changed. {' '.join(error.messages)}")
        return self.back()


class _BeginView(_GameVerb):
    """Goes on with what waits, or starts another playthrough of the latest edition.

    The first becomes `status` by the model's `verb`, the other has it from the start;
    `words` say so, or `already` of one that is in `already_in`.
    """

    status: Status
    verb: str
    already_in: tuple[Status, ...]
    # Whether it begins today if its start is unknown; a planned one always does.
    begins_today: bool
    words: str
    already: str
    any_permission_required = ["add", "change"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        with transaction.atomic():
            # A second press at the same time sees the result of the first.
            locked = Game.objects.select_for_update(no_key=True).only("pk")
            get_object_or_404(locked, pk=pk)
            waiting = open_run(self.game)
            self.require("change" if waiting else "add")
            try:
                return self._go_on(waiting) if waiting else self._start()
            except ValidationError as error:
                return self.unchanged(error)

    def _go_on(self, run: Playthrough) -> HttpResponse:
        if run.status in self.already_in:
            messages.info(self.request, self.already.format(self.game.name))
            return self.back()
        before = {"status": run.status, "started_at": run.started_at}
        begins = self.begins_today or run.status == Status.PLANNED
        getattr(run, self.verb)(on=timezone.localdate() if begins else None)
        record_change(run, user=self.request.user, action=f"questlog.{self.verb}")
        return self.done(run, self.words.format(self.game.name), **before)

    def _start(self) -> HttpResponse:
        runs = Playthrough.objects.filter(edition__game=self.game)
        latest = runs.order_by("-created_at", "-pk").first()
        run = Playthrough(
            uuid=_token(self.request),
            edition=latest.edition if latest else self.game.first_edition(),
            platform=latest.platform if latest else None,
            status=self.status,
            started_at=timezone.localdate().isoformat() if self.begins_today else None,
        )
        run.full_clean(validate_unique=False)
        try:
            with transaction.atomic():
                run.save()
        except IntegrityError:
            return self.back()  # sent twice
        record_change(run, user=self.request.user, action="wagtail.create")
        return self.done(run, self.words.format(self.game.name))


class PlayView(_BeginView):
    status = Status.PLAYING
    verb = "start"
    # An ongoing game is being played.
    already_in = BEING_PLAYED
    begins_today = True
    words = "You’re playing {}."
    already = "You’re already playing {}."


class MarkOngoingView(_BeginView):
    status = Status.ONGOING
    verb = "mark_ongoing"
    already_in = (Status.ONGOING,)
    begins_today = False
    words = "{} is ongoing now."
    already = "{} is ongoing already."


class DropView(_GameVerb):
    permission_required = "change"

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        run = open_run(self.game)
        if run is None:
            return self.unchanged(ValidationError("You aren’t playing it."))
        before = {"status": run.status, "started_at": run.started_at}
        try:
            run.drop()
        except ValidationError as error:
            return self.unchanged(error)
        record_change(run, user=request.user, action="questlog.drop")
        return self.done(run, f"You dropped {self.game.name}.", **before)


class UndoVerbView(_GameVerb):
    """Undoes one press, unless the playthrough was changed since."""

    any_permission_required = ["add", "change"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            state = signing.loads(request.POST.get("state", ""), salt=SALT)
        except signing.BadSignature:
            return self.unchanged(ValidationError(CHANGED))
        with transaction.atomic():
            rows = Playthrough.objects.filter(edition__game=pk, pk=state["run"])
            run = rows.select_for_update(of=("self",)).first()
            if run is None or version_of(run) != state["version"]:
                return self.unchanged(ValidationError(CHANGED))
            self._undo(run, state["before"])
        messages.success(request, f"{self.game.name}: undone.")
        return self.back()

    def _undo(self, run: Playthrough, before: dict[str, Any]) -> None:
        user = self.request.user
        self.require("change" if before else "add")
        if not before:
            delete_row(Playthrough.objects.filter(pk=run.pk), user=user)
            return
        run.status, run.started_at = before["status"], before["started_at"]
        run.full_clean()
        run.save()
        record_change(run, user=user)


def _token(request: HttpRequest) -> UUID:
    """The id that the page gave to a new playthrough: sent twice, it makes one."""
    try:
        return UUID(request.POST.get("token", ""))
    except ValueError as error:
        raise ValidationError("Reload the page and try again.") from error
