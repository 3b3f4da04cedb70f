"""Characters synced with both services: what is stored, refused, and said."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from apps.integrations import ffxiv_collect
from apps.integrations.http.client import Limits
from apps.integrations.http.errors import RemoteError
from apps.integrations.http.errors import RemoteRateLimited
from apps.integrations.http.errors import RemoteTooLarge
from apps.integrations.http.errors import RemoteUnexpected
from apps.integrations.lodestone.client import LodestoneLayoutChanged
from apps.integrations.lodestone.client import LodestoneMaintenance
from apps.jobs.progress import Progress
from apps.profiles.ffxiv.models import Access
from apps.profiles.ffxiv.models import Character
from apps.profiles.ffxiv.models import Collectable
from apps.profiles.ffxiv.models import FFXIVProfile
from apps.profiles.ffxiv.models import Kind
from apps.profiles.ffxiv.models import Unlock
from apps.profiles.ffxiv.syncing.sync import sync_characters
from apps.realtime.models import Event
from tests.integrations.servers import drip
from tests.integrations.servers import rude_server
from tests.profiles.ffxiv.conftest import Sync
from tests.profiles.ffxiv.eorzea import COLLECT
from tests.profiles.ffxiv.eorzea import PROFILE
from tests.profiles.ffxiv.eorzea import Adventurer
from tests.profiles.ffxiv.eorzea import Eorzea
from tests.profiles.ffxiv.eorzea import jobs_page
from tests.profiles.ffxiv.eorzea import profile_page

pytestmark = pytest.mark.django_db


def events(name: str) -> list[dict[str, Any]]:
    rows = Event.objects.filter(type=f"questlog:ffxiv_{name}").order_by("id")
    return [row.payload for row in rows]


def owned(kind: Kind) -> list[int]:
    rows = Unlock.objects.filter(collectable__kind=kind)
    return sorted(rows.values_list("collectable__game_id", flat=True))


def test_a_character_is_read_whole(character: Character, sync: Sync) -> None:
    assert sync() == ["3 achievements", "1 mount", "2 minions"]

    character.refresh_from_db()
    assert character.name == "P'tajha Rihll"
    assert (character.world, character.data_center) == ("Balmung", "Crystal")
    assert (character.race, character.clan) == ("Elezen", "Wildwood")
    assert (character.gender, character.title) == ("female", "The Insatiable")
    assert character.nameday == "1st Sun of the 1st Astral Moon"
    assert character.guardian == "Halone, the Fury"
    assert character.city_state == "Gridania"
    assert character.grand_company == "Maelstrom"
    assert character.grand_company_rank == "Storm Captain"
    assert character.free_company_id == "9234631035923259083"
    assert character.free_company == "Dawn & Dusk"
    assert character.is_main
    assert character.collect_data["rankings"] == {"mounts": {"server": 12}}
    jobs = {row.job: row for row in character.jobs.all()}
    assert len(jobs) == 33
    assert (jobs["Paladin"].level, jobs["Paladin"].exp) == (90, 1234)
    assert (jobs["White Mage"].is_max, jobs["Blue Mage"].level) == (True, 0)
    assert jobs["Viper"].exp is None
    first = Unlock.objects.get(collectable__name="Achievement no. 1")
    assert first.earned_at is not None
    assert first.earned_at.year == 2020
    assert first.collectable.points == 10
    fourth = Collectable.objects.get(kind="achievement", game_id=4)
    assert (fourth.reward, fourth.category) == ("The Great", "Battle")
    assert fourth.data["novelty"] == {"unknown": True}
    assert not events("achievement")


def test_what_changed_is_said_and_worth_an_event(
    character: Character, sync: Sync, eorzea: Eorzea
) -> None:
    sync()
    eorzea.requests.clear()
    eorzea.who.levels |= {"Paladin": 92, "Viper": 80}
    eorzea.who.mounts += ["Parasol Lanner", "Nightbloom Fawn"]
    eorzea.who.achievements.insert(0, 4)

    assert sync() == [
        "Paladin 90 to 92",
        "Viper 80, new",
        "1 achievement",
        "2 mounts",
    ]

    # The least that it takes: the catalogue is a week old at most.
    assert [each.partition("?")[0] for each in eorzea.requests] == [
        PROFILE,
        f"{PROFILE}class_job/",
        COLLECT,
    ]
    paladin, viper = events("level_up")
    assert (paladin["level"], paladin["previous_level"]) == (92, 90)
    assert (viper["job"], viper["role"], viper["is_max"]) == ("Viper", "Melee", False)
    (earned,) = events("achievement")
    assert (earned["achievement"], earned["points"]) == ("Achievement no. 4", 20)
    assert sync() == []
    assert len(events("level_up")) == 2


def test_the_class_before_the_job_is_its_job(
    eorzea: Eorzea, sync: Sync, profile: FFXIVProfile
) -> None:
    eorzea.who.tooltips["Warrior"] = "Marauder"
    eorzea.who.levels["Warrior"] = 29
    character = Character.objects.create(
        profile=profile, lodestone_id="7660136", name="?"
    )

    sync()
    eorzea.who.tooltips.clear()
    eorzea.who.levels["Warrior"] = 30

    assert sync() == ["Warrior 29 to 30"]
    warrior = character.jobs.get(job="Warrior")
    assert [each.level for each in warrior.changes.all()] == [29, 30]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"jobs_left_out": 3}, "some of the jobs"),
        ({"levels": {"Paladin": 9}}, "levels that it had"),
    ],
)
def test_a_page_that_holds_less_than_before_is_refused(
    character: Character,
    sync: Sync,
    eorzea: Eorzea,
    change: dict[str, Any],
    said: str,
    profile: FFXIVProfile,
) -> None:
    sync()
    for name, value in change.items():
        setattr(eorzea.who, name, value)
    eorzea.who.name = "Somebody Else"
    eorzea.who.mounts.append("Parasol Lanner")

    with pytest.raises(LodestoneLayoutChanged, match=said):
        sync()

    character.refresh_from_db()
    profile.refresh_from_db()
    assert character.name == "P'tajha Rihll"
    assert character.jobs.get(job="Paladin").level == 90
    assert said in profile.sync_error
    # What the other service says is stored all the same.
    assert owned(Kind.MOUNT) == [1, 2]


@pytest.mark.parametrize(
    "page", ["", "<html><body>Welcome</body></html>", "\x00\xff<p class='frame"]
)
def test_a_page_without_a_name_is_refused(
    character: Character, sync: Sync, eorzea: Eorzea, page: str
) -> None:
    sync()
    eorzea.fail(PROFILE, 200, body=page)

    with pytest.raises(LodestoneLayoutChanged, match="the name"):
        sync()

    character.refresh_from_db()
    assert character.race == "Elezen"


@pytest.mark.parametrize(
    ("path", "page", "error", "said"),
    [
        # Until the world: as if the rest were hidden.
        (PROFILE, lambda who: profile_page(who)[:281], RemoteUnexpected, "its end"),
        (PROFILE, lambda who: "x" * 11_000_000, RemoteTooLarge, "more than 10 MB"),
        (
            f"{PROFILE}class_job/",
            lambda who: jobs_page(who)[:3_000],
            RemoteUnexpected,
            "some of the jobs",
        ),
    ],
)
def test_a_page_that_is_cut_off_or_endless_changes_nothing(
    character: Character,
    sync: Sync,
    eorzea: Eorzea,
    path: str,
    page: Callable[[Adventurer], str],
    error: type[RemoteError],
    said: str,
) -> None:
    sync()
    eorzea.who.levels["Paladin"] = 95
    eorzea.fail(path, 200, body=page(eorzea.who))

    with pytest.raises(error, match=said):
        sync()

    character.refresh_from_db()
    assert (character.access, character.race) == (Access.OPEN, "Elezen")
    assert character.jobs.get(job="Paladin").level == 90


def test_what_is_hidden_stays_and_is_marked(
    character: Character, sync: Sync, eorzea: Eorzea
) -> None:
    sync()
    eorzea.fail(PROFILE, 403)
    eorzea.who.is_public_on_collect = False

    assert sync() == [
        "Profile turned private",
        "Achievements turned private",
        "Mounts turned private",
        "Minions turned private",
    ]
    character.refresh_from_db()
    since = character.access_since
    assert (character.access, since is None) == (Access.PRIVATE, False)
    assert character.jobs.get(job="Paladin").level == 90
    assert owned(Kind.ACHIEVEMENT) == [1, 2, 3]
    eorzea.fail(PROFILE, 403)
    assert sync() == []
    character.refresh_from_db()
    assert character.access_since == since

    eorzea.who.is_header_only = True
    eorzea.who.is_public_on_collect = True
    assert sync() == ["Profile hidden but for the name"]
    character.refresh_from_db()
    assert (character.race, character.hidden) == ("Elezen", [])
    eorzea.who.is_header_only = False
    assert sync() == ["Profile visible again"]
    eorzea.fail(PROFILE, 404)
    assert sync() == ["No longer on the Lodestone"]
    assert not events("achievement")


def test_maintenance_ends_the_sync_and_keeps_all(
    character: Character, sync: Sync, eorzea: Eorzea, profile: FFXIVProfile
) -> None:
    eorzea.fail(PROFILE, *[503] * 4)
    with pytest.raises(LodestoneMaintenance) as raised:
        sync()
    assert raised.value.may_pass
    profile.refresh_from_db()
    assert "in maintenance" in profile.sync_error

    eorzea.fail(PROFILE, 429)
    with pytest.raises(RemoteRateLimited) as limited:
        sync()
    assert limited.value.wait_seconds == 60
    # Nobody asks again before the time is over.
    eorzea.requests.clear()
    with pytest.raises(RemoteRateLimited):
        sync()
    assert not [each for each in eorzea.requests if "lodestone" in each]


@pytest.mark.parametrize("statuses", [[404], [403], [500, 500], [200]])
def test_without_collect_the_mobile_pages_are_read(
    character: Character, sync: Sync, eorzea: Eorzea, statuses: list[int]
) -> None:
    # The catalogue was read before.
    sync()
    Unlock.objects.all().delete()
    eorzea.fail(COLLECT, *statuses, body="<html>not JSON</html>")

    assert sync() == ["1 mount", "2 minions", "3 achievements"]

    assert owned(Kind.MINION) == [1, 2]
    assert owned(Kind.ACHIEVEMENT) == [1, 2, 3]
    character.refresh_from_db()
    assert character.collected_from == "The Lodestone"
    # Collect and the Lodestone mean the same rows.
    assert sync() == []
    character.refresh_from_db()
    assert character.collected_from == "FFXIV Collect"


def test_a_collect_that_drips_is_not_waited_for(
    character: Character,
    sync: Sync,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sync()
    Unlock.objects.filter(collectable__kind=Kind.MINION).delete()
    brief = Limits(read=0.2, total=0.2)
    monkeypatch.setattr(ffxiv_collect, "Limits", lambda **limits: brief)

    with rude_server(drip(b"HTTP/1.1 200 OK\r\n\r\n{")) as address:
        settings.FFXIV_COLLECT_BASE_URL = address
        assert sync() == ["2 minions"]

    character.refresh_from_db()
    assert (
        character.sources == "jobs from the Lodestone, collections from the Lodestone"
    )


def test_collect_fails_to_read_anew_and_is_asked_for_what_it_has(
    character: Character, sync: Sync, eorzea: Eorzea
) -> None:
    eorzea.fail(COLLECT, 500)

    assert sync() == ["3 achievements", "1 mount", "2 minions"]

    asked = [each for each in eorzea.requests if each.startswith(COLLECT)]
    assert ["latest" in each for each in asked] == [True, False]


def test_the_lodestone_hides_lists_in_its_own_ways(
    character: Character, sync: Sync, eorzea: Eorzea
) -> None:
    eorzea.who.knows_collect = False
    sync()
    # No page: owns none, which can't be true; an empty one: private.
    eorzea.who.mounts = []
    eorzea.who.minions = []
    eorzea.fail(f"{PROFILE}minion/", 404)
    with pytest.raises(LodestoneLayoutChanged, match="minions that it had"):
        sync()
    eorzea.who.minions = ["Mammet #001", "Wind-up Cursor", "Unheard-of Thing"]
    eorzea.fail(f"{PROFILE}achievement/", 403)

    assert sync() == ["Mounts turned private", "Achievements turned private"]

    character.refresh_from_db()
    assert [name for name, _ in character.hidden] == ["Achievements", "Mounts"]
    assert owned(Kind.MOUNT) == [1]
    assert owned(Kind.MINION) == [1, 2]


def test_achievements_are_read_on_from_where_an_attempt_ended(
    character: Character, sync: Sync, eorzea: Eorzea
) -> None:
    eorzea.who.knows_collect = False
    eorzea.who.achievements = [5, 4, 3, 2, 1]
    eorzea.fail(f"{PROFILE}achievement/", 0, *[503] * 4)

    with pytest.raises(LodestoneMaintenance):
        sync()
    assert owned(Kind.ACHIEVEMENT) == [4, 5]
    assert sync() == ["3 achievements"]
    assert owned(Kind.ACHIEVEMENT) == [1, 2, 3, 4, 5]


def test_what_an_answer_lacks_is_marked_never_deleted(
    character: Character, sync: Sync, eorzea: Eorzea
) -> None:
    sync()
    eorzea.who.minions = ["Mammet #001"]

    sync()
    lost = Unlock.objects.get(collectable__name="Wind-up Cursor")
    assert lost.missing_since is not None
    eorzea.who.minions.append("Wind-up Cursor")
    assert sync() == []
    lost.refresh_from_db()
    assert lost.missing_since is None


def test_of_the_catalogue_only_what_differs_is_written(
    character: Character, sync: Sync, eorzea: Eorzea
) -> None:
    sync()
    written = dict(Collectable.objects.values_list("pk", "updated_at"))
    first = eorzea.catalogue["mounts"][0]
    # Text that JSON can hold and a database can't.
    first["description"] = "Renamed\x00 \ud800."
    first["novelty"] = {"a\x00": ["b\ud800", float("nan")]}
    FFXIVProfile.objects.update(catalogue_synced=None)

    assert sync() == []

    rows = Collectable.objects.all()
    changed = [row for row in rows if row.updated_at != written[row.pk]]
    assert [(str(row), row.description) for row in changed] == [
        ("Company Chocobo", "Renamed .")
    ]
    assert changed[0].data["novelty"] == {"a": ["b", None]}


def test_a_catalogue_that_shrinks_is_refused(
    character: Character, sync: Sync, eorzea: Eorzea
) -> None:
    sync()
    eorzea.catalogue["achievements"] = eorzea.catalogue["achievements"][:2]
    FFXIVProfile.objects.update(catalogue_synced=None)
    noted: list[str] = []

    class Noted(Progress):
        def fail(self, what: str, why: str) -> None:
            noted.append(f"{what}: {why}")

    sync_characters(character.profile, Noted())

    assert "sent 2 of 5 known achievements" in noted[0]
    assert Collectable.objects.listed("achievement").count() == 5
    eorzea.catalogue["achievements"] = [
        *({"id": n, "name": f"Achievement no. {n}"} for n in range(1, 12)),
        {"id": -1, "name": "Odd"},
    ]
    assert sync_characters(character.profile, Noted()) == [
        "6 new achievements in the game"
    ]
    assert noted[1] == "Achievement catalogue: 1 row couldn’t be read."


def test_a_further_attempt_skips_what_is_done(
    character: Character, eorzea: Eorzea
) -> None:
    class Remembering(Progress):
        def __init__(self) -> None:
            self.memory: dict[str, Any] = {}

        def remember(self, **memory: Any) -> None:
            self.memory = {**self.memory, **memory}

    progress = Remembering()
    eorzea.who.levels["Paladin"] = 91
    eorzea.who.knows_collect = False
    eorzea.fail(f"{PROFILE}mount/", *[503] * 4)
    with pytest.raises(LodestoneMaintenance):
        sync_characters(character.profile, progress)
    eorzea.requests.clear()

    changes = sync_characters(character.profile, progress)

    assert changes[0] == "Paladin 90 to 91"
    assert PROFILE not in eorzea.requests
