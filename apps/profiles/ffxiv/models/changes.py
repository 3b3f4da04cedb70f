"""What the models say when something happened; `signals` makes events of it."""

from __future__ import annotations

from django.dispatch import Signal

# With the `job`, and the `previous` level.
level_rose = Signal()
# With `unlocks`: the new achievements of one character, the newest first.
achievements_earned = Signal()
