"""What the models say when something happened; `signals` makes events of it."""

from __future__ import annotations

from django.dispatch import Signal

# With `profile` (locked), and the `rank` that it had before.
mastery_rank_rose = Signal()
