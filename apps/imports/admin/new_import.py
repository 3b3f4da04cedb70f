"""The form for a new import, and the preview of a file while it is being chosen."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.http import HttpResponse
from django.http import JsonResponse
from django.http import QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import FormView
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from apps.imports.admin.forms import SourceForm
from apps.imports.intake.preview import BEGINNING
from apps.imports.intake.preview import preview
from apps.imports.intake.source import Source
from apps.imports.intake.source import Unchanged
from apps.imports.intake.source import source_of_gist
from apps.imports.intake.steam import source_of_steam
from apps.imports.intake.store import needs_columns
from apps.imports.intake.store import store_source
from apps.imports.models import Import
from apps.imports.models import SourceKind
from apps.imports.parsing import SourceError
from apps.imports.parsing.formats import LABELS
from apps.integrations import steam
from apps.integrations.http.errors import RemoteError

# One word: a list that begins with a link is a list.
LINK = re.compile(r"https?://\S+")


class NewImportView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    viewset: Any = None
    model = Import
    permission_required = "add"
    form_class = SourceForm
    template_name = "imports/new.html"
    page_title = "New import"
    header_icon = "download"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse(self.viewset.get_url_name("list")), "label": "Imports"},
            {"url": "", "label": "New import"},
        ]

    @property
    def user(self) -> User:
        """Who is logged in; Wagtail lets nobody else through."""
        user = self.request.user
        assert isinstance(user, User)
        return user

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "has_steam": steam.is_configured(),
            "first_look_url": reverse(self.viewset.get_url_name("first_look")),
        }

    def get_form_kwargs(self) -> dict[str, Any]:
        options: dict[str, Any] = super().get_form_kwargs()
        pasted = self.request.POST.get("pasted")
        if pasted is not None:
            # From the dashboard's field, which takes a gist or a list.
            field = "gist" if LINK.fullmatch(pasted.strip()) else "text"
            options["data"] = QueryDict(mutable=True)
            options["data"][field] = pasted
        return options

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "steam" not in request.POST:
            answer: HttpResponse = super().post(request, *args, **kwargs)
            return answer
        try:
            source = source_of_steam(
                leave_out_unplayed="leave_out_unplayed" in request.POST,
                today=timezone.localdate(),
            )
            import_ = store_source(source, by=self.user)
        except (SourceError, RemoteError) as error:
            message = f"{error.message} {error.what_to_do}"
            # Not bound: nothing is wrong with the fields above.
            page = self.get_context_data(form=SourceForm(), steam_error=message)
            return self.render_to_response(page)
        return redirect(self.viewset.get_url_name("edit"), import_.pk)

    def form_valid(self, form: SourceForm) -> HttpResponse:
        given = form.cleaned_data
        try:
            source = self._source(form)
            import_ = store_source(source, by=self.user, title=given["title"])
        except Unchanged as unchanged:
            return self._say_unchanged(form, unchanged.import_)
        except (SourceError, RemoteError) as error:
            field = next(name for name in ("gist", "upload", "text") if given[name])
            form.add_error(field, f"{error.message} {error.what_to_do}")
            return self.form_invalid(form)
        if needs_columns(import_):
            return redirect(self.viewset.get_url_name("columns"), import_.pk)
        return redirect(self.viewset.get_url_name("edit"), import_.pk)

    def _source(self, form: SourceForm) -> Source:
        given = form.cleaned_data
        as_format = given["as_format"]
        if decoded := given["upload"]:
            source = Source.of_text(
                decoded.text, SourceKind.FILE, form.file_name(), as_format=as_format
            )
            return replace(source, warnings=decoded.warnings)
        if given["gist"]:
            all_the_same = "even_unchanged" in self.request.POST
            return source_of_gist(given["gist"], if_changed=not all_the_same)
        return Source.of_text(given["text"], as_format=as_format)

    def _say_unchanged(self, form: SourceForm, last: Import) -> HttpResponse:
        context = self.get_context_data(
            form=form,
            unchanged=last,
            unchanged_url=reverse(self.viewset.get_url_name("edit"), args=[last.pk]),
        )
        return self.render_to_response(context)


class PreviewForm(forms.Form):
    head = forms.FileField(allow_empty_file=True)
    name = forms.CharField(required=False, max_length=500)
    size = forms.IntegerField(min_value=0)
    as_format = forms.ChoiceField(
        required=False, choices=[(key, label) for key, label in LABELS.items()]
    )

    def clean_head(self) -> bytes:
        head: UploadedFile = self.cleaned_data["head"]
        if (head.size or 0) > BEGINNING:
            raise forms.ValidationError(f"Send only the first {BEGINNING} bytes.")
        return head.read()


class PreviewView(PermissionCheckedMixin, View):
    """`{"message": …, "is_problem": …}` for the beginning of a file; keeps nothing."""

    http_method_names = ["post"]
    viewset: Any = None
    model = Import
    permission_required = "add"

    def post(self, request: HttpRequest) -> JsonResponse:
        form = PreviewForm(request.POST, request.FILES)
        if not form.is_valid():
            return JsonResponse({"message": "", "is_problem": False}, status=422)
        given = form.cleaned_data
        found = preview(
            given["head"],
            name=given["name"],
            size=given["size"],
            as_format=given["as_format"],
        )
        return JsonResponse({"message": found.message, "is_problem": found.is_problem})
