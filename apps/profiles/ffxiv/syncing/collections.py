"""What a character owns: from FFXIV Collect, or else from the Lodestone itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import datetime
from datetime import timedelta
from typing import Any

from django.db import connection
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
from apps.profiles.ffxiv.events import MOST_AT_ONCE
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
INSERT = """
INSERT INTO ffxiv_unlock
    (uuid, created_at, updated_at, character_id, collectable_id, earned_at, seen_at)
SELECT gen_random_uuid(), now(), now(), %(character)s, c.id, n.earned_at, %(at)s
FROM unnest(%(ids)s::int[], %(times)s::timestamptz[]) AS n (game_id, earned_at)
JOIN ffxiv_collectable c ON c.kind = %(kind)s AND c.game_id = n.game_id
ORDER BY n.game_id
"""


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
    # Columns only: a row of the catalogue is large.
    columns = ("collectable__game_id", "pk", "earned_at", "missing_since")
    known = {
        game_id: (pk, earned_at, missing_since)
        for game_id, pk, earned_at, missing_since in _unlocks(
            character, kind
        ).values_list(*columns)
    }
    new = ids - known.keys()
    _insert(character, kind, {each: found.times.get(each) for each in new}, at=at)
    changed = []
    for game_id, (pk, was_earned_at, was_missing) in known.items():
        earned_at = found.times.get(game_id) or was_earned_at
        missing = was_missing
        if game_id in ids:
            missing = None
        elif found.is_all:
            missing = missing or at
        if (earned_at, missing) != (was_earned_at, was_missing):
            changed.append(Unlock(pk=pk, earned_at=earned_at, missing_since=missing))
    Unlock.objects.bulk_update(
        changed, ["earned_at", "missing_since"], batch_size=_BATCH
    )
    return len(known), sorted(new)


def _insert(
    character: Character,
    kind: Kind,
    earned: Mapping[int, datetime | None],
    *,
    at: datetime,
) -> None:
    """Make the rows of what is new, in one statement: there may be thousands.

    What the catalogue lacks is made there, with its id only.
    """
    rows = Collectable.objects.filter(kind=kind, game_id__in=earned)
    lacking = earned.keys() - set(rows.values_list("game_id", flat=True))
    Collectable.objects.bulk_create(
        [Collectable(kind=kind, game_id=each) for each in sorted(lacking)],
        ignore_conflicts=True,
        batch_size=_BATCH,
    )
    with connection.cursor() as cursor:
        cursor.execute(
            INSERT,
            {
                "character": character.pk,
                "kind": kind.value,
                "ids": list(earned),
                "times": list(earned.values()),
                "at": at,
            },
        )


def _announce(character: Character, new: list[int]) -> None:
    """Send the newest of the new achievements."""
    rows = _unlocks(character, Kind.ACHIEVEMENT).filter(collectable__game_id__in=new)
    unlocks = rows.select_related("collectable", "character").order_by(
        "-earned_at", "-id"
    )
    achievements_earned.send(Unlock, unlocks=list(unlocks[:MOST_AT_ONCE]))
