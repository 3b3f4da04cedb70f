from __future__ import annotations

from typing import Any

from wagtail import hooks


@hooks.register("register_log_actions")
def name_verbs_in_the_log(actions: Any) -> None:
    actions.register_action("steam.sync", "Sync", "Synced")
    actions.register_action("steam.add_time", "Add Steam time", "Added time from Steam")
    actions.register_action(
        "steam.undo_time", "Undo Steam time", "Took time from Steam back"
    )
