"""The JSON of hunts and villagers: what is not a column of the row, and its joins."""

from __future__ import annotations

from apps.core.api.sql_json import JsonShape
from apps.core.api.sql_json import json_array
from apps.core.api.sql_json import json_object
from apps.core.api.sql_json import json_object_or_null
from apps.profiles.acnh.rest.schemas import EncounterSchema
from apps.profiles.acnh.rest.schemas import HuntDetailSchema
from apps.profiles.acnh.rest.schemas import HuntEncounterSchema
from apps.profiles.acnh.rest.schemas import HuntSchema
from apps.profiles.acnh.rest.schemas import HuntSummarySchema
from apps.profiles.acnh.rest.schemas import IslandSchema
from apps.profiles.acnh.rest.schemas import VillagerDetailSchema
from apps.profiles.acnh.rest.schemas import VillagerSchema
from apps.profiles.acnh.villagers.portraits import PORTRAIT_SQL
from apps.profiles.schemas import ProfileGameSchema

VILLAGER = JsonShape(
    json_object(VillagerDetailSchema, "v", portrait_url=PORTRAIT_SQL),
    "JOIN acnh_villager v ON v.id = page.id",
)
_LATEST = 5
_COUNT = "(SELECT count(*) FROM acnh_encounter c WHERE c.hunt_id = h.id)"
_HUNT_JOINS = (
    "JOIN acnh_hunt h ON h.id = page.id"
    " LEFT JOIN acnh_villager target ON target.id = h.target_id"
    " LEFT JOIN acnh_villager result ON result.id = h.result_id"
)
_MET = "acnh_encounter en JOIN acnh_villager v ON v.id = en.villager_id"
ISLAND = JsonShape(
    json_object(
        IslandSchema,
        "i",
        game=json_object(ProfileGameSchema, "g", id="g.uuid"),
        residents=json_array(
            json_object(VillagerSchema, "v"),
            "acnh_island_residents r JOIN acnh_villager v ON v.id = r.villager_id"
            " WHERE r.island_id = i.id",
            order="v.name",
        ),
    ),
    "JOIN acnh_island i ON i.id = page.id JOIN library_game g ON g.id = i.game_id",
)


def _times_met(private: bool) -> str:
    """How often the villager of encounter `en` had been met by then."""
    seen = (
        ""
        if private
        else " AND EXISTS (SELECT FROM acnh_hunt oh"
        " JOIN acnh_island oi ON oi.id = oh.island_id"
        " WHERE oh.id = o.hunt_id AND oh.is_public AND oi.is_public)"
    )
    return (
        "(SELECT count(*) FROM acnh_encounter o WHERE o.villager_id = en.villager_id"
        f" AND (o.met_at, o.id) <= (en.met_at, en.id){seen})"
    )


def hunt_of_contract() -> JsonShape:
    encounter = json_object(
        EncounterSchema,
        "en",
        villager=json_object(VillagerSchema, "v"),
        encounters=_times_met(private=False),
    )
    newest = f"{_MET} WHERE en.hunt_id = h.id ORDER BY en.position DESC LIMIT {_LATEST}"
    return JsonShape(
        json_object(
            HuntSchema,
            "h",
            target_villager=json_object_or_null(VillagerSchema, "target"),
            result_villager=json_object_or_null(VillagerSchema, "result"),
            encounter_count=_COUNT,
            encounters=json_array(
                "newest.met",
                f"(SELECT en.position, {encounter} AS met FROM {newest}) newest",
                order="newest.position DESC",
            ),
        ),
        _HUNT_JOINS,
    )


_SUMMARY = {
    "target": json_object_or_null(VillagerSchema, "target"),
    "result": json_object_or_null(VillagerSchema, "result"),
    "is_running": "h.ended_at IS NULL",
    "encounter_count": _COUNT,
}
HUNT_OF_CONTRACT = hunt_of_contract()
HUNT_SUMMARY = JsonShape(json_object(HuntSummarySchema, "h", **_SUMMARY), _HUNT_JOINS)


def encounter_object(*, private: bool) -> str:
    return json_object(
        HuntEncounterSchema,
        "en",
        villager=json_object(VillagerSchema, "v"),
        encounters=_times_met(private),
        is_target="en.villager_id IS NOT DISTINCT FROM h.target_id",
        recorded_by="en.recorded_by" if private else "''",
    )


def hunt_detail(*, private: bool) -> JsonShape:
    return JsonShape(
        json_object(
            HuntDetailSchema,
            "h",
            **_SUMMARY,
            encounters=json_array(
                encounter_object(private=private),
                f"{_MET} WHERE en.hunt_id = h.id",
                order="en.position DESC",
            ),
        ),
        _HUNT_JOINS,
    )


ENCOUNTER = JsonShape(
    encounter_object(private=True),
    "JOIN acnh_encounter en ON en.id = page.id"
    " JOIN acnh_villager v ON v.id = en.villager_id"
    " JOIN acnh_hunt h ON h.id = en.hunt_id",
)
