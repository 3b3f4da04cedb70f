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
    ),
)
LEFT_OUT: dict[str, str] = {}
