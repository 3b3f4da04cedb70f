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
LONGEST_DESCRIPTION = 1000
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
    with BungieTableClient() as files:

        def rows(table: str) -> Iterator[Mapping[str, Any]]:
            path = manifest.paths.get(table, "")
            return files.rows(path) if path else iter(())

        _store(map(_mode, rows(tables.MODES)), manifest.version)
        _store(map(_activity, rows(tables.ACTIVITIES)), manifest.version)
        titles = _titles_of(rows(tables.NODES))
        found = (_record(row, titles) for row in rows(tables.RECORDS))
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
                "description",
                "image_path",
                "score",
                "title_hash",
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


def _titles_of(nodes: Iterable[Mapping[str, Any]]) -> dict[int, int]:
    """By triumph, the title that it counts for: a seal lists its triumphs."""
    found = {}
    for node in nodes:
        title = answers.hash_of(node.get("completionRecordHash"))
        children = node.get("children")
        records = children.get("records") if isinstance(children, dict) else None
        if title and isinstance(records, list):
            for record in records:
                if isinstance(record, dict):
                    found[answers.hash_of(record.get("recordHash"))] = title
    return found


def _record(row: Mapping[str, Any], titles: Mapping[int, int]) -> Definition:
    info = row.get("titleInfo")
    if isinstance(info, dict) and info.get("hasTitle"):
        return _title(row, info)
    number = answers.hash_of(row.get("hash"))
    shown, completion = row.get("displayProperties"), row.get("completionInfo")
    shown = shown if isinstance(shown, dict) else {}
    completion = completion if isinstance(completion, dict) else {}
    return Definition(
        kind=DefinitionKind.TRIUMPH,
        number=number,
        name=_name(row, "displayProperties"),
        group_name=answers.text(row.get("recordTypeName")),
        description=answers.text(shown.get("description"), LONGEST_DESCRIPTION),
        image_path=answers.path(shown.get("icon")),
        score=answers.number(completion.get("ScoreValue")),
        title_hash=titles.get(number),
    )


def _title(row: Mapping[str, Any], info: Mapping[str, Any]) -> Definition:
    names = info.get("titlesByGender")
    named = [*names.values()] if isinstance(names, dict) else []
    return Definition(
        kind=DefinitionKind.TITLE,
        number=answers.hash_of(row.get("hash")),
        name=answers.text(named[0]) if named else _name(row, "displayProperties"),
        group_name=_name(row, "displayProperties"),
        gilding_hash=answers.hash_of(info.get("gildingTrackingRecordHash")) or None,
    )


def _name(row: Mapping[str, Any], key: str) -> str:
    shown = row.get(key)
    return answers.text(shown.get("name")) if isinstance(shown, dict) else ""
