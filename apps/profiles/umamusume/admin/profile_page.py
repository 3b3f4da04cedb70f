"""The profile itself: which game it is, who sees it, how new its vocabulary is."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages

from apps.profiles.admin.settings_page import SettingsPage
from apps.profiles.umamusume.models import UmamusumeProfile


class ProfilePage(SettingsPage[UmamusumeProfile]):
    slug = "umamusume"
    template_name = "umamusume/profile.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "vocabulary" not in request.POST:
            return super().post(request, *args, **kwargs)
        change = self.profile.update_vocabulary()
        messages.success(
            request,
            f"The vocabulary is of {self.profile.vocabulary_version}: {change.added} "
            f"added, {change.corrected} corrected, {change.kept} of yours kept.",
        )
        return redirect("umamusume_profile")
