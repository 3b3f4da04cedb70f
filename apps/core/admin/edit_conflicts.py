"""Two people on one form: the later save does not silently undo the earlier one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db import transaction
from django.http import HttpRequest
from django.http import HttpResponse
from django.http import QueryDict
from wagtail.admin.forms.models import WagtailAdminModelForm

VERSION_FIELD = "opened_version"


class AdminForm(WagtailAdminModelForm):
    """A form that remembers which version of its row it was opened on."""

    opened_version = forms.CharField(required=False, widget=forms.HiddenInput)


class EditConflictCheck:
    """An edit view that refuses to save over a version its user has not seen.

    The refused form keeps what was typed, says what differs, and carries the new
    version: saving it again is a choice.
    """

    request: HttpRequest
    live_object: models.Model
    stored_version = ""

    def get_initial(self) -> dict[str, Any]:
        initial: dict[str, Any] = super().get_initial()  # type: ignore[misc]
        return {**initial, VERSION_FIELD: version_of(self.live_object)}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with transaction.atomic():
            rows = type(self.live_object)._base_manager.select_for_update()
            stored = rows.filter(pk=self.live_object.pk).first()
            self.stored_version = version_of(stored) if stored else ""
            return super().post(request, *args, **kwargs)  # type: ignore[misc]

    def is_valid(self, form: forms.ModelForm) -> bool:
        valid: bool = super().is_valid(form)  # type: ignore[misc]
        opened = form.data.get(VERSION_FIELD, "")
        if not opened or opened == self.stored_version:
            return valid
        renewed = QueryDict(mutable=True)
        renewed.update(self.request.POST)
        renewed[VERSION_FIELD] = self.stored_version
        form.data = renewed
        form.add_error(None, ValidationError(_stale_message(form), code="stale"))
        self.produced_error_code = "stale"
        self.produced_error_message = (
            "Not saved: someone else changed this while you had it open."
        )
        return False


def version_of(row: models.Model) -> str:
    """What tells this state of `row` from a later one."""
    changed = getattr(row, "updated_at", None)
    return changed.isoformat() if changed else ""


def _stale_message(form: forms.ModelForm) -> str:
    differing = [
        str(form.fields[name].label or name)
        for name in form.changed_data
        if name != VERSION_FIELD
    ]
    fields = ", ".join(differing) or "none"
    return (
        "Someone else changed this after you opened it. Your changes are kept below "
        f"but not saved. Fields that differ from the saved version: {fields}. Save "
        "again to keep yours, or reload the page to see the other version."
    )
