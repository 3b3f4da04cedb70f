"""What of Destiny 2 is in the export; see `apps.core.export_schema`."""

from __future__ import annotations

from collections.abc import Iterator

from apps.core.export_schema import Section
from apps.profiles.destiny.models import Activity
from apps.profiles.destiny.models import AggregateStats
from apps.profiles.destiny.models import Character
from apps.profiles.destiny.models import Definition
from apps.profiles.destiny.models import DestinyProfile
from apps.profiles.destiny.models import Report
from apps.profiles.destiny.models import ReportEntry
from apps.profiles.destiny.models import Title
from apps.profiles.destiny.models import Triumph


def _passes_without_a_start() -> Iterator[str]:
    """A pass that has read a page knows the newest activity of its first one."""
    for character in Character.objects.filter(history_page__gt=0, history_top=None):
        yield f"The pass over the history of “{character}” lacks its “history_top”."


SECTIONS = (
    Section(
        name="destiny_profiles",
        model=DestinyProfile,
        about="The profile of Destiny 2, with its Bungie name and account.",
    ),
    Section(
        name="destiny_characters",
        model=Character,
        about="Characters, deleted ones too. `history_page`, `history_top`, and "
        "`history_upto` say how far the history is stored.",
        problems=_passes_without_a_start,
    ),
    Section(
        name="destiny_stats",
        model=AggregateStats,
        about="Bungie’s figures by mode, of all characters or one.",
    ),
    Section(
        name="destiny_titles",
        model=Title,
        about="Titles that were earned.",
    ),
    Section(
        name="destiny_triumphs",
        model=Triumph,
        about="Triumphs and how far they are. One that was completed was so after "
        "`earned_after` and by `earned_by`.",
    ),
    Section(
        name="destiny_definitions",
        model=Definition,
        about="What Bungie’s numbers stand for, also those that its manifest has "
        "dropped.",
    ),
    Section(
        name="destiny_activities",
        model=Activity,
        about="Activities, each of one character. `version` counts the events about "
        "one.",
    ),
    Section(
        name="destiny_reports",
        model=Report,
        about="Post-game reports by `instance_id`; `fetched_at` is null where Bungie "
        "has none.",
    ),
    Section(
        name="destiny_report_entries",
        model=ReportEntry,
        about="What each player did, as the report says it.",
    ),
)
LEFT_OUT: dict[str, str] = {}
