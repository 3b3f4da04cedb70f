"""The account, its games, and added time written from what a request holds."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from apps.core.api.problems import Problem
from apps.core.api.problems import invalid_field
from apps.core.api.problems import not_found
from apps.core.history import record_change
from apps.integrations import steam
from apps.journal.models import Playthrough
from apps.library.models import Game
from apps.library.rest.lookup import by_slug
from apps.steam.adding import add_time
from apps.steam.models import AddedTime
from apps.steam.models import PlaySession
from apps.steam.models import SteamAccount
from apps.steam.models import SteamApp
from apps.steam.rest.schemas import SessionTimeCreateSchema
from apps.steam.rest.schemas import SteamAccountUpdateSchema
from apps.steam.rest.schemas import SteamAppUpdateSchema


@transaction.atomic
def change_account(body: SteamAccountUpdateSchema, *, user: User) -> SteamAccount:
    """Follow the account of the settings or don't, show it or don't.

    Raises a 409 problem where the settings name none.
    """
    account = SteamAccount.current()
    if account is None:
        if not steam.is_configured():
            raise Problem(409, "Set STEAM_API_KEY and STEAM_ID, and restart Questlog.")
        account = SteamAccount.set_up()
    sent = body.model_fields_set
    changed = False
    if "is_public" in sent:
        changed |= account.change(is_public=body.is_public)
    if "is_followed" in sent:
        changed |= (
            account.follow(at=timezone.now())
            if body.is_followed
            else account.unfollow()
        )
    if changed:
        record_change(account, user=user)
    return account


@transaction.atomic
def change_app(app: SteamApp, body: SteamAppUpdateSchema, *, user: User) -> None:
    """Link `app` with a game, leave it out, or forget both."""
    sent = body.model_fields_set
    if len(sent) != 1:
        raise invalid_field("", "Send either game or is_ignored.")
    if body.game is not None:
        app.link(by_slug(Game.objects.all(), body.game, field="game"))
    elif body.is_ignored:
        app.ignore()
    else:
        app.unlink()
    record_change(app, user=user)


def add_session_time(body: SessionTimeCreateSchema, *, user: User) -> AddedTime:
    """Raises a 422 problem for ids that aren't there, and `ValidationError`."""
    playthroughs = Playthrough.objects.seen_by(user).select_related("edition__game")
    playthrough = playthroughs.filter(
        uuid=_uuid(body.playthrough, "playthrough")
    ).first()
    if playthrough is None:
        raise invalid_field("playthrough", "This playthrough doesn’t exist.")
    wanted = {_uuid(each, "sessions") for each in body.sessions}
    sessions = list(PlaySession.objects.filter(uuid__in=wanted))
    if len(sessions) < len(wanted):
        raise invalid_field("sessions", "Not all of these sessions exist.")
    return add_time(sessions, playthrough, user=user)


def added_time_with_id(given: str) -> AddedTime:
    """Raises a 404 problem."""
    try:
        found = AddedTime.objects.filter(uuid=UUID(given)).first()
    except ValueError:
        found = None
    if found is None:
        raise not_found("added time", given[:100])
    return found


def _uuid(given: str, field: str) -> UUID:
    try:
        return UUID(given)
    except ValueError as error:
        raise invalid_field(field, "This isn’t an id.") from error
