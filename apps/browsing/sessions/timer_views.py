"""Start, pause, resume and end the timer: by a press, or with a page that asks."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.http import HttpRequest
from django.http import HttpResponse
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.shortcuts import redirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from apps.browsing.game_page.verbs import open_run
from apps.browsing.sessions.base_view import PERMISSION
from apps.browsing.sessions.base_view import SessionView
from apps.browsing.sessions.choosing import new_run
from apps.browsing.sessions.forms import EndForm
from apps.browsing.sessions.timer import Timer
from apps.browsing.sessions.timer import running_timer
from apps.core.admin.access import admin_url
from apps.core.history import delete_row
from apps.core.history import record_change
from apps.journal.admin.forms import add_errors
from apps.journal.models import Playthrough
from apps.journal.models import Session
from apps.journal.models import SessionError
from apps.journal.session_words import length_in_words
from apps.library.models import Game

FIELDS = dict.fromkeys(("day", "minutes", "started_at", "ended_at"), "ended")


class BarView(SessionView):
    """The bar as it is now, for pages that are open."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest) -> HttpResponse:
        return show_bar(request, self.next_url)


def show_bar(request: HttpRequest, next_url: str, problem: str = "") -> HttpResponse:
    context = {
        "timer": running_timer(request.user),
        "may_change": request.user.has_perm(PERMISSION),
        "next": next_url,
        "problem": problem,
    }
    response = render(request, "browsing/sessions/bar.html", context)
    response["Cache-Control"] = "no-store"
    return response


class StartView(SessionView):
    """Starts the timer for a playthrough, or for the likeliest one of a game.

    `end` is the session that ends first, if another one is running.
    """

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        run, game = self.given_run(request.POST), self.given_game(request.POST)
        if run is None and game is None:
            raise Http404
        try:
            session = self._start(run, game)
        except SessionError as error:
            return self._refused(error, run, game)
        except ValidationError as error:
            return self.unchanged(error)
        name = session.playthrough.edition.game.name
        messages.success(request, f"{name}: the timer is running.")
        return self.back()

    @transaction.atomic
    def _start(self, run: Playthrough | None, game: Game | None) -> Session:
        self._end_other(self.request.POST.get("end", ""))
        if run is None and game is not None:
            # A second press at the same time finds what the first one started.
            get_object_or_404(
                Game.objects.select_for_update(no_key=True).only("pk"), pk=game.pk
            )
            run = open_run(game)
            if run is None:
                # Not yet, where it would be refused because another one is running.
                self._check_none_runs()
                if not self.may_add:
                    raise PermissionDenied
                run = new_run(game)
                record_change(run, user=self.user, action="wagtail.create")
        assert run is not None
        session = Session.start(run)
        record_change(session, user=self.user, action="wagtail.create")
        return session

    def _check_none_runs(self) -> None:
        if Session.objects.running().exists():
            raise SessionError("Another session is running.", code="transition")

    def _end_other(self, key: str) -> None:
        running = Session.objects.running().select_related("playthrough").first()
        if running is None or str(running.pk) != key:
            return
        running.end()
        record_change(running, user=self.user, action="questlog.end")

    def _refused(
        self, error: SessionError, run: Playthrough | None, game: Game | None
    ) -> HttpResponse:
        timer = running_timer(self.user)
        if timer is None:
            return self.unchanged(error)
        wanted = game or (run.edition.game if run else None)
        if wanted == timer.game:
            messages.info(
                self.request, f"The timer of {timer.game.name} is running already."
            )
            return self.back()
        context = {
            "timer": timer,
            "wanted": wanted,
            "run": run,
            "game": game,
            "next": self.next_url,
        }
        html = render_to_string(
            "browsing/sessions/end_and_start.html", context, self.request
        )
        messages.warning(self.request, html)
        return self.back()


class _ClockView(SessionView):
    """Pauses or resumes; a script gets the bar, others go back."""

    http_method_names = ["post"]
    verb: str

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        session, problem = self.session(), ""
        try:
            with transaction.atomic():
                getattr(session, self.verb)()
                action = f"questlog.{self.verb}"
                record_change(session, user=self.user, action=action)
        except ValidationError as error:
            problem = " ".join(error.messages)
            if not self.is_script:
                return self.unchanged(error)
        if self.is_script:
            return show_bar(request, self.next_url, problem)
        return self.back()


class PauseView(_ClockView):
    verb = "pause"


class ResumeView(_ClockView):
    verb = "resume"


class EndPage(WagtailAdminTemplateMixin, SessionView, TemplateView):
    """Asks when it ended and what there is to say; can throw it away, too."""

    template_name = "browsing/sessions/page.html"
    page_title = "End the session"
    header_icon = "clock"
    _show_breadcrumbs = True
    breadcrumbs_items = [{"url": "", "label": "End the session"}]

    @cached_property
    def running(self) -> Session:
        return self.session()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.running.is_running:
            return self._ended_already()
        form = EndForm(session=self.running, now=timezone.now())
        return self.show(form)

    def show(self, form: EndForm, *, status: int = 200) -> HttpResponse:
        context = {
            "form": form,
            "timer": Timer(session=self.running, now=form.now),
            "action": self.request.path,
            "next": self.next_url,
        }
        if self.is_script:
            template = "browsing/sessions/end_form.html"
            return render(self.request, template, context, status=status)
        page = self.get_context_data(**context)
        return self.render_to_response(page, status=status)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.running.is_running:
            return self._ended_already()
        if "discard" in request.POST:
            return self._discard()
        form = EndForm(request.POST, session=self.running, now=timezone.now())
        if not form.is_valid():
            return self.show(form, status=422)
        ended = form.cleaned_data["ended"]
        try:
            with transaction.atomic():
                self.running.end(at=ended, **form.about)
                record_change(self.running, user=self.user, action="questlog.end")
        except SessionError:
            return self._ended_already()
        except ValidationError as error:
            add_errors(form, error, FIELDS)
            self.running.refresh_from_db()
            return self.show(form, status=422)
        return self._say_ended()

    def _say_ended(self) -> HttpResponse:
        session = self.running
        name = session.playthrough.edition.game.name
        text = f"{name}: {length_in_words(session.minutes or 0)} played."
        run = session.playthrough
        if not run.follows_sessions:
            text += f" Its hours stay {run.playtime_hours}, as you typed them."
        edit = admin_url(Session, "edit", session.pk)
        messages.success(
            self.request, text, buttons=[messages.button(edit, "Edit session")]
        )
        return self._done()

    def _discard(self) -> HttpResponse:
        name = self.running.playthrough.edition.game.name
        running = Session.objects.running().filter(pk=self.running.pk)
        if not delete_row(running, user=self.user):
            return self._ended_already()
        messages.success(self.request, f"{name}: the session was thrown away.")
        return self._done()

    def _ended_already(self) -> HttpResponse:
        error = SessionError("This session has ended already.")
        if self.is_script and self.request.method == "POST":
            messages.warning(self.request, f"Nothing changed. {error.messages[0]}")
            return JsonResponse({"done": True})
        return self.unchanged(error)

    def _done(self) -> HttpResponse:
        if self.is_script:
            return JsonResponse({"done": True})
        return redirect(self.next_url)
