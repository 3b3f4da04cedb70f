"""The Export page: everything out, as files, and a whole Questlog in."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.urls import reverse
from django.utils import timezone
from django.views.generic import FormView
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

from apps.core.plurals import counted
from apps.exports import downloads
from apps.exports.file_format import in_words
from apps.exports.permissions import needed
from apps.exports.reading import BrokenExport
from apps.exports.restoring import held_rows
from apps.exports.restoring import import_questlog

# It is read while the page waits; the command line takes any size.
MOST_MEGABYTES = 500

# Address to what is downloaded there.
FILES: dict[str, Callable[[], HttpResponseBase]] = {
    "questlog.json": lambda: downloads.everything(timezone.now()),
    "questlog.json.gz": lambda: downloads.everything(timezone.now(), compressed=True),
    "playthroughs.csv": lambda: downloads.playthroughs(timezone.now()),
    "lists.csv": lambda: downloads.lists(timezone.now()),
    "games.md": lambda: downloads.markdown(timezone.localtime()),
    "everything.md": lambda: downloads.markdown(timezone.localtime(), private=True),
}


class ForTheOwner:
    """A page for who may see everything that an export holds."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not request.user.has_perms(needed("view")):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class RestoreForm(forms.Form):
    """The file of a whole Questlog."""

    file = forms.FileField(
        label="File",
        help_text="A file downloaded from this page, .json or .json.gz, up to "
        f"{MOST_MEGABYTES} MB. For larger files, use script/manage "
        "import_questlog.",
        widget=forms.ClearableFileInput(
            attrs={"accept": ".json,.gz,application/json,application/gzip"}
        ),
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MOST_MEGABYTES * 1024 * 1024:
            raise forms.ValidationError(
                f"The file is larger than {MOST_MEGABYTES} MB. Use script/manage "
                "import_questlog instead."
            )
        return file


class ExportPage(ForTheOwner, WagtailAdminTemplateMixin, FormView):
    template_name = "exports/export.html"
    page_title = "Export"
    header_icon = "upload"
    form_class = RestoreForm

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            {"url": reverse("wagtailadmin_home"), "label": "Home"},
            {"url": "", "label": "Export"},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        held = held_rows()
        told = ", ".join(counted(count, noun) for noun, count in held.items())
        return {**context, "held": told, "may_restore": self._may_restore()}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self._may_restore():
            raise PermissionDenied
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: RestoreForm) -> HttpResponse:
        upload = form.cleaned_data["file"]
        try:
            counts = import_questlog(io.BufferedReader(upload.file))
        except BrokenExport as error:
            told = f"{error.message} Nothing was written. {error.what_to_do}"
            form.add_error("file", told)
            return self.form_invalid(form)
        messages.success(self.request, f"Imported: {in_words(counts)}.")
        return redirect("wagtailadmin_home")

    def _may_restore(self) -> bool:
        return self.request.user.has_perms(needed("add"))


class DownloadView(ForTheOwner, View):
    def get(self, request: HttpRequest, name: str) -> HttpResponseBase:
        return FILES[name]()


class ExportMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        user: Any = request.user
        return bool(user.has_perms(needed("view")))


class ExportViewSet(ViewSet):
    name = "export"
    icon = "upload"
    menu_label = "Export"
    menu_order = 410
    add_to_admin_menu = True
    menu_item_class = ExportMenuItem

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("", ExportPage.as_view(), name="index"),
            *(
                path(name, DownloadView.as_view(), {"name": name}, name=name)
                for name in FILES
            ),
        ]
