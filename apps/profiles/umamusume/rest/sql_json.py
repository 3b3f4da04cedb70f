"""The JSON of careers and what belongs to them: joins, names, what is computed."""

from __future__ import annotations

from apps.core.api.sql_json import JsonShape
from apps.core.api.sql_json import json_array
from apps.core.api.sql_json import json_object
from apps.profiles.schemas import ProfileGameSchema
from apps.profiles.umamusume.models.rules import APTITUDES
from apps.profiles.umamusume.models.rules import GRADES
from apps.profiles.umamusume.models.rules import GROUND
from apps.profiles.umamusume.models.rules import LAST_TURN
from apps.profiles.umamusume.models.rules import STYLES
from apps.profiles.umamusume.models.rules import WEATHER
from apps.profiles.umamusume.models.rules import ranks
from apps.profiles.umamusume.models.rules import turn_name
from apps.profiles.umamusume.rest import schemas


def _array(*names: str) -> str:
    return f"(ARRAY[{', '.join(f"'{name}'" for name in names)}])"


LETTERS = _array(*(letter for _, letter, _ in ranks()))
_STYLES = _array(*STYLES)
_WEATHER = _array(*WEATHER.values())
_GROUND = _array(*GROUND.values())
_TURNS = _array(*(turn_name(turn) for turn in range(1, LAST_TURN + 1)))


def unknown(column: str) -> str:
    return f"'unknown (' || {column} || ')'"


def aptitudes(row: str) -> str:
    """The ten grades of `row` as letters, or null."""
    pairs = ", ".join(
        f"'{kind}', substr('{GRADES}', {row}.aptitudes[{place}], 1)"
        for place, kind in enumerate(APTITUDES, start=1)
    )
    return (
        f"CASE WHEN cardinality({row}.aptitudes) = 0 THEN NULL"
        f" ELSE json_build_object({pairs}) END"
    )


def rank_of(row: str) -> str:
    return f"coalesce(nullif({row}.typed_rank, ''), {LETTERS}[{row}.rank])"


def outfit_name(column: str) -> str:
    """The outfit with the id in `column`, or null where that is null."""
    named = json_object(
        schemas.OutfitNameSchema,
        "",
        id=column,
        title=f"coalesce(o.name, {unknown(column)})",
        trainee=f"coalesce(t.name, {unknown(column)})",
        trainee_id="t.game_id",
    )
    return (
        f"(SELECT {named} FROM (SELECT {column} AS id) AS given"
        " LEFT JOIN umamusume_outfit o ON o.game_id = given.id"
        " LEFT JOIN umamusume_trainee t ON t.id = o.trainee_id"
        f" WHERE {column} IS NOT NULL)"
    )


def _seen_run(member: str, private: bool) -> str:
    """The id of the career that `member` refers to, if the reader may see it."""
    shown = "" if private else " AND own.is_public AND NOT own.is_draft"
    return (
        f"(SELECT own.uuid FROM umamusume_careerrun own WHERE own.id = {member}{shown})"
    )


RUN_JOINS = (
    "JOIN umamusume_careerrun r ON r.id = page.id"
    " LEFT JOIN umamusume_scenario s ON s.game_id = r.scenario"
)
_SCENARIO = (
    "CASE WHEN r.scenario IS NULL THEN NULL ELSE "
    + json_object(
        schemas.NamedIdSchema,
        "s",
        id="r.scenario",
        name=f"coalesce(s.short_name, {unknown('r.scenario')})",
    )
    + " END"
)
_RUN = {
    "outfit": outfit_name("r.outfit"),
    "scenario": _SCENARIO,
    "rank": rank_of("r"),
    "aptitudes": aptitudes("r"),
    "running_style": f"{_STYLES}[r.running_style]",
}
RUN = JsonShape(json_object(schemas.CareerSchema, "r", **_RUN), RUN_JOINS)

_SKILLS = json_array(
    json_object(
        schemas.CareerSkillSchema,
        "k",
        id="k.skill",
        name=f"coalesce(v.name, {unknown('k.skill')})",
        rarity="v.rarity",
    ),
    "umamusume_runskill k LEFT JOIN umamusume_skill v ON v.game_id = k.skill"
    " WHERE k.run_id = r.id",
    order="k.id",
)
_SPARK = {
    "id": "k.spark",
    "name": f"coalesce(v.name, {unknown('k.spark')})",
    "kind": "v.kind",
}
_SPARKS = json_array(
    json_object(schemas.CareerSparkSchema, "k", **_SPARK),
    "umamusume_runspark k LEFT JOIN umamusume_spark v ON v.game_id = k.spark"
    " WHERE k.run_id = r.id",
    order="k.id",
)
_DECK = json_array(
    json_object(
        schemas.CareerCardSchema,
        "k",
        id="k.card",
        name=f"coalesce(v.name, {unknown('k.card')})",
        character="v.character",
        type="v.type",
    ),
    "umamusume_deckcard k LEFT JOIN umamusume_supportcard v ON v.game_id = k.card"
    " WHERE k.run_id = r.id",
    order="k.position",
)
# A number of ours below zero keeps its sign; the last two digits are the stars.
_ANCESTORS_SPARKS = json_array(
    json_object(schemas.CareerSparkSchema, "k", **_SPARK),
    "(SELECT sign(f)::bigint * (abs(f) / 100) AS spark,"
    " mod(abs(f), 100) AS stars, place"
    " FROM unnest(a.factors) WITH ORDINALITY AS each (f, place)) k"
    " LEFT JOIN umamusume_spark v ON v.game_id = k.spark",
    order="k.place",
)
_RACE_NAME = {
    "id": "v.game_id",
    "name": f"coalesce(v.name, {unknown('k.program')})",
}
_RACES = json_array(
    json_object(
        schemas.CareerRaceSchema,
        "k",
        race=json_object(schemas.RaceNameSchema, "v", **_RACE_NAME),
        date=f"{_TURNS}[k.turn]",
        style=f"{_STYLES}[k.style]",
        weather=f"{_WEATHER}[k.weather]",
        ground=f"{_GROUND}[k.ground]",
    ),
    "umamusume_raceresult k"
    " LEFT JOIN umamusume_raceprogram p ON p.game_id = k.program"
    " LEFT JOIN umamusume_race v ON v.id = p.race_id"
    " WHERE k.run_id = r.id",
    order="k.position",
)


def _ancestors(private: bool) -> str:
    return json_array(
        json_object(
            schemas.AncestorSchema,
            "a",
            outfit=outfit_name("a.outfit"),
            run_id=_seen_run("a.own_run_id", private),
            rank=f"{LETTERS}[a.rank]",
            sparks=_ANCESTORS_SPARKS,
        ),
        "umamusume_ancestor a WHERE a.run_id = r.id",
        order="a.position",
    )


def run_detail(*, private: bool) -> JsonShape:
    """A career with its lists; of parents only runs that the reader may see."""
    return JsonShape(
        json_object(
            schemas.CareerDetailSchema,
            "r",
            **_RUN,
            skills=_SKILLS,
            sparks=_SPARKS,
            deck=_DECK,
            ancestors=_ancestors(private),
            races=_RACES,
        ),
        RUN_JOINS,
    )


PROFILE = JsonShape(
    json_object(
        schemas.UmamusumeProfileSchema,
        "p",
        game=json_object(ProfileGameSchema, "g", id="g.uuid"),
    ),
    "JOIN umamusume_umamusumeprofile p ON p.id = page.id"
    " JOIN library_game g ON g.id = p.game_id",
)


def meeting_entry(*, private: bool) -> JsonShape:
    members = json_array(
        json_object(
            schemas.MeetingMemberSchema,
            "k",
            outfit=outfit_name("k.outfit"),
            run_id=_seen_run("k.run_id", private),
            style=f"{_STYLES}[k.style]",
        ),
        "umamusume_meetingmember k WHERE k.entry_id = e.id",
        order="k.position",
    )
    meeting = json_object(
        schemas.MeetingNameSchema,
        "m",
        id="e.meeting",
        name=f"coalesce(m.name, {unknown('e.meeting')})",
    )
    return JsonShape(
        json_object(schemas.MeetingEntrySchema, "e", meeting=meeting, members=members),
        "JOIN umamusume_meetingentry e ON e.id = page.id"
        " LEFT JOIN umamusume_meeting m ON m.game_id = e.meeting",
    )


def trials_team(*, private: bool) -> JsonShape:
    slots = json_array(
        json_object(
            schemas.TrialsSlotSchema,
            "k",
            outfit=outfit_name("k.outfit"),
            run_id=_seen_run("k.run_id", private),
            style=f"{_STYLES}[k.style]",
        ),
        "umamusume_trialsslot k WHERE k.team_id = e.id",
        order="k.id",
    )
    results = json_array(
        json_object(schemas.TrialsResultSchema, "k"),
        "(SELECT * FROM umamusume_trialsresult k WHERE k.team_id = e.id"
        " ORDER BY k.date DESC, k.id DESC LIMIT 100) k",
        order="k.date DESC, k.id DESC",
    )
    return JsonShape(
        json_object(schemas.TrialsTeamSchema, "e", slots=slots, results=results),
        "JOIN umamusume_trialsteam e ON e.id = page.id",
    )


COLLECTION = JsonShape(
    json_object(
        schemas.CollectionSchema,
        "p",
        outfits=json_array(
            json_object(schemas.OwnedOutfitSchema, "k", outfit=outfit_name("k.outfit")),
            "umamusume_ownedoutfit k WHERE k.profile_id = p.id",
            order="k.outfit",
        ),
        cards=json_array(
            json_object(
                schemas.OwnedCardSchema,
                "k",
                id="k.card",
                name=f"coalesce(v.name, {unknown('k.card')})",
                character="v.character",
                type="v.type",
            ),
            "umamusume_ownedcard k"
            " LEFT JOIN umamusume_supportcard v ON v.game_id = k.card"
            " WHERE k.profile_id = p.id",
            order="k.card",
        ),
        months=json_array(
            json_object(schemas.ClubMonthSchema, "k"),
            "umamusume_clubmonth k WHERE k.profile_id = p.id",
            order="k.month DESC",
        ),
    ),
    "JOIN umamusume_umamusumeprofile p ON p.id = page.id",
)

# The vocabulary -------------------------------------------------------------------

_OUTFIT = json_object(
    schemas.OutfitSchema,
    "o",
    trainee="v.name",
    trainee_id="v.game_id",
    aptitudes=aptitudes("o"),
)
TRAINEE = JsonShape(
    json_object(
        schemas.TraineeSchema,
        "v",
        outfits=json_array(
            _OUTFIT,
            "umamusume_outfit o WHERE o.trainee_id = v.id",
            order="o.game_id",
        ),
    ),
    "JOIN umamusume_trainee v ON v.id = page.id",
)
OUTFIT = JsonShape(
    _OUTFIT,
    "JOIN umamusume_outfit o ON o.id = page.id"
    " JOIN umamusume_trainee v ON v.id = o.trainee_id",
)
SUPPORT_CARD = JsonShape(
    json_object(schemas.SupportCardSchema, "v"),
    "JOIN umamusume_supportcard v ON v.id = page.id",
)
SKILL = JsonShape(
    json_object(schemas.SkillSchema, "v"),
    "JOIN umamusume_skill v ON v.id = page.id",
)
SPARK = JsonShape(
    json_object(schemas.SparkSchema, "v"),
    "JOIN umamusume_spark v ON v.id = page.id",
)
SCENARIO = JsonShape(
    json_object(schemas.ScenarioSchema, "v"),
    "JOIN umamusume_scenario v ON v.id = page.id",
)
RACE = JsonShape(
    json_object(
        schemas.RaceSchema,
        "v",
        programs=json_array(
            json_object(schemas.RaceDateSchema, "k"),
            "umamusume_raceprogram k WHERE k.race_id = v.id",
            order="k.game_id",
        ),
    ),
    "JOIN umamusume_race v ON v.id = page.id",
)
MEETING = JsonShape(
    json_object(schemas.ChampionsMeetingSchema, "v"),
    "JOIN umamusume_meeting v ON v.id = page.id",
)
