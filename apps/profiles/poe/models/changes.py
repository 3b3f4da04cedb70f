"""What the models say when something happened; `signals` makes events of it."""

from __future__ import annotations

from django.dispatch import Signal

# With `character` (locked) and `verb`: "update" or "hide".
character_changed = Signal()
