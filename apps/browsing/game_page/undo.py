"""A message about what was just done, with a button that undoes it."""

from __future__ import annotations

from apps.journal.admin.undo import success_with_undo

__all__ = ["success_with_undo"]
