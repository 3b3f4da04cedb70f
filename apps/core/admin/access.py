"""What a user may do in the admin, and where it is done."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from wagtail.permissions import policy_registry


def may(user: Any, model: Any, *verbs: str) -> bool:
    """Whether `user` may do one of `verbs` ("view", "add", …) to rows of `model`."""
    policy = policy_registry.get_by_type(model)
    allowed: bool = policy.user_has_any_permission(user, set(verbs))
    return allowed


def admin_url(model: Any, page: str, *args: Any) -> str:
    """The address of a page of `model` in the admin: its "list", its "add" form."""
    return reverse(model.snippet_viewset.get_url_name(page), args=args)
