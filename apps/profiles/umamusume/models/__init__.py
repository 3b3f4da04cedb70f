from __future__ import annotations

from apps.profiles.umamusume.models.collection import ClubMonth
from apps.profiles.umamusume.models.collection import OwnedCard
from apps.profiles.umamusume.models.collection import OwnedOutfit
from apps.profiles.umamusume.models.meeting_entry import MeetingEntry
from apps.profiles.umamusume.models.meeting_entry import MeetingMember
from apps.profiles.umamusume.models.parts import Ancestor
from apps.profiles.umamusume.models.parts import DeckCard
from apps.profiles.umamusume.models.parts import RaceResult
from apps.profiles.umamusume.models.parts import RunSkill
from apps.profiles.umamusume.models.parts import RunSpark
from apps.profiles.umamusume.models.profile import UmamusumeProfile
from apps.profiles.umamusume.models.run import CareerRun
from apps.profiles.umamusume.models.run import ChangedMeanwhile
from apps.profiles.umamusume.models.run import RunError
from apps.profiles.umamusume.models.team_trials import TrialsResult
from apps.profiles.umamusume.models.team_trials import TrialsSlot
from apps.profiles.umamusume.models.team_trials import TrialsTeam
from apps.profiles.umamusume.models.vocabulary import Meeting
from apps.profiles.umamusume.models.vocabulary import Outfit
from apps.profiles.umamusume.models.vocabulary import Race
from apps.profiles.umamusume.models.vocabulary import RaceProgram
from apps.profiles.umamusume.models.vocabulary import Scenario
from apps.profiles.umamusume.models.vocabulary import Skill
from apps.profiles.umamusume.models.vocabulary import Spark
from apps.profiles.umamusume.models.vocabulary import SupportCard
from apps.profiles.umamusume.models.vocabulary import Trainee

__all__ = [
    "Ancestor",
    "CareerRun",
    "ChangedMeanwhile",
    "ClubMonth",
    "DeckCard",
    "Meeting",
    "MeetingEntry",
    "MeetingMember",
    "Outfit",
    "OwnedCard",
    "OwnedOutfit",
    "Race",
    "RaceProgram",
    "RaceResult",
    "RunError",
    "RunSkill",
    "RunSpark",
    "Scenario",
    "Skill",
    "Spark",
    "SupportCard",
    "Trainee",
    "TrialsResult",
    "TrialsSlot",
    "TrialsTeam",
    "UmamusumeProfile",
]
