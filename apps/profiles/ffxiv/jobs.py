"""The jobs of the game, in its order, with their roles.

A job that this list lacks is kept under the name that the Lodestone has for it, at the
end: new jobs come with expansions.
"""

from __future__ import annotations

from dataclasses import dataclass

LEVEL_CAP = 100
OTHER = "Other"
ROLES = ("Tank", "Healer", "Melee", "Ranged", "Magic", "Hand", "Land", OTHER)


@dataclass(frozen=True, slots=True)
class Job:
    name: str
    role: str
    # The class that becomes this job; it shares the level.
    class_name: str = ""
    cap: int = LEVEL_CAP


JOBS = (
    Job("Paladin", "Tank", "Gladiator"),
    Job("Warrior", "Tank", "Marauder"),
    Job("Dark Knight", "Tank"),
    Job("Gunbreaker", "Tank"),
    Job("White Mage", "Healer", "Conjurer"),
    # Shares the level of the Arcanist with Summoner.
    Job("Scholar", "Healer"),
    Job("Astrologian", "Healer"),
    Job("Sage", "Healer"),
    Job("Monk", "Melee", "Pugilist"),
    Job("Dragoon", "Melee", "Lancer"),
    Job("Ninja", "Melee", "Rogue"),
    Job("Samurai", "Melee"),
    Job("Reaper", "Melee"),
    Job("Viper", "Melee"),
    Job("Bard", "Ranged", "Archer"),
    Job("Machinist", "Ranged"),
    Job("Dancer", "Ranged"),
    Job("Black Mage", "Magic", "Thaumaturge"),
    Job("Summoner", "Magic", "Arcanist"),
    Job("Red Mage", "Magic"),
    Job("Pictomancer", "Magic"),
    Job("Blue Mage", "Magic", cap=80),
    Job("Carpenter", "Hand"),
    Job("Blacksmith", "Hand"),
    Job("Armorer", "Hand"),
    Job("Goldsmith", "Hand"),
    Job("Leatherworker", "Hand"),
    Job("Weaver", "Hand"),
    Job("Alchemist", "Hand"),
    Job("Culinarian", "Hand"),
    Job("Miner", "Land"),
    Job("Botanist", "Land"),
    Job("Fisher", "Land"),
)
_BY_NAME = {
    name: (place, job)
    for place, job in enumerate(JOBS)
    for name in (job.name, job.class_name)
    if name
}


def job_called(name: str) -> Job:
    """The job with this name, or of the class with this name."""
    found = _BY_NAME.get(name)
    return found[1] if found else Job(name, OTHER)


def place_of(name: str) -> int:
    """Where a job stands in the game's order."""
    found = _BY_NAME.get(name)
    return found[0] if found else len(JOBS)
