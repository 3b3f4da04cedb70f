"""Names by number, from Bungie's manifest, fetched when its version changes."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from itertools import batched
from typing import Any

from django.db import connection
from django.db import transaction

from apps.integrations.bungie import answers
from apps.integrations.bungie import manifest as tables
from apps.integrations.bungie.client import BungieClient
from apps.integrations.bungie.client import BungieTableClient
from apps.integrations.bungie.manifest import Manifest
from apps.integrations.http.errors import RemoteNotFound
from apps.profiles.destiny.models import Definition
from apps.profiles.destiny.models import DestinyProfile
from apps.profiles.destiny.models.definition import DefinitionKind
from apps.profiles.destiny.models.definition import group_of

BATCH = 500
_UNNAMED = """
SELECT EXISTS (
    SELECT FROM (SELECT DISTINCT reference_hash FROM destiny_activity) a
    WHERE NOT EXISTS (
        SELECT FROM destiny_definition d
        WHERE d.kind = 'activity' AND d.number = a.reference_hash
    )
)
"""


def refresh_definitions(profile: DestinyProfile, bungie: BungieClient) -> bool:
    """Fetch the tables if their version is another one; whether it was.

    Raises RemoteError; what was stored stays.
    """
    manifest = bungie.manifest()
    if manifest.version == profile.manifest_version:
        return False
    try:
        _fetch(manifest)
    except RemoteNotFound:
        # An update in the middle takes the tables of the version before away.
        manifest = bungie.manifest()
        _fetch(manifest)
    DestinyProfile.objects.filter(pk=profile.pk).update(
        manifest_version=manifest.version
    )
    profile.manifest_version = manifest.version
    return True


def has_unnamed_activities() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(_UNNAMED)
        (found,) = cursor.fetchone()
    return bool(found)


def _fetch(manifest: Manifest) -> None:
    readers = (
        (tables.MODES, _mode),
        (tables.ACTIVITIES, _activity),
        (tables.RECORDS, _title),
    )
    with BungieTableClient() as files:
        for table, read in readers:
            path = manifest.paths.get(table, "")
            if path:
                found = (read(row) for row in files.rows(path))
                _store(found, manifest.version)


@transaction.atomic
def _store(found: Iterable[Definition | None], version: str) -> None:
    for batch in batched(_each_once(found), BATCH, strict=False):
        for row in batch:
            row.version = version[:100]
        Definition.objects.bulk_create(
            batch,
            update_conflicts=True,
            unique_fields=["kind", "number"],
            update_fields=[
                "name",
                "group_name",
                "image_path",
                "gilding_hash",
                "version",
            ],
        )


def _each_once(found: Iterable[Definition | None]) -> Iterator[Definition]:
    """Those with a name: a definition that was withdrawn keeps the name it had."""
    seen: set[int] = set()
    for row in found:
        if row is not None and row.name and row.number not in seen:
            seen.add(row.number)
            yield row


def _activity(row: Mapping[str, Any]) -> Definition:
    name = _name(row, "originalDisplayProperties") or _name(row, "displayProperties")
    return Definition(
        kind=DefinitionKind.ACTIVITY,
        number=answers.hash_of(row.get("hash")),
        name=name,
        group_name=group_of(name),
        image_path=answers.path(row.get("pgcrImage")),
    )


def _mode(row: Mapping[str, Any]) -> Definition:
    return Definition(
        kind=DefinitionKind.MODE,
        number=answers.number(row.get("modeType")),
        name=_name(row, "displayProperties"),
    )


def _title(row: Mapping[str, Any]) -> Definition | None:
    info = row.get("titleInfo")
    if not isinstance(info, dict) or not info.get("hasTitle"):
        return None
    names = info.get("titlesByGender")
    named = [*names.values()] if isinstance(names, dict) else []
    return Definition(
        kind=DefinitionKind.TITLE,
        number=answers.hash_of(row.get("hash")),
        name=answers.text(named[0]) if named else _name(row, "displayProperties"),
        gilding_hash=answers.hash_of(info.get("gildingTrackingRecordHash")) or None,
    )


def _name(row: Mapping[str, Any], key: str) -> str:
    shown = row.get(key)
    return answers.text(shown.get("name")) if isinstance(shown, dict) else ""
