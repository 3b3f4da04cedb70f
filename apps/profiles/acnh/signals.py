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
from apps.profiles.acnh.models.changes import island_hidden
from apps.profiles.acnh.models.changes import villagers_changed
from apps.realtime.catalogue import EventType

ABOUT_HUNT = {"start": events.START, "update": events.UPDATE, "end": events.END}
ABOUT_ENCOUNTER = {"encounter": events.ENCOUNTER, "withdraw": events.WITHDRAW}


@receiver(hunt_changed)
def record_change(
    hunt: Hunt, verb: str, encounter: Encounter | None = None, **kwargs: Any
) -> None:
    if verb == "hide":
        _record_end(events.HIDE, hunt)
    elif not hunt.shows:
        return
    elif encounter is not None:
        _record(ABOUT_ENCOUNTER[verb], encounter_payload(hunt, encounter), hunt)
    else:
        _record(ABOUT_HUNT[verb], hunt_payload(hunt), hunt)


@receiver(pre_delete, sender=Hunt)
def record_deletion(instance: Hunt, **kwargs: Any) -> None:
    rows = Hunt.objects.select_related("island").select_for_update(of=("self",))
    stored = rows.filter(pk=instance.pk).first()
    if stored is not None and stored.shows:
        stored.version += 1
        _record_end(events.DELETE, stored)


@receiver(island_hidden)
def hide_hunts(island: Island, **kwargs: Any) -> None:
    hunts = Hunt.objects.filter(island=island, is_public=True).order_by("id")
    for hunt in hunts.select_for_update(no_key=True):
        hunt.version += 1
        hunt.save(update_fields=["version"])
        _record_end(events.HIDE, hunt)


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


def _record(event_type: EventType[Any], payload: Any, hunt: Hunt) -> None:
    verb = event_type.name.rpartition("_")[2]
    event_type.record(
        payload,
        subject=f"hunt:{hunt.uuid}",
        dedupe_key=f"hunt:{hunt.uuid}:{hunt.version}:{verb}",
    )


def _record_end(event_type: EventType[HiddenHuntPayload], hunt: Hunt) -> None:
    _record(event_type, HiddenHuntPayload(hunt_id=str(hunt.uuid)), hunt)


@receiver(villagers_changed)
def fetch_portraits(**kwargs: Any) -> None:
    fetch_covers_soon()
