"""Whose Destiny it is: the Bungie name, the game, and who may see it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.generic import View
from wagtail.admin import messages

from apps.core.history import record_change
from apps.integrations.http.errors import RemoteError
from apps.profiles.admin.page import OfOwner
from apps.profiles.admin.page import may_change
from apps.profiles.admin.settings_page import SettingsForm
from apps.profiles.admin.settings_page import SettingsPage
from apps.profiles.destiny.connection import name_of
from apps.profiles.destiny.connection import signed_in_account
from apps.profiles.destiny.connection import use_account
from apps.profiles.destiny.models import DestinyProfile
from apps.profiles.destiny.models.profile import split_name


class AccountForm(SettingsForm):
    name = forms.CharField(
        label="Bungie name",
        max_length=40,
        help_text="With its number, such as Guardian#0042. You find it at bungie.net "
        "under your avatar, and in the game under Friends.",
    )
    field_order = ("name",)

    def clean_name(self) -> tuple[str, int | None]:
        return split_name(self.cleaned_data["name"])


class AccountPage(SettingsPage[DestinyProfile]):
    slug = "destiny"
    form_class = AccountForm
    page_title = "Your account"
    template_name = "destiny/account.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = super().get_context_data(**kwargs)
        state = page["connection"]
        name = state.grant.account_name if state.is_connected else ""
        offered = name if name != self.profile.full_name else ""
        return {**page, "offered": "" if state.problem else offered}

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), "name": self.profile.full_name}

    def values_of(self, form: SettingsForm) -> dict[str, Any]:
        name, code = form.cleaned_data["name"]
        given = {key: form.cleaned_data[key] for key in ("game", "is_public")}
        return {**given, "bungie_name": name, "bungie_name_code": code}


class UseAccountView(OfOwner, View):
    """Takes the account that is signed in at Bungie."""

    slug = "destiny"
    http_method_names = ["post"]

    def may_enter(self) -> bool:
        return may_change(self.request.user, self.profile_kind)

    def post(self, request: HttpRequest) -> HttpResponse:
        profile = DestinyProfile.current()
        if profile is None:
            return redirect("profiles")
        try:
            account = signed_in_account()
            if account is None:
                raise ValidationError(
                    "It has no Destiny account that Questlog can use."
                )
            with transaction.atomic():
                use_account(profile, account)
                record_change(profile, user=request.user)
        except RemoteError as error:
            messages.error(request, f"{error.message} {error.what_to_do}")
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, f"This profile is of {name_of(account)} now.")
        return redirect("destiny_account")
