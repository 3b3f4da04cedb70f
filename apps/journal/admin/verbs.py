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
    "mark_ongoing": Verb("Mark ongoing", "ongoing", "status-ongoing"),
    "pause": Verb("Pause", "paused", "time"),
    "drop": Verb("Drop", "dropped", "cross"),
    "reopen": Verb("Reopen", "playing again", "rotate"),
}
COMPLETE = Verb("Complete", "completed", "check")

# What is offered where; the model decides what is allowed.
OFFERED = {
    Status.PLANNED: ["start", "mark_ongoing", "drop"],
    Status.PLAYING: ["mark_ongoing", "pause", "drop"],
    Status.ONGOING: ["pause", "drop"],
    Status.PAUSED: ["start", "mark_ongoing", "drop"],
    Status.COMPLETED: ["reopen"],
    Status.DROPPED: ["start", "mark_ongoing"],
}
