from __future__ import annotations

from datetime import date as Date
from typing import Annotated
from typing import Literal

from pydantic import AwareDatetime
from pydantic import BaseModel
from pydantic import Field

from apps.core.api.pagination import PageSchema
from apps.core.api.sql_json import Column
from apps.core.api.sql_json import RowId
from apps.core.api.strict import Bool
from apps.core.api.strict import Input
from apps.core.api.strict import Int
from apps.core.api.strict import Integer
from apps.profiles.schemas import ProfileSchema
from apps.profiles.umamusume.models.run import KEY_LENGTH
from apps.profiles.umamusume.models.run import NOTES_LENGTH
from apps.profiles.umamusume.models.vocabulary import NAME_LENGTH

type Surface = Literal["turf", "dirt"]
type DistanceCategory = Literal["sprint", "mile", "medium", "long"]
type RunningStyle = Literal["front", "pace", "late", "end"]
type Grade = Literal["G", "F", "E", "D", "C", "B", "A", "S"]
type RunTag = Literal["parent", "ace", "debuffer", "team_trials", "fans", "story"]
type TrialsCategory = Literal["sprint", "mile", "medium", "long", "dirt"]

GameId = Annotated[Integer, Field(description="The game’s id; below zero: yours")]

# Answers -------------------------------------------------------------------------


class NamedIdSchema(BaseModel):
    """A thing of the game; an id without a name yet is called “unknown (id)”."""

    id: int
    name: str


class OutfitNameSchema(BaseModel):
    """A trainee in an outfit; unknown ids are called “unknown (id)”."""

    id: int
    title: str
    trainee: str
    trainee_id: int | None


class AptitudesSchema(BaseModel):
    turf: Grade
    dirt: Grade
    sprint: Grade
    mile: Grade
    medium: Grade
    long: Grade
    front: Grade
    pace: Grade
    late: Grade
    end: Grade


class CareerSchema(BaseModel):
    id: RowId
    outfit: OutfitNameSchema | None
    scenario: NamedIdSchema | None
    finished_on: Annotated[str | None, Field(description="Null where it is unknown")]
    rank: Annotated[str | None, Field(description="Letter, such as “A+”")]
    score: int | None
    speed: int | None
    stamina: int | None
    power: int | None
    guts: int | None
    wit: int | None
    stat_total: Annotated[int | None, Field(description="Null unless all five known")]
    aptitudes: AptitudesSchema | None
    running_style: RunningStyle | None
    fans: int | None
    starts: Annotated[int | None, Field(description="Races run")]
    wins: int | None
    epithet: str
    tags: list[str]
    is_kept: Annotated[bool, Field(description="Whether it is in the stable")]
    is_locked: bool
    is_favorite: bool
    is_draft: bool
    is_public: bool
    version: int
    created_at: str
    updated_at: str


class CareerPageSchema(PageSchema):
    items: list[CareerSchema]


class CareerSkillSchema(BaseModel):
    id: int
    name: str
    rarity: str | None
    level: int


class CareerSparkSchema(BaseModel):
    id: int
    name: str
    kind: str | None
    stars: int


class CareerCardSchema(BaseModel):
    position: int
    id: int
    name: str
    character: str | None
    type: str | None
    limit_break: int | None
    is_borrowed: bool


class AncestorSchema(BaseModel):
    position: Annotated[
        int, Field(description="10, 20: parents; 11, 12, 21, 22: grandparents")
    ]
    outfit: OutfitNameSchema | None
    run_id: Annotated[
        str | None, Field(description="The career it was, if it is one of yours")
    ]
    rank: str | None
    score: int | None
    stars: int | None
    potential: int | None
    sparks: list[CareerSparkSchema]
    win_titles: list[int]
    is_borrowed: bool
    affinity: str


class RaceNameSchema(BaseModel):
    """A race of the calendar; null fields where the id is unknown."""

    id: Annotated[int | None, Field(description="The game’s id of the race")]
    name: str
    grade: str | None
    racetrack: str | None
    surface: str | None
    distance: int | None
    distance_category: str | None


class CareerRaceSchema(BaseModel):
    program: int
    race: RaceNameSchema
    turn: int | None
    date: Annotated[str | None, Field(description="“Classic Late Oct”")]
    place: int | None
    style: RunningStyle | None
    weather: str | None
    ground: str | None
    popularity: int | None


class WarningSchema(BaseModel):
    field: str
    message: str


class CareerDetailSchema(CareerSchema):
    finished_at: str | None
    win_titles: list[int]
    epithets: list[str]
    stars: int | None
    potential: int | None
    notes: str
    source: Annotated[str, Field(description="“import”, or empty")]
    skills: list[CareerSkillSchema]
    sparks: list[CareerSparkSchema]
    deck: list[CareerCardSchema]
    ancestors: list[AncestorSchema]
    races: list[CareerRaceSchema]


class CareerAnswerSchema(CareerDetailSchema):
    warnings: Annotated[
        list[WarningSchema],
        Field(description="What looks wrong; it is stored all the same"),
    ]


class UmamusumeProfileSchema(ProfileSchema):
    vocabulary_version: Annotated[
        str, Field(description="Of which day the trainees, cards, skills … are")
    ]


class MeetingNameSchema(BaseModel):
    id: int
    name: str
    start: str | None
    racetrack: str | None
    surface: str | None
    distance: int | None


class MeetingMemberSchema(BaseModel):
    position: int
    outfit: OutfitNameSchema | None
    run_id: Annotated[str | None, Field(description="Her career, if you may see it")]
    role: str
    style: RunningStyle | None
    wins: int | None


class MeetingEntrySchema(BaseModel):
    id: RowId
    meeting: MeetingNameSchema
    league: str
    round1_wins: int | None
    round1_races: int | None
    round2_wins: int | None
    round2_races: int | None
    group: Annotated[str, Column('"group"')]
    place: int | None
    notes: str
    is_public: bool
    version: int
    members: list[MeetingMemberSchema]
    created_at: str
    updated_at: str


class MeetingEntryPageSchema(PageSchema):
    items: list[MeetingEntrySchema]


class TrialsSlotSchema(BaseModel):
    category: str
    position: int
    outfit: OutfitNameSchema | None
    run_id: Annotated[str | None, Field(description="Her career, if you may see it")]
    style: RunningStyle | None


class TrialsResultSchema(BaseModel):
    id: RowId
    date: str
    score: int | None
    team_class: int | None
    wins: int | None
    outcome: str
    notes: str


class TrialsTeamSchema(BaseModel):
    id: RowId
    name: str
    notes: str
    is_public: bool
    version: int
    slots: list[TrialsSlotSchema]
    results: Annotated[
        list[TrialsResultSchema], Field(description="The latest hundred")
    ]
    created_at: str
    updated_at: str


class OwnedOutfitSchema(BaseModel):
    outfit: OutfitNameSchema
    stars: int | None
    potential: int | None


class OwnedCardSchema(BaseModel):
    id: int
    name: str
    character: str | None
    type: str | None
    limit_break: int | None
    level: int | None


class ClubMonthSchema(BaseModel):
    month: Annotated[str, Field(description="Such as 2026-11")]
    club: str
    fans: int | None
    club_rank: str
    notes: str


class CollectionSchema(BaseModel):
    outfits: list[OwnedOutfitSchema]
    cards: list[OwnedCardSchema]
    months: list[ClubMonthSchema]


# The vocabulary -------------------------------------------------------------------


class VocabularySchema(BaseModel):
    id: Annotated[int, Column("game_id")]
    name: str
    is_upcoming: Annotated[
        bool, Field(description="Known from the Japanese game only, so far")
    ]


class OutfitSchema(VocabularySchema):
    trainee: str
    trainee_id: int
    rarity: Annotated[int, Field(description="Stars, without any upgrade")]
    released: str | None
    unique_skill: int | None
    aptitudes: AptitudesSchema | None


class TraineeSchema(VocabularySchema):
    outfits: list[OutfitSchema]


class SupportCardSchema(VocabularySchema):
    character: str
    character_id: int | None
    rarity: Annotated[int, Field(description="1: R, 2: SR, 3: SSR")]
    type: str
    released: str | None


class SkillSchema(VocabularySchema):
    rarity: str
    sp_cost: int | None
    group: Annotated[int | None, Column('"group"')]
    score: int | None
    is_negative: bool


class SparkSchema(VocabularySchema):
    kind: str
    stars: Annotated[int, Field(description="At most")]
    skill: int | None


class ScenarioSchema(VocabularySchema):
    short_name: str
    other_names: list[str]
    released: str | None
    release_order: int
    finale: str
    stat_caps: list[int]


class RaceDateSchema(BaseModel):
    program: Annotated[int, Column("game_id")]
    turns: list[int]
    is_variant: bool


class RaceSchema(VocabularySchema):
    grade: str
    racetrack: str
    surface: str
    distance: int
    distance_category: str
    direction: str
    course: int | None
    fans: int | None
    fans_needed: int | None
    scenarios: Annotated[list[int], Field(description="Empty: all of them")]
    programs: list[RaceDateSchema]


class ChampionsMeetingSchema(VocabularySchema):
    racetrack: str
    surface: str
    distance: int
    distance_category: str
    direction: str
    course: int | None
    ground: str
    weather: str
    season: str
    start: str
    end: Annotated[str | None, Column('"end"')]
    is_confirmed: bool


class TraineePageSchema(PageSchema):
    items: list[TraineeSchema]


class SupportCardPageSchema(PageSchema):
    items: list[SupportCardSchema]


class SkillPageSchema(PageSchema):
    items: list[SkillSchema]


class SparkPageSchema(PageSchema):
    items: list[SparkSchema]


class RacePageSchema(PageSchema):
    items: list[RaceSchema]


class WinTitleSchema(BaseModel):
    """What a win earns: a G1, or a crown of several races."""

    id: int
    name: str
    kind: Annotated[str, Field(description="title, G1, G2, or G3")]
    races: Annotated[list[int], Field(description="Ids of the races it takes")]


class EpithetSchema(BaseModel):
    name: str
    scenario: str | None
    characters: Annotated[list[str], Field(description="Empty: everyone")]


class VocabularyQuery(BaseModel):
    q: Annotated[
        str | None, Field(max_length=100, description="Words of the name, in any order")
    ] = None


class SkillQuery(VocabularyQuery):
    rarity: Literal["unique", "inherited", "rare", "normal", "evolved"] | None = None


class SupportCardQuery(VocabularyQuery):
    type: (
        Literal["speed", "stamina", "power", "guts", "wit", "friend", "group"] | None
    ) = None
    rarity: Literal["R", "SR", "SSR"] | None = None


class RaceQuery(VocabularyQuery):
    grade: (
        Literal["G1", "G2", "G3", "OP", "Pre-OP", "Maiden", "Debut", "Finale"] | None
    ) = None
    surface: Surface | None = None
    distance: DistanceCategory | None = None
    turn: Annotated[int | None, Field(ge=1, le=99)] = None


# Questions ------------------------------------------------------------------------


class CareerFilters(BaseModel):
    """Parameters of `GET /profiles/umamusume/runs`; careers match all of them."""

    trainee: Annotated[
        str | None, Field(max_length=100, description="Name, or the game’s id")
    ] = None
    outfit: Annotated[int | None, Field(description="The game’s id")] = None
    scenario: Annotated[
        str | None, Field(max_length=100, description="Name, or the game’s id")
    ] = None
    rank: Annotated[
        str | None, Field(max_length=3, description="This letter or a better one")
    ] = None
    surface: Surface | None = None
    distance: DistanceCategory | None = None
    style: RunningStyle | None = None
    grade: Annotated[
        Grade,
        Field(description="At least this for surface, distance, and style"),
    ] = "A"
    spark: Annotated[int | None, Field(description="The game’s id of a spark")] = None
    stars: Annotated[int, Field(ge=1, le=9, description="Of the spark, at least")] = 1
    skill: Annotated[int | None, Field(description="The game’s id of a skill")] = None
    tag: list[RunTag] = []
    kept: bool | None = None
    favorite: bool | None = None
    draft: Annotated[
        bool, Field(description="Drafts instead; with `include=private` only")
    ] = False
    since: Date | None = None
    until: Date | None = None
    ordering: str = "-finished_on"


class SpanFilters(BaseModel):
    scenario: Annotated[
        str | None, Field(max_length=100, description="Name, or the game’s id")
    ] = None
    since: Date | None = None
    until: Date | None = None


# Writes ---------------------------------------------------------------------------


class SkillInput(Input):
    """`level` is 1 by default."""

    skill: GameId
    level: Int = 1


class SparkInput(Input):
    spark: GameId
    stars: Int


class CardInput(Input):
    """`position` is the place in the list by default."""

    card: GameId
    position: Int | None = None
    limit_break: Int | None = None
    is_borrowed: Bool = False


class AncestorInput(Input):
    """A parent or grandparent; `run_id` is the career it was, if it is yours."""

    position: Int
    outfit: GameId | None = None
    run_id: str | None = None
    score: Int | None = None
    rank: Annotated[str | None, Field(max_length=3, description="Letter")] = None
    stars: Int | None = None
    potential: Int | None = None
    sparks: Annotated[list[SparkInput], Field(max_length=100)] = []
    win_titles: Annotated[list[GameId], Field(max_length=300)] = []
    is_borrowed: Bool = False
    affinity: Annotated[str, Field(max_length=20)] = ""


class RaceInput(Input):
    program: GameId
    turn: Int | None = None
    place: Int | None = None
    style: RunningStyle | None = None
    weather: Literal["Sunny", "Cloudy", "Rainy", "Snowy"] | None = None
    ground: Literal["Firm", "Good", "Soft", "Heavy"] | None = None
    popularity: Int | None = None


class CareerInput(Input):
    """Fields you don't send stay as they are, or empty; lists are set as a whole."""

    outfit: GameId | None = None
    scenario: GameId | None = None
    finished_on: Date | None = None
    finished_at: AwareDatetime | None = None
    score: Int | None = None
    rank: Annotated[
        str, Field(max_length=3, description="Only where it isn’t the score’s")
    ] = ""
    speed: Int | None = None
    stamina: Int | None = None
    power: Int | None = None
    guts: Int | None = None
    wit: Int | None = None
    aptitudes: Annotated[
        dict[str, Grade] | None, Field(description="All ten, or null")
    ] = None
    running_style: RunningStyle | None = None
    fans: Integer | None = None
    starts: Int | None = None
    wins: Int | None = None
    win_titles: Annotated[list[GameId], Field(max_length=300)] = []
    epithet: Annotated[str, Field(max_length=NAME_LENGTH)] = ""
    epithets: Annotated[
        list[Annotated[str, Field(max_length=NAME_LENGTH)]], Field(max_length=300)
    ] = []
    stars: Int | None = None
    potential: Int | None = None
    is_kept: Bool = True
    is_locked: Bool = False
    is_favorite: Bool = False
    tags: Annotated[list[RunTag], Field(max_length=20)] = []
    notes: Annotated[str, Field(max_length=NOTES_LENGTH)] = ""
    is_public: Bool = True
    skills: Annotated[list[SkillInput], Field(max_length=200)] = []
    sparks: Annotated[list[SparkInput], Field(max_length=100)] = []
    deck: Annotated[list[CardInput], Field(max_length=6)] = []
    ancestors: Annotated[list[AncestorInput], Field(max_length=6)] = []
    races: Annotated[list[RaceInput], Field(max_length=100)] = []


class CareerCreateSchema(CareerInput):
    """A finished career, or a draft if `is_draft` is true (false by default).

    The same `key` again makes none, so that a repeat after a lost answer is safe.
    """

    key: Annotated[str | None, Field(min_length=1, max_length=KEY_LENGTH)] = None
    is_draft: Bool = False


class CareerUpdateSchema(CareerInput):
    """`version`: refuse with a 409 if the career has another one by now."""

    version: Int | None = None


class VersionSchema(Input):
    version: Int | None = None


class MemberInput(Input):
    """One of the three: her career (`run_id`), or her outfit alone."""

    run_id: str | None = None
    outfit: GameId | None = None
    role: Literal["", "ace", "blocker", "debuffer"] = ""
    style: RunningStyle | None = None
    wins: Int | None = None


class MeetingEntryInput(Input):
    """Fields you don't send stay; `members` are set as a whole."""

    league: Literal["graded", "open"] = "graded"
    round1_wins: Int | None = None
    round1_races: Int | None = None
    round2_wins: Int | None = None
    round2_races: Int | None = None
    group: Literal["", "A", "B"] = ""
    place: Int | None = None
    notes: Annotated[str, Field(max_length=NOTES_LENGTH)] = ""
    is_public: Bool = True
    members: Annotated[list[MemberInput], Field(max_length=3)] = []


class MeetingEntryCreateSchema(MeetingEntryInput):
    meeting: GameId


class MeetingEntryUpdateSchema(MeetingEntryInput):
    """`version`: refuse with a 409 if the entry has another one by now."""

    version: Int | None = None


class SlotInput(Input):
    """A runner: her career (`run_id`), or her outfit alone."""

    category: TrialsCategory
    position: Int
    run_id: str | None = None
    outfit: GameId | None = None
    style: RunningStyle | None = None


class TrialsTeamInput(Input):
    """Fields you don't send stay; `slots` are set as a whole."""

    name: Annotated[str, Field(min_length=1, max_length=NAME_LENGTH)] = ""
    notes: Annotated[str, Field(max_length=NOTES_LENGTH)] = ""
    is_public: Bool = True
    slots: Annotated[list[SlotInput], Field(max_length=15)] = []


class TrialsResultInput(Input):
    """`date` is today by default."""

    date: Date | None = None
    score: Int | None = None
    team_class: Int | None = None
    wins: Int | None = None
    outcome: Literal["", "promoted", "stayed", "demoted"] = ""
    notes: Annotated[str, Field(max_length=NOTES_LENGTH)] = ""


class ClubMonthInput(Input):
    club: Annotated[str, Field(max_length=NAME_LENGTH)] = ""
    fans: Integer | None = None
    club_rank: Annotated[str, Field(max_length=5)] = ""
    notes: Annotated[str, Field(max_length=500)] = ""


VocabularyName = Annotated[str, Field(min_length=1, max_length=NAME_LENGTH)]


class OutfitCreateSchema(Input):
    """An outfit that Questlog doesn't know yet; without `id` it gets one below zero."""

    id: Int | None = None
    trainee: Annotated[
        VocabularyName, Field(description="Name; one that is unknown is added, too")
    ]
    name: VocabularyName
    rarity: Int = 3
    aptitudes: Annotated[
        dict[str, Grade] | None, Field(description="All ten, or null")
    ] = None


class SupportCardCreateSchema(Input):
    """A card that Questlog doesn't know yet; without `id` it gets one below zero."""

    id: Int | None = None
    character: VocabularyName
    name: Annotated[VocabularyName, Field(description="Its title")]
    rarity: Literal["R", "SR", "SSR"]
    type: Literal["speed", "stamina", "power", "guts", "wit", "friend", "group"]


class SkillCreateSchema(Input):
    """A skill that Questlog doesn't know yet; without `id` it gets one below zero."""

    id: Int | None = None
    name: VocabularyName
    rarity: Literal["unique", "inherited", "rare", "normal", "evolved"]
    sp_cost: Int | None = None


# Statistics -----------------------------------------------------------------------


class CareerRecordSchema(BaseModel):
    """A career that is the best of its kind."""

    run_id: str
    outfit: OutfitNameSchema
    rank: str | None
    score: int | None
    finished_on: str | None


class TraineeRecordSchema(BaseModel):
    trainee: NamedIdSchema
    runs: int
    fans: int
    starts: int
    wins: int
    win_rate: Annotated[float | None, Field(description="From 0 to 1")]
    average_score: float | None
    best: CareerRecordSchema


class ScenarioRecordSchema(BaseModel):
    scenario: NamedIdSchema
    runs: int
    average_score: float | None
    best: CareerRecordSchema


class AptitudeRecordSchema(BaseModel):
    kind: Annotated[str, Field(description="turf, dirt, sprint … end")]
    runs: Annotated[int, Field(description="Careers with A or better")]
    best: CareerRecordSchema


class StatRecordSchema(BaseModel):
    stat: str
    value: int
    best: CareerRecordSchema


class CareerRecordsSchema(BaseModel):
    best: CareerRecordSchema | None
    trainees: Annotated[
        list[TraineeRecordSchema], Field(description="The best score first")
    ]
    scenarios: Annotated[
        list[ScenarioRecordSchema], Field(description="In order of release")
    ]
    surfaces: list[AptitudeRecordSchema]
    distances: list[AptitudeRecordSchema]
    styles: list[AptitudeRecordSchema]
    stats: Annotated[list[StatRecordSchema], Field(description="The highest of each")]


class CareerMonthSchema(BaseModel):
    month: Annotated[str, Field(description="Such as 2026-11")]
    runs: int
    best_score: int | None
    average_score: float | None
    best_so_far: Annotated[int | None, Field(description="Up to this month")]
    fans: int


class RankCountSchema(BaseModel):
    rank: str
    count: int


class GradeRecordSchema(BaseModel):
    grade: str
    starts: int
    wins: int
    win_rate: float


class CareerStatsSchema(BaseModel):
    runs: int
    veterans: Annotated[int, Field(description="Those that are kept")]
    trainees: Annotated[int, Field(description="How many of them were trained")]
    fans: int
    starts: int
    wins: int
    win_rate: Annotated[float | None, Field(description="From 0 to 1")]
    average_score: float | None
    best_score: int | None
    months: Annotated[
        list[CareerMonthSchema], Field(description="Careers whose day is known")
    ]
    ranks: Annotated[list[RankCountSchema], Field(description="The lowest first")]
    grades: Annotated[
        list[GradeRecordSchema], Field(description="Races whose place is known")
    ]


class RaceRecordSchema(BaseModel):
    race: RaceNameSchema
    starts: int
    wins: int
    win_rate: float
    best_place: int
