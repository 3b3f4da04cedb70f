"""A career's own page: everything of it, its History, and what can be done with it."""

from __future__ import annotations

from collections import Counter
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import View
from wagtail.admin import messages
from wagtail.models import ModelLogEntry

from apps.core.history import delete_row
from apps.core.history import record_change
from apps.profiles.umamusume.admin.base_page import CHANGE
from apps.profiles.umamusume.admin.base_page import DELETE
from apps.profiles.umamusume.admin.base_page import OfStable
from apps.profiles.umamusume.admin.base_page import UmamusumePage
from apps.profiles.umamusume.admin.labels import attach_names
from apps.profiles.umamusume.admin.labels import rows_by_id
from apps.profiles.umamusume.admin.labels import sparks_shown
from apps.profiles.umamusume.admin.labels import unknown
from apps.profiles.umamusume.models import CareerRun
from apps.profiles.umamusume.models import Outfit
from apps.profiles.umamusume.models import RaceProgram
from apps.profiles.umamusume.models import Skill
from apps.profiles.umamusume.models import Spark
from apps.profiles.umamusume.models import SupportCard
from apps.profiles.umamusume.models.rules import APTITUDE_NAMES
from apps.profiles.umamusume.models.rules import APTITUDES
from apps.profiles.umamusume.models.rules import HALF_MONTHS
from apps.profiles.umamusume.models.rules import STATS
from apps.profiles.umamusume.models.rules import STYLE_NAMES
from apps.profiles.umamusume.models.rules import grade_letter
from apps.profiles.umamusume.models.rules import turn_name
from apps.profiles.umamusume.models.rules import win_titles

YEARS = ("Junior", "Classic", "Senior", "Finale")
HISTORY_SHOWN = 30
CHILDREN_SHOWN = 20
# The stars of one kind that a veteran and both parents have at most.
FULL = 9
LABELS_OF_BREAKS = {None: "", 0: "LB0", 1: "LB1", 2: "LB2", 3: "LB3", 4: "MLB"}


class RunPage(UmamusumePage):
    template_name = "umamusume/run.html"
    header_icon = "trophy"

    @cached_property
    def run(self) -> Any:
        run = self.run_with_id(self.kwargs["uuid"])
        attach_names([run])
        return run

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.run.is_draft:
            return redirect(f"{reverse('umamusume_enter')}?draft={self.run.uuid}")
        return super().get(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return str(self.run)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        run = self.run
        family = _Family(run)
        children = CareerRun.objects.filter(ancestors__own_run=run).distinct()
        used = list(children.order_by("-id")[:CHILDREN_SHOWN])
        attach_names(used)
        return super().get_context_data(
            run=run,
            warnings=run.warnings(),
            stats=[(name.capitalize(), getattr(run, name)) for name in STATS],
            aptitudes=_aptitudes(run),
            style=STYLE_NAMES.get(run.running_style),
            sparks=family.own,
            lineage=family.lineage(),
            parents=family.parents(),
            skills=_skills(run),
            deck=_deck(run),
            years=_years(run),
            titles=_titles(run),
            tags=[CareerRun.Tag(each).label for each in run.tags],
            children=used,
            meetings=run.meeting_members.select_related("entry"),
            slots=run.trials_slots.select_related("team"),
            history=ModelLogEntry.objects.for_instance(run)
            .select_related("user")
            .order_by("-timestamp", "-pk")[:HISTORY_SHOWN],
            **kwargs,
        )


def _aptitudes(run: CareerRun) -> list[tuple[str, list[tuple[str, str]]]]:
    """Surface, distance, and running style, each with its grades."""
    if not run.aptitudes:
        return []
    named = [
        (APTITUDE_NAMES[kind], grade_letter(grade))
        for kind, grade in zip(APTITUDES, run.aptitudes, strict=True)
    ]
    return [
        ("Surface", named[:2]),
        ("Distance", named[2:6]),
        ("Running style", named[6:]),
    ]


def _skills(run: CareerRun) -> list[dict[str, Any]]:
    """The unique one first, then the gold ones, then in their order."""
    rows = list(run.skills.all())
    known = rows_by_id(Skill, (row.skill for row in rows))
    order = [
        Skill.Rarity.UNIQUE,
        Skill.Rarity.EVOLVED,
        Skill.Rarity.RARE,
        Skill.Rarity.INHERITED,
        Skill.Rarity.NORMAL,
    ]
    found = []
    for row in rows:
        skill = known.get(row.skill)
        found.append(
            {
                "name": skill.name if skill else unknown(row.skill),
                "rarity": skill.rarity if skill else Skill.Rarity.NORMAL,
                "kind": skill.get_rarity_display() if skill else "",
                "level": row.level,
            }
        )
    return sorted(found, key=lambda each: order.index(each["rarity"]))


def _deck(run: CareerRun) -> list[dict[str, Any]]:
    rows = list(run.deck.all())
    known = rows_by_id(SupportCard, (row.card for row in rows))
    return [
        {
            "card": known.get(row.card),
            "name": unknown(row.card),
            "limit_break": LABELS_OF_BREAKS[row.limit_break],
            "is_borrowed": row.is_borrowed,
            "position": row.position,
        }
        for row in rows
    ]


def _years(run: CareerRun) -> list[tuple[str, list[dict[str, Any]]]]:
    """The races year by year; those of no known turn at the end."""
    rows = list(run.races.all())
    known = rows_by_id(RaceProgram, (row.program for row in rows))
    years: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        program = known.get(row.program)
        year = (
            YEARS[min((row.turn - 1) // HALF_MONTHS, 3)]
            if row.turn
            else "On an unknown date"
        )
        years.setdefault(year, []).append(
            {
                "when": turn_name(row.turn).removeprefix(f"{year} "),
                "race": program.race if program else None,
                "name": program.race.name if program else unknown(row.program),
                "place": row.place,
                "style": STYLE_NAMES.get(row.style or 0, ""),
            }
        )
    return list(years.items())


def _titles(run: CareerRun) -> list[str]:
    known = win_titles()
    return [
        known[each]["name"] if each in known else unknown(each)
        for each in run.win_titles
    ]


class _Family:
    """The veteran and its ancestors, with the sparks of each."""

    def __init__(self, run: CareerRun) -> None:
        self.rows = {each.position: each for each in run.ancestors.all()}
        own = [(each.spark, each.stars) for each in run.sparks.all()]
        self.values = {
            position: [(each["spark"], each["stars"]) for each in row.sparks]
            for position, row in self.rows.items()
        }
        numbers = [spark for values in self.values.values() for spark, _ in values]
        self.known = rows_by_id(Spark, [*numbers, *(spark for spark, _ in own)])
        self.outfits = rows_by_id(Outfit, (row.outfit for row in self.rows.values()))
        runs = CareerRun.objects.filter(
            pk__in=[row.own_run_id for row in self.rows.values() if row.own_run_id]
        )
        self.runs = {run.pk: run for run in runs}
        self.own = sparks_shown(own, self.known)

    def lineage(self) -> list[dict[str, Any]]:
        """Blue and pink stars of the veteran and both parents, most first."""
        sums: Counter[tuple[str, str]] = Counter()
        for each in [*self.own, *self._sparks(10), *self._sparks(20)]:
            if each["kind"] in (Spark.Kind.BLUE, Spark.Kind.PINK):
                sums[each["kind"], each["name"]] += each["stars"]
        return [
            {"kind": kind, "name": name, "stars": stars, "is_full": stars >= FULL}
            for (kind, name), stars in sums.most_common()
        ]

    def parents(self) -> list[dict[str, Any]]:
        found = []
        for position in (10, 20):
            parent = self._shown(position)
            grand = [self._shown(position + each) for each in (1, 2)]
            parent["parents"] = [each for each in grand if each["is_known"]]
            if parent["is_known"] or parent["parents"]:
                found.append(parent)
        return found

    def _sparks(self, position: int) -> list[dict[str, Any]]:
        return sparks_shown(self.values.get(position, []), self.known)

    def _shown(self, position: int) -> dict[str, Any]:
        row = self.rows.get(position)
        outfit = self.outfits.get(row.outfit) if row and row.outfit else None
        number = row.outfit if row else None
        return {
            "is_known": row is not None,
            "row": row,
            "run": self.runs.get(row.own_run_id or 0) if row else None,
            "name": outfit.trainee.name
            if outfit
            else (unknown(number) if number else "Unknown"),
            "title": outfit.name if outfit else "",
            "sparks": self._sparks(position),
        }


class RunVerbView(OfStable, View):
    """A press on the page of a career; shows the page again."""

    http_method_names = ["post"]
    changes: dict[str, dict[str, bool]] = {
        "favorite": {"is_favorite": True},
        "unfavorite": {"is_favorite": False},
        "keep": {"is_kept": True},
        "transfer": {"is_kept": False},
        "publish": {"is_public": True},
        "hide": {"is_public": False},
    }

    def post(self, request: HttpRequest, uuid: UUID, verb: str) -> HttpResponse:
        permission = DELETE if verb == "delete" else CHANGE
        if not request.user.has_perm(permission):
            raise PermissionDenied
        run = self.run_with_id(uuid)
        if verb == "delete":
            return self._delete(request, run)
        try:
            with transaction.atomic():
                self._act(request, run, verb)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        if verb == "reopen" and run.is_draft:
            return redirect(f"{reverse('umamusume_enter')}?draft={run.uuid}")
        return redirect("umamusume_run", run.uuid)

    def _act(self, request: HttpRequest, run: CareerRun, verb: str) -> None:
        if verb == "reopen":
            run.reopen()
            record_change(run, user=request.user, action="umamusume.reopen")
        elif verb in self.changes:
            if run.change(**self.changes[verb]):
                record_change(run, user=request.user)
        else:
            raise ValidationError("There is no such verb.")

    def _delete(self, request: HttpRequest, run: CareerRun) -> HttpResponse:
        name = str(run)
        delete_row(CareerRun.objects.filter(pk=run.pk), user=request.user)
        messages.success(request, f"{name} is deleted.")
        return redirect("umamusume_stable")


class DeletePage(UmamusumePage):
    """Asks before a career is deleted, and says who has it as a parent."""

    template_name = "umamusume/delete_run.html"
    page_title = "Delete"
    header_icon = "bin"
    permission = DELETE

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        run = self.run_with_id(self.kwargs["uuid"])
        attach_names([run])
        return super().get_context_data(
            run=run,
            children=CareerRun.objects.filter(ancestors__own_run=run)
            .distinct()
            .count(),
            entries=run.meeting_members.count(),
            slots=run.trials_slots.count(),
            **kwargs,
        )
