"""Sessions written from what a request holds."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.db import transaction

from apps.core.api.problems import Problem
from apps.core.api.problems import invalid_field
from apps.core.api.problems import not_found
from apps.core.history import record_change
from apps.journal.models import Playthrough
from apps.journal.models import Session
from apps.journal.rest.session_schemas import SessionCreateSchema
from apps.journal.rest.session_schemas import SessionEndSchema
from apps.journal.rest.session_schemas import SessionUpdateSchema


@transaction.atomic
def log_session(
    playthrough: Playthrough, body: SessionCreateSchema, *, user: User
) -> tuple[Session, bool]:
    """Log what `body` tells; whether it is new: an id that is there is answered.

    Raises a problem for an id of something else, `ValidationError` for a bad value.
    """
    values = body.model_dump(exclude_unset=True, exclude={"id", "counted"})
    if body.id is not None:
        playthrough.lock()
        values["uuid"] = _own_id(body.id)
        found = Session.objects.filter(uuid=values["uuid"]).first()
        if found is not None:
            if found.playthrough_id != playthrough.pk:
                raise Problem(409, "Another session has this id.")
            return found, False
    verb = Session.add_time if body.counted else Session.log
    session = verb(playthrough, **values)
    record_change(session, user=user, action="wagtail.create")
    return session, True


@transaction.atomic
def start_session(playthrough: Playthrough, *, at: Any, user: User) -> Session:
    session = Session.start(playthrough, at=at)
    record_change(session, user=user, action="wagtail.create")
    return session


@transaction.atomic
def pause_session(session: Session, *, at: Any, user: User) -> None:
    session.pause(at=at)
    record_change(session, user=user, action="questlog.pause")


@transaction.atomic
def resume_session(session: Session, *, at: Any, user: User) -> None:
    session.resume(at=at)
    record_change(session, user=user, action="questlog.resume")


@transaction.atomic
def end_session(session: Session, body: SessionEndSchema, *, user: User) -> None:
    session.end(**body.model_dump(exclude_unset=True))
    record_change(session, user=user, action="questlog.end")


@transaction.atomic
def change_session(session: Session, body: SessionUpdateSchema, *, user: User) -> None:
    session.change(**body.model_dump(exclude_unset=True))
    record_change(session, user=user)


def session_with_id(given: str, *, user: User) -> Session:
    """The session with this id that `user` may see. Raises a 404 problem."""
    rows = Session.objects.seen_by(user).select_related("playthrough__edition__game")
    try:
        return rows.get(uuid=UUID(given))
    except (ValueError, Session.DoesNotExist) as error:
        raise not_found("session", given[:100]) from error


def playthrough_with_id(given: str, *, user: User) -> Playthrough:
    """The playthrough with this id that `user` may see. Raises a 404 problem."""
    rows = Playthrough.objects.seen_by(user)
    try:
        return rows.get(uuid=UUID(given))
    except (ValueError, Playthrough.DoesNotExist) as error:
        raise not_found("playthrough", given[:100]) from error


def _own_id(given: str) -> UUID:
    try:
        return UUID(given)
    except ValueError as error:
        raise invalid_field("id", "This must be a UUID.") from error
