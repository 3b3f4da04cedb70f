"""What can be done with many playthroughs at once; each is saved by itself.

All of it is one change: it is refused as a whole, and undone by one press.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.core.exceptions import ValidationError
from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request

from apps.core.admin.access import admin_url
from apps.core.admin.access import may
from apps.core.admin.bulk_actions import ListingBulkAction
from apps.core.models.partial_dates import PartialDateFormField
from apps.core.plurals import counted
from apps.journal.admin.bulk_forms import EditManyForm
from apps.journal.admin.bulk_forms import SetPlatformForm
from apps.journal.admin.forms import DATE_HELP
from apps.journal.admin.forms import platform_problem
from apps.journal.admin.undo import undo_button
from apps.journal.edits import Edit
from apps.journal.edits import read_signed
from apps.journal.edits import set_fields
from apps.journal.edits import signed
from apps.journal.edits import undo_edits
from apps.journal.models import Playthrough
from apps.journal.models import Status
from apps.library.models import Platform

# As many as one request saves within half a minute.
MOST_ROWS = 1000
NOUN = "playthrough"


class CompleteManyForm(forms.Form):
    on = PartialDateFormField(
        label="Completed",
        required=False,
        initial=timezone.localdate,
        help_text=f"{DATE_HELP} Leave it empty if you don’t remember.",
    )


class _EditRows(ListingBulkAction):
    """Sets fields of the selected playthroughs; the message about it has an Undo."""

    models = [Playthrough]
    template_name = "core/bulk_base.html"
    edits: Sequence[Edit] = ()

    def values(self, form: forms.Form) -> dict[str, Any]:
        """What to set in each of them."""
        raise NotImplementedError

    def concerns(self, row: Playthrough) -> bool:
        """Whether `row` is to be changed at all."""
        return True

    def form_valid(self, form: forms.Form) -> HttpResponse:
        rows, _ = self.get_actionable_objects()
        if len(rows) > MOST_ROWS:
            form.add_error(
                None, f"Choose at most {MOST_ROWS:,}: {len(rows):,} are too many."
            )
            return self.form_invalid(form)
        try:
            return super().form_valid(form)
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)

    def get_execution_context(self) -> dict[str, Any]:
        values = self.values(self.cleaned_form)
        return {**super().get_execution_context(), "values": values}

    @classmethod
    def execute_action(
        cls, objects: Sequence[Playthrough], values: Any = None, **kwargs: Any
    ) -> tuple[int, int]:
        """How many were changed, and how many were so already.

        Raises `ValidationError` naming the first that can't be; none is then.
        """
        action = kwargs["self"]
        prefetch_related_objects(objects, "edition__platforms", "edition__game")
        edits = [
            _changed(row, values, user=action.request.user)
            for row in objects
            if action.concerns(row)
        ]
        action.edits = [edit for edit in edits if edit]
        return len(action.edits), len(objects) - len(action.edits)

    def done(self, changed: int, already: int) -> str:
        """What the message says."""
        text = f"{counted(changed, NOUN)} changed."
        return f"{text} {already} already had these values." if already else text

    def get_success_message(self, changed: int, already: int) -> str:
        text = self.done(changed, already)
        if not self.edits:
            return text
        query = urlencode({"next": self.next_url})
        url = f"{admin_url(Playthrough, 'undo_edits')}?{query}"
        return undo_button(self.request, text, url, state=signed(self.edits))


def _changed(row: Playthrough, values: dict[str, Any], *, user: Any) -> Edit | None:
    name = str(row.edition)
    platform: Platform | None = values.get("platform")
    is_new = platform is not None and row.platform_id != platform.pk
    problem = platform_problem(row.edition, platform) if platform and is_new else ""
    if problem:
        raise ValidationError(f"{name}: {problem} Nothing was changed.")
    try:
        return set_fields(row, values, user=user)
    except ValidationError as error:
        reasons = " ".join(error.messages)
        raise ValidationError(f"{name}: {reasons} Nothing was changed.") from error


class EditMany(_EditRows):
    """Any fields; those left empty stay as each playthrough has them."""

    display_name = "Edit fields"
    action_type = "edit_fields"
    aria_label = "Edit fields of selected playthroughs"
    action_priority = 5
    form_class = EditManyForm

    def values(self, form: Any) -> dict[str, Any]:
        values: dict[str, Any] = form.values
        return values


class SetPlatform(_EditRows):
    display_name = "Set platform"
    action_type = "set_platform"
    aria_label = "Set the platform of selected playthroughs"
    action_priority = 6
    form_class = SetPlatformForm

    def values(self, form: forms.Form) -> dict[str, Any]:
        return {"platform": form.cleaned_data["platform"]}


class _Mark(_EditRows):
    """Bring the selected playthroughs to `status`; each is an event of its own."""

    status: Status

    def values(self, form: forms.Form) -> dict[str, Any]:
        on = form.cleaned_data.get("on")
        return {"status": self.status, **({"completed_at": on} if on else {})}

    def concerns(self, row: Playthrough) -> bool:
        return row.status != self.status

    def done(self, marked: int, already: int) -> str:
        text = f"{marked} marked {self.status}."
        return f"{text} {already} already {self.status}." if already else text


class MarkCompleted(_Mark):
    display_name = "Mark completed"
    action_type = "mark_completed"
    aria_label = "Mark selected playthroughs completed"
    action_priority = 10
    form_class = CompleteManyForm
    status = Status.COMPLETED


class MarkOngoing(_Mark):
    display_name = "Mark ongoing"
    action_type = "mark_ongoing"
    aria_label = "Mark selected playthroughs ongoing"
    action_priority = 11
    status = Status.ONGOING


class _SetVisibility(_EditRows):
    is_public: bool
    named: str

    def values(self, form: forms.Form) -> dict[str, Any]:
        return {"is_public": self.is_public}

    def done(self, changed: int, already: int) -> str:
        text = f"{changed} changed to {self.named}."
        return f"{text} {already} already {self.named}." if already else text


class MakePrivate(_SetVisibility):
    display_name = "Make private"
    action_type = "make_private"
    aria_label = "Make selected playthroughs private"
    action_priority = 20
    is_public = False
    named = "private"


class MakePublic(_SetVisibility):
    display_name = "Make public"
    action_type = "make_public"
    aria_label = "Make selected playthroughs public"
    action_priority = 21
    is_public = True
    named = "public"


class UndoEditsView(View):
    """Takes back what a bulk action did, where it wasn't changed since."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        if not may(request.user, Playthrough, "change"):
            raise PermissionDenied
        index = admin_url(Playthrough, "list")
        back = redirect(get_valid_next_url_from_request(request) or index)
        try:
            edits = read_signed(request.POST.get("state", ""))
        except signing.BadSignature:
            messages.warning(request, "Nothing was undone. Reload the page first.")
            return back
        undone, left = undo_edits(edits, user=request.user)
        since = f"{counted(left, NOUN)} changed since, so nothing was undone there."
        if not undone:
            messages.warning(request, since)
        else:
            text = f"{counted(undone, NOUN)} changed back."
            messages.success(request, f"{text} {since}" if left else text)
        return back
