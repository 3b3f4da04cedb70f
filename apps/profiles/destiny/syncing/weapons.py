"""Names of the weapons in reports, each asked for once.

The table that has them is one of 150 MB; somebody's reports name some hundred.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import batched

from django.db import connection
from django.db import transaction

from apps.integrations.bungie.answers import BungieItem
from apps.integrations.bungie.client import BungieClient
from apps.jobs.progress import Progress
from apps.profiles.destiny.models import Definition
from apps.profiles.destiny.models import DestinyProfile
from apps.profiles.destiny.models.definition import DefinitionKind

# So many are committed together.
CHUNK = 20
_UNNAMED = """
SELECT DISTINCT w.hash FROM destiny_reportentry e
CROSS JOIN LATERAL jsonb_to_recordset(e.weapons) AS w(hash bigint)
JOIN destiny_report r ON r.id = e.report_id
LEFT JOIN destiny_definition d ON d.kind = 'weapon' AND d.number = w.hash
WHERE (d.id IS NULL OR (d.name = '' AND d.version <> %(version)s))
AND (%(instance)s = '' OR (e.is_self AND r.instance_id = %(instance)s)) ORDER BY 1
"""


def name_weapons(
    profile: DestinyProfile, progress: Progress, *, instance_id: str = ""
) -> None:
    """Ask for those that have no name yet; of one report, only for the owner's.

    Raises RemoteError; what came stays.
    """
    version = profile.manifest_version
    with connection.cursor() as cursor:
        cursor.execute(_UNNAMED, {"version": version, "instance": instance_id})
        wanted = [number for (number,) in cursor.fetchall()]
    if not wanted:
        return
    progress.begin(len(wanted), "Names of weapons")
    with BungieClient() as bungie:
        for chunk in batched(wanted, CHUNK, strict=False):
            _store([(number, bungie.item(number)) for number in chunk], version)
            progress.step(len(chunk))


@transaction.atomic
def _store(found: Sequence[tuple[int, BungieItem | None]], version: str) -> None:
    Definition.objects.bulk_create(
        [
            Definition(
                kind=DefinitionKind.WEAPON,
                number=number,
                name=item.name if item else "",
                description=item.kind if item else "",
                image_path=item.image_path if item else "",
                version=version,
            )
            for number, item in found
        ],
        update_conflicts=True,
        unique_fields=["kind", "number"],
        update_fields=["name", "description", "image_path", "version"],
    )
