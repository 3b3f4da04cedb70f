from __future__ import annotations

from typing import Any

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from apps.journal.admin.bulk_actions import EditMany
from apps.journal.admin.bulk_actions import MakePrivate
from apps.journal.admin.bulk_actions import MakePublic
from apps.journal.admin.bulk_actions import MarkCompleted
from apps.journal.admin.bulk_actions import MarkOngoing
from apps.journal.admin.bulk_actions import SetPlatform
from apps.journal.admin.buttons import buttons_of
from apps.journal.admin.verbs import COMPLETE
from apps.journal.admin.verbs import VERBS
from apps.journal.admin.viewsets import JournalGroup

register_snippet(JournalGroup)

for _action in (
    EditMany,
    SetPlatform,
    MarkCompleted,
    MarkOngoing,
    MakePrivate,
    MakePublic,
):
    hooks.register("register_bulk_action", _action)

hooks.register("register_row_buttons", buttons_of)


@hooks.register("register_log_actions")
def name_verbs_in_the_log(actions: Any) -> None:
    for name, verb in {**VERBS, "complete": COMPLETE}.items():
        actions.register_action(f"questlog.{name}", verb.label, verb.done.capitalize())
    actions.register_action("questlog.resume", "Resume session", "Resumed")
    actions.register_action("questlog.end", "End session", "Ended")
