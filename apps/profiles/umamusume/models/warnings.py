"""What looks wrong in a career and may be right: warnings, and what can't be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from apps.profiles.umamusume.models.rules import STATS
from apps.profiles.umamusume.models.rules import rank_letter
from apps.profiles.umamusume.models.rules import turn_name
from apps.profiles.umamusume.models.vocabulary import Outfit
from apps.profiles.umamusume.models.vocabulary import RaceProgram
from apps.profiles.umamusume.models.vocabulary import Scenario
from apps.profiles.umamusume.models.vocabulary import Spark
from apps.profiles.umamusume.models.vocabulary import SupportCard

if TYPE_CHECKING:
    from apps.profiles.umamusume.models.run import CareerRun


@dataclass(frozen=True)
class RunWarning:
    """What to look at again, and in which field."""

    field: str
    message: str


def of_run(run: CareerRun) -> list[RunWarning]:
    return [
        *_stats_above_caps(run),
        *_rank_of_another_score(run),
        *_sparks_of_the_wrong_number(run),
        *_cards_twice(run),
        *impossible_races(run),
    ]


def impossible_races(run: CareerRun) -> list[RunWarning]:
    """Races that the scenario or the calendar doesn't have; unknown ones pass."""
    results = list(run.races.all())
    programs = RaceProgram.objects.select_related("race").filter(
        game_id__in=[each.program for each in results]
    )
    known = {each.game_id: each for each in programs}
    scenario = _scenario(run)
    found = []
    for result in results:
        program = known.get(result.program)
        if program is None:
            continue
        only = program.race.scenarios
        if scenario is not None and only and scenario.game_id not in only:
            found.append(
                RunWarning(
                    "races", f"{program.race} isn't part of {scenario.short_name}."
                )
            )
        elif result.turn is not None and result.turn not in program.turns:
            when = " or ".join(turn_name(each) for each in program.turns)
            found.append(
                RunWarning(
                    "races",
                    f"{program.race} isn't run in turn {result.turn}, but in {when}.",
                )
            )
    return found


def _scenario(run: CareerRun) -> Scenario | None:
    return Scenario.objects.filter(game_id__in=[run.scenario or 0]).first()


def _stats_above_caps(run: CareerRun) -> list[RunWarning]:
    scenario = _scenario(run)
    if scenario is None:
        return []
    return [
        RunWarning(
            name,
            f"{name.capitalize()} {value:,} is above the cap of "
            f"{scenario.short_name} ({cap:,}).",
        )
        for name, cap in zip(STATS, scenario.stat_caps, strict=False)
        if (value := getattr(run, name)) is not None and value > cap
    ]


def _rank_of_another_score(run: CareerRun) -> list[RunWarning]:
    computed = rank_letter(run.rank)
    if run.score is None or not run.typed_rank or run.typed_rank == computed:
        return []
    return [
        RunWarning(
            "typed_rank",
            f"A score of {run.score:,} is rank {computed}, not {run.typed_rank}.",
        )
    ]


def _sparks_of_the_wrong_number(run: CareerRun) -> list[RunWarning]:
    """One blue, one pink, and one green at most; stars as far as they go."""
    rows = list(run.sparks.all())
    sparks = Spark.objects.filter(game_id__in=[each.spark for each in rows])
    known = {each.game_id: each for each in sparks}
    found = []
    for kind in (Spark.Kind.BLUE, Spark.Kind.PINK, Spark.Kind.GREEN):
        names = [
            known[row.spark].name
            for row in rows
            if row.spark in known and known[row.spark].kind == kind
        ]
        if len(names) > 1:
            found.append(
                RunWarning(
                    "sparks", f"A veteran has one {kind} spark: {', '.join(names)}."
                )
            )
    for row in rows:
        spark = known.get(row.spark)
        if spark is not None and row.stars > spark.stars:
            found.append(
                RunWarning("sparks", f"{spark} has {spark.stars} stars at most.")
            )
    return found


def _cards_twice(run: CareerRun) -> list[RunWarning]:
    """No two cards of one character, and none of the trainee herself."""
    rows = list(run.deck.all())
    cards = SupportCard.objects.filter(game_id__in=[each.card for each in rows])
    known = {each.game_id: each for each in cards}
    outfits = Outfit.objects.select_related("trainee")
    outfit = outfits.filter(game_id__in=[run.outfit or 0]).first()
    seen: set[str] = set()
    found = []
    for row in rows:
        card = known.get(row.card)
        if card is None or card.type == SupportCard.Type.GROUP:
            continue
        if card.character in seen:
            found.append(
                RunWarning("deck", f"Two cards of {card.character} are in the deck.")
            )
        seen.add(card.character)
        if outfit is not None and card.character_id == outfit.trainee.game_id:
            found.append(
                RunWarning("deck", f"{card} can't be in the deck of {outfit.trainee}.")
            )
    if sum(row.is_borrowed for row in rows) > 1:
        found.append(RunWarning("deck", "One card at most is borrowed."))
    return found
