from __future__ import annotations

from apps.browsing.models.finish import Finish
from apps.browsing.models.saved_view import SavedView
from apps.browsing.models.year_review import YearHighlight
from apps.browsing.models.year_review import YearReview

__all__ = ["Finish", "SavedView", "YearHighlight", "YearReview"]
