"""What the models say when something happened; `signals` makes events of it."""

from __future__ import annotations

from django.dispatch import Signal

# With `activity`, of an account whose whole history was known before.
raid_cleared = Signal()
