"""VGCollect's CSV of a collection: what stands on the shelf, not what was played.

Source, sure for the columns (VGC id, Name, Platform, Notes, Cart, Box, Manual, Other,
Purchased Price, Purchased Date, Added) and platforms such as "GameCube [NA]":
`index.js` of julianl23/vgcollect-to-pricecharting, which quotes a line of an export.
Reconstructed: that the file of a wishlist says so in its name.

Nothing is said of the playing, so each game is added without a playthrough; those of a
wishlist are on a list of that name. The region goes into the notes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from apps.imports.parsing.rows import SourcePlaythrough
from apps.imports.parsing.services.collector import ExportedGame
from apps.imports.parsing.services.service_export import ServiceExport
from apps.library.platform_names import platform_word

if TYPE_CHECKING:
    from apps.imports.parsing.services.collector import Collector
    from apps.imports.parsing.tables.delimited import Record

TELLING = (
    frozenset({"vgc id", "name", "platform"}),
    frozenset({"name", "platform", "cart", "box", "manual"}),
)
REQUIRED = frozenset({"name"})
NOT_TAKEN = ("cart", "box", "manual", "other", "purchased price", "purchased date")
_REGION = re.compile(r"(.+?)\s*\[([^\]]+)\]")
_WISHED = re.compile(r"wish ?list|want", re.IGNORECASE)


def read_record(record: Record, collector: Collector) -> None:
    """Add the line's game with its platform."""
    found = _REGION.fullmatch(record["platform"])
    name, region = found.groups() if found else (record["platform"], "")
    wished = ["Wishlist"] if _WISHED.search(collector.list_name) else []
    lists, filed = collector.filed(wished, record, record["name"], has_status=True)
    platform = platform_word(name)
    game = ExportedGame(
        record["name"],
        platforms=[platform],
        lists=lists,
        notes=[record["notes"], f"region: {region}" if region else ""],
    )
    collector.add_run(record, game, SourcePlaythrough("completed", platform), filed)


EXPORT = ServiceExport(
    "vgcollect",
    "VGCollect",
    telling=TELLING,
    read=read_record,
    required=REQUIRED,
    not_taken=NOT_TAKEN,
)
