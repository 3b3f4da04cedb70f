"""The pages of IronMON, and those that all profiles share, judged by axe-core."""

from __future__ import annotations

import json

from playwright.sync_api import Page

from apps.profiles.imports.applying import plan_import
from apps.profiles.ironmon.models import Challenge
from apps.profiles.ironmon.models import IronmonProfile
from apps.profiles.ironmon.models import Run
from apps.profiles.models import ProfileImport
from apps.profiles.registry import kind_called
from tests.accessibility import violations


def test_axe_finds_nothing_on_its_pages(admin_page: Page) -> None:
    assert violations(admin_page, pages()) == []


def pages() -> list[str]:
    attempt = attempt_kaizo()
    home = "/admin/profiles/ironmon/"
    return [
        home,
        f"{home}?span=custom&since=nonsense",
        f"{home}run/",
        f"{home}runs/{attempt.uuid}/",
        f"{home}runs/{attempt.uuid}/delete/",
        f"{home}challenges/",
        f"{home}challenges/kaizo/",
        f"{home}settings/",
        f"{home}import/",
        f"{home}help/",
        f"{home}progress/",
        f"/admin/profile-imports/{import_runs().pk}/",
    ]


def attempt_kaizo() -> Run:
    """Runs enough for a wall: the one that is returned is lost, the last goes on."""
    IronmonProfile.set_up()
    kaizo = Challenge.objects.get(slug="kaizo")
    for number in range(12):
        run, _ = kaizo.start(number)
        if number % 3:
            run.clear(kaizo.checkpoints.all()[number])
    run.lose(pokemon="Swellow", trainer="Rival")
    kaizo.start(12)
    return run


def import_runs() -> ProfileImport:
    kind = kind_called("ironmon")
    assert kind is not None
    rows = [
        {"model": "ironmon.challenge", "pk": 1, "fields": {"name": "Kaizo"}},
        {"model": "ironmon.seed", "pk": 99, "fields": {"challenge": 1}},
    ]
    return plan_import(kind, json.dumps(rows))
