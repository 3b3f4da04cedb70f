"""The editions of two games become those of one: equal ones are merged, others move."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from apps.core.text import normalise
from apps.library.merging.movers import movers
from apps.library.merging.snapshots import Snapshot
from apps.library.merging.snapshots import field_value
from apps.library.merging.snapshots import row_again
from apps.library.merging.snapshots import snapshot_of
from apps.library.merging.snapshots import store_again
from apps.library.models import Edition
from apps.library.models import EditionRedirect
from apps.library.models import Game
from apps.library.models.changes import track_game_changes

# What the other one has fills what an edition lacks.
FILLED = (
    "release_date",
    "summary",
    "cover_url",
    "uploaded_cover",
    "igdb_id",
    "twitch_category_id",
)
# What follows from the link to IGDB.
_LINKED = ("igdb_data", "last_synced", "igdb_gone_since")


@dataclass(frozen=True)
class Pair:
    """An edition that vanishes, and the equal one that takes in what is its."""

    gone: Edition
    into: Edition


def equal_editions(merged: Game, survivor: Game) -> list[Pair]:
    """The editions of the two games that are the same, each in one pair at most.

    A real one takes in a placeholder; otherwise the survivor's stays.
    """
    pairs = []
    own = list(survivor.editions.order_by("id").prefetch_related("platforms"))
    for edition in merged.editions.order_by("id").prefetch_related("platforms"):
        same = [e for e in own if _is_same(edition, e, merged, survivor)]
        if not same:
            continue
        # The likest name first, then the oldest.
        found = min(same, key=lambda e: (e.name != edition.name, e.pk))
        own.remove(found)
        is_placeholder = found.is_placeholder and not edition.is_placeholder
        pairs.append(Pair(found, edition) if is_placeholder else Pair(edition, found))
    return pairs


def _is_same(one: Edition, other: Edition, merged: Game, survivor: Game) -> bool:
    ids = {one.igdb_id or own_id(one, merged)} - {None}
    other_ids = {other.igdb_id or own_id(other, survivor)} - {None}
    if ids & other_ids:
        return True
    if one.igdb_id and other.igdb_id:
        return False
    if one.edition_type != other.edition_type:
        return False
    if _is_apart(one, other):
        return False
    if merged.igdb_id and survivor.igdb_id and one.name != other.name:
        # Two games to IGDB: a port that is a game of its own there, say.
        return False
    return _key(one, merged) == _key(other, survivor)


def own_id(edition: Edition, game: Game) -> int | None:
    """The game's IGDB id, for an edition that is nothing but the game."""
    is_itself = edition.is_placeholder or _key(edition, game) == ""
    return game.igdb_id if is_itself and edition.edition_type == "original" else None


def _is_apart(one: Edition, other: Edition) -> bool:
    """Whether they run on different platforms, so that a name alone says little."""
    if one.is_placeholder or other.is_placeholder:
        return False
    platforms = {platform.pk for platform in one.platforms.all()}
    others = {platform.pk for platform in other.platforms.all()}
    return bool(platforms and others) and not platforms & others


def _key(edition: Edition, game: Game) -> str:
    """The name as it is compared; empty where it is only the game's."""
    name = normalise(edition.name)
    names = {normalise(each) for each in (game.name, *game.aliases)}
    return "" if name in names or edition.is_placeholder else name


# Taking one in ----------------------------------------------------------------


@track_game_changes()
def absorb_edition(gone: Edition, into: Edition) -> Snapshot:
    """Make all that is of `gone` of `into`, and delete it; what undoes that."""
    record = {
        "gone": snapshot_of(gone),
        "game": str(gone.game.uuid),
        "into": str(into.uuid),
        "before": snapshot_of(into),
        "apps": {
            label: mover.move_edition(gone, into) for label, mover in movers().items()
        },
        "redirects": _follow(gone, into),
    }
    keep_revisions(Edition, gone.pk, -gone.pk)
    was_placeholder = into.is_placeholder and gone.is_placeholder
    platforms = list(gone.platforms.all())
    # Not its own `delete`, which refuses for a game's only one: that comes later.
    Edition.objects.filter(pk=gone.pk).delete()
    _fill(into, gone)
    into.save()
    into.platforms.add(*platforms)
    if was_placeholder:
        Edition.objects.filter(pk=into.pk).update(is_placeholder=True)
        into.is_placeholder = True
    EditionRedirect.objects.filter(slug=gone.slug).delete()
    EditionRedirect.objects.create(slug=gone.slug, former_id=gone.uuid, edition=into)
    record["after"] = snapshot_of(into)
    return record


def _follow(gone: Edition, into: Edition) -> list[str]:
    rows = EditionRedirect.objects.filter(edition=gone)
    followed = [str(uuid) for uuid in rows.values_list("uuid", flat=True)]
    rows.update(edition=into)
    return followed


def _fill(into: Edition, gone: Edition) -> None:
    for name in FILLED:
        if getattr(into, name) in (None, "") and getattr(gone, name):
            setattr(into, name, getattr(gone, name))
            source = gone.provenance.get(name)
            if name == "igdb_id":
                for linked in _LINKED:
                    setattr(into, linked, getattr(gone, linked))
            elif source and name in Edition.field_table.sourced:
                into.take_remote(name, getattr(gone, name), source=source)


def keep_revisions(model: type[Any], key: int, kept: int) -> None:
    """Make the revisions of the row `key` those of `kept`.

    They would go with a row that is deleted; below zero there is none.
    """
    from_row = model(pk=key).revisions
    from_row.update(object_id=str(kept))


# And giving it back -----------------------------------------------------------


@track_game_changes()
def give_back_edition(record: Snapshot, game: Game, *, has_key: bool) -> list[str]:
    """Undo `absorb_edition`: `game` has the edition again.

    Returns what can't be as it was, in sentences to the owner.
    """
    kept = []
    into = Edition.objects.filter(uuid=record["into"]).select_related("game").first()
    values: dict[str, Any] = {"game": game}
    if into is not None:
        restore_fields(into, record["before"], record["after"])
    gone = record["gone"]["fields"]
    if Edition.objects.filter(slug=gone["slug"]).exists():
        values["slug"] = Edition(game=game, name=gone["name"])._free_slug()
        kept.append(f"The address “{gone['slug']}” of its edition is taken now.")
    if _is_taken(gone["igdb_id"]):
        values["igdb_id"] = None
        kept.append(f"IGDB’s {gone['igdb_id']} belongs to another edition now.")
    row, lost = row_again(Edition, record["gone"], has_key=has_key, **values)
    store_again(row, record["gone"])
    restore_history(row, record["gone"]["key"] if has_key else None)
    for label in lost:
        kept.append(f"The {label} of its edition “{row.name}” was deleted since.")
    EditionRedirect.objects.filter(former_id=row.uuid).delete()
    EditionRedirect.objects.filter(uuid__in=record["redirects"], edition=into).update(
        edition=row
    )
    if into is not None:
        for label, mover in movers().items():
            mover.move_edition_back(record["apps"].get(label), row, into)
    return kept


def _is_taken(igdb_id: int | None) -> bool:
    return igdb_id is not None and Edition.objects.filter(igdb_id=igdb_id).exists()


def restore_history(row: Any, key: int | None) -> None:
    """Give the row its revisions back, those kept for its `key` if it has it again."""
    if key is None:
        return
    keep_revisions(type(row), -key, row.pk)
    latest = row.revisions.order_by("-created_at", "-pk").first()
    models_rows = type(row)._default_manager.filter(pk=row.pk)
    models_rows.update(latest_revision=latest)
    row.latest_revision = latest


# What is made from other fields, or counts on.
_MADE = {"created_at", "updated_at", "version", "sort_key", "search_key"}


def restore_fields(row: Any, before: Snapshot, after: Snapshot) -> list[str]:
    """Give `row` back what is still as the merge left it, and save it.

    Returns the labels of fields that were changed since, and stay.
    """
    was, became, now = before["fields"], after["fields"], snapshot_of(row)["fields"]
    changed = []
    for name in was.keys() - _MADE:
        if became[name] == was[name]:
            continue
        if name == "aliases":
            row.aliases = _aliases_again(was[name], became[name], now[name])
        elif name == "provenance":
            row.provenance = _words_again(was[name], became[name], now[name])
        elif now[name] != became[name]:
            changed.append(str(row._meta.get_field(name).verbose_name))
        else:
            value, is_gone = field_value(type(row), name, was[name])
            if not is_gone:
                setattr(row, name, value)
    # Whose word each value is came back with them.
    row._remember()
    is_placeholder = getattr(row, "is_placeholder", False)
    row.save()
    if is_placeholder:
        type(row)._default_manager.filter(pk=row.pk).update(is_placeholder=True)
    added = set(after["platforms"]) - set(before["platforms"])
    row.platforms.remove(*row.platforms.filter(uuid__in=added))
    return changed


def _aliases_again(was: list[str], became: list[str], now: list[str]) -> list[str]:
    """The names now without those that the merge brought, with those it took."""
    if now == became:
        return was
    left = [name for name in now if name in was or name not in became]
    return [*left, *(name for name in was if name not in became and name not in left)]


def _words_again(
    was: dict[str, str], became: dict[str, str], now: dict[str, str]
) -> dict[str, str]:
    """Whose word each field's value is, as before where it is as the merge left it."""
    words = dict(now)
    for name in was.keys() | became.keys():
        if became.get(name) == now.get(name):
            words.pop(name, None)
            if name in was:
                words[name] = was[name]
    return words
