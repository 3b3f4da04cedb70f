"""What the models say when something happened; `signals` makes events of it."""

from __future__ import annotations

from django.dispatch import Signal

# With `run` (locked) and `verb`.
run_changed = Signal()
# With `entry` (locked) and `verb`.
entry_changed = Signal()
