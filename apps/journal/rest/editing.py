"""Playthroughs written from what a request holds."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.db import IntegrityError
from django.db import transaction

from apps.core.history import record_change
from apps.journal.models import Playthrough
from apps.journal.models import Status
from apps.journal.rest.schemas import PlaythroughCreateSchema
from apps.journal.rest.schemas import PlaythroughUpdateSchema
from apps.library.models import Game
from apps.library.rest.lookup import by_slug
from apps.library.rest.lookup import platforms_called


def add_playthrough(
    game: Game, body: PlaythroughCreateSchema, *, user: User
) -> Playthrough:
    """Add a run through `game`, of its first edition unless `body` names one.

    Raises a 422 problem for an unknown slug, `ValidationError` for a bad value.
    """
    values = _values(body, game)
    values.setdefault("edition", game.first_edition())
    if values.get("completed_at"):
        values.setdefault("status", Status.COMPLETED)
    playthrough = Playthrough(**values)
    # Those were found a moment ago, and the database checks its constraints itself.
    found = {"uuid", "edition", "platform", "latest_revision"}
    playthrough.full_clean(exclude=found, validate_constraints=False)
    try:
        with transaction.atomic():
            playthrough.save()
            record_change(playthrough, user=user, action="wagtail.create")
    except IntegrityError:
        playthrough.full_clean()
        raise
    return playthrough


@transaction.atomic
def change_playthrough(key: UUID, body: PlaythroughUpdateSchema, *, user: User) -> bool:
    """Change what `body` holds of one playthrough; False where `user` sees none.

    Raises `TransitionError` for a status that cannot follow the present one.
    """
    rows = Playthrough.objects.seen_by(user).select_for_update(of=("self",))
    playthrough = (
        rows.select_related("edition__game", "platform").filter(uuid=key).first()
    )
    if playthrough is None:
        return False
    playthrough.is_locked = True
    playthrough.change(**_values(body, playthrough.edition.game))
    record_change(playthrough, user=user)
    return True


def _values(body: PlaythroughUpdateSchema, game: Game) -> dict[str, Any]:
    """The model's values for the keys that were sent."""
    values = body.model_dump(exclude_unset=True)
    if "edition" in values:
        values["edition"] = by_slug(game.editions.all(), body.edition, field="edition")
    if body.platform is not None:
        (values["platform"],) = platforms_called([body.platform], field="platform")
    return values
