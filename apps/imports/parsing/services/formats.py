"""The exports of other services that Questlog reads, one module each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from collections.abc import Iterable

from apps.imports.parsing.rows import Parsed
from apps.imports.parsing.services import backloggery
from apps.imports.parsing.services import grouvee
from apps.imports.parsing.services import howlongtobeat
from apps.imports.parsing.services import igdb_list
from apps.imports.parsing.services import infinite_backlog
from apps.imports.parsing.services import yamtrack
from apps.imports.parsing.services.collector import Collector
from apps.imports.parsing.services.libraries import gog_galaxy
from apps.imports.parsing.services.libraries import playnite
from apps.imports.parsing.services.libraries import playstation
from apps.imports.parsing.services.libraries import xbox
from apps.imports.parsing.services.service_export import ReadRecord
from apps.imports.parsing.services.service_export import ServiceExport
from apps.imports.parsing.services.trackers import backloggd
from apps.imports.parsing.services.trackers import diaries
from apps.imports.parsing.services.trackers import gg
from apps.imports.parsing.services.trackers import rawg
from apps.imports.parsing.services.trackers import vgcollect
from apps.imports.parsing.tables.delimited import Record

SERVICES = (
    grouvee,
    howlongtobeat,
    igdb_list,
    backloggery,
    infinite_backlog,
    yamtrack,
    playnite,
    gog_galaxy,
    playstation,
    xbox,
    backloggd,
    gg,
    rawg,
    vgcollect,
    diaries,
)
EXPORTS: dict[str, ServiceExport] = {each.EXPORT.key: each.EXPORT for each in SERVICES}


def likeliest(columns: Collection[str]) -> ServiceExport | None:
    """The export that a table with these columns (in lower case) is, if any."""
    rated = [(export.likeness(columns), export) for export in EXPORTS.values()]
    best = max(rated, key=lambda pair: pair[0])
    return best[1] if best[0] else None


def read_records(
    records: Iterable[Record],
    read: ReadRecord,
    collector: Collector,
    *,
    not_taken: Collection[str] = (),
) -> Parsed:
    """Every record read; one that is broken is reported with its reason."""
    unused: Counter[str] = Counter()
    for record in records:
        if record.problem:
            collector.report(record, record.problem)
            continue
        unused.update(name for name in not_taken if record[name])
        read(record, collector)
    if unused:
        names = ", ".join(name for name in not_taken if unused[name])
        collector.warnings.append(
            f"Not imported because Questlog has no field for it: {names}. The file is "
            "kept with this import."
        )
    return collector.finish()
