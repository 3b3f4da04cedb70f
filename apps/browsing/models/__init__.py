from __future__ import annotations

from apps.browsing.models.finish import Finish
from apps.browsing.models.saved_view import SavedView

__all__ = ["Finish", "SavedView"]
