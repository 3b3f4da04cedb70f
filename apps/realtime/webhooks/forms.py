from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from apps.core.admin.edit_conflicts import AdminForm
from apps.integrations.http.errors import RemoteAddressRefused
from apps.integrations.http.webhooks import checked_address
from apps.realtime.live.protocol import BadRequest
from apps.realtime.live.protocol import Types
from apps.realtime.webhooks.models import BodyFormat
from apps.realtime.webhooks.models import WebhookEndpoint
from apps.realtime.webhooks.sending import configured_policy


class WebhookEndpointForm(AdminForm):
    """An endpoint; the Authorization header goes in and never comes out."""

    new_authorization = forms.CharField(
        label="Authorization header",
        required=False,
        max_length=1000,
        widget=forms.PasswordInput(
            render_value=False, attrs={"autocomplete": "new-password"}
        ),
    )
    forget_authorization = forms.BooleanField(
        label="Delete the stored header", required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # An editable address is a secret of many a deploy hook: no browser keeps it.
        self.fields["url"].widget.attrs["autocomplete"] = "off"
        if not self.instance.authorization:
            del self.fields["forget_authorization"]

    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"].strip()
        try:
            checked_address(url, configured_policy())
        except RemoteAddressRefused as refusal:
            raise ValidationError(f"{refusal.message} {refusal.what_to_do}") from None
        return url

    def clean_types(self) -> str:
        try:
            patterns = Types.parse(self.cleaned_data["types"]).patterns
        except BadRequest as error:
            raise ValidationError(str(error)) from None
        return "" if patterns == ["*"] else ", ".join(patterns)

    def clean_new_authorization(self) -> str:
        value: str = self.cleaned_data["new_authorization"].strip()
        if not (value.isascii() and value.isprintable()):
            raise ValidationError(
                "A header can only contain plain letters, digits, and symbols. "
                "Copy it again."
            )
        return value

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean()
        forget = data.get("forget_authorization", False)
        given = data.get("new_authorization", "")
        has_one = given or (self.instance.authorization and not forget)
        if data.get("body_format") == BodyFormat.GITHUB and not has_one:
            self.add_error(
                "new_authorization",
                "GitHub requires a token. Create one with write access to the "
                "repository's contents, and enter Bearer followed by the token.",
            )
        return data

    def save(self, commit: bool = True) -> WebhookEndpoint:
        endpoint: WebhookEndpoint = self.instance
        if self.cleaned_data.get("forget_authorization"):
            endpoint.authorization = ""
        endpoint.authorization = (
            self.cleaned_data["new_authorization"] or endpoint.authorization
        )
        if endpoint.pk is None or not commit:
            saved: WebhookEndpoint = super().save(commit)
            return saved
        # The sender writes the other columns, at any moment.
        own = [name for name in self.fields if hasattr(endpoint, name)]
        endpoint.save(update_fields=[*own, "authorization", "updated_at"])
        return endpoint
