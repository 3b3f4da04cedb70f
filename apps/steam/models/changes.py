"""Signals of this app's models, sent in the transaction of the change."""

from __future__ import annotations

from django.dispatch import Signal

# Sent with `account` (locked): only the owner may know of it now.
account_hidden = Signal()
# Sent with `account`, `changes` (in words), `change_count`, and `at`, after a sync that
# has changed something.
account_synced = Signal()
# Sent with `app` and `achievements`, never for those of the first fill.
achievements_unlocked = Signal()
