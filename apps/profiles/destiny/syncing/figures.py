"""Bungie's own figures by mode, for the account and for each character."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from apps.integrations.bungie.answers import AccountStats
from apps.integrations.bungie.answers import BungieAccount
from apps.integrations.bungie.answers import BungieStats
from apps.integrations.bungie.client import ALL_CHARACTERS
from apps.integrations.bungie.client import BungieClient
from apps.jobs.progress import Progress
from apps.profiles.destiny.models import AggregateStats
from apps.profiles.destiny.models import Character
from apps.profiles.destiny.models import DestinyProfile
from apps.profiles.destiny.models.stats import FRACTIONS
from apps.profiles.destiny.models.stats import WHOLE
from apps.profiles.destiny.models.stats import Scope

_FIELDS = (*WHOLE, *FRACTIONS, "values", "updated_at")


def refresh_figures(
    profile: DestinyProfile,
    bungie: BungieClient,
    account: BungieAccount,
    stats: AccountStats,
    progress: Progress,
) -> None:
    """Figures that an answer lacks stay as they were."""
    characters = list(profile.characters.order_by("id"))
    progress.begin(len(characters) + 1, "Figures by mode")
    _store(profile, Scope.DELETED, None, stats.deleted)
    everyone = [*stats.everyone, *bungie.stats(account, ALL_CHARACTERS)]
    _store(profile, Scope.ACCOUNT, None, everyone)
    progress.step()
    merged = {each.character_id: each.stats for each in stats.characters}
    for character in characters:
        if not (character.is_known_wholly and character.stats.exists()):
            found = [
                *merged.get(character.character_id, ()),
                *bungie.stats(account, character.character_id),
            ]
            _store(profile, Scope.CHARACTER, character, found)
        progress.step(message=str(character))


@transaction.atomic
def _store(
    profile: DestinyProfile,
    scope: Scope,
    character: Character | None,
    found: Iterable[BungieStats],
) -> None:
    rows = AggregateStats.objects.filter(
        profile=profile, scope=scope, character=character
    ).select_for_update(no_key=True)
    stored = {row.mode: row for row in rows}
    now = timezone.now()
    changed: dict[str, AggregateStats] = {}
    for each in found:
        row = stored.setdefault(
            each.mode,
            AggregateStats(
                profile=profile, scope=scope, character=character, mode=each.mode
            ),
        )
        if row.pk is None or row.values != each.values:
            row.take(each.values)
            row.updated_at = now
            changed[each.mode] = row
    new = [row for row in changed.values() if row.pk is None]
    known = [row for row in changed.values() if row.pk is not None]
    AggregateStats.objects.bulk_create(new, ignore_conflicts=True)
    AggregateStats.objects.bulk_update(known, _FIELDS)
