"""Whether the library is read every day, and who may see it; and the help page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from wagtail.admin import messages

from apps.core.history import record_change
from apps.integrations import steam
from apps.steam.admin.base_page import CHANGE_ACCOUNT
from apps.steam.admin.base_page import SteamPage
from apps.steam.models import SteamAccount


class SettingsForm(forms.Form):
    is_followed = forms.BooleanField(
        required=False,
        label="Follow the library",
        help_text="It is read once a day. Off: what is here stays as it is.",
    )
    is_public = forms.BooleanField(
        required=False,
        label="Public",
        help_text=SteamAccount._meta.get_field("is_public").help_text,
    )


class SettingsPage(SteamPage):
    template_name = "steam/settings.html"
    page_title = "Settings"
    header_icon = "cog"
    permission = CHANGE_ACCOUNT

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        account = self.owned
        if "form" not in kwargs:
            kwargs["form"] = SettingsForm(
                initial={
                    "is_followed": account.is_followed,
                    "is_public": account.is_public,
                }
            )
        return super().get_context_data(is_configured=steam.is_configured(), **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = SettingsForm(request.POST)
        form.is_valid()
        given, account = form.cleaned_data, self.owned
        with transaction.atomic():
            changed = account.change(is_public=given["is_public"])
            changed |= (
                account.follow(at=timezone.now())
                if given["is_followed"]
                else account.unfollow()
            )
            if changed:
                record_change(account, user=request.user)
        messages.success(request, "Saved.")
        return redirect("steam_home")


class HelpPage(SteamPage):
    template_name = "steam/help.html"
    page_title = "Help"
    header_icon = "help"
    needs_account = False
