"""What there is to collect in the game, from FFXIV Collect, once a week."""

from __future__ import annotations

from datetime import datetime
from datetime import timedelta

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
    "updated_at",
)


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

    What it lacks stays, and is marked. Raises RemoteUnexpected for a list that lacks
    too much, and then nothing is stored.
    """
    known = dict(Collectable.objects.filter(kind=kind).values_list("game_id", "name"))
    listed = Collectable.objects.listed(kind).exclude(name="").count()
    if len(rows) < listed * LEAST_SHARE:
        raise RemoteUnexpected(
            f"FFXIV Collect sent {len(rows):,} of {counted(listed, f'known {kind}')}.",
            service=NAME,
        )
    made = [
        Collectable(
            kind=kind,
            game_id=row.game_id,
            name=row.name,
            description=row.description,
            patch=row.patch,
            place=row.order,
            icon_url=row.icon_url,
            image_url=row.image_url,
            owned_percent=row.owned_percent,
            points=row.points,
            category=row.category,
            group=row.group,
            reward=row.reward,
            tradeable=row.tradeable,
            sources=row.sources,
            data=row.rest,
        )
        for row in rows
    ]
    Collectable.objects.bulk_create(
        made,
        update_conflicts=True,
        unique_fields=["kind", "game_id"],
        update_fields=FIELDS,
        batch_size=1_000,
    )
    ids = [row.game_id for row in rows]
    gone = Collectable.objects.listed(kind).exclude(game_id__in=ids).exclude(name="")
    gone.update(missing_since=at)
    return sum(not known.get(row.game_id) for row in rows)
