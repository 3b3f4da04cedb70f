from __future__ import annotations

from apps.journal.models.playthrough import BEING_PLAYED
from apps.journal.models.playthrough import LONGEST_NOTES
from apps.journal.models.playthrough import LONGEST_PLAYTIME
from apps.journal.models.playthrough import OPEN
from apps.journal.models.playthrough import REACHED_FROM
from apps.journal.models.playthrough import Playthrough
from apps.journal.models.playthrough import Status
from apps.journal.models.playthrough import StatusName
from apps.journal.models.playthrough import TransitionError
from apps.journal.models.playthrough import hours_of
from apps.journal.models.session import Session
from apps.journal.models.session import SessionError
from apps.journal.models.session import SessionSource

__all__ = [
    "BEING_PLAYED",
    "LONGEST_NOTES",
    "LONGEST_PLAYTIME",
    "OPEN",
    "REACHED_FROM",
    "Playthrough",
    "Session",
    "SessionError",
    "SessionSource",
    "Status",
    "StatusName",
    "TransitionError",
    "hours_of",
]
