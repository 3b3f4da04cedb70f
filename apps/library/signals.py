"""Changes of games become events, through whichever door they came."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models.signals import m2m_changed
from django.db.models.signals import pre_delete
from django.dispatch import receiver

from apps.library import events
from apps.library.events import MOST_EDITIONS
from apps.library.events import WorkDeletePayload
from apps.library.events import WorkPayload
from apps.library.events import WorkReferenceSchema
from apps.library.models import Edition
from apps.library.models import Game
from apps.library.models import GameGenre
from apps.library.models.changes import ChangeTracker
from apps.library.models.changes import GameChange
from apps.library.models.changes import Part
from apps.library.models.changes import State
from apps.library.models.changes import current_tracker
from apps.library.models.changes import games_changed
from apps.library.tasks import fetch_covers_soon
from apps.realtime.catalogue import are_events_suppressed

# The part of a game that each kind of link belongs to.
PARTS: dict[type[Any], Part] = {
    Game.platforms.through: "platforms",
    GameGenre: "genres",
    Edition.platforms.through: "editions",
}


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
    if any(map(_names_a_cover, changes)):
        fetch_covers_soon()


def _names_a_cover(change: GameChange) -> bool:
    """Whether the game, or an edition of it, has another cover's address now."""
    return bool(_cover_urls(change.after) - _cover_urls(change.before or {}))


def _cover_urls(state: State) -> set[str]:
    rows = [state, *state.get("editions", ())]
    return {row["cover_url"] for row in rows if row.get("cover_url")}


def work_payload(change: GameChange) -> WorkPayload:
    after, before = change.after, change.before or {}
    shown = {key: after[key] for key in after if key in WorkPayload.model_fields}
    return WorkPayload(
        **{
            **shown,
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
                id=str(instance.uuid),
                name=name,
                slug=slug,
                version=version + 1,
                merged_into=_successor(instance.merged_into),
            ),
            subject=f"work:{instance.uuid}",
            dedupe_key=f"work:{instance.uuid}:{version + 1}",
        )


def _successor(game: Game | None) -> WorkReferenceSchema | None:
    if game is None:
        return None
    return WorkReferenceSchema(id=str(game.uuid), name=game.name, slug=game.slug)


@receiver(m2m_changed, sender=Game.platforms.through)
@receiver(m2m_changed, sender=GameGenre)
@receiver(m2m_changed, sender=Edition.platforms.through)
def track_links(
    sender: type[Any],
    instance: Any,
    action: str,
    pk_set: set[int] | None,
    **kwargs: Any,
) -> None:
    """Links to genres and platforms, which come as two signals: before and after."""
    # Django deletes a `GameGenre` by its manager, which tracks that.
    if are_events_suppressed() or (sender is GameGenre and "add" not in action):
        return
    if action.startswith("pre"):
        tracker = current_tracker()
        if tracker is None:
            # It waits on the row until the second signal. One that failed in between is
            # replaced by the next.
            tracker = instance.link_tracker = ChangeTracker()
        tracker.note(*_games_linked(sender, instance, pk_set), part=PARTS[sender])
    elif (own := instance.__dict__.pop("link_tracker", None)) is not None:
        own.end()


def _games_linked(
    links: type[Any], instance: Any, pk_set: set[int] | None
) -> Iterable[int]:
    """The games of a link's one end, `instance`, or of the other, of these keys."""
    if isinstance(instance, Game):
        return {instance.pk}
    if isinstance(instance, Edition):
        return {instance.game_id}
    if links is not Edition.platforms.through:
        return pk_set or instance.games.values_list("pk", flat=True)
    editions = Edition.objects.filter(pk__in=pk_set) if pk_set else instance.editions
    return set(editions.values_list("game_id", flat=True))
