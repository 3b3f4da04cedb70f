"""What the plugin says, in the forms of its versions 1 and 2.

Version 1 sends {"type", "metadata"}, version 2 {"type", "data", "timestamp"}; one of
its releases packs several into {"type": "batch", "events"}.
https://github.com/omnypro/ironmon-connect/blob/main/IronmonConnect.lua
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from apps.profiles.ironmon.models.checkpoint import NAME_LENGTH
from apps.profiles.ironmon.models.run import HIGHEST_LEVEL
from apps.profiles.ironmon.models.run import LARGEST_SEED

LOST = ("defeat", "lost")


class MessageError(Exception):
    """A message that can't be understood; the next one may be."""


@dataclass(frozen=True)
class Init:
    version: str


@dataclass(frozen=True)
class Seed:
    """The attempt that goes on; sent again after each start of the plugin."""

    number: int


@dataclass(frozen=True)
class CheckpointReached:
    name: str
    seed: int | None


@dataclass(frozen=True)
class TrainerDefeated:
    trainer_id: int
    # Empty for gym leaders, whom the plugin doesn't know as checkpoints.
    checkpoint: str


@dataclass(frozen=True)
class Opponent:
    pokemon: str
    pokemon_id: int | None
    level: int | None
    trainer: str
    is_wild: bool


@dataclass(frozen=True)
class BattleStarted:
    opponent: Opponent


@dataclass(frozen=True)
class BattleEnded:
    is_lost: bool
    time: float | None


@dataclass(frozen=True)
class LeadFainted:
    time: float | None


@dataclass(frozen=True)
class Location:
    name: str


type Message = (
    Init
    | Seed
    | CheckpointReached
    | TrainerDefeated
    | BattleStarted
    | BattleEnded
    | LeadFainted
    | Location
)


def messages_of(text: str) -> Iterator[Message]:
    """What a frame holds; kinds that say nothing of a run are passed over.

    Raises `MessageError`.
    """
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise MessageError("it isn’t valid JSON") from error
    if not isinstance(content, dict) or not isinstance(content.get("type"), str):
        raise MessageError("it has no type")
    if content["type"] == "batch":
        events = content.get("events")
        if not isinstance(events, list):
            raise MessageError("a batch without events")
        for each in events:
            if isinstance(each, dict) and each.get("type") != "batch":
                yield from _message(each)
        return
    yield from _message(content)


def _message(content: dict[str, Any]) -> Iterator[Message]:
    data = content.get("data", content.get("metadata", {}))
    # An empty table of Lua is written as an array.
    data = {} if data == [] else data
    if not isinstance(data, dict):
        raise MessageError(f"“{_text(content.get('type'))}” has no data")
    read = READERS.get(str(content.get("type")))
    found = read(data, _time(content.get("timestamp"))) if read else None
    if found is not None:
        yield found


def _init(data: dict[str, Any], time: float | None) -> Message:
    return Init(_text(data.get("version")) or "?")


def _seed(data: dict[str, Any], time: float | None) -> Message:
    given = data.get("attempt", data.get("value", data.get("count")))
    return Seed(_number(given, "the seed"))


def _checkpoint(data: dict[str, Any], time: float | None) -> Message | None:
    name = _text(data.get("name"))
    if not name:
        raise MessageError("a checkpoint without a name")
    if data.get("id") == 0 or name == "START":
        # Version 1 sends it at each start, for no checkpoint.
        return None
    seed = data.get("seed")
    return CheckpointReached(name, None if seed is None else _number(seed, "the seed"))


def _trainer(data: dict[str, Any], time: float | None) -> Message:
    number = _number(data.get("id"), "the trainer’s id")
    return TrainerDefeated(number, _text(data.get("checkpointName")))


def _battle(data: dict[str, Any], time: float | None) -> Message:
    opponent = _table(data.get("opponent"))
    trainer = _table(data.get("trainer"))
    level = opponent.get("level")
    number = opponent.get("id")
    is_wild = data.get("isWild") is True
    name = _text(trainer.get("fullName")) or _text(trainer.get("className"))
    return BattleStarted(
        Opponent(
            pokemon=_text(opponent.get("name")) or "Unknown",
            pokemon_id=number if _is_whole(number, LARGEST_SEED) else None,
            level=level if level and _is_whole(level, HIGHEST_LEVEL) else None,
            trainer="" if is_wild else name,
            is_wild=is_wild,
        )
    )


def _battle_end(data: dict[str, Any], time: float | None) -> Message:
    outcome = _text(data.get("outcome")).lower()
    return BattleEnded(data.get("playerLost") is True or outcome in LOST, time)


def _team(data: dict[str, Any], time: float | None) -> Message | None:
    """Only the lead's fainting is of interest; an egg or an empty slot has no HP."""
    hp = _table(_table(data.get("pokemon")).get("hp"))
    fainted = data.get("slot") == 1 and hp.get("current") == 0 and hp.get("max") != 0
    return LeadFainted(time) if fainted else None


def _location(data: dict[str, Any], time: float | None) -> Message:
    return Location(_text(data.get("name")))


READERS = {
    "init": _init,
    "seed": _seed,
    "checkpoint": _checkpoint,
    "trainer_defeated": _trainer,
    "battle_started": _battle,
    "battle_ended": _battle_end,
    "team_update": _team,
    "location": _location,
}


def _table(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str:
    """A name of at most the length that is stored, without control characters."""
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        return ""
    plain = "".join(each for each in str(value) if each.isprintable())
    return plain.strip()[:NAME_LENGTH]


def _time(value: Any) -> float | None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number else None


def _number(value: Any, what: str) -> int:
    """Lua writes some whole numbers as "213.0"."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, str) and value.isdecimal() and len(value) < 11:
        value = int(value)
    if not _is_whole(value, LARGEST_SEED):
        raise MessageError(f"{what} must be a whole number from 0 to {LARGEST_SEED}")
    return int(value)


def _is_whole(value: Any, most: int) -> bool:
    return type(value) is int and 0 <= value <= most
