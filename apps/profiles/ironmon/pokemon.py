"""The names of Pokémon, by their number in the National Pokédex (to Generation 5)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "pokemon.txt"


@cache
def names() -> tuple[str, ...]:
    """From number 1 on."""
    return tuple(FILE.read_text(encoding="utf-8").split("\n")[:-1])


def name_of(number: int) -> str | None:
    return names()[number - 1] if 0 < number <= len(names()) else None
