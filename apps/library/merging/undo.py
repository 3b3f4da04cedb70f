"""Undoing a merge: the merged game is there again, with all that was its own."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from apps.core.history import record_change
from apps.library.merging.editions import give_back_edition
from apps.library.merging.editions import restore_fields
from apps.library.merging.editions import restore_history
from apps.library.merging.merge import UNMERGE_ACTION
from apps.library.merging.merge import MergeRefused
from apps.library.merging.movers import movers
from apps.library.merging.snapshots import put_genres
from apps.library.merging.snapshots import row_again
from apps.library.merging.snapshots import snapshot_of
from apps.library.merging.snapshots import store_again
from apps.library.models import Edition
from apps.library.models import Game
from apps.library.models import GameMerge
from apps.library.models import GameRedirect
from apps.library.models import NotTheSame
from apps.library.models.changes import ALL_PARTS
from apps.library.models.changes import track_game_changes


@dataclass(frozen=True)
class Undone:
    """The game that is back, and what couldn't be as it was, in sentences."""

    game: Game
    kept: list[str] = field(default_factory=list)


@track_game_changes()
def undo_merge(merge: GameMerge, *, by: Any) -> Undone:
    """Take both games apart again, as far as nobody has changed them since.

    Raises `MergeRefused` where it was undone already, or another merge comes first.
    """
    for mover in movers().values():
        mover.lock([merge.survivor_id])
    survivor = Game.objects.select_for_update().get(pk=merge.survivor_id)
    merge = GameMerge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
    _refuse(merge, survivor)
    return _Undoing(merge, survivor, by).run()


def reason_not_to_undo(merge: GameMerge) -> str:
    """Why it can't be undone now; empty where it can."""
    survivor = merge.survivor
    if merge.undone_at is not None:
        return f"This merge was already undone: {merge.merged_name} is back."
    later = merge.later
    if later is not None:
        return (
            f"{later.merged_name} was merged into {survivor.name} after this. Undo "
            "that merge first."
        )
    if str(survivor.uuid) != merge.content["survivor"]["fields"]["uuid"]:
        former = merge.content["survivor"]["fields"]["name"]
        return f"{former} was merged into {survivor.name} since. Undo that merge first."
    if Game.objects.filter(uuid=merge.merged_id).exists():
        return f"{merge.merged_name} is in the library already."
    return ""


def _refuse(merge: GameMerge, survivor: Game) -> None:
    if merge.survivor_id != survivor.pk:
        raise MergeRefused("Something else was merged in the meantime. Try again.")
    reason = reason_not_to_undo(merge)
    if reason:
        raise MergeRefused(reason)


class _Undoing:
    def __init__(self, merge: GameMerge, survivor: Game, by: Any) -> None:
        self.merge = merge
        self.content = merge.content
        self.survivor = survivor
        self.by = by
        self.has_key = merge.merged_key is not None
        self.kept: list[str] = []

    def run(self) -> Undone:
        with track_game_changes() as tracker:
            for part in ALL_PARTS:
                tracker.note(self.survivor.pk, part=part)
            self._restore_survivor()
            game = self._create()
            self._restore_editions(game)
            for label, mover in movers().items():
                record = self.content["apps"].get(label)
                self.kept += mover.move_back(record, game, self.survivor, by=self.by)
            self._restore_ways(game)
            self.merge.undone_at = timezone.now()
            self.merge.save(update_fields=["undone_at", "updated_at"])
        self._note(game)
        return Undone(game, self.kept)

    def _restore_survivor(self) -> None:
        before, after = self.content["survivor"], self.content["after"]
        now = snapshot_of(self.survivor)
        # What its columns hold now may be what the other game needs.
        changed = restore_fields(self.survivor, before, after)
        if changed:
            names = ", ".join(sorted(changed))
            self.kept.append(f"{self.survivor.name} keeps what was changed: {names}.")
        if now["genres"] == after["genres"]:
            put_genres(self.survivor, before["genres"])

    def _create(self) -> Game:
        stored = self.content["merged"]
        fields = stored["fields"]
        # Its deletion was a change, too.
        values: dict[str, Any] = {"version": fields["version"] + 1}
        if Game.objects.filter(slug=fields["slug"]).exists():
            values["slug"] = Game(name=fields["name"])._free_slug()
            self.kept.append(
                f"Its address “{fields['slug']}” is taken now, so it is at "
                f"“{values['slug']}”."
            )
        igdb_id = fields["igdb_id"]
        if igdb_id and Game.objects.filter(igdb_id=igdb_id).exists():
            values["igdb_id"] = None
            self.kept.append(f"IGDB’s {igdb_id} belongs to another game now.")
        game, lost = row_again(Game, stored, has_key=self.has_key, **values)
        store_again(game, stored)
        restore_history(game, self.merge.merged_key)
        for label in lost:
            self.kept.append(f"Its {label} was deleted since.")
        return game

    def _restore_editions(self, game: Game) -> None:
        for each in self.content["moved"]:
            rows = Edition.objects.filter(uuid=each["id"], game=self.survivor)
            if each["got_id"]:
                rows.filter(igdb_id=game.igdb_id or self._igdb_id()).update(
                    igdb_id=None
                )
            rows.update(game=game)
        for record in reversed(self.content["editions"]):
            is_own = record["game"] == str(game.uuid)
            owner = game if is_own else self.survivor
            self.kept += give_back_edition(record, owner, has_key=self.has_key)
        if not game.editions.exists():
            game.add_first_edition()
        if not self.survivor.editions.exists():
            self.survivor.add_first_edition()

    def _igdb_id(self) -> int | None:
        igdb_id: int | None = self.content["merged"]["fields"]["igdb_id"]
        return igdb_id

    def _restore_ways(self, game: Game) -> None:
        """What led to the game does so again, and its own address is no detour."""
        GameRedirect.objects.filter(former_id=game.uuid).delete()
        followed: tuple[tuple[Any, str, str], ...] = (
            (GameRedirect, "game", "redirects"),
            (GameMerge, "survivor", "merges"),
        )
        for model, name, key in followed:
            rows = model.objects.filter(
                uuid__in=self.content[key], **{name: self.survivor}
            )
            rows.update(**{name: game})
        for pair in self.content["different"]:
            self._restore_pair(pair)

    def _restore_pair(self, pair: list[str]) -> None:
        games = Game.objects.filter(uuid__in=[UUID(uuid) for uuid in pair])
        found = list(games.order_by("pk"))
        if len(found) == 2:
            NotTheSame.objects.get_or_create(first=found[0], second=found[1])

    def _note(self, game: Game) -> None:
        for row, other in ((game, self.survivor), (self.survivor, game)):
            record_change(
                row, user=self.by, action=UNMERGE_ACTION, data={"from": other.name}
            )


def latest_merge(game: Game) -> GameMerge | None:
    """The merge into the game that could be undone first."""
    rows = GameMerge.objects.standing().filter(Q(survivor=game))
    return rows.select_related("survivor").order_by("-pk").first()
