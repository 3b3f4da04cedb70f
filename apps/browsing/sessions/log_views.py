"""Log a session: a page of its own, or a dialog over any page."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.http import HttpResponse
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from apps.browsing.sessions.base_view import SessionView
from apps.browsing.sessions.choosing import NEW
from apps.browsing.sessions.choosing import new_run
from apps.browsing.sessions.forms import LogForm
from apps.core.admin.edit_conflicts import version_of
from apps.core.history import delete_row
from apps.core.history import record_change
from apps.journal.admin.forms import add_errors
from apps.journal.admin.undo import success_with_undo
from apps.journal.models import Playthrough
from apps.journal.models import Session
from apps.journal.session_words import length_in_words
from apps.library.models import Game

SALT = "browsing.sessions.log"
CHANGED = "It was changed since, so nothing was undone."
# What a model calls a field that is named otherwise in the form.
FIELDS = dict.fromkeys(("day", "minutes", "started_at", "ended_at"), "played")


class LogPage(WagtailAdminTemplateMixin, SessionView, TemplateView):
    """`?game=12` or `?playthrough=34` says of what; else what can go on is offered."""

    template_name = "browsing/sessions/page.html"
    page_title = "Log a session"
    header_icon = "clock"
    _show_breadcrumbs = True
    breadcrumbs_items = [{"url": "", "label": "Log a session"}]

    @cached_property
    def run(self) -> Playthrough | None:
        return self.given_run(self.request.GET)

    @cached_property
    def game(self) -> Game | None:
        return self.run.edition.game if self.run else self.given_game(self.request.GET)

    def form(self, data: Any = None) -> LogForm:
        return LogForm(data, game=self.game, playthrough=self.run, may_add=self.may_add)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.show(self.form())

    def show(self, form: LogForm, *, status: int = 200) -> HttpResponse:
        query = self.request.GET.copy()
        query.pop("next", None)
        context = {
            "form": form,
            "game": self.game,
            "action": f"{reverse('session_log')}?{query.urlencode()}",
            "next": self.next_url,
        }
        if self.is_script:
            template = "browsing/sessions/log_form.html"
            return render(self.request, template, context, status=status)
        page = self.get_context_data(**context)
        return self.render_to_response(page, status=status)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.show(form, status=422)
        try:
            session, created_run = save_log(form, game=self.game, user=self.user)
        except ValidationError as error:
            add_errors(form, error, FIELDS)
            return self.show(form, status=422)
        self.say(session, created_run, is_counted=form.cleaned_data["counted"])
        if self.is_script:
            return JsonResponse({"done": True})
        return self.back()

    def say(self, session: Session, created_run: bool, *, is_counted: bool) -> None:
        name = session.playthrough.edition.game.name
        text = f"{name}: {length_in_words(session.minutes or 0)} logged."
        run = session.playthrough
        if not is_counted and not run.follows_sessions:
            text += f" Its hours stay {run.playtime_hours}, as you typed them."
        if created_run:
            run.refresh_from_db(fields=["updated_at"])
        state = {
            "session": session.pk,
            "version": version_of(session),
            "run": version_of(run) if created_run else "",
            "hours": str(session.hours) if is_counted else "",
        }
        url = f"{reverse('session_undo')}?next={self.next_url}"
        success_with_undo(
            self.request, text, url, state=signing.dumps(state, salt=SALT)
        )


@transaction.atomic
def save_log(form: LogForm, *, game: Game | None, user: Any) -> tuple[Session, bool]:
    """The session that `form` says, and whether its playthrough is new with it.

    Raises `ValidationError`.
    """
    data = form.cleaned_data
    token: UUID = data["token"]
    is_new = data["playthrough"] == NEW and game is not None
    if is_new and game is not None:
        # The same form at the same time finds what this one saves.
        get_object_or_404(
            Game.objects.select_for_update(no_key=True).only("pk"), pk=game.pk
        )
    else:
        run = _locked(data["playthrough"])
    rows = Session.objects.select_related("playthrough__edition__game")
    if saved := rows.filter(uuid=token).first():
        return saved, False
    if is_new and game is not None:
        run = new_run(game, day=data["played"].day)
        record_change(run, user=user, action="wagtail.create")
    verb = Session.add_time if data["counted"] else Session.log
    session = verb(run, uuid=token, **data["played"].values, **form.about)
    record_change(session, user=user, action="wagtail.create")
    return session, is_new


def _locked(key: str) -> Playthrough:
    run = Playthrough.objects.select_for_update(of=("self",)).filter(pk=key).first()
    if run is None:
        raise ValidationError("This playthrough was deleted. Choose another one.")
    return run


class UndoLogView(SessionView):
    """Takes back what was just logged, unless it was changed since."""

    http_method_names = ["post"]

    @transaction.atomic
    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            state = signing.loads(request.POST.get("state", ""), salt=SALT)
        except signing.BadSignature:
            return self.unchanged(ValidationError(CHANGED))
        rows = Session.objects.filter(pk=state["session"])
        session = rows.select_for_update(of=("self",)).first()
        if session is None or version_of(session) != state["version"]:
            return self.unchanged(ValidationError(CHANGED))
        run = session.playthrough
        try:
            with transaction.atomic():
                self._undo(session, run, state)
        except ValidationError as error:
            return self.unchanged(error)
        messages.success(request, f"{run.edition.game.name}: undone.")
        return self.back()

    def _undo(self, session: Session, run: Playthrough, state: dict[str, Any]) -> None:
        """With the playthrough, where it came with the session and is as it was."""
        typed = state["hours"] and not run.follows_sessions
        is_as_it_was = state["run"] == version_of(run)
        delete_row(Session.objects.filter(pk=session.pk), user=self.user)
        if is_as_it_was and not run.sessions.exists():
            delete_row(Playthrough.objects.filter(pk=run.pk), user=self.user)
        elif typed:
            run.add_time(-session.hours)


class FollowSessionsView(SessionView):
    """Makes a playthrough's hours those of its sessions; Undo brings the typed back."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        run = get_object_or_404(Playthrough.objects.select_related("edition"), pk=pk)
        given = request.POST.get("hours", "")
        try:
            if given:
                self._take_back(run, given)
                return self.back()
            before = run.follow_sessions()
        except (ValidationError, signing.BadSignature) as error:
            text = ValidationError(CHANGED)
            return self.unchanged(error if isinstance(error, type(text)) else text)
        record_change(run, user=self.user)
        run.refresh_from_db(fields=["updated_at"])
        state = {"hours": str(before), "version": version_of(run), "run": run.pk}
        success_with_undo(
            request,
            f"{run.edition}: {run.playtime_hours} h, from its sessions.",
            f"{request.path}?next={self.next_url}",
            hours=signing.dumps(state, salt=SALT),
        )
        return self.back()

    @transaction.atomic
    def _take_back(self, run: Playthrough, given: str) -> None:
        state = signing.loads(given, salt=SALT)
        run.lock()
        if state.get("run") != run.pk or version_of(run) != state["version"]:
            raise ValidationError(CHANGED)
        run.change(playtime_hours=state["hours"])
        record_change(run, user=self.user)
        messages.success(self.request, f"{run.edition}: undone.")
