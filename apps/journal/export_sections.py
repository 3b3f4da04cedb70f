"""What of the journal is in the export; see `apps.core.export_schema`."""

from __future__ import annotations

from apps.core.export_schema import Section
from apps.journal.models import Playthrough

SECTIONS = (
    Section(
        name="playthroughs",
        model=Playthrough,
        about="Runs through editions, the private ones too. Dates are as precise as "
        "they are known. `completions` and `transitions` count how often the run "
        "became completed and changed its status.",
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
            "id": "Internal; the order of the rows is its order.",
            "latest_revision": "Wagtail's revisions stay behind.",
        },
    ),
)
LEFT_OUT: dict[str, str] = {}
