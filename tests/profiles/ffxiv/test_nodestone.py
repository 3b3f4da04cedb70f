"""A Nodestone of the owner's is asked first, and never has the last word."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.management import call_command

from apps.jobs.progress import Progress
from apps.profiles.ffxiv.adding import add_character
from apps.profiles.ffxiv.models import Access
from apps.profiles.ffxiv.models import Character
from apps.profiles.ffxiv.models import FFXIVProfile
from apps.profiles.ffxiv.syncing.sync import sync_characters
from tests.profiles.ffxiv.eorzea import COLLECT
from tests.profiles.ffxiv.eorzea import ID
from tests.profiles.ffxiv.eorzea import NODESTONE
from tests.profiles.ffxiv.eorzea import PROFILE
from tests.profiles.ffxiv.eorzea import Eorzea


class Noted(Progress):
    """What went wrong, and the messages of the steps."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def fail(self, what: str, why: str) -> None:
        self.said.append(f"{what}: {why}")

    def step(self, count: int = 1, message: str = "") -> None:
        self.said.append(message)


def test_it_is_asked_instead_of_the_lodestone(
    profile: FFXIVProfile, eorzea: Eorzea
) -> None:
    eorzea.set_up_nodestone()

    character = add_character(profile, ID, user=None)[0]

    assert eorzea.requests == [f"{NODESTONE}?data=CJ"]
    assert (character.race, character.clan) == ("Elezen", "Wildwood")
    assert (character.gender, character.guardian) == ("female", "Halone, the Fury")
    # Its answer has the rank only, which is named for the company.
    assert character.grand_company == "Maelstrom"
    assert character.grand_company_rank == "Chief Storm Sergeant"
    jobs = {row.job: row for row in character.jobs.all()}
    assert (len(jobs), jobs["Paladin"].level, jobs["Paladin"].exp) == (33, 90, 1234)
    assert jobs["Dark Knight"].level == 0
    eorzea.who.levels["Dark Knight"] = 31
    noted = Noted()
    assert sync_characters(profile, noted)[0] == "Dark Knight 31, new"
    assert "P'tajha Rihll: jobs from Nodestone" in noted.said
    character.refresh_from_db()
    assert character.jobs_from == "Nodestone"


def test_what_it_leaves_out_stays_as_it_was(
    character: Character, eorzea: Eorzea
) -> None:
    character.jobs.filter(job="Carpenter").update(is_specialist=True)
    eorzea.set_up_nodestone()
    eorzea.nodestone = {"Character.Rank": None, "Character.Portrait": None}

    sync_characters(character.profile, Noted())

    character.refresh_from_db()
    assert character.grand_company_rank == "Storm Captain"
    assert character.portrait_url == "https://img2.example/p.jpg"
    assert character.avatar_url == "https://img2.example/n.jpg"
    assert character.jobs.get(job="Carpenter").is_specialist


@pytest.mark.parametrize(
    ("status", "body", "changed", "said"),
    [
        # All that it can't read, a private profile too.
        (500, "{}", {}, "couldn’t read this character and doesn’t say why"),
        (404, "Not Found", {}, "doesn’t have this character"),
        (403, "", {}, "status 403"),
        (200, "<html>Welcome</html>", {}, "instead of JSON"),
        (302, "", {}, "redirected Questlog to another address"),
        (0, "", {"Character": []}, "didn’t send the name and world"),
        (0, "", {"Character.ID": 1}, "another character"),
        (0, "", {"ClassJobs": None}, "didn’t send the jobs"),
        (0, "", {"ClassJobs.Viper": {"Level": 9}}, "lacks jobs: Viper"),
        # Its selectors point somewhere else now.
        (0, "", {"Character.Race": None}, "lacks the race"),
        (
            0,
            "",
            {"ClassJobs.Paladin": {"Level": 1, "Unlockstate": "Paladin"}},
            "Paladin was 90, and is 1",
        ),
    ],
)
def test_where_it_fails_the_lodestone_is_read(
    character: Character,
    eorzea: Eorzea,
    status: int,
    body: str,
    changed: dict[str, Any],
    said: str,
) -> None:
    eorzea.set_up_nodestone()
    eorzea.nodestone = changed
    eorzea.who.levels["Viper"] = 80
    eorzea.requests.clear()
    if status:
        eorzea.fail(NODESTONE, status, body=body, Location="http://127.0.0.2/")
    noted = Noted()

    assert "Viper 80, new" in sync_characters(character.profile, noted)

    lodestone = [each for each in eorzea.requests if each.startswith(PROFILE)]
    assert lodestone == [PROFILE, f"{PROFILE}class_job/"]
    (problem,) = [each for each in noted.said if each.startswith("Nodestone: ")]
    assert said in problem
    assert problem.endswith("The Lodestone was read instead.")
    assert "P'tajha Rihll: jobs from the Lodestone" in noted.said


def test_only_the_lodestone_says_that_a_profile_is_private(
    character: Character, eorzea: Eorzea
) -> None:
    eorzea.set_up_nodestone()
    eorzea.fail(NODESTONE, 500, body="{}")
    eorzea.fail(PROFILE, 403)

    assert "Profile turned private" in sync_characters(character.profile, Noted())

    character.refresh_from_db()
    assert character.access == Access.PRIVATE
    assert COLLECT in [each.partition("?")[0] for each in eorzea.requests]


def test_the_check_of_services_asks_it_where_there_is_one(
    eorzea: Eorzea, db: None, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("check")
    eorzea.set_up_nodestone()
    eorzea.fail("/nodestone/Character/Search", 200, body="{}")

    call_command("check_integrations", "nodestone")

    assert "Nodestone: works" in capsys.readouterr().out
