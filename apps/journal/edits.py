"""Fields of playthroughs set in place, one or many, and undone again.

    edit = set_fields(run, {"completed_at": "2003-11"}, user=user)
    undo_edits([edit], user=user)           # (1, 0): how many were undone, and not

An edit knows what it replaced. It is undone where its fields still are as it left them,
whatever else happened to the playthrough since.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import asdict
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction

from apps.core.history import record_change
from apps.journal.models import Playthrough
from apps.journal.models import Status

SALT = "journal.edits"
# What an edit may change, itself or as a consequence.
FIELDS = (
    "status",
    "started_at",
    "completed_at",
    "rating",
    "playtime_hours",
    "platform_id",
    "is_public",
)


@dataclass(frozen=True)
class Edit:
    """What became of a playthrough's fields; the values are as JSON has them."""

    run: int
    before: dict[str, Any]
    after: dict[str, Any]


@transaction.atomic
def set_fields(
    run: Playthrough, values: Mapping[str, Any], *, user: Any
) -> Edit | None:
    """Set `values` of `run` and note it in its history; None where they are so already.

    A status is reached by its verb. A completion date completes what is not completed.

    Raises `ValidationError`; nothing is changed then.
    """
    run.lock()
    before = _state_of(run)
    values = {
        name: value for name, value in values.items() if _differs(run, name, value)
    }
    action = _change_status(run, dict(values))
    others = {
        name: value
        for name, value in values.items()
        if name != "status" and _differs(run, name, value)
    }
    if others:
        run.change(**others)
    after = _state_of(run)
    changed = [name for name in FIELDS if before[name] != after[name]]
    if not changed:
        return None
    record_change(run, user=user, action=action or "wagtail.edit")
    # As stored: the history wrote the row once more.
    run.refresh_from_db(fields=["updated_at"])
    return Edit(
        run=run.pk,
        before={name: before[name] for name in changed},
        after={name: after[name] for name in changed},
    )


def _differs(run: Playthrough, name: str, value: Any) -> bool:
    now: Any = getattr(run, name)
    return bool(now != value)


def _change_status(run: Playthrough, values: dict[str, Any]) -> str | None:
    """Bring `run` to the status that `values` ask for; how its history calls that."""
    wanted = values.get("status")
    date = values.get("completed_at")
    if wanted is None and date and run.status != Status.COMPLETED:
        wanted = Status.COMPLETED
    if wanted is None or wanted == run.status:
        return None
    verb = _verb(Status(run.status), Status(wanted))
    if verb is None:
        # Refused by the model, which says why.
        run.change(status=wanted)
        return None
    if verb == "complete":
        run.complete(on=date)
    else:
        reach: Callable[[], None] = getattr(run, verb)
        reach()
    return f"questlog.{verb}"


def _verb(now: Status, wanted: Status) -> str | None:
    if wanted == Status.PLAYING:
        return "reopen" if now == Status.COMPLETED else "start"
    return {
        Status.COMPLETED: "complete",
        Status.ONGOING: "mark_ongoing",
        Status.PAUSED: "pause",
        Status.DROPPED: "drop",
    }.get(wanted)


def undo_edits(edits: Sequence[Edit], *, user: Any) -> tuple[int, int]:
    """Undo `edits`, the latest first: how many were undone, and how many not.

    Not undone is what was changed since, or deleted.
    """
    undone = 0
    for edit in reversed(edits):
        try:
            with transaction.atomic():
                undone += _undo(edit, user)
        except ValidationError:
            # What was before does not go with what is now, such as a later start.
            continue
    return undone, len(edits) - undone


def _undo(edit: Edit, user: Any) -> bool:
    run = Playthrough.objects.select_for_update().filter(pk=edit.run).first()
    if run is None:
        return False
    now = _state_of(run)
    if any(now[name] != value for name, value in edit.after.items()):
        return False
    for name, value in edit.before.items():
        field: Any = run._meta.get_field(name.removesuffix("_id"))
        setattr(run, name, field.to_python(value))
    run.full_clean()
    run.save()
    record_change(run, user=user)
    return True


def _state_of(run: Playthrough) -> dict[str, Any]:
    decimals = ("rating", "playtime_hours")
    state = {name: getattr(run, name) for name in FIELDS}
    for name in decimals:
        value = state[name]
        state[name] = None if value is None else f"{value:.1f}"
    return {**state, "status": str(run.status)}


def signed(edits: Iterable[Edit]) -> str:
    """`edits` as a text that a page can carry, and that nobody can make up."""
    return signing.dumps([asdict(edit) for edit in edits], salt=SALT, compress=True)


def read_signed(text: str) -> list[Edit]:
    """The edits of `signed`. Raises `BadSignature`."""
    return [Edit(**each) for each in signing.loads(text, salt=SALT)]
