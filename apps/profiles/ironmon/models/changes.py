"""What the models say when something happened; `signals` makes events of it."""

from __future__ import annotations

from django.dispatch import Signal

# With `run` (locked), `verb`, and `checkpoint` where it is about one.
run_changed = Signal()
