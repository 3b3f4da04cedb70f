"""Merging one game into another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError

from apps.core.history import record_change
from apps.library.merging.editions import absorb_edition
from apps.library.merging.editions import equal_editions
from apps.library.merging.editions import keep_revisions
from apps.library.merging.editions import own_id
from apps.library.merging.fields import chosen_fields
from apps.library.merging.fields import take_fields
from apps.library.merging.fields import united_aliases
from apps.library.merging.fields import united_genres
from apps.library.merging.movers import movers
from apps.library.merging.snapshots import Snapshot
from apps.library.merging.snapshots import put_genres
from apps.library.merging.snapshots import snapshot_of
from apps.library.models import Edition
from apps.library.models import Game
from apps.library.models import GameMerge
from apps.library.models import GameRedirect
from apps.library.models import NotTheSame
from apps.library.models.changes import ALL_PARTS
from apps.library.models.changes import track_game_changes

MERGE_ACTION = "questlog.merge"
UNMERGE_ACTION = "questlog.unmerge"

# The relations that are taken care of here; each app's mover names its own.
GAME_RELATIONS = {
    "library.edition.game",
    "library.game_platforms.game",
    "library.gamegenre.game",
    "library.gamemerge.survivor",
    "library.gameredirect.game",
    "library.notthesame.first",
    "library.notthesame.second",
}
EDITION_RELATIONS = {
    "library.edition_platforms.edition",
    "library.editionredirect.edition",
}


class MergeRefused(ValidationError):
    """Two rows can't be merged, or a merge not undone; the messages say why."""

    def __init__(self, *reasons: str) -> None:
        super().__init__([ValidationError(each, code="merged") for each in reasons])


@track_game_changes()
def merge_games(
    merged: Game,
    survivor: Game,
    *,
    choices: Mapping[str, bool] | None = None,
    by: Any,
) -> GameMerge:
    """Make `survivor` the one game that both are; `merged` is no more.

    `choices` says of fields (`fields.FIELDS`) whether `merged`'s is taken; of the
    others the better one is. All that refers to `merged` refers to `survivor`
    afterwards, its address leads there. Raises `MergeRefused`, with the reason.
    """
    if merged.pk == survivor.pk:
        raise MergeRefused("A game can’t be merged with itself. Choose another one.")
    for mover in movers().values():
        mover.lock([merged.pk, survivor.pk])
    merged, survivor = lock_both(merged, survivor)
    refuse(merged, survivor)
    merging = _Merging(merged, survivor, by)
    return merging.run(chosen_fields(merged, survivor, choices or {}))


def lock_both(merged: Game, survivor: Game) -> tuple[Game, Game]:
    """Both as they are stored, locked; says so where one was merged meanwhile."""
    keys = [merged.pk, survivor.pk]
    rows = Game.objects.select_for_update().filter(pk__in=keys).order_by("pk")
    locked = {game.pk: game for game in rows}
    for game in (merged, survivor):
        if game.pk not in locked:
            raise MergeRefused(_where_it_went(game))
    return locked[merged.pk], locked[survivor.pk]


def _where_it_went(game: Game) -> str:
    merge = GameMerge.objects.of_lost_game(game.pk)
    if merge is None:
        return f"{game.name} was deleted in the meantime."
    return f"{game.name} was already merged into {merge.survivor.name}."


def refuse(merged: Game, survivor: Game) -> None:
    """Raise `MergeRefused` with all that stands against it."""
    reasons = [
        reason
        for mover in movers().values()
        for reason in mover.refusals(merged, survivor)
    ]
    if reasons:
        raise MergeRefused(*reasons)


class _Merging:
    def __init__(self, merged: Game, survivor: Game, by: Any) -> None:
        self.merged = merged
        self.survivor = survivor
        self.by = by
        self.key = merged.pk
        self.content: Snapshot = {
            "merged": snapshot_of(merged),
            "survivor": snapshot_of(survivor),
        }

    def run(self, taken: set[str]) -> GameMerge:
        with track_game_changes() as tracker:
            for part in ALL_PARTS:
                tracker.note(self.survivor.pk, part=part)
            self._move_rows(taken)
            platforms = list(self.merged.platforms.all())
            self._delete()
            self._fill(taken)
            self.survivor.platforms.add(*platforms)
            return self._remember(taken)

    def _move_rows(self, taken: set[str]) -> None:
        merged, survivor = self.merged, self.survivor
        pairs = equal_editions(merged, survivor)
        self.content["editions"] = [absorb_edition(p.gone, p.into) for p in pairs]
        self.content["moved"] = self._move_editions(taken)
        self.content["apps"] = {
            label: mover.move(merged, survivor, by=self.by)
            for label, mover in movers().items()
        }
        self.content["redirects"] = self._follow(GameRedirect, "game")
        self.content["merges"] = self._follow(GameMerge, "survivor")
        self.content["different"] = self._forget_pairs()

    def _move_editions(self, taken: set[str]) -> list[Any]:
        """Move those that are left; the one that was the whole game keeps its id."""
        moved = []
        free = "igdb" not in taken and self.merged.igdb_id
        for edition in self.merged.editions.order_by("id"):
            gets_id = bool(
                free
                and edition.igdb_id is None
                and own_id(edition, self.merged) == free
                and not Edition.objects.filter(igdb_id=free).exists()
            )
            values = {"igdb_id": free} if gets_id else {}
            # Not saved: moving along makes no placeholder a real one.
            Edition.objects.filter(pk=edition.pk).update(game=self.survivor, **values)
            moved.append({"id": str(edition.uuid), "got_id": gets_id})
        return moved

    def _follow(self, model: Any, field: str) -> list[str]:
        """Make the rows of the merged game the survivor's; their ids."""
        rows = model.objects.filter(**{field: self.merged})
        followed = [str(uuid) for uuid in rows.values_list("uuid", flat=True)]
        rows.update(**{field: self.survivor})
        return followed

    def _forget_pairs(self) -> list[list[str]]:
        """Pairs with the merged game, which go with it."""
        rows = [
            *NotTheSame.objects.filter(first=self.merged),
            *NotTheSame.objects.filter(second=self.merged),
        ]
        return [[str(row.first.uuid), str(row.second.uuid)] for row in rows]

    def _delete(self) -> None:
        merged = self.merged
        data = {"into": self.survivor.name}
        record_change(merged, user=self.by, action="wagtail.delete", data=data)
        keep_revisions(Game, self.key, -self.key)
        merged.merged_into = self.survivor
        merged.delete()

    def _fill(self, taken: set[str]) -> None:
        merged, survivor = self.merged, self.survivor
        name = merged.name if "name" in taken else survivor.name
        survivor.aliases = united_aliases(merged, survivor, name=name)
        take_fields(merged, survivor, taken)
        survivor.save()
        put_genres(
            survivor,
            united_genres(
                [tuple(each) for each in self.content["merged"]["genres"]],
                [tuple(each) for each in self.content["survivor"]["genres"]],
            ),
        )

    def _remember(self, taken: set[str]) -> GameMerge:
        merged, survivor = self.merged, self.survivor
        self.content["taken"] = sorted(taken)
        self.content["after"] = snapshot_of(survivor)
        GameRedirect.objects.filter(slug=merged.slug).delete()
        GameRedirect.objects.create(
            slug=merged.slug, former_id=merged.uuid, game=survivor
        )
        merge = GameMerge.objects.create(
            survivor=survivor,
            merged_id=merged.uuid,
            merged_name=merged.name,
            merged_slug=merged.slug,
            merged_by=self.by,
            merged_key=self.key,
            content=self.content,
        )
        record_change(
            survivor, user=self.by, action=MERGE_ACTION, data={"merged": merged.name}
        )
        return merge
