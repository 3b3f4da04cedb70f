"""What can be done with many playthroughs at once; each is saved by itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils import timezone

from apps.core.admin.bulk_actions import ListingBulkAction
from apps.core.history import record_change
from apps.core.models.partial_dates import PartialDateFormField
from apps.journal.admin.forms import DATE_HELP
from apps.journal.models import Playthrough
from apps.journal.models import Status


class CompleteManyForm(forms.Form):
    on = PartialDateFormField(
        label="Completed",
        required=False,
        initial=timezone.localdate,
        help_text=f"{DATE_HELP} Leave it empty if you don’t remember.",
    )


class _Mark(ListingBulkAction):
    """Bring the selected playthroughs to `status`; each is an event of its own."""

    models = [Playthrough]
    template_name = "core/bulk_base.html"
    status: Status
    verb: str

    def form_valid(self, form: forms.Form) -> HttpResponse:
        try:
            return super().form_valid(form)
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)

    def get_execution_context(self) -> dict[str, Any]:
        return {
            **super().get_execution_context(),
            "on": self.cleaned_form.cleaned_data.get("on"),
            "user": self.request.user,
        }

    @classmethod
    def execute_action(
        cls,
        objects: Sequence[Playthrough],
        on: str | None = None,
        user: Any = None,
        **kwargs: Any,
    ) -> tuple[int, int]:
        """How many came to the status, and how many had it already.

        Raises `ValidationError` naming the first that cannot be; none is then.
        """
        waiting = [row for row in objects if row.status != cls.status]
        for playthrough in waiting:
            try:
                getattr(playthrough, cls.verb)(on=on)
            except ValidationError as error:
                reasons = " ".join(error.messages)
                raise ValidationError(
                    f"{playthrough.edition}: {reasons} Nothing was changed."
                ) from error
            record_change(playthrough, user=user, action=f"questlog.{cls.verb}")
        return len(waiting), len(objects) - len(waiting)

    def get_success_message(self, marked: int, already: int) -> str:
        text = f"{marked} marked {self.status}."
        return f"{text} {already} already {self.status}." if already else text


class MarkCompleted(_Mark):
    display_name = "Mark completed"
    action_type = "mark_completed"
    aria_label = "Mark selected playthroughs completed"
    action_priority = 10
    form_class = CompleteManyForm
    status = Status.COMPLETED
    verb = "complete"


class MarkOngoing(_Mark):
    display_name = "Mark ongoing"
    action_type = "mark_ongoing"
    aria_label = "Mark selected playthroughs ongoing"
    action_priority = 11
    status = Status.ONGOING
    verb = "mark_ongoing"


class _SetVisibility(ListingBulkAction):
    models = [Playthrough]
    template_name = "core/bulk_base.html"
    is_public: bool
    done: str

    def get_execution_context(self) -> dict[str, Any]:
        return {**super().get_execution_context(), "user": self.request.user}

    @classmethod
    def execute_action(
        cls, objects: Sequence[Playthrough], user: Any = None, **kwargs: Any
    ) -> tuple[int, int]:
        changing = [row for row in objects if row.is_public != cls.is_public]
        for playthrough in changing:
            playthrough.is_public = cls.is_public
            playthrough.save(update_fields=["is_public", "updated_at"])
            record_change(playthrough, user=user)
        return len(changing), len(objects) - len(changing)

    def get_success_message(self, changed: int, already: int) -> str:
        text = f"{changed} changed to {self.done}."
        return f"{text} {already} already {self.done}." if already else text


class MakePrivate(_SetVisibility):
    display_name = "Make private"
    action_type = "make_private"
    aria_label = "Make selected playthroughs private"
    action_priority = 20
    is_public = False
    done = "private"


class MakePublic(_SetVisibility):
    display_name = "Make public"
    action_type = "make_public"
    aria_label = "Make selected playthroughs public"
    action_priority = 21
    is_public = True
    done = "public"
