"""Names as people and screenshot readers write them, and the ids they stand for."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from functools import cached_property

from apps.profiles.umamusume.models import Outfit
from apps.profiles.umamusume.models import Scenario
from apps.profiles.umamusume.models import Skill
from apps.profiles.umamusume.models import Spark
from apps.profiles.umamusume.models import SupportCard
from apps.profiles.umamusume.models.vocabulary import search_name

_TITLED = re.compile(r"^\s*[\[(【](?P<title>.+?)[\])】]\s*(?P<name>.+?)\s*$")
_NAMED = re.compile(r"^\s*(?P<name>.+?)\s*[\[(【](?P<title>.+?)[\])】]\s*$")
_MARKS = "○◎×"
# What keyboards have for them.
_MARK_SPELLINGS = str.maketrans({"◯": "○", "〇": "○", "⚪": "○", "✕": "×"})
_STARS = re.compile(r"^(?P<name>.+?)[\s:x×*★☆()]*(?P<stars>[1-3])\s*[★☆*)]*\s*$")


class Names:
    """The vocabulary by its folded names, read once for a file."""

    # Outfits --------------------------------------------------------------------

    @cached_property
    def _outfits(self) -> dict[tuple[str, str], int]:
        rows = Outfit.objects.select_related("trainee").order_by("game_id")
        return {
            (search_name(row.trainee.name), search_name(row.name)): row.game_id
            for row in rows
        }

    @cached_property
    def _outfits_of(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for (trainee, _), game_id in self._outfits.items():
            found[trainee].append(game_id)
        return found

    def outfit(self, text: str) -> tuple[int | None, str]:
        """The outfit's id, and what is doubtful of it.

        "[Starlight Beat] Oguri Cap", "Oguri Cap (Starlight Beat)"; of a trainee's
        name alone it is her first outfit.
        """
        titled = _TITLED.match(text) or _NAMED.match(text)
        if titled is not None:
            key = search_name(titled["name"]), search_name(titled["title"])
            if key in self._outfits:
                return self._outfits[key], ""
        name = titled["name"] if titled else text
        theirs = self._outfits_of.get(search_name(name), [])
        if not theirs:
            return None, f"No trainee is called “{text.strip()[:60]}”."
        doubt = ""
        if len(theirs) > 1 or titled is not None:
            doubt = f"Which outfit of {name.strip()} isn’t clear: the first was taken."
        return theirs[0], doubt

    # Skills ---------------------------------------------------------------------

    @cached_property
    def _skills(self) -> dict[str, list[Skill]]:
        found: dict[str, list[Skill]] = defaultdict(list)
        for row in Skill.objects.order_by("game_id"):
            found[search_name(row.name)].append(row)
        return found

    @cached_property
    def _unique_skills(self) -> dict[int, int | None]:
        return dict(Outfit.objects.values_list("game_id", "unique_skill"))

    def skill(self, text: str, outfit: int | None) -> tuple[int | None, str]:
        """The skill's id, and what is doubtful. ○ and ◎ are different skills.

        Own and inherited unique skills share a name: it is the own one if it is the
        outfit's.
        """
        wanted = text.strip().translate(_MARK_SPELLINGS)
        rows = self._skills.get(search_name(wanted), [])
        marks = [mark for mark in wanted if mark in _MARKS]
        if marks:
            rows = [row for row in rows if marks[0] in row.name]
        if not rows:
            return None, f"No skill is called “{wanted[:60]}”: left out."
        own = self._unique_skills.get(outfit or 0)
        for row in rows:
            if row.game_id == own:
                return row.game_id, ""
        inherited = [row for row in rows if row.rarity == Skill.Rarity.INHERITED]
        others = [row for row in rows if row.rarity != Skill.Rarity.UNIQUE]
        found = inherited or others or rows
        if len(found) > 1:
            spellings = " or ".join(f"“{row.name}”" for row in found[:3])
            return None, f"“{wanted[:60]}” may be {spellings}: left out."
        return found[0].game_id, ""

    def unique_skill_of(self, outfit: int) -> int | None:
        return self._unique_skills.get(outfit)

    # Others ---------------------------------------------------------------------

    @cached_property
    def _cards(self) -> dict[tuple[str, str], list[int]]:
        found: dict[tuple[str, str], list[int]] = defaultdict(list)
        for row in SupportCard.objects.order_by("-game_id"):
            key = search_name(row.character), search_name(row.name)
            found[key].append(row.game_id)
        return found

    def card(self, text: str) -> tuple[int | None, str]:
        titled = _TITLED.match(text) or _NAMED.match(text)
        if titled is not None:
            key = search_name(titled["name"]), search_name(titled["title"])
            rows = self._cards.get(key, [])
            if len(rows) == 1:
                return rows[0], ""
        return None, f"Which card “{text.strip()[:60]}” is isn’t clear: left out."

    @cached_property
    def _sparks(self) -> dict[str, int]:
        found: dict[str, int] = {}
        kinds = list(Spark.Kind)
        rows = Spark.objects.order_by("game_id")
        for row in sorted(rows, key=lambda row: kinds.index(Spark.Kind(row.kind))):
            found.setdefault(search_name(row.name), row.game_id)
        return found

    def spark(self, text: str) -> tuple[dict[str, int] | None, str]:
        """ "Stamina 3", "Turf ★2", "Dirt(1)"."""
        given = _STARS.match(text.strip())
        known = self._sparks.get(search_name(given["name"])) if given else None
        if given is None or known is None:
            return (
                None,
                f"“{text.strip()[:60]}” isn’t a spark with its stars: left out.",
            )
        return {"spark": known, "stars": int(given["stars"])}, ""

    @cached_property
    def _scenarios(self) -> dict[str, int]:
        return {
            search_name(name): row.game_id
            for row in Scenario.objects.all()
            for name in (row.name, row.short_name, *row.other_names)
        }

    def scenario(self, text: str) -> int | None:
        return self._scenarios.get(search_name(text))


def split_list(text: str) -> list[str]:
    """The names of a cell: "['A', 'B']", "A|B", "A; B", "A, B"."""
    text = text.strip()
    if text.startswith("["):
        try:
            found = ast.literal_eval(text)
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            found = None
        if isinstance(found, list):
            return [str(each) for each in found]
    for mark in ("\n", "|", ";", ","):
        if mark in text:
            return [each.strip() for each in text.split(mark) if each.strip()]
    return [text] if text else []
