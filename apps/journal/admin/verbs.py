"""The verbs of a playthrough as the admin offers and logs them."""

from __future__ import annotations

from dataclasses import dataclass

from apps.journal.models import Status


@dataclass(frozen=True)
class Verb:
    """How the admin names a verb, and what it says when it is done."""

    label: str
    done: str
    icon: str


VERBS = {
    "start": Verb("Start", "playing", "flag"),
    "pause": Verb("Pause", "paused", "time"),
    "drop": Verb("Drop", "dropped", "cross"),
    "reopen": Verb("Reopen", "playing again", "rotate"),
}
COMPLETE = Verb("Complete", "completed", "check")

# What is offered where; the model decides what is allowed.
OFFERED = {
    Status.PLANNED: ["start", "drop"],
    Status.PLAYING: ["pause", "drop"],
    Status.PAUSED: ["start", "drop"],
    Status.COMPLETED: ["reopen"],
    Status.DROPPED: ["start"],
}
