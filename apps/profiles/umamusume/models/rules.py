"""What the game itself fixes: ranks, grades, styles, how it writes a spark.

Nobody adds to these, so they are no tables. Ids are the game's own.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

VOCABULARY = Path(__file__).parent.parent / "vocabulary.json"

STATS = ("speed", "stamina", "power", "guts", "wit")
# Above the caps of every scenario: what is more is a slip of the keyboard.
LARGEST_STAT = 2_500
LARGEST_SCORE = 1_000_000
LARGEST_FANS = 10_000_000_000
LARGEST_ID = 2_147_483_647

SURFACES = ("turf", "dirt")
DISTANCES = ("sprint", "mile", "medium", "long")
STYLES = ("front", "pace", "late", "end")
# In the order of a run's `aptitudes`.
APTITUDES = (*SURFACES, *DISTANCES, *STYLES)
GRADES = "GFEDCBAS"
STYLE_NAMES = MappingProxyType(
    {1: "Front Runner", 2: "Pace Chaser", 3: "Late Surger", 4: "End Closer"}
)
APTITUDE_NAMES = MappingProxyType(
    {
        "turf": "Turf",
        "dirt": "Dirt",
        "sprint": "Sprint",
        "mile": "Mile",
        "medium": "Medium",
        "long": "Long",
        "front": "Front Runner",
        "pace": "Pace Chaser",
        "late": "Late Surger",
        "end": "End Closer",
    }
)
GROUND = MappingProxyType({1: "Firm", 2: "Good", 3: "Soft", 4: "Heavy"})
WEATHER = MappingProxyType({1: "Sunny", 2: "Cloudy", 3: "Rainy", 4: "Snowy"})
# Careers end with turn 78; the finale is run at 74, 76, and 78.
LAST_TURN = 78
HALF_MONTHS = 24
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


@cache
def vocabulary_file() -> Mapping[str, Any]:
    """The vocabulary that comes with Questlog, section by section."""
    content: dict[str, Any] = json.loads(VOCABULARY.read_text(encoding="utf-8"))
    return MappingProxyType(content)


@cache
def _ranks() -> tuple[tuple[int, ...], tuple[str, ...]]:
    rows = sorted(vocabulary_file()["ranks"], key=lambda row: row["from_score"])
    return (
        tuple(row["from_score"] for row in rows),
        tuple(row["letter"] for row in rows),
    )


def rank_of_score(score: int) -> int:
    """The number of the rank (1 is G) that a score reaches."""
    return bisect_right(_ranks()[0], max(score, 0))


def rank_letter(rank: int | None) -> str:
    """ "A+" of 14; empty for none, and for one that the game doesn't have yet."""
    letters = _ranks()[1]
    return letters[rank - 1] if rank and 0 < rank <= len(letters) else ""


def rank_of_letter(letter: str) -> int | None:
    """14 of "A+" or "a+"; None for what is no rank."""
    letters = _ranks()[1]
    wanted = letter.strip().upper()
    return letters.index(wanted) + 1 if wanted in letters else None


def ranks() -> list[tuple[int, str, int]]:
    """Every rank as (number, letter, score from which), the lowest first."""
    bounds, letters = _ranks()
    return [
        (number, letter, bound)
        for number, (letter, bound) in enumerate(
            zip(letters, bounds, strict=True), start=1
        )
    ]


def grade_letter(value: int) -> str:
    return GRADES[value - 1] if 0 < value <= len(GRADES) else ""


def grade_value(letter: str) -> int | None:
    """7 of "A" or "a"; None for what is no grade."""
    found = GRADES.find(letter.strip().upper()) if len(letter.strip()) == 1 else -1
    return found + 1 or None


def factor(spark: int, stars: int) -> int:
    """A spark with its stars in one number, as the game writes it: 202 is Stamina 2."""
    return spark * 100 + (stars if spark >= 0 else -stars)


def spark_of(number: int) -> tuple[int, int]:
    """The spark and the stars of such a number: (2, 2) of 202."""
    sign = 1 if number >= 0 else -1
    return sign * (abs(number) // 100), abs(number) % 100


def turn_name(turn: int | None) -> str:
    """ "Classic Late Oct" of turn 44; the turns of the finale have its name."""
    if turn is None or not 0 < turn <= LAST_TURN:
        return ""
    year, half = divmod(turn - 1, HALF_MONTHS)
    if year == 3:
        return "Finale"
    month = MONTHS[half // 2]
    return (
        f"{('Junior', 'Classic', 'Senior')[year]} {('Early', 'Late')[half % 2]} {month}"
    )


def epithet_names() -> Iterable[str]:
    return (row["name"] for row in vocabulary_file()["epithets"])


@cache
def win_titles() -> Mapping[int, Mapping[str, Any]]:
    """The titles that wins earn, by id: G1 races, crowns."""
    return MappingProxyType({row["id"]: row for row in vocabulary_file()["win_titles"]})
