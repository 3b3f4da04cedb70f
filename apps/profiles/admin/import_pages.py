"""The pages of imports into profiles: a new one, its review, its result, undo."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import FormView
from django.views.generic import TemplateView
from django.views.generic import View
from wagtail.admin import messages

from apps.core.plurals import counted
from apps.imports.parsing import SourceError
from apps.imports.parsing.encodings import decode_source
from apps.jobs.admin.viewsets import progress_context
from apps.jobs.job_types import JobType
from apps.profiles.admin.page import OfOwner
from apps.profiles.admin.page import ProfilePage
from apps.profiles.base import Profile
from apps.profiles.imports.applying import WRITING
from apps.profiles.imports.applying import apply_import
from apps.profiles.imports.applying import plan_import
from apps.profiles.imports.undoing import edited_since
from apps.profiles.imports.undoing import undo_import
from apps.profiles.models import ProfileImport
from apps.profiles.models import ProfileImportClosed
from apps.profiles.models import ProfileImportRow
from apps.profiles.models import ProfileImportStatus
from apps.profiles.models import RowAction
from apps.profiles.registry import ProfileKind
from apps.profiles.registry import kind_called
from apps.profiles.tasks import MOST_ROWS_AT_ONCE
from apps.profiles.tasks import apply_in_background
from apps.profiles.tasks import job_of
from apps.profiles.tasks import undo_in_background

ROWS_A_PAGE = 100
IMPORTS_SHOWN = 20
LEFT_OUT = "left_out"


class _ImportView(OfOwner):
    @cached_property
    def profile_kind(self) -> ProfileKind:
        kind = kind_called(self.profile_slug)
        if kind is None or kind.importer is None:
            raise Http404
        return kind

    @property
    def profile_slug(self) -> str:
        return str(self.kwargs["slug"])

    @property
    def user(self) -> User:
        """Who is signed in; Wagtail lets nobody else through."""
        user = self.request.user
        assert isinstance(user, User)
        return user


class ImportForm(forms.Form):
    upload = forms.FileField(label="File", required=False, allow_empty_file=True)
    text = forms.CharField(
        label="Or paste it",
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        upload, text = given.get("upload"), given.get("text", "")
        if self.errors:
            return given
        if bool(upload) == bool(text.strip()):
            raise ValidationError("Choose a file or paste its text, not both.")
        given["warnings"] = []
        if upload:
            try:
                decoded = decode_source(upload.read())
            except SourceError as error:
                self.add_error("upload", f"{error.message} {error.what_to_do}")
                return given
            given["text"], given["warnings"] = decoded.text, decoded.warnings
        return given


class NewImportPage(_ImportView, ProfilePage[Profile], FormView):
    template_name = "profiles/new_import.html"
    form_class = ImportForm
    page_title = "Import"
    header_icon = "download"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        imports = ProfileImport.objects.filter(profile=self.profile_slug).defer(
            "source_text"
        )
        return super().get_context_data(
            kind=self.profile_kind,
            imports=imports.annotate(row_count=Count("rows")).order_by("-pk")[
                :IMPORTS_SHOWN
            ],
            **kwargs,
        )

    def form_valid(self, form: ImportForm) -> HttpResponse:
        given = form.cleaned_data
        upload = given.get("upload")
        try:
            import_ = plan_import(
                self.profile_kind,
                given["text"],
                file_name=upload.name if upload else "",
                by=self.user,
                warnings=given["warnings"],
            )
        except ValidationError as error:
            form.add_error("upload" if upload else "text", error)
            return self.form_invalid(form)
        return redirect("profile_import", import_.pk)


class _OneImportView(_ImportView):
    """Of the import in the address."""

    @cached_property
    def import_(self) -> ProfileImport:
        return get_object_or_404(ProfileImport, pk=self.kwargs["pk"])

    @property
    def profile_slug(self) -> str:
        return self.import_.profile

    def back(self) -> HttpResponse:
        return redirect("profile_import", self.import_.pk)

    def start(self, kind: JobType[...], title: str) -> HttpResponse:
        """Have a worker do `kind` with the import, and show how far it is."""
        pk = self.import_.pk
        kind.start(
            title=title,
            key=str(pk),
            by=self.user,
            url=reverse("profile_import", args=[pk]),
            arguments={"batch": pk, "by": self.user.pk},
        )
        return self.back()


class ImportPage(_OneImportView, ProfilePage[Profile], TemplateView):
    """The review of an open import, how far one is that runs, the result of another."""

    header_icon = "download"

    def get_page_title(self) -> str:
        return str(self.import_)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        *above, own = super().get_breadcrumbs_items()
        new = reverse("new_profile_import", args=[self.profile_slug])
        return [*above, {"url": new, "label": "Import"}, own]

    def get_template_names(self) -> list[str]:
        job = job_of(self.import_)
        if job is not None and job.is_active:
            return ["profiles/import_working.html"]
        return [
            "profiles/import_review.html"
            if self.import_.is_open
            else "profiles/import_result.html"
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        job = job_of(self.import_)
        page = super().get_context_data(
            import_=self.import_, kind=self.profile_kind, **kwargs
        )
        if job is not None:
            page |= progress_context(job)
            if job.is_active:
                return page
        return page | (self._review() if self.import_.is_open else self._result())

    def _review(self) -> dict[str, Any]:
        rows = self.import_.rows.all()
        counts = dict(
            rows.filter(is_left_out=False)
            .order_by()
            .values_list("action")
            .annotate(Count("pk"))
        )
        counts[LEFT_OUT] = rows.filter(is_left_out=True).count()
        tabs = [
            (value, label, counts.get(value, 0))
            for value, label in (*RowAction.choices, (LEFT_OUT, "Left out"))
            if counts.get(value)
        ]
        show = self.request.GET.get("show", "")
        if show == LEFT_OUT:
            rows = rows.filter(is_left_out=True)
        elif show in RowAction.values:
            rows = rows.filter(action=show, is_left_out=False)
        else:
            show = ""
        pages = Paginator(rows.order_by("number"), ROWS_A_PAGE)
        return {
            "tabs": tabs,
            "show": show,
            "all_count": self.import_.rows.count(),
            "page": pages.get_page(self.request.GET.get("p")),
            "writing": WRITING,
            "adds": counts.get(RowAction.ADD, 0),
            "updates": counts.get(RowAction.UPDATE, 0),
        }

    def _result(self) -> dict[str, Any]:
        changes = self.import_.changes.order_by("id")
        pages = Paginator(changes, ROWS_A_PAGE)
        kept = changes.exclude(kept_because="")
        unusable = self.import_.rows.filter(action=RowAction.UNUSABLE)
        return {
            "page": pages.get_page(self.request.GET.get("p")),
            "kept": kept[:ROWS_A_PAGE],
            "unusable": unusable[:ROWS_A_PAGE],
        }


class LeaveOutView(_OneImportView, View):
    """Leaves a row out of an import under review, or includes it again."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, row: int) -> HttpResponse:
        if self.import_.is_open:
            rows = ProfileImportRow.objects.filter(batch=self.import_, pk=row)
            rows.update(is_left_out="leave_out" in request.POST)
        where = request.POST.get("where", "")
        known = where in RowAction.values or where == LEFT_OUT
        page = request.POST.get("p", "")
        address = reverse("profile_import", args=[pk])
        query = f"?show={where if known else ''}&p={page if page.isdecimal() else ''}"
        return redirect(f"{address}{query}#rows")


class ApplyView(_OneImportView, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        import_ = self.import_
        rows = import_.rows.filter(action__in=WRITING, is_left_out=False).count()
        if rows > MOST_ROWS_AT_ONCE and import_.is_open:
            return self.start(apply_in_background, f"Apply “{import_}”")
        try:
            apply_import(import_, by=self.user, at=timezone.now())
        except ValidationError as error:
            messages.error(request, f"{' '.join(error.messages)} Nothing was written.")
        else:
            messages.success(request, f"“{import_}” is applied.")
        return self.back()


class UndoPage(_OneImportView, ProfilePage[Profile], TemplateView):
    """Asks before it takes an import back."""

    template_name = "profiles/import_undo.html"
    page_title = "Undo"
    header_icon = "undo"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        *above, own = super().get_breadcrumbs_items()
        url = reverse("profile_import", args=[self.import_.pk])
        return [*above, {"url": url, "label": str(self.import_)}, own]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        is_applied = self.import_.status == ProfileImportStatus.APPLIED
        edited = edited_since(self.import_) if is_applied else []
        return super().get_context_data(
            import_=self.import_,
            kind=self.profile_kind,
            edited=edited[:ROWS_A_PAGE],
            more=len(edited) - ROWS_A_PAGE,
            **kwargs,
        )

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        import_ = self.import_
        if import_.changes.count() > MOST_ROWS_AT_ONCE:
            return self.start(undo_in_background, f"Undo “{import_}”")
        try:
            undone = undo_import(import_, by=self.user, at=timezone.now())
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            rows = counted(undone.result["undone"], "row")
            messages.success(request, f"“{import_}” is undone: {rows} taken back.")
        return self.back()


class DiscardView(_OneImportView, View):
    """Deletes an import that isn't applied; what it read is no loss."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            self.import_.delete()
        except ProfileImportClosed as error:
            messages.error(request, " ".join(error.messages))
            return self.back()
        messages.success(request, f"“{self.import_}” is discarded.")
        return redirect("new_profile_import", self.profile_slug)
