"""What of browsing is in the export; see `apps.core.export_schema`."""

from __future__ import annotations

from apps.browsing.models import YearHighlight
from apps.browsing.models import YearReview
from apps.core.export_schema import Section

SECTIONS = (
    Section(
        name="year_reviews",
        model=YearReview,
        about="What the owner says about a year, or (`year` is null) about all time. "
        "The numbers are those of the playthroughs.",
    ),
    Section(
        name="year_highlights",
        model=YearHighlight,
        about="Games of a year in the owner's words, in their order.",
    ),
)
LEFT_OUT = {
    "browsing.finish": "Only what undoes a click; the playthroughs are the journal's.",
    "browsing.savedview": "A view belongs to a user's account, and accounts aren't "
    "exported. It is a name for an address, which says what it shows by keys of this "
    "installation.",
}
