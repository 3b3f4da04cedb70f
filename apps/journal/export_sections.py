"""What of the journal is in the export; see `apps.core.export_schema`."""

from __future__ import annotations

from apps.core.export_schema import Section
from apps.journal.models import Playthrough

SECTIONS = (
    Section(
        name="playthroughs",
        model=Playthrough,
        about="Playthroughs of editions, including private ones. Dates are as "
        "precise as they are known. `completions` and `transitions` count how "
        "often the playthrough was completed and how often its status changed.",
        fields=(
            "uuid",
            "edition",
            "platform",
            "status",
            "started_at",
            "completed_at",
            "playtime_hours",
            "rating",
            "notes",
            "is_public",
            "completions",
            "transitions",
            "created_at",
            "updated_at",
        ),
        left_out={
            "id": "Internal; the order of the rows represents it.",
            "latest_revision": "Wagtail's revisions aren't exported.",
        },
    ),
)
LEFT_OUT: dict[str, str] = {}
