from __future__ import annotations

from typing import Any

from wagtail import hooks


@hooks.register("register_log_actions")
def name_verbs_in_the_log(actions: Any) -> None:
    actions.register_action("acnh.end", "End hunt", "Hunt ended")
    actions.register_action("acnh.resume", "Resume hunt", "Hunt resumed")
    actions.register_action("acnh.withdraw", "Take back", "Encounter taken back")
