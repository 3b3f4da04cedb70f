"""What a character owns: from FFXIV Collect, or else from the Lodestone itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field
from datetime import datetime
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from apps.core.plurals import counted
from apps.integrations import ffxiv_collect
from apps.integrations.ffxiv_collect import CollectCharacter
from apps.integrations.ffxiv_collect import FFXIVCollectClient
from apps.integrations.http.errors import RemoteError
from apps.integrations.http.errors import RemoteMisconfigured
from apps.integrations.http.errors import RemoteNotFound
from apps.integrations.lodestone.client import NAME as LODESTONE
from apps.integrations.lodestone.client import CharacterPrivate
from apps.integrations.lodestone.client import LodestoneClient
from apps.integrations.lodestone.client import layout_changed
from apps.jobs.progress import Progress
from apps.profiles.ffxiv.models import Character
from apps.profiles.ffxiv.models import Collectable
from apps.profiles.ffxiv.models import Kind
from apps.profiles.ffxiv.models import Unlock
from apps.profiles.ffxiv.models.changes import achievements_earned
from apps.profiles.ffxiv.syncing.catalogue import KIND_OF

# Collect reads the Lodestone itself; what it read so long ago, we read better.
STALE = timedelta(days=3)
MOST_PAGES = 400
_BATCH = 2_000


@dataclass(frozen=True)
class Owned:
    """All ids of a kind, or some of them if not `is_all`; None for a hidden list."""

    ids: frozenset[int] | None
    times: dict[int, datetime] = field(default_factory=dict)
    is_all: bool = True


def update_collections(
    character: Character, progress: Progress, *, at: datetime
) -> list[str]:
    """Fetch and store; what is new, in words. Raises RemoteError."""
    try:
        with FFXIVCollectClient() as collect:
            found = collect.character(character.lodestone_id)
    except RemoteMisconfigured:
        raise
    except RemoteError as error:
        progress.fail(
            f"{character.name} on FFXIV Collect",
            f"{error.message} The Lodestone was read instead.",
        )
        return _from_lodestone(character, progress, at=at)
    if found.last_parsed is None or found.last_parsed < timezone.now() - STALE:
        return _from_lodestone(character, progress, at=at)
    return store_collections(
        character,
        owned_of(found),
        source=ffxiv_collect.NAME,
        at=at,
        data=found.rest,
    )


def owned_of(found: CollectCharacter) -> dict[Kind, Owned]:
    return {
        KIND_OF[name]: Owned(each.ids if each.is_public else None, each.times)
        for name, each in found.collections.items()
    }


def _from_lodestone(
    character: Character, progress: Progress, *, at: datetime
) -> list[str]:
    """The mobile pages have names, and the catalogue the ids that belong to them."""
    changes: list[str] = []
    with LodestoneClient() as lodestone:
        owned = {}
        for kind, read in (
            (Kind.MOUNT, lodestone.mounts),
            (Kind.MINION, lodestone.minions),
        ):
            try:
                names = read(character.lodestone_id)
            except CharacterPrivate:
                owned[kind] = Owned(None)
                continue
            owned[kind] = _named(character, kind, names, progress)
        changes += store_collections(character, owned, source=LODESTONE, at=at)
        changes += _achievements(character, lodestone, at=at)
    return changes


def _named(
    character: Character, kind: Kind, names: tuple[str, ...], progress: Progress
) -> Owned:
    known = Unlock.objects.filter(character=character, collectable__kind=kind)
    if len(names) < (count := known.filter(missing_since=None).count()):
        raise layout_changed(f"{kind}s that it had: {len(names):,} of {count:,}")
    rows = Collectable.objects.filter(kind=kind).values_list("name", "game_id")
    ids = {name.casefold(): game_id for name, game_id in rows if name}
    unknown = [name for name in names if name.casefold() not in ids]
    if unknown:
        progress.fail(
            f"{kind.label}s that the catalogue lacks", ", ".join(unknown[:20])
        )
    found = frozenset(ids[n] for name in names if (n := name.casefold()) in ids)
    return Owned(found, is_all=not unknown)


def _achievements(
    character: Character, lodestone: LodestoneClient, *, at: datetime
) -> list[str]:
    """Page by page, each stored as it comes, until all are known.

    An attempt that ended early is gone on with: pages are read until as many are
    stored as the character has.
    """
    is_first = not _unlocks(character, Kind.ACHIEVEMENT).exists()
    changes: list[str] = []
    number, pages, added = 1, 1, 0
    while number <= min(pages, MOST_PAGES):
        try:
            page = lodestone.achievements(character.lodestone_id, page=number)
        except (CharacterPrivate, RemoteNotFound):
            hidden = {Kind.ACHIEVEMENT: Owned(None)}
            return store_collections(character, hidden, source=LODESTONE, at=at)
        pages = page.pages
        times = {each.achievement_id: each.earned_at for each in page.earned}
        owned = {Kind.ACHIEVEMENT: Owned(frozenset(times), times, is_all=False)}
        before = _unlocks(character, Kind.ACHIEVEMENT).count()
        store_collections(character, owned, source=LODESTONE, at=at, is_first=is_first)
        count = _unlocks(character, Kind.ACHIEVEMENT).count()
        added += count - before
        if page.total is not None and count >= page.total and count == before:
            break
        number += 1
    if added:
        changes.append(counted(added, "achievement"))
    return changes


def _unlocks(character: Character, kind: Kind) -> Any:
    return Unlock.objects.filter(character=character, collectable__kind=kind)


@transaction.atomic
def store_collections(
    character: Character,
    owned: dict[Kind, Owned],
    *,
    source: str,
    at: datetime,
    data: dict[str, Any] | None = None,
    is_first: bool | None = None,
) -> list[str]:
    """Store what a character owns, in one transaction; what is new, in words.

    What a whole list lacks is marked and stays; a hidden list changes nothing but
    since when it is hidden. `is_first`: no event is sent; by itself, of a kind that
    nothing is stored of.
    """
    character.refresh_from_db(
        from_queryset=Character.objects.select_for_update(no_key=True)
    )
    changes = []
    for kind, found in owned.items():
        name = f"{kind}s_hidden_since"
        if found.ids is None:
            if getattr(character, name) is None:
                setattr(character, name, at)
                changes.append(f"{kind.label}s turned private")
            continue
        setattr(character, name, None)
        count, new = _store_kind(character, kind, found, at=at)
        if new:
            changes.append(counted(len(new), kind))
        first = count == 0 if is_first is None else is_first
        if kind == Kind.ACHIEVEMENT and new and not first:
            _announce(character, new)
    character.collections_read_at = at
    character.collected_from = source
    if data is not None:
        character.collect_data = data
    character.save()
    return changes


def _store_kind(
    character: Character, kind: Kind, found: Owned, *, at: datetime
) -> tuple[int, list[int]]:
    """How many were stored before, and the ids that are new."""
    ids = found.ids or frozenset()
    known = {
        unlock.collectable.game_id: unlock
        for unlock in _unlocks(character, kind).select_related("collectable")
    }
    new = ids - known.keys()
    rows = _collectables(kind, new)
    Unlock.objects.bulk_create(
        [
            Unlock(
                character=character,
                collectable_id=rows[each],
                earned_at=found.times.get(each),
                seen_at=at,
            )
            for each in sorted(new)
        ],
        batch_size=_BATCH,
    )
    changed = []
    for game_id, unlock in known.items():
        earned_at = found.times.get(game_id) or unlock.earned_at
        missing = unlock.missing_since
        if game_id in ids:
            missing = None
        elif found.is_all:
            missing = missing or at
        if (earned_at, missing) != (unlock.earned_at, unlock.missing_since):
            unlock.earned_at, unlock.missing_since = earned_at, missing
            changed.append(unlock)
    Unlock.objects.bulk_update(
        changed, ["earned_at", "missing_since"], batch_size=_BATCH
    )
    return len(known), sorted(new)


def _collectables(kind: Kind, game_ids: Iterable[int]) -> dict[int, int]:
    """The key of each row; made where the catalogue lacks it."""
    wanted = set(game_ids)
    rows = Collectable.objects.filter(kind=kind, game_id__in=wanted)
    found = dict(rows.values_list("game_id", "pk"))
    lacking = wanted - found.keys()
    if lacking:
        Collectable.objects.bulk_create(
            [Collectable(kind=kind, game_id=each) for each in sorted(lacking)],
            ignore_conflicts=True,
            batch_size=_BATCH,
        )
        found = dict(rows.all().values_list("game_id", "pk"))
    return found


def _announce(character: Character, new: list[int]) -> None:
    rows = _unlocks(character, Kind.ACHIEVEMENT).filter(collectable__game_id__in=new)
    unlocks = rows.select_related("collectable", "character").order_by(
        "-earned_at", "-id"
    )
    achievements_earned.send(Unlock, unlocks=list(unlocks))
