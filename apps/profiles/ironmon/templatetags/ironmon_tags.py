"""How runs are put into words."""

from __future__ import annotations

from django import template

from apps.profiles.ironmon import vod
from apps.profiles.ironmon.models import Run

register = template.Library()


@register.simple_tag
def defeat(run: Run) -> str:
    """What is known of it beside the Pokémon: "level 14 · Rival · Route 22"."""
    level = f"level {run.defeat_level}" if run.defeat_level else ""
    trainer = "wild" if run.defeat_is_wild else run.defeat_trainer or ""
    return " · ".join(part for part in (level, trainer, run.defeat_place) if part)


@register.filter
def clock(seconds: int | None) -> str:
    return vod.clock(seconds)


@register.simple_tag
def recording_address(run: Run) -> str:
    """Opens at the start of the run, where the site can do that."""
    return vod.address_at(run.vod_url, run.vod_seconds)
