from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db.models import QuerySet
from wagtail.permission_policies import BasePermissionPolicy
from wagtail.permission_policies import ModelPermissionPolicy

from apps.realtime.webhooks.models import WebhookDelivery
from apps.realtime.webhooks.models import WebhookEndpoint

_ENDPOINTS = ModelPermissionPolicy(WebhookEndpoint)
# What one must be allowed to do to endpoints, any of them.
_NEEDED = {
    "view": ("view", "change", "delete"),
    "redeliver": ("change",),
    "delete": ("delete",),
}


class DeliveryPolicy(BasePermissionPolicy):
    """As one may do with endpoints; what was sent, nobody writes or changes."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        needed = _NEEDED.get(action, ())
        allowed: bool = bool(needed) and _ENDPOINTS.user_has_any_permission(
            user, needed
        )
        return allowed

    def users_with_any_permission(self, actions: Any) -> QuerySet[User]:
        needed = [each for action in actions for each in _NEEDED.get(action, ())]
        users: QuerySet[User] = _ENDPOINTS.users_with_any_permission(needed)
        return users


DELIVERY_POLICY = DeliveryPolicy(WebhookDelivery)
