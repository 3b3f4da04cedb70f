"""What of the journal is in the export; see `apps.core.export_schema`."""

from __future__ import annotations

from apps.core.export_schema import Section
from apps.journal.models import Playthrough
from apps.journal.models import Session

SECTIONS = (
    Section(
        name="playthroughs",
        model=Playthrough,
        about="Playthroughs of editions, including private ones. Dates are as "
        "precise as they are known. `completions` and `transitions` count how "
        "often the playthrough was completed and how often its status changed. "
        "`session_hours` are the hours of its sessions.",
    ),
    Section(
        name="sessions",
        model=Session,
        about="Time that was played on a day, of playthroughs; with its exact times "
        "where they are known. One without `minutes` is running.",
    ),
)
LEFT_OUT: dict[str, str] = {}
