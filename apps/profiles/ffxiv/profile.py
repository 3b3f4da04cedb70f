"""Final Fantasy XIV among the profiles; see `apps.profiles.registry`."""

from __future__ import annotations

from apps.profiles.ffxiv.models import Character
from apps.profiles.ffxiv.models import FFXIVProfile
from apps.profiles.ffxiv.models import Kind
from apps.profiles.ffxiv.stats import totals_of
from apps.profiles.ffxiv.syncing.sync import sync_characters
from apps.profiles.registry import Every
from apps.profiles.registry import Figure
from apps.profiles.registry import ProfileKind
from apps.profiles.registry import ProfileSync


def _main(profile: FFXIVProfile) -> Character | None:
    return profile.characters.order_by("-is_main", "id").first()


def _figures(profile: FFXIVProfile, with_private: bool) -> list[Figure]:
    character = _main(profile)
    if character is None:
        return []
    totals = totals_of(character)
    return [
        Figure(f"{totals.jobs_at_max}", "jobs at the highest level"),
        Figure.of(totals.owned[Kind.ACHIEVEMENT], "achievement"),
        Figure.of(totals.owned[Kind.MOUNT], "mount"),
        Figure.of(totals.owned[Kind.MINION], "minion"),
    ]


def _progress(profile: FFXIVProfile) -> dict[str, float]:
    """Of the main character."""
    character = _main(profile)
    if character is None:
        return {}
    totals = totals_of(character)
    return {
        "levels": totals.levels,
        "jobs at the highest level": totals.jobs_at_max,
        "achievements": totals.owned[Kind.ACHIEVEMENT],
        "achievement points": totals.points,
        "mounts": totals.owned[Kind.MOUNT],
        "minions": totals.owned[Kind.MINION],
    }


def _state(profile: FFXIVProfile) -> str:
    return "" if profile.characters.exists() else "No character yet"


PROFILE = ProfileKind(
    slug="ffxiv",
    name="Final Fantasy XIV",
    about="Jobs, achievements, mounts, minions",
    takes="Takes your character’s name and world. Its Lodestone profile must be "
    "public; no key is needed.",
    model=FFXIVProfile,
    figures=_figures,
    state=_state,
    progress=_progress,
    home="ffxiv_profile",
    action="Open the character",
    sync=ProfileSync(run=sync_characters, missing=lambda: "", every=Every.QUARTER_DAY),
)
