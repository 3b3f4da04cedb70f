"""Changes of games become events, through whichever door they came."""

from __future__ import annotations

from collections.abc import Iterable
from contextvars import ContextVar
from typing import Any

from django.db.models import Q
from django.db.models.signals import m2m_changed
from django.db.models.signals import post_delete
from django.db.models.signals import pre_delete
from django.dispatch import receiver

from apps.library import events
from apps.library.events import MOST_EDITIONS
from apps.library.events import WorkDeletePayload
from apps.library.events import WorkPayload
from apps.library.models import Edition
from apps.library.models import Game
from apps.library.models import GameGenre
from apps.library.models import Platform
from apps.library.models.changes import ChangeTracker
from apps.library.models.changes import GameChange
from apps.library.models.changes import Part
from apps.library.models.changes import current_tracker
from apps.library.models.changes import games_changed
from apps.realtime.catalogue import are_events_suppressed


@receiver(games_changed)
def record_changes(changes: list[GameChange], **kwargs: Any) -> None:
    for change in changes:
        is_new = change.before is None
        event_type = events.WORK_CREATE if is_new else events.WORK_UPDATE
        uuid = change.after["id"]
        event_type.record(
            work_payload(change),
            subject=f"work:{uuid}",
            dedupe_key=f"work:{uuid}:{change.version}",
        )


def work_payload(change: GameChange) -> WorkPayload:
    after, before = change.after, change.before or {}
    told = {key: after[key] for key in after if key in WorkPayload.model_fields}
    return WorkPayload(
        **{
            **told,
            "editions": after["editions"][:MOST_EDITIONS],
            "edition_count": len(after["editions"]),
            "changed": change.fields,
            "previous_slug": before["slug"] if "slug" in change.fields else None,
            "version": change.version,
        }
    )


@receiver(pre_delete, sender=Game)
def record_deletion(instance: Game, **kwargs: Any) -> None:
    if are_events_suppressed():
        return
    stored = Game.objects.select_for_update().filter(pk=instance.pk)
    for name, slug, version in stored.values_list("name", "slug", "version"):
        events.WORK_DELETE.record(
            WorkDeletePayload(
                id=str(instance.uuid), name=name, slug=slug, version=version + 1
            ),
            subject=f"work:{instance.uuid}",
            dedupe_key=f"work:{instance.uuid}:{version + 1}",
        )


# Changes that reach a game from beside it come as two signals, before and after -----

# Between the two, where no `track_game_changes` is open: what is being deleted and the
# games it belongs to. One that failed in between is replaced by the next.
_passing: ContextVar[tuple[Any, ChangeTracker] | None] = ContextVar(
    "passing", default=None
)


def _begin(games: Iterable[int], part: Part, *, origin: Any = None) -> None:
    """Note the games; those of one deletion, of many rows perhaps, together."""
    if are_events_suppressed():
        return
    gathering = current_tracker()
    if gathering is None:
        passing = _passing.get()
        if passing is None or origin is None or passing[0] is not origin:
            passing = (origin, ChangeTracker())
            _passing.set(passing)
        gathering = passing[1]
    gathering.begin(*games, part=part)


def _end() -> None:
    passing = _passing.get()
    if passing is not None and current_tracker() is None:
        _passing.set(None)
        passing[1].end()


@receiver(m2m_changed, sender=Game.platforms.through)
@receiver(m2m_changed, sender=GameGenre)
def notice_links_of_games(
    sender: type[Any],
    instance: Any,
    action: str,
    pk_set: set[int] | None,
    **kwargs: Any,
) -> None:
    if isinstance(instance, Game):
        games = {instance.pk}
    else:
        games = pk_set or set(instance.games.values_list("pk", flat=True))
    if action.startswith("pre"):
        _begin(games, "genres" if sender is GameGenre else "platforms")
    else:
        _end()


@receiver(m2m_changed, sender=Edition.platforms.through)
def notice_platforms_of_editions(
    instance: Any, action: str, pk_set: set[int] | None, **kwargs: Any
) -> None:
    if isinstance(instance, Edition):
        games = {instance.game_id}
    else:
        editions = Edition.objects.filter(
            Q(pk__in=pk_set) if pk_set else Q(platforms=instance)
        )
        games = set(editions.values_list("game_id", flat=True))
    if action.startswith("pre"):
        _begin(games, "editions")
    else:
        _end()


@receiver(pre_delete, sender=Edition)
@receiver(pre_delete, sender=GameGenre)
def notice_loss(sender: type[Any], instance: Any, origin: Any, **kwargs: Any) -> None:
    # What goes along with its game is told by the game.
    if sender in (type(origin), getattr(origin, "model", None)):
        part: Part = "genres" if sender is GameGenre else "editions"
        _begin([instance.game_id], part, origin=origin)


@receiver(pre_delete, sender=Platform)
def notice_lost_platform(instance: Platform, origin: Any, **kwargs: Any) -> None:
    of_games = Q(platforms=instance)
    of_editions = Q(editions__platforms=instance)
    _begin(_games_with(of_games), "platforms", origin=origin)
    _begin(_games_with(of_editions), "editions", origin=origin)


def _games_with(condition: Q) -> set[int]:
    return set(Game.objects.filter(condition).values_list("pk", flat=True))


@receiver(post_delete, sender=Edition)
@receiver(post_delete, sender=GameGenre)
@receiver(post_delete, sender=Platform)
def tell_losses(origin: Any, **kwargs: Any) -> None:
    passing = _passing.get()
    if passing is not None and passing[0] is origin:
        _end()
