"""The titles that the account has earned, among its triumphs."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from apps.integrations.bungie.answers import BungieProfile
from apps.profiles.destiny.models import Definition
from apps.profiles.destiny.models import DestinyProfile
from apps.profiles.destiny.models import Title
from apps.profiles.destiny.models.definition import DefinitionKind


@transaction.atomic
def store_titles(profile: DestinyProfile, answer: BungieProfile) -> list[str]:
    """Returns those that are new or were gilded again. None goes."""
    if not answer.records:
        return []
    records = {each.record_hash: each for each in answer.records}
    stored = {each.record_hash: each for each in profile.titles.all()}
    is_first = not stored
    changes = []
    for definition in Definition.objects.filter(kind=DefinitionKind.TITLE):
        record = records.get(definition.number)
        if record is None or not record.is_complete:
            continue
        gilding = records.get(definition.gilding_hash or 0)
        gilded = gilding.completed_count if gilding else 0
        title = stored.get(definition.number)
        if title is None:
            Title.objects.create(
                profile=profile,
                record_hash=definition.number,
                name=definition.name,
                gilded_count=gilded,
                earned_by=timezone.now(),
            )
            changes.append(f"Title {definition.name}")
        elif gilded > title.gilded_count:
            title.gilded_count = gilded
            title.save(update_fields=["gilded_count", "updated_at"])
            changes.append(f"Title {title.name} gilded {gilded} times")
    return [f"{len(changes)} titles"] if is_first and len(changes) > 1 else changes
