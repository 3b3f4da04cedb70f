from __future__ import annotations

from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from apps.lists.models.session import LOG_ACTION


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    actions.register_action(
        LOG_ACTION, "Rank and edit entries", "Entries ranked or edited"
    )
