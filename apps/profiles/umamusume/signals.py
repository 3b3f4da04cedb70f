from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.apps import apps as installed_apps
from django.apps.registry import Apps
from django.db.models.signals import post_migrate
from django.db.models.signals import pre_delete
from django.dispatch import receiver

from apps.profiles.base import profile_hidden
from apps.profiles.umamusume import events
from apps.profiles.umamusume.events import BestRankPayload
from apps.profiles.umamusume.events import CareerPayload
from apps.profiles.umamusume.events import HiddenCareerPayload
from apps.profiles.umamusume.events import HiddenEntryPayload
from apps.profiles.umamusume.events import MeetingMemberPayload
from apps.profiles.umamusume.events import MeetingResultPayload
from apps.profiles.umamusume.models import CareerRun
from apps.profiles.umamusume.models import MeetingEntry
from apps.profiles.umamusume.models import Outfit
from apps.profiles.umamusume.models import Scenario
from apps.profiles.umamusume.models import UmamusumeProfile
from apps.profiles.umamusume.models.changes import entry_changed
from apps.profiles.umamusume.models.changes import run_changed
from apps.profiles.umamusume.models.rules import STATS
from apps.profiles.vanishing import record_deleted
from apps.profiles.vanishing import record_hidden
from apps.profiles.vanishing import record_version


@receiver(post_migrate)
def update_vocabulary(sender: AppConfig, apps: Apps, **kwargs: Any) -> None:
    """A new version of Questlog brings what it knows of the game."""
    if sender.label != "umamusume" or not _is_up_to_date(apps):
        return
    profile = UmamusumeProfile.current()
    if profile is not None:
        profile.prepare()


def _is_up_to_date(apps: Apps) -> bool:
    """Whether the tables are those of this version, not of an earlier one."""
    return _tables(apps) == _tables(installed_apps)


def _tables(apps: Apps) -> dict[str, set[str]]:
    try:
        models = list(apps.get_app_config("umamusume").get_models())
    except LookupError:
        return {}
    return {
        each._meta.label_lower: {field.name for field in each._meta.concrete_fields}
        for each in models
    }


@receiver(run_changed)
def record_change(run: CareerRun, verb: str, **kwargs: Any) -> None:
    if verb == "hide":
        record_version(events.RUN_HIDE, _hidden_run(run), run)
    elif verb == "complete" and run.shows:
        _record_completion(run)


@receiver(pre_delete, sender=CareerRun)
def record_deletion(instance: CareerRun, **kwargs: Any) -> None:
    rows = CareerRun.objects.select_related("profile").filter(pk=instance.pk)
    record_deleted(events.RUN_DELETE, rows, _hidden_run)


@receiver(entry_changed)
def record_entry_change(entry: MeetingEntry, verb: str, **kwargs: Any) -> None:
    if verb == "hide":
        record_version(events.MEETING_HIDE, _hidden_entry(entry), entry)
    elif verb == "result" and entry.shows:
        record_version(events.MEETING_RESULT, result_payload(entry), entry)


@receiver(pre_delete, sender=MeetingEntry)
def record_entry_deletion(instance: MeetingEntry, **kwargs: Any) -> None:
    rows = MeetingEntry.objects.select_related("profile").filter(pk=instance.pk)
    record_deleted(events.MEETING_DELETE, rows, _hidden_entry)


@receiver(profile_hidden, sender=UmamusumeProfile)
def hide_all(profile: UmamusumeProfile, **kwargs: Any) -> None:
    runs = CareerRun.objects.filter(profile=profile, is_public=True).finished()
    record_hidden(events.RUN_HIDE, runs, _hidden_run)
    entries = MeetingEntry.objects.filter(profile=profile, is_public=True)
    record_hidden(events.MEETING_HIDE, entries, _hidden_entry)


def _hidden_run(run: CareerRun) -> HiddenCareerPayload:
    return HiddenCareerPayload(run_id=str(run.uuid))


def _hidden_entry(entry: MeetingEntry) -> HiddenEntryPayload:
    return HiddenEntryPayload(entry_id=str(entry.uuid))


def career_payload(run: CareerRun) -> CareerPayload:
    trainee, outfit = _names(run.outfit)
    scenario = Scenario.objects.filter(game_id__in=[run.scenario or 0]).first()
    others = CareerRun.objects.public().exclude(pk=run.pk)
    is_best = run.score is not None
    if is_best:
        is_best = not others.filter(score__gte=run.score).exists()
    return CareerPayload(
        trainee=trainee,
        outfit=outfit,
        scenario=scenario.short_name if scenario else None,
        rank=run.rank_letter or None,
        score=run.score,
        **{name: getattr(run, name) for name in STATS},
        fans=run.fans,
        races=run.starts,
        wins=run.wins,
        is_best=is_best,
        run_id=str(run.uuid),
    )


def result_payload(entry: MeetingEntry) -> MeetingResultPayload:
    assert entry.place is not None
    members = []
    for member in entry.members.select_related("run__profile"):
        trainee, outfit = _names(member.outfit)
        run = member.run
        members.append(
            MeetingMemberPayload(
                trainee=trainee,
                outfit=outfit,
                role=member.role or None,
                run_id=str(run.uuid) if run is not None and run.shows else None,
            )
        )
    return MeetingResultPayload(
        meeting=str(entry),
        league=entry.league,
        group=entry.group or None,
        place=entry.place,
        round1_wins=entry.round1_wins,
        round1_races=entry.round1_races,
        round2_wins=entry.round2_wins,
        round2_races=entry.round2_races,
        members=members,
        entry_id=str(entry.uuid),
    )


def _names(outfit: int | None) -> tuple[str, str]:
    """The trainee and the outfit's title, "unknown (…)" where nothing is known."""
    rows = Outfit.objects.select_related("trainee")
    row = rows.filter(game_id__in=[outfit or 0]).first()
    if row is not None:
        return row.trainee.name, row.name
    unknown = f"unknown ({outfit})" if outfit else ""
    return unknown, unknown


def _record_completion(run: CareerRun) -> None:
    payload = career_payload(run)
    record_version(events.RUN_COMPLETE, payload, run)
    others = CareerRun.objects.public().exclude(pk=run.pk).exclude(rank=None)
    best = others.order_by("-rank", "-score").first()
    if run.rank is not None and (best is None or run.rank > (best.rank or 0)):
        best_rank = BestRankPayload(
            **payload.model_dump(),
            previous_rank=best.rank_letter if best else None,
            previous_score=best.score if best else None,
        )
        record_version(events.BEST_RANK, best_rank, run)
