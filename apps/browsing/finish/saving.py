"""Saving "I finished this" as one change, and undoing exactly that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from apps.browsing.finish.chosen import when
from apps.browsing.models import Finish
from apps.core.history import delete_row
from apps.core.history import record_change
from apps.journal.models import Playthrough
from apps.journal.models import Status
from apps.library.igdb.create import Family
from apps.library.igdb.create import write_game
from apps.library.models import Edition
from apps.library.models import Game
from apps.library.models import Platform
from apps.library.models.changes import track_game_changes
from apps.lists.models import List
from apps.lists.models import ListEntry

UNDONE_FIELDS = ("status", "rating", "playtime_hours", "notes", "platform_id")


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What the form says. The game is `game`, IGDB's `family`, or a new `name`.

    `seen` is how often the game had been completed when the form was made.
    """

    token: UUID
    seen: int
    game: Game | None = None
    edition: Edition | None = None
    family: Family | None = None
    name: str = ""
    running: Playthrough | None = None
    on: str | None = None
    rating: Decimal | None = None
    platform: str = ""
    playtime_hours: Decimal | None = None
    notes: str = ""
    list_: List | None = None
    position: int | None = None
    list_version: int | None = None


class FinishedMeanwhile(ValidationError):
    """The game was completed since the form was made: perhaps the same time."""

    def __init__(self, message: str, *, times: int) -> None:
        super().__init__(message)
        self.times = times


@track_game_changes()
def save_finish(wanted: Wanted, *, user: User, at: datetime) -> Finish:
    """Save all of it, or nothing. A token that was saved already changes nothing.

    Raises `ValidationError`: a value is refused; `FinishedMeanwhile`, `ListChanged`.
    """
    finish, is_first = Finish.objects.get_or_create(
        token=wanted.token, defaults={"user": user}
    )
    if not is_first:
        return finish
    game, edition = _game_of(wanted, user=user, at=at)
    # Others who finish it at the same time wait here.
    Game.objects.select_for_update(no_key=True).only("pk").get(pk=game.pk)
    _check_unseen(wanted, game)
    finish.added_game = game if game.created_at >= at else None
    if wanted.running is not None:
        playthrough, finish.before = _complete(wanted, wanted.running)
    else:
        playthrough = _create(wanted, edition)
    record_change(playthrough, user=user, action="questlog.complete")
    finish.playthrough = playthrough
    playthrough.refresh_from_db(fields=["updated_at"])
    finish.playthrough_saved_at = playthrough.updated_at
    finish.list = wanted.list_
    if wanted.list_ is not None:
        finish.entry = _rank(wanted, wanted.list_, game, user=user)
    finish.save()
    return finish


def _game_of(wanted: Wanted, *, user: User, at: datetime) -> tuple[Game, Edition]:
    if wanted.family is not None:
        added = write_game(wanted.family, user=user, at=at)
        return added.game, added.edition
    game = wanted.game
    if game is None:
        game = Game.objects.add(name=wanted.name)
        record_change(game, user=user, action="wagtail.create")
    return game, wanted.edition or game.first_edition()


def _check_unseen(wanted: Wanted, game: Game) -> None:
    done = Playthrough.objects.filter(edition__game=game, status=Status.COMPLETED)
    times = done.count()
    if times <= wanted.seen:
        return
    last = done.order_by("-updated_at", "-pk")[0]
    date = f" ({when(last)})" if last.completed_at else ""
    raise FinishedMeanwhile(
        f"{game.name} was saved as finished in the meantime{date}. To add another "
        "playthrough, save again.",
        times=times,
    )


def _complete(
    wanted: Wanted, running: Playthrough
) -> tuple[Playthrough, dict[str, object]]:
    """The completed playthrough, and what it was before."""
    # Not the form's own: refused, it still shows what is stored.
    found = Playthrough.objects.filter(pk=running.pk).first()
    if found is None:
        raise ValidationError("This playthrough was deleted. Choose the game again.")
    before = {name: getattr(found, name) for name in UNDONE_FIELDS}
    notes = "\n\n".join(filter(None, [found.notes, wanted.notes]))
    found.complete(
        on=wanted.on,
        rating=wanted.rating,
        playtime_hours=wanted.playtime_hours,
        notes=notes,
        platform=_platform(wanted.platform),
    )
    decimals = ("rating", "playtime_hours")
    texts = {n: str(before[n]) for n in decimals if before[n] is not None}
    return found, {**before, **texts}


def _create(wanted: Wanted, edition: Edition) -> Playthrough:
    playthrough = Playthrough(
        edition=edition,
        platform=_platform(wanted.platform),
        status=Status.COMPLETED,
        completed_at=wanted.on,
        rating=wanted.rating,
        playtime_hours=wanted.playtime_hours,
        notes=wanted.notes,
    )
    playthrough.full_clean()
    playthrough.save()
    return playthrough


def _platform(value: str) -> Platform | None:
    """A platform by its key or, just added with its game, by IGDB's: "igdb-6"."""
    number = value.removeprefix("igdb-")
    if not number:
        return None
    lookup = {"pk": number} if number == value else {"igdb_id": number}
    return Platform.objects.filter(**lookup).first()


def _rank(wanted: Wanted, list_: List, game: Game, *, user: User) -> ListEntry:
    with list_.edited_by(user):
        return list_.add(
            game, position=wanted.position, expected_version=wanted.list_version
        )


# Undo ----------------------------------------------------------------------------


@track_game_changes()
def undo_finish(token: UUID, *, user: User) -> str:
    """Undo what was saved under `token`, and say in words what that was.

    A game that was added goes, too, unless something else uses it by now. Raises
    `ValidationError` where it can't be undone any more; nothing changes then.
    """
    finish = Finish.objects.select_for_update().filter(token=token, user=user).first()
    if finish is None or finish.undone_at is not None or finish.playthrough is None:
        raise ValidationError("This was undone or deleted already.")
    playthrough = finish.playthrough
    if playthrough.updated_at != finish.playthrough_saved_at:
        raise ValidationError(
            "The playthrough was changed since, so undoing would lose that. Edit or "
            "delete it instead."
        )
    game = playthrough.edition.game
    finish.undone_at = timezone.now()
    finish.save(update_fields=["undone_at"])
    if finish.entry is not None:
        with finish.entry.list.edited_by(user) as list_:
            list_.remove([finish.entry])
    if finish.before is None:
        delete_row(Playthrough.objects.filter(pk=playthrough.pk), user=user)
    else:
        playthrough.undo_completion(**finish.before)
        record_change(playthrough, user=user, action="wagtail.edit")
    is_gone = finish.added_game is not None and _delete_unused(game, user=user)
    return f"Undone: {game.name}" + (", which was deleted again." if is_gone else ".")


def _delete_unused(game: Game, *, user: User) -> bool:
    try:
        with transaction.atomic():
            return delete_row(Game.objects.filter(pk=game.pk), user=user)
    except (ProtectedError, IntegrityError):
        return False
