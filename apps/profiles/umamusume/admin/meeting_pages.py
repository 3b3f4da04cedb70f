"""Champions Meetings: all of them, and one with the owner's part in it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin import messages

from apps.core.history import delete_row
from apps.core.history import record_change
from apps.profiles.umamusume.admin.base_page import UmamusumePage
from apps.profiles.umamusume.admin.members import sent_number
from apps.profiles.umamusume.admin.members import sent_outfit
from apps.profiles.umamusume.admin.members import sent_runs
from apps.profiles.umamusume.admin.members import sent_style
from apps.profiles.umamusume.admin.members import with_labels
from apps.profiles.umamusume.models import ChangedMeanwhile
from apps.profiles.umamusume.models import Meeting
from apps.profiles.umamusume.models import MeetingEntry
from apps.profiles.umamusume.models import MeetingMember
from apps.profiles.umamusume.models.meeting_entry import MEMBERS
from apps.profiles.umamusume.models.rules import STYLE_NAMES

ADD = "umamusume.add_meetingentry"
CHANGE = "umamusume.change_meetingentry"
DELETE = "umamusume.delete_meetingentry"
NAMES = [str(number) for number in range(1, MEMBERS + 1)]


class MeetingsPage(UmamusumePage):
    template_name = "umamusume/meetings.html"
    page_title = "Champions Meetings"
    header_icon = "trophy"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        entries = {
            entry.meeting: entry
            for entry in self.profile.meeting_entries.prefetch_related("members__run")
        }
        members = [each for entry in entries.values() for each in entry.members.all()]
        labels = with_labels(members)
        rows: list[dict[str, Any]] = []
        for meeting in Meeting.objects.all():
            entry = entries.get(meeting.game_id)
            team = [labels[each.pk] for each in entry.members.all()] if entry else []
            rows.append({"meeting": meeting, "entry": entry, "team": team})
        today = timezone.localdate()
        return super().get_context_data(
            coming=[row for row in rows if _is_ahead(row["meeting"], today)][::-1],
            past=[row for row in rows if not _is_ahead(row["meeting"], today)],
            entered=len(entries),
            won=sum(entry.place == 1 for entry in entries.values()),
            **kwargs,
        )


def _is_ahead(meeting: Meeting, today: Any) -> bool:
    return bool((meeting.end or meeting.start) >= today)


class EntryForm(forms.ModelForm):
    class Meta:
        model = MeetingEntry
        fields = (
            "league",
            "round1_wins",
            "round1_races",
            "round2_wins",
            "round2_races",
            "group",
            "place",
            "notes",
            "is_public",
        )
        widgets = {"notes": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if not isinstance(field, forms.BooleanField):
                field.widget.attrs["class"] = "q-in"


class MeetingPage(UmamusumePage):
    """One meeting: its course, and the entry as a form."""

    template_name = "umamusume/meeting.html"
    header_icon = "trophy"

    @cached_property
    def meeting(self) -> Meeting:
        found = Meeting.objects.filter(game_id=self.kwargs["meeting"]).first()
        if found is None:
            raise Http404("There is no such Champions Meeting.")
        return found

    @cached_property
    def entry(self) -> MeetingEntry | None:
        rows = self.profile.meeting_entries.filter(meeting=self.meeting.game_id)
        return rows.first()

    def get_page_title(self) -> str:
        return str(self.meeting)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        *above, own = super().get_breadcrumbs_items()
        url = reverse("umamusume_meetings")
        return [*above, {"url": url, "label": "Champions Meetings"}, own]

    def form(self, data: Any = None) -> EntryForm:
        entry = self.entry or MeetingEntry(
            profile=self.profile, meeting=self.meeting.game_id
        )
        return EntryForm(data, instance=entry)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        return super().get_context_data(
            meeting=self.meeting,
            entry=self.entry,
            form=kwargs.pop("form", None) or self.form(),
            members=self._members(),
            roles=MeetingMember.Role.choices,
            styles=STYLE_NAMES.items(),
            version=kwargs.pop("version", self.entry.version if self.entry else ""),
            may_save=user.has_perm(CHANGE if self.entry else ADD),
            may_remove=self.entry is not None and user.has_perm(DELETE),
            **kwargs,
        )

    def _members(self) -> list[dict[str, Any]]:
        rows = list(self.entry.members.select_related("run")) if self.entry else []
        by_place = {str(row.position): row for row in rows}
        labels = with_labels(rows)
        post = self.request.POST
        found = []
        for name in NAMES:
            row = by_place.get(name)
            found.append(
                {
                    "name": name,
                    "run": post.get(f"run-{name}")
                    or (str(row.run.uuid) if row and row.run else ""),
                    "outfit": row.outfit if row else None,
                    "label": post.get(f"label-{name}")
                    or (labels[row.pk] if row else ""),
                    "role": post.get(f"role-{name}", row.role if row else ""),
                    "style": post.get(
                        f"style-{name}", str(row.style or "") if row else ""
                    ),
                    "wins": post.get(
                        f"wins-{name}",
                        row.wins if row and row.wins is not None else "",
                    ),
                }
            )
        return found

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "delete" in request.POST:
            return self._delete(request)
        if not request.user.has_perm(CHANGE if self.entry else ADD):
            raise PermissionDenied
        form, again = self.form(request.POST), {}
        if form.is_valid():
            try:
                with transaction.atomic():
                    self._save(request, form.cleaned_data)
            except ChangedMeanwhile as error:
                form.add_error(
                    None,
                    "Someone else changed this entry meanwhile. Yours is below; save "
                    "again to keep it.",
                )
                again = {"version": error.version}
            except ValidationError as error:
                form.add_error(None, error.messages)
            else:
                messages.success(request, f"{self.meeting} is saved.")
                return redirect("umamusume_meeting", self.meeting.game_id)
        # What the form set on it isn't what is stored.
        self.__dict__.pop("entry", None)
        context = self.get_context_data(form=form, **again)
        return self.render_to_response(context, status=422)

    def _save(self, request: HttpRequest, values: dict[str, Any]) -> None:
        members = self._sent_members(request)
        # Not the one that the form has changed.
        rows = self.profile.meeting_entries.filter(meeting=self.meeting.game_id)
        entry = rows.first()
        if entry is None:
            entry = MeetingEntry.objects.enter(
                self.profile, meeting=self.meeting.game_id, members=members, **values
            )
            record_change(entry, user=request.user, action="wagtail.create")
            return
        version = sent_number(request.POST, "version", most=2_000_000_000)
        entry.change(version=version, members=members, **values)
        record_change(entry, user=request.user)

    def _sent_members(self, request: HttpRequest) -> list[dict[str, Any]]:
        post = request.POST
        runs = sent_runs(post, NAMES)
        members = []
        for name in NAMES:
            run, outfit = runs.get(name), sent_outfit(post, name)
            if run is None and outfit is None:
                continue
            role = post.get(f"role-{name}", "")
            if role and role not in MeetingMember.Role.values:
                raise ValidationError("There is no such role.")
            members.append(
                {
                    "position": int(name),
                    "run": run,
                    "outfit": outfit,
                    "role": role,
                    "style": sent_style(post, name),
                    "wins": sent_number(post, f"wins-{name}"),
                }
            )
        return members

    def _delete(self, request: HttpRequest) -> HttpResponse:
        if not request.user.has_perm(DELETE):
            raise PermissionDenied
        rows = self.profile.meeting_entries.filter(meeting=self.meeting.game_id)
        if delete_row(rows, user=request.user):
            messages.success(request, f"Your entry in {self.meeting} is deleted.")
        return redirect("umamusume_meetings")
