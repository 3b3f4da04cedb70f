from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.db.models.signals import pre_delete
from django.dispatch import receiver

from apps.library.tasks import fetch_covers_soon
from apps.profiles.acnh import events
from apps.profiles.acnh.events import EncounterPayload
from apps.profiles.acnh.events import HiddenHuntPayload
from apps.profiles.acnh.events import HuntPayload
from apps.profiles.acnh.models import Encounter
from apps.profiles.acnh.models import Hunt
from apps.profiles.acnh.models import Island
from apps.profiles.acnh.models.changes import hunt_changed
from apps.profiles.acnh.models.changes import villagers_changed
from apps.profiles.base import profile_hidden
from apps.profiles.vanishing import record_deleted
from apps.profiles.vanishing import record_hidden
from apps.profiles.vanishing import record_version

ABOUT_HUNT = {"start": events.START, "update": events.UPDATE, "end": events.END}
ABOUT_ENCOUNTER = {"encounter": events.ENCOUNTER, "withdraw": events.WITHDRAW}


@receiver(hunt_changed)
def record_change(
    hunt: Hunt, verb: str, encounter: Encounter | None = None, **kwargs: Any
) -> None:
    if verb == "hide":
        record_version(events.HIDE, _hidden(hunt), hunt)
    elif not hunt.shows:
        return
    elif encounter is not None:
        record_version(ABOUT_ENCOUNTER[verb], encounter_payload(hunt, encounter), hunt)
    else:
        record_version(ABOUT_HUNT[verb], hunt_payload(hunt), hunt)


@receiver(pre_delete, sender=Hunt)
def record_deletion(instance: Hunt, **kwargs: Any) -> None:
    rows = Hunt.objects.select_related("island").filter(pk=instance.pk)
    record_deleted(events.DELETE, rows, _hidden)


@receiver(profile_hidden, sender=Island)
def hide_hunts(profile: Island, **kwargs: Any) -> None:
    hunts = Hunt.objects.filter(island=profile, is_public=True)
    record_hidden(events.HIDE, hunts, _hidden)


def _hidden(hunt: Hunt) -> HiddenHuntPayload:
    return HiddenHuntPayload(hunt_id=str(hunt.uuid))


def encounter_payload(hunt: Hunt, encounter: Encounter) -> EncounterPayload:
    villager = encounter.villager
    upto = Q(met_at__lt=encounter.met_at) | Q(
        met_at=encounter.met_at, pk__lte=encounter.pk or 0
    )
    times_met = Encounter.objects.filter(
        upto,
        villager=villager,
        hunt__is_public=True,
        hunt__island__is_public=True,
    ).count()
    return EncounterPayload(
        villager=villager.name,
        personality=villager.personality,
        species=villager.species,
        icon_url=villager.icon_url,
        encounter_number=encounter.position,
        is_target=villager.pk == hunt.target_id,
        recruited=encounter.recruited,
        times_met=times_met,
        encounter_count=hunt.encounters.count(),
        villager_id=villager.number,
        met_at=encounter.met_at.isoformat(),
        encounter_id=str(encounter.uuid),
        hunt_id=str(hunt.uuid),
    )


def hunt_payload(hunt: Hunt) -> HuntPayload:
    target, result = hunt.target, hunt.result
    return HuntPayload(
        villager=str(result or target or "anyone"),
        target=target.name if target else None,
        result=result.name if result else None,
        date=hunt.date.isoformat(),
        encounter_count=hunt.encounters.count(),
        is_running=hunt.is_running,
        target_icon_url=target.icon_url if target else None,
        result_icon_url=result.icon_url if result else None,
        hunt_id=str(hunt.uuid),
    )


@receiver(villagers_changed)
def fetch_portraits(**kwargs: Any) -> None:
    fetch_covers_soon()
