"""What of Umamusume is in the export; see `apps.core.export_schema`."""

from __future__ import annotations

from apps.core.export_schema import Section
from apps.profiles.umamusume.models import Ancestor
from apps.profiles.umamusume.models import CareerRun
from apps.profiles.umamusume.models import ClubMonth
from apps.profiles.umamusume.models import DeckCard
from apps.profiles.umamusume.models import Meeting
from apps.profiles.umamusume.models import MeetingEntry
from apps.profiles.umamusume.models import MeetingMember
from apps.profiles.umamusume.models import Outfit
from apps.profiles.umamusume.models import OwnedCard
from apps.profiles.umamusume.models import OwnedOutfit
from apps.profiles.umamusume.models import Race
from apps.profiles.umamusume.models import RaceProgram
from apps.profiles.umamusume.models import RaceResult
from apps.profiles.umamusume.models import RunSkill
from apps.profiles.umamusume.models import RunSpark
from apps.profiles.umamusume.models import Scenario
from apps.profiles.umamusume.models import Skill
from apps.profiles.umamusume.models import Spark
from apps.profiles.umamusume.models import SupportCard
from apps.profiles.umamusume.models import Trainee
from apps.profiles.umamusume.models import TrialsResult
from apps.profiles.umamusume.models import TrialsSlot
from apps.profiles.umamusume.models import TrialsTeam
from apps.profiles.umamusume.models import UmamusumeProfile

_VOCABULARY = (
    (Scenario, "scenarios", "Scenarios."),
    (Trainee, "trainees", "Characters who can be trained."),
    (Outfit, "outfits", "Their outfits; `aptitudes` are 1 (G) to 8 (S)."),
    (SupportCard, "support_cards", "Support cards."),
    (Skill, "skills", "Skills."),
    (Spark, "sparks", "Sparks."),
    (Race, "races", "Races."),
    (RaceProgram, "race_programs", "When the races are run, by turn."),
    (Meeting, "meetings", "Champions Meetings."),
)

SECTIONS = (
    Section(
        name="umamusume_profiles",
        model=UmamusumeProfile,
        about="The profile of Umamusume, and its game.",
    ),
    *(
        Section(
            name=f"umamusume_{name}",
            model=model,
            about=f"{about} `game_id` is the game’s own, or below zero.",
        )
        for model, name, about in _VOCABULARY
    ),
    Section(
        name="umamusume_runs",
        model=CareerRun,
        about="Careers, including drafts and private ones. Outfits, skills, … are ids "
        "of the game. `rank` is a number from 1 (G); `version` counts the changes.",
    ),
    Section(
        name="umamusume_run_skills",
        model=RunSkill,
        about="The skills of each career.",
    ),
    Section(
        name="umamusume_run_sparks",
        model=RunSpark,
        about="The sparks that each veteran hands on.",
    ),
    Section(
        name="umamusume_run_decks",
        model=DeckCard,
        about="The support cards of each career.",
    ),
    Section(
        name="umamusume_run_ancestors",
        model=Ancestor,
        about="The parents (`position` 10, 20) and grandparents (11, 12, 21, 22) of "
        "each career. `factors` are sparks: 202 is spark 2 with 2 stars.",
    ),
    Section(
        name="umamusume_run_races",
        model=RaceResult,
        about="The races of each career.",
    ),
    Section(
        name="umamusume_meeting_entries",
        model=MeetingEntry,
        about="Champions Meetings that the owner took part in.",
    ),
    Section(
        name="umamusume_meeting_members",
        model=MeetingMember,
        about="The three who ran in each.",
    ),
    Section(
        name="umamusume_trials_teams",
        model=TrialsTeam,
        about="Teams for the Team Trials.",
    ),
    Section(
        name="umamusume_trials_slots",
        model=TrialsSlot,
        about="Who is in which slot of each team.",
    ),
    Section(
        name="umamusume_trials_results",
        model=TrialsResult,
        about="How each team did.",
    ),
    Section(
        name="umamusume_owned_outfits",
        model=OwnedOutfit,
        about="The outfits that the owner has.",
    ),
    Section(
        name="umamusume_owned_cards",
        model=OwnedCard,
        about="The support cards that the owner has.",
    ),
    Section(
        name="umamusume_club_months",
        model=ClubMonth,
        about="Club and fans, month by month.",
    ),
)
LEFT_OUT: dict[str, str] = {}
