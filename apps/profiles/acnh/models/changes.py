"""What the models say when something happened; `signals` makes events of it."""

from __future__ import annotations

from django.dispatch import Signal

# With `hunt` (locked), `verb`, and `encounter` where it is about one.
hunt_changed = Signal()
# Some villagers are new, or have another picture.
villagers_changed = Signal()
