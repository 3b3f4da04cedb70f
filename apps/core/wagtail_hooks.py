from __future__ import annotations

from wagtail import hooks

from apps.core.bulk_actions import DeleteListed

# After Wagtail's own (order 0), so that ours is the one that stays registered.
hooks.register("register_bulk_action", DeleteListed, order=10)
