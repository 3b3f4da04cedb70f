"""Merging two editions of one game, and taking them apart again."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from apps.core.history import record_change
from apps.library.merging.editions import absorb_edition
from apps.library.merging.editions import give_back_edition
from apps.library.merging.merge import MERGE_ACTION
from apps.library.merging.merge import UNMERGE_ACTION
from apps.library.merging.merge import MergeRefused
from apps.library.models import Edition
from apps.library.models import EditionMerge
from apps.library.models import Game
from apps.library.models import GameMerge
from apps.library.models.changes import track_game_changes


@track_game_changes()
def merge_editions(merged: Edition, survivor: Edition, *, by: Any) -> EditionMerge:
    """Make `survivor` have all that is of `merged`, which is no more.

    What it has itself stays. Raises `MergeRefused` for editions of two games, for one
    alone, and for one that was merged or deleted meanwhile.
    """
    if merged.pk == survivor.pk:
        raise MergeRefused(
            "An edition can’t be merged with itself. Choose another one."
        )
    if merged.game_id != survivor.game_id:
        raise MergeRefused(
            f"{merged} and {survivor} are editions of different games. Merge the "
            "games, or move one of the editions first."
        )
    Game.objects.select_for_update().get(pk=survivor.game_id)
    merged, survivor = _lock_both(merged, survivor)
    key = merged.pk
    record_change(
        merged, user=by, action="wagtail.delete", data={"into": survivor.name}
    )
    record = absorb_edition(merged, survivor)
    merge = EditionMerge.objects.create(
        edition=survivor,
        merged_id=merged.uuid,
        merged_name=merged.name,
        merged_slug=merged.slug,
        merged_by=by,
        merged_key=key,
        content=record,
    )
    record_change(survivor, user=by, action=MERGE_ACTION, data={"merged": merged.name})
    return merge


def _lock_both(merged: Edition, survivor: Edition) -> tuple[Edition, Edition]:
    keys = [merged.pk, survivor.pk]
    rows = Edition.objects.select_for_update(of=("self",)).select_related("game")
    locked = {each.pk: each for each in rows.filter(pk__in=keys).order_by("pk")}
    for edition in (merged, survivor):
        if edition.pk not in locked:
            raise MergeRefused(f"{edition.name} was merged or deleted in the meantime.")
    return locked[merged.pk], locked[survivor.pk]


@track_game_changes()
def undo_edition_merge(merge: EditionMerge, *, by: Any) -> tuple[Edition, list[str]]:
    """The edition that is back, and what couldn't be as it was, in sentences.

    Raises `MergeRefused` where it was undone already, or another merge comes first.
    """
    edition = Edition.objects.select_related("game").get(pk=merge.edition_id)
    Game.objects.select_for_update().get(pk=edition.game_id)
    merge = EditionMerge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
    reason = _reason_not_to_undo(merge, edition)
    if reason:
        raise MergeRefused(reason)
    has_key = merge.merged_key is not None
    kept = give_back_edition(merge.content, edition.game, has_key=has_key)
    merge.undone_at = timezone.now()
    merge.save(update_fields=["undone_at", "updated_at"])
    back = Edition.objects.select_related("game").get(uuid=merge.merged_id)
    for row, other in ((back, edition), (edition, back)):
        row.refresh_from_db()
        record_change(row, user=by, action=UNMERGE_ACTION, data={"from": other.name})
    return back, kept


def _reason_not_to_undo(merge: EditionMerge, edition: Edition) -> str:
    if merge.undone_at is not None:
        return f"This merge was already undone: {merge.merged_name} is back."
    if merge.edition_id != edition.pk or str(edition.uuid) != merge.content["into"]:
        return f"It was merged into {edition.name} since. Undo that merge first."
    standing = EditionMerge.objects.filter(edition=edition, undone_at=None)
    later = standing.filter(pk__gt=merge.pk).order_by("-pk").first()
    if later is not None:
        return (
            f"{later.merged_name} was merged into {edition.name} after this. Undo that "
            "merge first."
        )
    games = GameMerge.objects.standing().filter(
        survivor=edition.game_id, merged_at__gt=merge.merged_at
    )
    onward = games.filter(content__moved__contains=[{"id": str(edition.uuid)}]).first()
    if onward is not None:
        return (
            f"{onward.merged_name} was merged into {edition.game.name} since. Undo "
            "that merge first."
        )
    return ""
