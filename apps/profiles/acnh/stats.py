"""Statistics over all hunts, in one statement."""

from __future__ import annotations

from django.db import connection
from pydantic import BaseModel

from apps.core.api.sql_json import json_array
from apps.core.api.sql_json import json_object
from apps.core.api.sql_json import json_object_or_null
from apps.profiles.acnh.rest.schemas import ACNHStatsSchema
from apps.profiles.acnh.rest.schemas import HuntRecordSchema
from apps.profiles.acnh.rest.schemas import HuntStatsSchema
from apps.profiles.acnh.rest.schemas import MonthStatSchema
from apps.profiles.acnh.rest.schemas import PersonalityStatSchema
from apps.profiles.acnh.rest.schemas import SpeciesStatSchema
from apps.profiles.acnh.rest.schemas import TopVillagerSchema
from apps.profiles.acnh.rest.schemas import VillagerSchema

MOST_ENCOUNTERED = 5
MOST_SPECIES = 10
_SOURCES = """
WITH met AS (
    SELECT hunt_id, villager_id, count(*) AS count
    FROM acnh_encounter GROUP BY hunt_id, villager_id
), hunts AS MATERIALIZED (
    SELECT h.id, h.uuid, h.date, h.created_at, h.result_id,
           coalesce(sum(met.count), 0)::int AS encounter_count
    FROM acnh_hunt h JOIN acnh_island i ON i.id = h.island_id
    LEFT JOIN met ON met.hunt_id = h.id
    WHERE %(private)s OR (h.is_public AND i.is_public)
    GROUP BY h.id
), villagers AS MATERIALIZED (
    SELECT v.*, sum(met.count)::int AS times
    FROM met JOIN hunts ON hunts.id = met.hunt_id
    JOIN acnh_villager v ON v.id = met.villager_id
    GROUP BY v.id
)
"""


def _top() -> str:
    item = json_object(
        TopVillagerSchema, "v", villager=json_object(VillagerSchema, "v"), count="times"
    )
    rows = (
        f"(SELECT * FROM villagers ORDER BY times DESC, name LIMIT {MOST_ENCOUNTERED})"
    )
    return json_array(item, f"{rows} v", order="v.times DESC, v.name")


def _distribution(schema: type[BaseModel], field: str, most: str) -> str:
    rows = (
        f"(SELECT {field}, sum(times)::int AS count FROM villagers GROUP BY {field}"
        f" ORDER BY 2 DESC, 1 LIMIT {most})"
    )
    return json_array(
        json_object(schema, "d"), f"{rows} d", order=f"d.count DESC, d.{field}"
    )


def _record(direction: str) -> str:
    """The hunt with the fewest or most encounters; one without any is no record."""
    item = json_object(
        HuntRecordSchema, "h", result_villager=json_object_or_null(VillagerSchema, "v")
    )
    return (
        f"(SELECT {item} FROM hunts h LEFT JOIN acnh_villager v ON v.id = h.result_id"
        f" WHERE h.encounter_count > 0 ORDER BY h.encounter_count {direction},"
        " h.date, h.created_at, h.id LIMIT 1)"
    )


def _months() -> str:
    rows = (
        "(SELECT to_char(date, 'YYYY-MM') AS month, count(*) AS hunts,"
        " sum(encounter_count)::int AS islands FROM hunts GROUP BY 1)"
    )
    return json_array(json_object(MonthStatSchema, "m"), f"{rows} m", order="m.month")


_OF_CONTRACT = {
    "total_hunts": "(SELECT count(*) FROM hunts)",
    "total_islands": "(SELECT coalesce(sum(encounter_count), 0) FROM hunts)",
    "avg_islands_per_hunt": (
        "(SELECT coalesce(round(avg(encounter_count), 1), 0.0) FROM hunts)"
    ),
    "most_encountered": _top(),
    "personality_distribution": _distribution(
        PersonalityStatSchema, "personality", "ALL"
    ),
    "species_distribution": _distribution(
        SpeciesStatSchema, "species", str(MOST_SPECIES)
    ),
    "shortest_hunt": _record("ASC"),
    "longest_hunt": _record("DESC"),
}
_CONTRACT_SQL = f"{_SOURCES} SELECT {json_object(ACNHStatsSchema, '', **_OF_CONTRACT)}"
_OWN_SQL = (
    _SOURCES
    + " SELECT "
    + json_object(
        HuntStatsSchema,
        "",
        **_OF_CONTRACT,
        recruited="(SELECT count(result_id) FROM hunts)",
        different_villagers="(SELECT count(*) FROM villagers)",
        months=_months(),
    )
)


def contract_stats_json() -> str:
    """Of what is public, in the form of the existing clients."""
    return _read(_CONTRACT_SQL, private=False)


def stats_json(*, private: bool) -> str:
    return _read(_OWN_SQL, private=private)


def _read(sql: str, *, private: bool) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"{sql}::text", {"private": private})
        (value,) = cursor.fetchone()
    return str(value)
