"""What the audit finds in Warframe's snapshots."""

from __future__ import annotations

from apps.profiles.warframe.audit import differences
from apps.profiles.warframe.models import Snapshot
from apps.profiles.warframe.models import WarframeProfile
from tests.profiles.warframe.accounts import archived


def test_the_audit_finds_what_was_changed_with_sql(profile: WarframeProfile) -> None:
    archived(profile)
    archived(profile, rank=13, seconds=500_000)
    assert list(differences()) == []

    Snapshot.objects.filter(mastery_rank=13).update(
        mastery_rank=12, time_played_seconds=9
    )

    played, rank = differences()
    assert "less time played than the one before" in played
    assert "Rank 13 was announced, but no snapshot has it" in rank
