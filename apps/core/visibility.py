"""Which rows a user may know of by name."""

from __future__ import annotations

from typing import Any

from django.db import models


def may_see(user: Any, row: models.Model) -> bool:
    """Whether the row is public, or the user has a permission on rows of its kind."""
    return may_see_all(user, type(row)) or bool(getattr(row, "is_public", False))


def may_see_all(user: Any, model: type[models.Model]) -> bool:
    """Whether the user has any permission on the model, as in the admin."""
    names = model._meta
    return any(
        user.has_perm(f"{names.app_label}.{action}_{names.model_name}")
        for action in ("view", "add", "change", "delete")
    )
