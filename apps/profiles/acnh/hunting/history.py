"""What the History of a hunt says of its encounters."""

from __future__ import annotations

from typing import Any

from apps.core.history import record_change
from apps.profiles.acnh.models import Encounter
from apps.profiles.acnh.models import Hunt


def log_correction(hunt: Hunt, encounter: Encounter, *, user: Any) -> None:
    record_change(hunt, user=user, action="acnh.correct", data=_facts(encounter))


def log_withdrawal(hunt: Hunt, encounter: Encounter, *, user: Any) -> None:
    record_change(hunt, user=user, action="acnh.withdraw", data=_facts(encounter))


def _facts(encounter: Encounter) -> dict[str, Any]:
    return {"villager": encounter.villager.name, "island": encounter.position}
