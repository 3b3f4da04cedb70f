"""What there is to collect in the game, from FFXIV Collect, once a week."""

from __future__ import annotations

from datetime import datetime
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from apps.core.plurals import counted
from apps.integrations.ffxiv_collect import KINDS
from apps.integrations.ffxiv_collect import NAME
from apps.integrations.ffxiv_collect import CatalogueRow
from apps.integrations.ffxiv_collect import FFXIVCollectClient
from apps.integrations.http.errors import RemoteUnexpected
from apps.jobs.progress import Progress
from apps.profiles.ffxiv.models import Collectable
from apps.profiles.ffxiv.models import FFXIVProfile
from apps.profiles.ffxiv.models import Kind

EVERY = timedelta(days=7)
# The game takes nothing away: less than this share of what was listed is no catalogue.
LEAST_SHARE = 0.9
KIND_OF = {
    "achievements": Kind.ACHIEVEMENT,
    "mounts": Kind.MOUNT,
    "minions": Kind.MINION,
}
FIELDS = (
    "name",
    "description",
    "patch",
    "place",
    "icon_url",
    "image_url",
    "owned_percent",
    "points",
    "category",
    "group",
    "reward",
    "tradeable",
    "sources",
    "data",
    "missing_since",
)


# Where the answer calls it otherwise.
SENT_AS = {"place": "order", "data": "rest"}


def is_due(profile: FFXIVProfile, *, at: datetime) -> bool:
    last = profile.catalogue_synced
    return last is None or not at - EVERY < last <= at


def refresh_catalogue(profile: FFXIVProfile, progress: Progress) -> list[str]:
    """Fetch all three lists; what was added to the game, in words.

    Each list is stored as it comes. Raises RemoteError.
    """
    changes = []
    with FFXIVCollectClient() as collect:
        for name in KINDS:
            kind = KIND_OF[name]
            found = collect.catalogue(name)
            had_any = Collectable.objects.listed(kind).exclude(name="").exists()
            added = store(kind, found.rows, at=timezone.now())
            if had_any and added:
                changes.append(f"{counted(added, f'new {kind}')} in the game")
            if found.unreadable:
                progress.fail(
                    f"{kind.label} catalogue",
                    f"{counted(found.unreadable, 'row')} couldn’t be read.",
                )
    now = timezone.now()
    FFXIVProfile.objects.filter(pk=profile.pk).update(catalogue_synced=now)
    return changes


@transaction.atomic
def store(kind: Kind, rows: list[CatalogueRow], *, at: datetime) -> int:
    """Add and correct what `rows` has of a kind; how many are new.

    Only what differs is written. What it lacks stays, and is marked. Raises
    RemoteUnexpected for a list that lacks too much, and then nothing is stored.
    """
    stored = Collectable.objects.filter(kind=kind).values_list("game_id", *FIELDS)
    known = {game_id: values for game_id, *values in stored}
    listed = Collectable.objects.listed(kind).exclude(name="").count()
    if len(rows) < listed * LEAST_SHARE:
        raise RemoteUnexpected(
            f"FFXIV Collect sent {len(rows):,} of {counted(listed, f'known {kind}')}.",
            service=NAME,
        )
    changed = [row for row in rows if _values(row) != known.get(row.game_id)]
    Collectable.objects.bulk_create(
        [
            Collectable(
                kind=kind,
                game_id=row.game_id,
                **dict(zip(FIELDS, _values(row), strict=True)),
            )
            for row in changed
        ],
        update_conflicts=True,
        unique_fields=["kind", "game_id"],
        update_fields=[*FIELDS, "updated_at"],
        batch_size=1_000,
    )
    named = {game_id for game_id, (name, *_) in known.items() if name}
    gone = named - {row.game_id for row in rows}
    Collectable.objects.listed(kind).filter(game_id__in=gone).update(missing_since=at)
    return sum(row.game_id not in named for row in rows)


def _values(row: CatalogueRow) -> list[Any]:
    """Those of `FIELDS`. What is sent isn't missing."""
    return [getattr(row, SENT_AS.get(name, name), None) for name in FIELDS]
