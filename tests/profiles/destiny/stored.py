"""A Guardian with a history, as if syncs had brought it: no server is asked."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from apps.integrations.bungie import answers
from apps.profiles.destiny.models import AggregateStats
from apps.profiles.destiny.models import Character
from apps.profiles.destiny.models import Definition
from apps.profiles.destiny.models import DestinyProfile
from apps.profiles.destiny.models import Report
from apps.profiles.destiny.models import ReportEntry
from apps.profiles.destiny.models import Title
from apps.profiles.destiny.models import Triumph
from apps.profiles.destiny.models.stats import Scope
from apps.profiles.destiny.syncing.history import HistoryChanges
from apps.profiles.destiny.syncing.history import store_page
from tests.integrations.bungie_server import GILDING
from tests.integrations.bungie_server import GONE
from tests.integrations.bungie_server import HAND_CANNON
from tests.integrations.bungie_server import MEMBERSHIP
from tests.integrations.bungie_server import OATHKEEPER
from tests.integrations.bungie_server import OPEN_TITLE
from tests.integrations.bungie_server import RAID
from tests.integrations.bungie_server import RAID_NAME
from tests.integrations.bungie_server import START
from tests.integrations.bungie_server import TITAN
from tests.integrations.bungie_server import TITLE
from tests.integrations.bungie_server import activity
from tests.integrations.bungie_server import raid


def guardian_with_history(name: str = "Guardian") -> DestinyProfile:
    """Two clears, of which the later one was announced, and an attempt."""
    profile, _ = DestinyProfile.set_up()
    profile.change(bungie_name=name, bungie_name_code=42)
    profile.membership_type, profile.membership_id = 3, MEMBERSHIP
    profile.triumph_score, profile.guardian_rank = 12_000, 8
    profile.manifest_version = "1"
    profile.save()
    for kind, number, named in (("activity", RAID, RAID_NAME), ("mode", 4, "Raid")):
        Definition.objects.create(
            kind=kind, number=number, name=named, group_name=named, version="1"
        )
    Definition.objects.create(
        kind="title",
        number=TITLE,
        name="Kingslayer",
        gilding_hash=GILDING,
        version="1",
    )
    titan = Character.objects.create(
        profile=profile,
        character_id=TITAN,
        character_class="Titan",
        race="Human",
        gender="Female",
        light=2010,
        minutes_played=34_567,
        last_played=START,
        emblem_path="/common/emblem.jpg",
    )
    gone = Character.objects.create(
        profile=profile, character_id=GONE, deleted_since=START
    )
    for scope, character in ((Scope.ACCOUNT, None), (Scope.CHARACTER, titan)):
        row = AggregateStats(
            profile=profile, scope=scope, character=character, mode="raid"
        )
        row.take({"kills": 900, "secondsPlayed": 2**40, "killsDeathsRatio": 1.5})
        row.save()
    Definition.objects.create(
        kind="triumph",
        number=OATHKEEPER,
        name="Oathkeeper",
        group_name="Triumphs",
        description="Defeat Oryx in ten raids.",
        score=20,
        title_hash=OPEN_TITLE,
        version="1",
    )
    Definition.objects.create(
        kind="title", number=OPEN_TITLE, name="Vowed", version="1"
    )
    Definition.objects.create(
        kind="weapon", number=HAND_CANNON, name="Fatebringer", version="1"
    )
    Title.objects.create(
        profile=profile, record_hash=TITLE, name="Kingslayer", earned_by=START
    )
    before = START - timedelta(days=1)
    for record, progress, earned in (
        (OATHKEEPER, 3, None),
        (OPEN_TITLE, 5, None),
        (TITLE, 10, START),
    ):
        Triumph.objects.create(
            profile=profile,
            record_hash=record,
            state=4 if earned is None else 67,
            is_complete=earned is not None,
            progress=progress,
            goal=10,
            earned_after=before if earned else None,
            earned_by=earned,
        )
    came(gone, activity(0))
    came(titan, raid(1), raid(2, completed=False, reason=2), activity(3))
    came(titan, raid(4))
    _report("15432100001", name)
    Report.objects.create(instance_id="15432100002", asked_at=START)
    return profile


def came(character: Character, *rows: dict[str, Any]) -> None:
    """A page of the history with these, which ends it."""
    character.refresh_from_db()
    store_page(
        character, answers.history_page({"activities": [*rows]}), HistoryChanges()
    )


def _report(instance_id: str, name: str) -> None:
    report = Report.objects.create(
        instance_id=instance_id, asked_at=START, fetched_at=START, from_beginning=True
    )
    for position, (membership, player) in enumerate(
        ((MEMBERSHIP, name), ("9", "Teammate")), start=1
    ):
        ReportEntry.objects.create(
            report=report,
            position=position,
            character_id=TITAN if position == 1 else "9",
            membership_id=membership,
            display_name=player,
            character_class="Titan",
            is_self=position == 1,
            completed=True,
            kills=12,
            values={"kills": 12.0},
            weapons=[{"hash": HAND_CANNON, "kills": 12, "precision_kills": 4}],
        )
