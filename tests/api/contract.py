"""What we serve of the existing clients' wire contract.

Copied from the generated types of those clients; nothing here may change unless they
do. A schema maps each key to its type and to whether it is optional.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import field
from typing import Any


@dataclass(frozen=True)
class Endpoint:
    method: str
    path: str
    operation: str
    # Query parameters and whether each is required.
    query: dict[str, bool] = field(default_factory=dict)


LIBRARY = "apps_library_api_"
LISTS = "apps_lists_api_"
IRONMON = "apps_profiles_ironmon_api_"
DESTINY = "apps_profiles_destiny_api_"
WARFRAME = "apps_profiles_warframe_api_"
ENDPOINTS = [
    Endpoint(
        "GET",
        "/igdb/search",
        "apps_integrations_api_search_igdb",
        {"q": True, "limit": False},
    ),
    Endpoint("GET", "/steam/player", "apps_integrations_api_steam_player"),
    Endpoint(
        "GET",
        "/steam/recent",
        "apps_integrations_api_steam_recent",
        {"count": False},
    ),
    Endpoint("GET", "/franchises", LIBRARY + "list_franchises"),
    Endpoint("GET", "/genres", LIBRARY + "list_genres"),
    Endpoint("POST", "/genres", LIBRARY + "create_genre"),
    Endpoint(
        "GET",
        "/works",
        LIBRARY + "list_works",
        {"franchise": False, "limit": False, "offset": False},
    ),
    Endpoint("GET", "/works/{slug}", LIBRARY + "get_work"),
    Endpoint("PUT", "/works/{slug}/genres", LIBRARY + "update_work_genres"),
    Endpoint(
        "GET",
        "/editions",
        LIBRARY + "list_editions",
        {"work": False, "limit": False, "offset": False},
    ),
    Endpoint("POST", "/editions", LIBRARY + "create_edition"),
    Endpoint("GET", "/editions/{slug}", LIBRARY + "get_edition"),
    Endpoint(
        "GET",
        "/editions/by-twitch/{twitch_category_id}",
        LIBRARY + "get_work_by_twitch_category",
    ),
    Endpoint("POST", "/import", LIBRARY + "bulk_import"),
    Endpoint("GET", "/lists", LISTS + "list_lists"),
    Endpoint("POST", "/lists", LISTS + "create_list"),
    Endpoint("GET", "/lists/{slug}", LISTS + "get_list"),
    Endpoint("POST", "/lists/{slug}/entries", LISTS + "add_entry"),
    Endpoint("POST", "/lists/{slug}/entries/bulk", LISTS + "bulk_add_entries"),
    Endpoint(
        "GET", "/lists/{slug}/activity", LISTS + "get_list_activity", {"limit": False}
    ),
    Endpoint("GET", "/acnh/hunts/latest", "apps_profiles_acnh_api_get_latest_hunt"),
    Endpoint("GET", "/acnh/stats", "apps_profiles_acnh_api_get_stats"),
    Endpoint("GET", "/ironmon/stats", IRONMON + "get_stats", {"challenge": False}),
    Endpoint(
        "GET",
        "/ironmon/runs",
        IRONMON + "list_runs",
        {"challenge": False, "limit": False, "offset": False},
    ),
    Endpoint("POST", "/ironmon/runs", IRONMON + "create_run"),
    Endpoint(
        "GET",
        "/ironmon/checkpoints/stats",
        IRONMON + "checkpoint_stats",
        {"challenge": False},
    ),
    Endpoint("GET", "/ironmon/challenges/{slug}", IRONMON + "get_challenge"),
    Endpoint(
        "POST", "/ironmon/runs/{seed_number}/results", IRONMON + "record_checkpoint"
    ),
    Endpoint("POST", "/ironmon/runs/{seed_number}/defeat", IRONMON + "record_defeat"),
    Endpoint("GET", "/destiny/profile", DESTINY + "get_profile"),
    Endpoint("GET", "/destiny/characters", DESTINY + "list_characters"),
    Endpoint(
        "GET",
        "/destiny/stats",
        DESTINY + "list_stats",
        {"scope": False, "mode": False, "character_id": False},
    ),
    Endpoint("GET", "/destiny/stats/{mode}", DESTINY + "get_stats_by_mode"),
    Endpoint(
        "GET",
        "/destiny/activities",
        DESTINY + "list_activities",
        {
            "mode_category": False,
            "character_id": False,
            "completed": False,
            "limit": False,
            "offset": False,
        },
    ),
    Endpoint("GET", "/destiny/activities/{instance_id}", DESTINY + "get_activity"),
    Endpoint("GET", "/destiny/raids/stats", DESTINY + "get_raid_stats"),
    Endpoint("GET", "/warframe/profile", WARFRAME + "get_profile"),
    Endpoint(
        "GET",
        "/warframe/weapons",
        WARFRAME + "list_weapons",
        {"sort": False, "limit": False, "offset": False, "min_kills": False},
    ),
    Endpoint(
        "GET",
        "/warframe/weapons/top",
        WARFRAME + "top_weapons",
        {"by": False, "limit": False},
    ),
    Endpoint("GET", "/warframe/missions", WARFRAME + "list_missions", {"limit": False}),
    Endpoint("GET", "/warframe/affiliations", WARFRAME + "list_affiliations"),
    Endpoint(
        "GET", "/warframe/snapshots", WARFRAME + "list_snapshots", {"limit": False}
    ),
    Endpoint("GET", "/warframe/stats", WARFRAME + "get_stats"),
    Endpoint(
        "GET", "/warframe/mastery", WARFRAME + "get_mastery", {"granularity": False}
    ),
    Endpoint(
        "GET", "/warframe/mastery/completion", WARFRAME + "get_mastery_completion"
    ),
    Endpoint(
        "GET",
        "/warframe/mastery/remaining",
        WARFRAME + "get_mastery_remaining",
        {"include_vaulted": False, "include_primes": False, "limit": False},
    ),
    Endpoint(
        "GET",
        "/warframe/frames",
        WARFRAME + "list_frames",
        {"limit": False, "prime_only": False},
    ),
    Endpoint("GET", "/warframe/progression", WARFRAME + "get_progression"),
]

_TEXT = """
IGDBGameSchema: igdb_id: number, name: string, slug: string, \
cover_url?: string | null, release_date?: string | null, summary?: string | null, \
igdb_data?: object | null
IGDBSearchResponse: results: IGDBGameSchema[]
FranchiseSchema: id: string, name: string, slug: string
GenreSchema: id: string, name: string, slug: string, igdb_id?: number | null, \
parent_id?: string | null
GenreCreateSchema: name: string, slug: string, igdb_id?: number | null, \
parent_id?: string | null
WorkSchema: id: string, name: string, slug: string, \
franchise?: FranchiseSchema | null, original_release_year?: number | null
EditionSchema: id: string, work_id: string, name: string, slug: string, \
edition_type: string, igdb_id?: number | null, twitch_category_id?: string | null, \
cover_url?: string | null, release_date?: string | null, summary?: string | null
WorkDetailSchema: id: string, name: string, slug: string, \
franchise?: FranchiseSchema | null, original_release_year?: number | null, \
editions: EditionSchema[]
WorkGenresUpdateSchema: genre_ids: string[], primary_genre_id?: string | null
EditionCreateSchema: work_id: string, name: string, slug: string, \
edition_type: string, igdb_id?: number | null, twitch_category_id?: string | null, \
cover_url?: string | null, release_date?: string | null, summary?: string | null, \
platforms?: string[] | null, igdb_data?: object | null
BulkImportResultSchema: franchises_created: number, franchises_skipped: number, \
works_created: number, works_skipped: number, editions_created: number, \
editions_skipped: number, errors: string[]
BulkEditionSchema: work_slug: string, name: string, slug: string, \
edition_type: string, igdb_id?: number | null, twitch_category_id?: string | null, \
cover_url?: string | null, release_date?: string | null, summary?: string | null, \
platforms?: string[] | null, igdb_data?: object | null
BulkFranchiseSchema: name: string, slug: string
BulkImportSchema: franchises: BulkFranchiseSchema[], works: BulkWorkSchema[], \
editions: BulkEditionSchema[]
BulkWorkSchema: name: string, slug: string, franchise_slug?: string | null, \
original_release_year?: number | null
ListSchema: id: string, slug: string, name: string, description: string, \
is_ranked: boolean, entry_count: number
ListCreateSchema: slug: string, name: string, description: string, is_ranked: boolean
EntrySchema: id: string, work_id: string, work_name: string, work_slug: string, \
position?: number | null, notes: string
ListDetailSchema: id: string, slug: string, name: string, description: string, \
is_ranked: boolean, entries: EntrySchema[]
EntryCreateSchema: work_slug: string, position?: number | null, notes: string
BulkEntryResultSchema: created: number, skipped: number, errors: string[]
BulkEntryCreateSchema: entries: EntryCreateSchema[]
SteamPlayerSchema: personaName: string, personaState: number, \
currentGame?: string | null, currentGameId?: string | null, avatarUrl: string
SteamRecentGameSchema: appId: number, name: string, playtime2Weeks: number, \
playtimeForever: number, iconUrl: string
ListActivitySchema: id: string, timestamp: string, verb: string, entries: string[], \
metadata: object
EncounterSchema: id: string, villager: VillagerSchema, timestamp: string, recruited: \
boolean, notes: string, encounters: number
HuntResponseSchema: hunt: HuntSchema | null
HuntSchema: id: string, date: string, target_villager: VillagerSchema | null, \
result_villager: VillagerSchema | null, encounter_count: number, encounters: \
EncounterSchema[]
VillagerSchema: id: number, name: string, species: string, personality: string, \
icon_url: string, image_url: string
ACNHStatsSchema: total_hunts: number, total_islands: number, avg_islands_per_hunt: \
number, most_encountered: TopVillagerSchema[], personality_distribution: \
PersonalityStatSchema[], species_distribution: SpeciesStatSchema[], shortest_hunt: \
HuntRecordSchema | null, longest_hunt: HuntRecordSchema | null
HuntRecordSchema: id: string, date: string, encounter_count: number, \
result_villager: VillagerSchema | null
PersonalityStatSchema: personality: string, count: number
SpeciesStatSchema: species: string, count: number
TopVillagerSchema: villager: VillagerSchema, count: number
CheckpointStatSchema: order: number, name: string, trainer: string, entered: number, \
survived: number, survival_rate: number
IronMONStatsSchema: challenge: string, total_runs: number, victories: number, \
victory_rate: number, runs_with_results: number, checkpoints: CheckpointStatSchema[]
PagedRunSchema: items: RunSchema[], count: number
RunSchema: seed_number: number, challenge: string, highest_checkpoint: string | null, \
highest_checkpoint_order: number | null, is_victory: boolean, \
defeated_by: object | null, started_at: string
RunResponseSchema: seed_number: number, challenge: string, created: boolean
CreateRunSchema: seed_number: number, challenge_slug: string
ChallengeDetailSchema: id: number, slug: string, name: string, \
checkpoints: CheckpointDetailSchema[]
CheckpointDetailSchema: id: number, name: string, trainer: string, order: number
CheckpointResultResponseSchema: seed_number: number, checkpoint: string, \
checkpoint_order: number, created: boolean
RecordCheckpointSchema: checkpoint_name: string
DefeatResponseSchema: seed_number: number, defeated_by: object | null, \
recorded: boolean
CharacterSchema: id: string, character_id: string, character_class: string, race: \
string, gender: string, light_level: number, minutes_played: number, \
date_last_played: string | null, emblem_path: string, emblem_background_path: \
string, is_deleted: boolean
DestinyProfileSchema: id: string, bungie_name: string, bungie_name_code: number | \
null, membership_type: number, membership_id: string, last_synced: string | null, \
characters: CharacterSchema[], character_count: number, activity_count: number
AggregateStatsSchema: mode: string, scope: string, character_id: string | null, \
activities_entered: number, activities_won: number, activities_cleared: number, \
kills: number, deaths: number, assists: number, precision_kills: number, suicides: \
number, best_single_game_kills: number, longest_kill_spree: number, \
longest_single_life: number, orbs_dropped: number, resurrections_performed: number, \
resurrections_received: number, seconds_played: number, average_lifespan: number, \
kd_ratio: number, kda_ratio: number, efficiency: number, best_single_game_score: \
number, fastest_completion: number, longest_kill_distance: number, \
total_kill_distance: number, highest_light_level: number, combat_rating: number
ActivityListSchema: total: number, activities: ActivitySchema[]
ActivitySchema: instance_id: string, activity_name: string, mode_name: string, \
mode_category: string, period: string, duration_seconds: number, completed: boolean, \
standing: number | null, kills: number, deaths: number, assists: number, score: \
number, team_score: number, kd_ratio: number, efficiency: number, has_pgcr: boolean, \
character_class: string
ActivityDetailSchema: instance_id: string, activity_name: string, mode_name: string, \
mode_category: string, period: string, duration_seconds: number, completed: boolean, \
standing: number | null, kills: number, deaths: number, assists: number, score: \
number, team_score: number, kd_ratio: number, efficiency: number, character_class: \
string, pgcr_entries: CarnageEntrySchema[] | null
CarnageEntrySchema: display_name: string, character_class: string, light_level: \
number, is_self: boolean, kills: number, deaths: number, assists: number, score: \
number, completed: boolean, time_played_seconds: number
RaidBreakdownSchema: activity_name: string, attempts: number, clears: number, \
fastest_seconds: number | null
RaidStatsSchema: total_attempts: number, total_clears: number, clear_rate: number, \
total_kills: number, total_deaths: number, raids: RaidBreakdownSchema[]
WarframeProfileSchema: id: string, display_name: string, account_id: string, \
platform: string, wf_created_at: string | null, mastery_rank: number, player_level: \
number, title: string, missions_completed: number, missions_quit: number, \
missions_failed: number, missions_interrupted: number, missions_dumped: number, \
time_played_seconds: number, pickup_count: number, daily_focus: number, \
migrated_to_console: boolean, last_synced: string | null, weapons_tracked: number, \
total_weapon_kills: number
WeaponListSchema: total: number, weapons: WeaponSchema[]
WeaponSchema: weapon_path: string, weapon_name: string, fired: number, hits: number, \
kills: number, headshots: number, assists: number, equip_time_seconds: number, xp: \
number, accuracy: number, headshot_rate: number
MissionSchema: node_tag: string, completes: number
AffiliationSchema: syndicate_tag: string, standing: number, title_rank: number
SnapshotSchema: id: string, captured_at: string, trigger: string, mastery_rank: \
number, time_played_seconds: number, missions_completed: number, pickup_count: \
number, total_weapon_kills: number, weapons_tracked: number
WarframeStatsSchema: mastery_rank: number, time_played_seconds: number, \
time_played_hours: number, missions_completed: number, missions_failed: number, \
missions_quit: number, total_weapon_kills: number, total_weapon_fired: number, \
total_weapon_hits: number, total_headshots: number, overall_accuracy: number, \
overall_headshot_rate: number, weapons_tracked: number, nodes_played: number, \
syndicates_joined: number, snapshots_captured: number
MasteryPointSchema: date: string, mastery_rank: number
MasterySchema: current_rank: number, history: MasteryPointSchema[]
CategoryCompletionSchema: category: string, mastered: number, total: number, pct: \
number
CompletionSchema: total_masterable: number, total_mastered: number, completion_pct: \
number, categories: CategoryCompletionSchema[]
FrameSchema: name: string, weapon_path: string, image_name: string, \
equip_time_seconds: number, equip_time_hours: number, kills: number, is_prime: \
boolean, mastery_req: number
ProgressionPointSchema: date: string, mastery_rank: number, time_played_hours: \
number, missions_completed: number, total_weapon_kills: number, weapons_tracked: \
number
ProgressionSchema: summary: ProgressionSummarySchema, series: \
ProgressionPointSchema[]
ProgressionSummarySchema: tracked_since: string, days_tracked: number, sessions: \
number, current_mastery_rank: number, mr_gained: number, mr_per_month: number, \
current_hours_played: number, hours_in_window: number, hours_per_week: number, \
avg_session_hours: number, projected_mr30_date: string | null
RemainingSchema: current_mastery_rank: number, total_remaining: number, \
total_obtainable: number, obtainable_mastery_points: number, by_acquisition: \
AcquisitionSchema[], items: RemainingItemSchema[]
AcquisitionSchema: acquisition: string, count: number, mastery_points: number
RemainingItemSchema: name: string, category: string, mastery_req: number, \
mastery_value: number, is_prime: boolean, vaulted: boolean, equippable: boolean, \
acquisition: string, tags: string[], vault_date: string, owned: boolean, \
mastery_progress: number
RecordDefeatSchema: pokemon: string, pokemon_id?: number | null, \
level?: number | null, trainer?: string | null, is_wild: boolean
"""
# What clients send: more may be taken than they know of.
BODIES = {
    "GenreCreateSchema",
    "WorkGenresUpdateSchema",
    "EditionCreateSchema",
    "BulkEditionSchema",
    "BulkFranchiseSchema",
    "BulkImportSchema",
    "BulkWorkSchema",
    "ListCreateSchema",
    "EntryCreateSchema",
    "BulkEntryCreateSchema",
    "CreateRunSchema",
    "RecordCheckpointSchema",
    "RecordDefeatSchema",
}


def _schemas() -> dict[str, dict[str, tuple[str, bool]]]:
    found = {}
    for line in _TEXT.strip().splitlines():
        name, keys = line.split(": ", 1)
        found[name] = {
            key: (type_name, bool(optional))
            for key, optional, type_name in re.findall(
                r"(\w+)(\?)?: ([^,]+)(?:, |$)", keys
            )
        }
    return found


SCHEMAS = _schemas()


def type_of(shape: dict[str, Any]) -> str:
    """An OpenAPI property in the contract's notation: "string[] | null"."""
    if "anyOf" in shape:
        return " | ".join(type_of(one) for one in shape["anyOf"])
    if "allOf" in shape:
        return type_of(shape["allOf"][0])
    if "$ref" in shape:
        return str(shape["$ref"]).rsplit("/", 1)[-1]
    if shape["type"] == "array":
        return type_of(shape["items"]) + "[]"
    return "number" if shape["type"] == "integer" else str(shape["type"])
