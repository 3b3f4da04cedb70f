"""What the models say when something happened; `signals` makes events of it."""

from __future__ import annotations

from django.dispatch import Signal

# With `hunt` (locked), `verb`, and `encounter` where it is about one.
hunt_changed = Signal()
# With `island` (locked): nobody but the owner may know of its hunts from now on.
island_hidden = Signal()
# Some villagers are new, or have another picture.
villagers_changed = Signal()
