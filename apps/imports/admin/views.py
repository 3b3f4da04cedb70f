"""The pages of one import: its review, its result, apply, undo."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.contrib.auth.models import User
from django.core.paginator import Paginator
from django.db.models import FETCH_PEERS
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from apps.core.admin.access import may
from apps.core.plurals import counted
from apps.imports.applying.apply import ApplyFailed
from apps.imports.applying.apply import apply_import
from apps.imports.applying.edits import Edits
from apps.imports.applying.snapshots import LABELS
from apps.imports.applying.undo import is_worth_telling
from apps.imports.applying.undo import undo_import
from apps.imports.following.follow import can_follow
from apps.imports.following.follow import followed_by
from apps.imports.intake.store import needs_columns
from apps.imports.intake.store import parse_as_format
from apps.imports.intake.store import parse_draft
from apps.imports.intake.store import start_again
from apps.imports.models import Import
from apps.imports.models import ImportChange
from apps.imports.models import ImportClosed
from apps.imports.models import ImportStatus
from apps.imports.models import LineKind
from apps.imports.models import SourceKind
from apps.imports.parsing import SourceError
from apps.imports.parsing import formats
from apps.imports.review.cards import ReviewPage
from apps.imports.review.cards import Show
from apps.imports.review.cards import add_igdb
from apps.imports.review.decisions import set_open_statuses
from apps.imports.review.igdb_cards import IgdbPanel
from apps.imports.review.open_statuses import OpenStatuses
from apps.imports.review.parts import PartsTable
from apps.imports.tasks import MOST_CHANGES_AT_ONCE
from apps.imports.tasks import MOST_ROWS_AT_ONCE
from apps.imports.tasks import apply_in_background
from apps.imports.tasks import enrich_in_background
from apps.imports.tasks import job_of
from apps.imports.tasks import undo_in_background
from apps.integrations.twitch import KEYS
from apps.integrations.twitch import is_configured
from apps.jobs.admin.viewsets import progress_context
from apps.jobs.job_types import JobType
from apps.jobs.models import Job
from apps.journal.models import Status

CARDS_PER_PAGE = 200
LINES_PER_PAGE = 100
NAMES_ON_A_PAGE = 200


class ImportView(PermissionCheckedMixin):
    """Of the import in the address, for who may change imports."""

    viewset: Any = None
    model = Import
    permission_required = "change"
    request: HttpRequest
    kwargs: dict[str, Any]

    @property
    def user(self) -> User:
        """Who is logged in; Wagtail lets nobody else through."""
        user = self.request.user
        assert isinstance(user, User)
        return user

    @cached_property
    def import_(self) -> Import:
        return get_object_or_404(Import, pk=self.kwargs["pk"])

    def address(self, name: str, *args: Any) -> str:
        return reverse(self.viewset.get_url_name(name), args=args)

    def start(self, kind: JobType[...], title: str, **arguments: Any) -> None:
        """Have a worker do `kind` with the import."""
        kind.start(
            title=title,
            key=str(self.import_.pk),
            by=self.user,
            url=self.address("edit", self.import_.pk),
            arguments={"batch": self.import_.pk, "by": self.user.pk, **arguments},
        )

    def back_to_import(self) -> HttpResponse:
        return redirect(self.address("edit", self.import_.pk))


class ImportTemplateView(ImportView, WagtailAdminTemplateMixin, TemplateView):
    header_icon = "download"

    def get_page_title(self) -> str:
        return "Import"

    def get_page_subtitle(self) -> str:
        return self.import_.title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": self.address("list"), "label": "Imports"},
            {
                "url": "",
                "label": self.import_.title,
                "sublabel": self.import_.get_status_display(),
            },
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            import_=self.import_,
            urls={
                name: self.address(name, self.import_.pk)
                for name in (
                    "edit",
                    "apply",
                    "enrich",
                    "undo",
                    "again",
                    "source",
                    "delete",
                    "read_as",
                    "statuses",
                    "parts",
                    "follow",
                )
            },
            followed=followed_by(self.import_),
            can_follow=can_follow(self.import_)
            and may(self.request.user, Import, "add"),
            followed_url=self.address("followed"),
            **kwargs,
        )


class ImportPage(ImportTemplateView):
    """The review of an open import, the result of an applied one; between, how far."""

    @cached_property
    def job(self) -> Job | None:
        return job_of(self.import_)

    def get_template_names(self) -> list[str]:
        if self.job is not None and self.job.is_active:
            return ["imports/working.html"]
        return [
            "imports/review.html" if self.import_.is_open else "imports/result.html"
        ]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Read a draft: a further part, or one that a crash left unread."""
        if self.import_.status == ImportStatus.DRAFT:
            try:
                parse_draft(self.import_)
            except SourceError as error:
                messages.error(request, f"{error.message} {error.what_to_do}")
        return self.back_to_import()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if needs_columns(self.import_):
            return redirect(self.address("columns", self.import_.pk))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        if self.job is not None:
            context |= progress_context(self.job)
            context["matches"] = self.job.kind == enrich_in_background.name
            if self.job.is_active:
                return context
        if self.import_.is_open:
            return {**context, **self._review()}
        return {**context, **self._result()}

    def _review(self) -> dict[str, Any]:
        review = ReviewPage.load(self.import_)
        first = Show.NEWS if review.has_known else Show.ALL
        asked = self.request.GET.get("show", first)
        show = asked if asked in Show.values else Show.ALL
        pages = Paginator(review.shown(show), CARDS_PER_PAGE)
        page = pages.get_page(self.request.GET.get("p"))
        add_igdb(page.object_list)
        lines = self.import_.other_lines
        not_understood = lines.filter(kind=LineKind.NOT_UNDERSTOOD)
        others = lines.exclude(kind=LineKind.NOT_UNDERSTOOD)
        return {
            "review": review,
            "counts": review.plan.counts(),
            "show": show,
            "page": page,
            "igdb": IgdbPanel.of(self.import_, self.job),
            "not_understood": Paginator(not_understood, LINES_PER_PAGE).get_page(
                self.request.GET.get("l")
            ),
            "other_lines": others[:LINES_PER_PAGE],
            "other_count": others.count(),
            "formats": _formats(self.import_),
            "open_statuses": OpenStatuses.of(self.import_),
            "parts": PartsTable.of(self.import_),
        }

    def _result(self) -> dict[str, Any]:
        changes = list(self.import_.changes.order_by("id"))
        return {
            "groups": _groups(changes, self.request.user),
            "kept": [change for change in changes if is_worth_telling(change)],
            "skipped": self.import_.rows.filter(decision="skip"),
            "undecided": self.import_.rows.filter(decision="open"),
        }


def _formats(import_: Import) -> list[tuple[str, str]]:
    """What else the source may be read as: nothing for gists of several files."""
    if import_.files or import_.source_kind == SourceKind.STEAM:
        return []
    return [(key, label) for key, label in formats.LABELS.items() if key != "steam"]


def _groups(changes: list[ImportChange], user: Any) -> list[dict[str, Any]]:
    """The changes by kind and model, each with the address of its row."""
    finder = AdminURLFinder(user)
    groups: dict[tuple[str, str], dict[str, Any]] = {}
    rows = _rows_of(changes)
    for change in changes:
        group = groups.setdefault(
            (change.change, change.model),
            {
                "change": change.get_change_display(),
                "rows": [],
            },
        )
        row = rows[change.model].get(change.object_id)
        group["rows"].append((change, finder.get_edit_url(row) if row else None))
    for (_, label), group in groups.items():
        group["counted"] = counted(
            len(group["rows"]), str(LABELS[label]._meta.verbose_name)
        )
    return list(groups.values())


def _rows_of(changes: list[ImportChange]) -> dict[str, dict[int, Any]]:
    """The rows that `changes` made or changed and that still exist, by model."""
    keys: dict[str, list[int]] = defaultdict(list)
    for change in changes:
        keys[change.model].append(change.object_id)
    return {
        name: LABELS[name]
        ._base_manager.all()
        .fetch_mode(FETCH_PEERS)
        .in_bulk(keys[name])
        for name in keys
    }


class ApplyView(ImportView, View):
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        given = request.POST.get("version", "")
        version = int(given) if given.isdecimal() else None
        job = job_of(self.import_)
        if job is not None and job.is_active:
            messages.error(
                request, "Wait until the current work on this import has finished."
            )
        elif self.import_.rows.count() > MOST_ROWS_AT_ONCE:
            self.start(apply_in_background, f"Apply “{self.import_}”", version=version)
        else:
            self._apply(version)
        return self.back_to_import()

    def _apply(self, version: int | None) -> None:
        try:
            applied = apply_import(
                self.import_, by=self.user, at=timezone.now(), expected_version=version
            )
        except ImportClosed as error:
            messages.error(self.request, " ".join(error.messages))
        except ApplyFailed as error:
            messages.error(self.request, str(error))
        else:
            messages.success(self.request, f"“{applied}” has been applied.")


class EnrichView(ImportView, View):
    """Match the import's games with IGDB, in the background; one at a time."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        job = job_of(self.import_)
        if not self.import_.is_open:
            messages.error(request, f"“{self.import_}” is no longer in review.")
        elif not is_configured():
            messages.error(request, f"IGDB needs keys: set {' and '.join(KEYS)}.")
        elif job is None or not job.is_active:
            self.start(enrich_in_background, f"Match “{self.import_}” with IGDB")
        return self.back_to_import()


class UndoView(ImportTemplateView):
    """Asks first, then takes the import back and says what it kept."""

    template_name = "imports/confirm_undo.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        applied = self.import_.status == ImportStatus.APPLIED
        edited = Edits(self.import_).named() if applied else []
        return super().get_context_data(
            edited=edited[:NAMES_ON_A_PAGE],
            further_edited=max(0, len(edited) - NAMES_ON_A_PAGE),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.import_.changes.count() > MOST_CHANGES_AT_ONCE:
            self.start(undo_in_background, f"Undo “{self.import_}”")
        else:
            self._undo()
        return self.back_to_import()

    def _undo(self) -> None:
        try:
            kept = undo_import(self.import_, by=self.user, at=timezone.now())
        except ImportClosed as error:
            messages.error(self.request, " ".join(error.messages))
        else:
            if kept:
                messages.warning(
                    self.request,
                    f"“{self.import_}” has been undone, except for {len(kept)} that "
                    "were kept. See below.",
                )
            else:
                messages.success(self.request, f"“{self.import_}” has been undone.")


class StatusesView(ImportView, View):
    """Say how the playing went for all rows of which the source doesn't."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        status = request.POST.get("status", "")
        if status and status not in Status.values:
            messages.error(request, "Unknown status.")
            return self.back_to_import()
        try:
            count = set_open_statuses(self.import_, status)
        except ImportClosed as error:
            messages.error(request, " ".join(error.messages))
        else:
            said = Status(status).label if status else "without a playthrough"
            messages.success(request, f"{counted(count, 'game')}: {said.lower()}.")
        return self.back_to_import()


class ReadAsView(ImportView, View):
    """Read the source of an import in review as what the owner says it is."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        wanted = request.POST.get("as_format", "")
        if wanted not in dict(_formats(self.import_)):
            messages.error(request, "Unknown format.")
            return self.back_to_import()
        try:
            parse_as_format(self.import_, wanted)
        except SourceError as error:
            messages.error(request, f"{error.message} {error.what_to_do}")
        except ImportClosed as error:
            messages.error(request, " ".join(error.messages))
        return self.back_to_import()


class AgainView(ImportView, View):
    """Start a new import from the same source."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            started = start_again(self.import_, by=self.user)
        except SourceError as error:
            messages.error(request, f"{error.message} {error.what_to_do}")
            return self.back_to_import()
        return redirect(self.address("edit", started.pk))


class SourceView(ImportView, View):
    """The source as it came, as plain text."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return HttpResponse(
            self.import_.source_text, content_type="text/plain; charset=utf-8"
        )
