from __future__ import annotations

from typing import Any

from wagtail import hooks


@hooks.register("register_log_actions")
def name_verbs_in_the_log(actions: Any) -> None:
    actions.register_action("ironmon.clear", "Clear checkpoint", "Checkpoint cleared")
    actions.register_action("ironmon.lose", "Record defeat", "Defeat recorded")
