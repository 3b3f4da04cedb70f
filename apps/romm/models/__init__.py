from __future__ import annotations

from apps.romm.models.play_report import PlayReport

__all__ = ["PlayReport"]
