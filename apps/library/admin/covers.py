"""Covers in the admin: a field to upload one, and images of games not yet added."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404
from django.http import HttpRequest
from django.http import HttpResponse
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.shortcuts import redirect
from django.utils import timezone
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from apps.core.admin.access import admin_url
from apps.integrations.igdb.images import image_url
from apps.library.covers.fetching import fetch_one
from apps.library.covers.images import KINDS
from apps.library.covers.images import MOST_BYTES
from apps.library.covers.images import UnusableImage
from apps.library.covers.showing import ShownCover
from apps.library.covers.showing import failed_covers
from apps.library.covers.uploads import store_upload
from apps.library.models import CoverUpload
from apps.library.models import Game
from apps.library.tasks import fetch_covers_soon

# Pixels; a small picture beside a name, sharp on a phone.
PREVIEW = 180


class CoverInput(forms.ClearableFileInput):
    """A file, a preview of what is there, and a box to remove it.

    What was uploaded is kept when the form comes back for another field's sake.
    """

    template_name = "library/widgets/cover_input.html"

    def is_initial(self, value: Any) -> bool:
        return bool(value)

    def value_from_datadict(
        self, data: Mapping[str, Any], files: Any, name: str
    ) -> Any:
        value = super().value_from_datadict(data, files, name)
        if value is None:
            kept = str(data.get(f"{name}-kept", ""))
            return int(kept) if kept.isdecimal() and len(kept) < 19 else None
        return value

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        upload = _upload(value)
        context = super().get_context(name, upload, attrs)
        context["widget"]["upload"] = upload
        context["widget"]["removes"] = context["widget"]["attrs"].pop("checked", False)
        if upload is not None:
            context["widget"]["url"] = _shown(upload).url_at(min(PREVIEW, upload.width))
        return context


class CoverField(forms.FileField):
    """Takes an image, gives a `CoverUpload` or None."""

    widget = CoverInput

    def __init__(self, **kwargs: Any) -> None:
        options = {
            "required": False,
            "label": "Your own cover",
            "help_text": f"{KINDS}, up to {MOST_BYTES // 1024 // 1024} MB. It is shown "
            "instead of the one at the address.",
            "widget": CoverInput(attrs={"accept": "image/*"}),
        }
        super().__init__(**{**options, **kwargs})

    def prepare_value(self, value: Any) -> Any:
        return value

    def clean(self, data: Any, initial: Any = None) -> CoverUpload | None:
        if isinstance(data, int) and data is not False:
            kept = _upload(data)
            if kept is None:
                raise ValidationError("Choose the image again.")
            return kept
        cleaned = super().clean(data, initial)
        return _upload(cleaned) if isinstance(cleaned, int) else cleaned or None

    def to_python(self, data: Any) -> Any:
        if data is None:
            return None
        if data.size > MOST_BYTES:
            raise ValidationError("The image is larger than 10 MB.")
        try:
            # The form may come back for another field's sake.
            data.stored = store_upload(data.read())
            return data.stored
        except UnusableImage as error:
            raise ValidationError(str(error)) from error
        except OSError as error:
            raise ValidationError(
                f"The image can't be stored: {error.strerror or error}."
            ) from error

    def has_changed(self, initial: Any, data: Any) -> bool:
        return data is not None and data != initial

    def bound_data(self, data: Any, initial: Any) -> Any:
        return getattr(data, "stored", initial if data in (None, False) else data)


def _upload(value: Any) -> CoverUpload | None:
    """That of a key, or the one that it is."""
    if isinstance(value, CoverUpload):
        return value
    if not isinstance(value, int) or isinstance(value, bool):
        return None
    return CoverUpload.objects.defer("data").filter(pk=value).first()


def _shown(upload: CoverUpload) -> ShownCover:
    return ShownCover(upload.sha256, upload.width, upload.height, upload.color, "")


def igdb_cover(request: HttpRequest, image_id: str) -> HttpResponse:
    """The small cover of a game that IGDB found, fetched and kept as any other."""
    url = image_url(image_id)
    cover = fetch_one(url) if url else None
    if cover is None or not cover.is_there:
        raise Http404("There is no such cover.")
    shown = ShownCover(cover.sha256, cover.width, cover.height, cover.color, "")
    answer = HttpResponseRedirect(shown.url_at(min(PREVIEW, cover.width)))
    answer.headers["Cache-Control"] = "private, max-age=86400"
    return answer


class RetryCoverView(PermissionCheckedMixin, View):
    """Has the covers of a game that failed fetched again."""

    model = Game
    permission_required = "change"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        game = get_object_or_404(Game, pk=pk)
        now = timezone.now()
        failed = failed_covers(game)
        for cover in failed:
            cover.try_again(at=now)
        if failed:
            fetch_covers_soon()
            messages.success(request, f"The cover of “{game}” is being fetched again.")
        else:
            messages.info(request, f"No cover of “{game}” has failed.")
        return redirect(admin_url(Game, "inspect", game.pk))
