from __future__ import annotations

from apps.profiles.poe.models.character import Character
from apps.profiles.poe.models.league import League
from apps.profiles.poe.models.profile import PoeProfile

__all__ = ["Character", "League", "PoeProfile"]
