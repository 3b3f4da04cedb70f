from __future__ import annotations

from apps.profiles.ironmon.models.challenge import Challenge
from apps.profiles.ironmon.models.checkpoint import Checkpoint
from apps.profiles.ironmon.models.profile import IronmonProfile
from apps.profiles.ironmon.models.run import CheckpointResult
from apps.profiles.ironmon.models.run import Run

__all__ = ["Challenge", "Checkpoint", "CheckpointResult", "IronmonProfile", "Run"]
