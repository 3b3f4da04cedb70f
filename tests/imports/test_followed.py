"""Lists that are followed: what is new there waits in review, and nothing else."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
import stamina
from django.contrib.auth.models import Permission
from django.contrib.auth.models import User
from django.db import connections
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings
from pytest_httpserver import HTTPServer
from wagtail.models import ModelLogEntry
from werkzeug import Response as Answer

from apps.imports import tasks
from apps.imports.following import look as looking
from apps.imports.intake.reread import answer_parts
from apps.imports.models import FollowedSource
from apps.imports.models import Import
from apps.imports.models import ImportStatus
from apps.imports.tasks import follow_in_background
from apps.jobs.models import Job
from apps.jobs.models import State
from apps.jobs.progress import SILENT
from apps.journal.models import Playthrough
from apps.library.models import Game
from apps.lists.models import List
from apps.realtime.models import Event
from tests.admin.pages import Response
from tests.admin.pages import address
from tests.admin.pages import text_of
from tests.imports.conftest import Desk
from tests.imports.gist_server import ID
from tests.imports.gist_server import GistServer
from tests.integrations.steam_server import SteamServer
from tests.integrations.steam_server import game
from tests.jobs.working import work_off

ADD = "/admin/imports/add/"
FOLLOWED = "/admin/imports/followed/"
GAMES = """# Beaten

- Ico (PS2)
- Okami (PS2)
- Rez (Dreamcast)

# Top RPGs

1. Chrono Trigger
2. Xenogears
"""


@pytest.fixture
def gist(httpserver: HTTPServer, settings: Settings) -> Iterator[GistServer]:
    """A gist with `GAMES`; clients retry immediately."""
    with stamina.set_testing(True, attempts=2, cap=True):
        server = GistServer(httpserver, settings)
        server.files = {"games.md": GAMES}
        yield server


@pytest.fixture
def followed(gist: GistServer, desk: Desk, owner_client: Client) -> FollowedSource:
    """The gist, imported and applied, and followed from the import's page."""
    owner_client.post(ADD, {"gist": ID})
    import_ = desk.apply(Import.objects.get())
    assert "Follow this gist" in text_of(owner_client.get(edit(import_)))
    owner_client.post(f"/admin/imports/{import_.pk}/follow/")
    gist.asked.clear()
    return FollowedSource.objects.get()


def edit(import_: Import) -> str:
    return address(Import, "edit", import_.pk)


def verb(client: Client, followed: FollowedSource, name: str) -> Response:
    return client.post(f"{FOLLOWED}{followed.pk}/{name}/", follow=True)


def news_of(import_: Import, client: Client) -> list[str]:
    """The titles on the cards that the review opens with."""
    cards = client.get(edit(import_)).context["page"].object_list
    return [card.row.title for card in cards]


def test_what_is_new_waits_in_review_and_is_applied_by_the_owner_only(
    gist: GistServer, followed: FollowedSource, desk: Desk, owner_client: Client
) -> None:
    games = set(Game.objects.values_list("name", flat=True))
    gist.files["games.md"] = GAMES.replace(
        "- Okami (PS2)\n", "- Okami (PS2)\n- Fez (PC)\n"
    ).replace("2. Xenogears", "2. EarthBound\n3. Xenogears")

    shown = text_of(verb(owner_client, followed, "look"))

    import_ = Import.objects.latest("pk")
    assert "“My games”: 2 new or changed games." in shown
    assert import_.status == ImportStatus.REVIEWING
    assert set(Game.objects.values_list("name", flat=True)) == games
    assert news_of(import_, owner_client) == ["Fez", "EarthBound"]
    page = text_of(owner_client.get(edit(import_)))
    assert "2 games are new or changed since your last import" in page
    assert "“My games” has news" in text_of(owner_client.get("/admin/"))
    desk.apply(import_)
    assert set(Game.objects.values_list("name", flat=True)) - games == {
        "Fez",
        "EarthBound",
    }
    ranked = List.objects.get(name="Top RPGs").entries.order_by("position")
    assert [entry.game.name for entry in ranked] == [
        "Chrono Trigger",
        "EarthBound",
        "Xenogears",
    ]
    assert "has news" not in text_of(owner_client.get("/admin/"))


def test_an_unchanged_gist_costs_one_conditional_request(
    gist: GistServer, followed: FollowedSource, owner_client: Client
) -> None:
    shown = [text_of(verb(owner_client, followed, "look")) for _ in range(3)]

    assert gist.asked == [304, 304, 304]
    assert all("Nothing new in “My games”." in page for page in shown)
    assert Import.objects.count() == 1
    followed.refresh_from_db()
    assert followed.looked_at and followed.next_look_at > timezone.now()


def test_a_change_that_brings_nothing_makes_no_import(
    gist: GistServer, followed: FollowedSource, owner_client: Client
) -> None:
    gist.files["games.md"] = f"Some words first.\n\n{GAMES}".replace("- Rez", "* Rez")

    verb(owner_client, followed, "look")
    verb(owner_client, followed, "look")

    assert gist.asked == [200, 304]
    assert Import.objects.count() == 1


def test_what_the_owner_left_out_or_deleted_does_not_come_back(
    gist: GistServer, desk: Desk, owner_client: Client
) -> None:
    owner_client.post(ADD, {"gist": ID})
    first = Import.objects.get()
    first.rows.filter(title="Rez").update(decision="skip")
    first.lists.update(target_name="My best")
    desk.apply(first)
    owner_client.post(f"/admin/imports/{first.pk}/follow/")
    Playthrough.objects.get(edition__game__name="Ico").delete()
    Game.objects.get(name="Ico").delete()
    gist.files["games.md"] = GAMES.replace("- Rez", "- Fez (PC)\n- Rez") + "3. Ys\n"

    verb(owner_client, FollowedSource.objects.get(), "look")
    desk.apply(Import.objects.latest("pk"))

    names = set(Game.objects.values_list("name", flat=True))
    assert names == {"Okami", "Chrono Trigger", "Xenogears", "Fez", "Ys"}
    assert [found.name for found in List.objects.all()] == ["My best"]


def test_a_second_change_joins_the_import_that_waits_and_keeps_its_decisions(
    gist: GistServer, followed: FollowedSource, owner_client: Client
) -> None:
    gist.files["games.md"] = GAMES.replace("- Ico", "- Fez (PC)\n- Braid\n- Ico")
    verb(owner_client, followed, "look")
    import_ = Import.objects.latest("pk")
    fez = import_.rows.get(title="Fez")
    row = f"/admin/imports/{import_.pk}/rows/{fez.pk}/"
    owner_client.post(row, {"action": "skip", "version": fez.version})
    fez.refresh_from_db()
    assert fez.decision == "skip"

    gist.files["games.md"] = GAMES.replace(
        "- Ico", "- Limbo\n- Fez (PC)\n- Braid\n- Ico"
    )
    verb(owner_client, followed, "look")

    assert Import.objects.count() == 2
    decisions = dict(import_.rows.values_list("title", "decision"))
    assert decisions["Fez"] == "skip"
    assert decisions["Limbo"] == decisions["Braid"] == "create"
    assert news_of(import_, owner_client) == ["Limbo", "Fez", "Braid"]


def test_what_is_taken_back_takes_the_import_with_it_unless_it_was_touched(
    gist: GistServer, followed: FollowedSource, owner_client: Client
) -> None:
    gist.files["games.md"] = GAMES.replace("- Ico", "- Fez (PC)\n- Ico")
    verb(owner_client, followed, "look")
    gist.files["games.md"] = GAMES

    verb(owner_client, followed, "look")

    assert [found.status for found in Import.objects.all()] == [ImportStatus.APPLIED]
    assert "has news" not in text_of(owner_client.get("/admin/"))


def test_what_was_discarded_is_no_news_anymore(
    gist: GistServer, followed: FollowedSource, owner_client: Client
) -> None:
    gist.files["games.md"] = GAMES.replace("- Ico", "- Fez (PC)\n- Ico")
    verb(owner_client, followed, "look")
    waiting = Import.objects.latest("pk")
    owner_client.post(address(Import, "delete", waiting.pk))
    gist.files["games.md"] += "3. Ys\n"

    verb(owner_client, followed, "look")

    assert news_of(Import.objects.latest("pk"), owner_client) == ["Ys"]


def test_a_part_that_is_answered_leaves_the_news_as_they_were(
    gist: GistServer, followed: FollowedSource, owner_client: Client
) -> None:
    gist.files["games.md"] = GAMES + "\n# Limbo\n\n- Fez (PC)\n"
    verb(owner_client, followed, "look")
    import_ = Import.objects.latest("pk")

    answer_parts(import_, {("heading", "Limbo"): "paused"})

    assert news_of(import_, owner_client) == ["Fez"]
    assert import_.rows.get(title="Fez").status == "paused"


def test_a_line_that_has_changed_is_news(
    gist: GistServer, followed: FollowedSource, owner_client: Client
) -> None:
    gist.files["games.md"] = GAMES.replace("- Rez (Dreamcast)", "- Rez (Dreamcast) x2")

    verb(owner_client, followed, "look")

    assert news_of(Import.objects.latest("pk"), owner_client) == ["Rez"]


@pytest.fixture
def daily_look_is_far(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a day away, whatever the time is while the test runs."""
    for module in (looking, tasks):
        monkeypatch.setattr(module, "next_daily", lambda at: at + timedelta(hours=12))


@pytest.mark.usefixtures("daily_look_is_far")
@pytest.mark.parametrize(
    ("answers", "files", "said"),
    [
        ([Answer("{}", 404)], None, "GitHub doesn't have a gist with this id."),
        ([Answer("{}", 503)] * 9, None, "GitHub"),
        (
            [Answer("{}", 429, headers={"Retry-After": "7200"})] * 9,
            None,
            "Try again in 2 hours",
        ),
        ([Answer("<html>", 200, content_type="text/html")], None, "instead of JSON"),
        ([], {"games.md": "\n\n"}, "No games were found"),
        ([], {"photo.png": "x"}, "doesn't contain a Markdown"),
    ],
    ids=["gone", "down", "rate limited", "nonsense", "emptied", "no list left"],
)
def test_a_look_that_fails_changes_nothing_and_says_why(
    gist: GistServer,
    followed: FollowedSource,
    owner_client: Client,
    answers: list[Answer],
    files: dict[str, str] | None,
    said: str,
) -> None:
    gist.answer_next(*answers)
    gist.files = files or gist.files
    seen = followed.seen_text

    verb(owner_client, followed, "look")

    page = text_of(owner_client.get(FOLLOWED))
    assert "The last look failed. " in page and said in page
    assert "1 list you follow can’t be read" in text_of(owner_client.get("/admin/"))
    followed.refresh_from_db()
    assert (followed.seen_text, followed.failures) == (seen, 1)
    assert followed.next_look_at > timezone.now() + timedelta(minutes=50)
    assert Import.objects.count() == 1
    gist.files = {"games.md": GAMES}
    gist.answer_as_usual()
    verb(owner_client, followed, "look")
    assert "The last look failed" not in text_of(owner_client.get(FOLLOWED))


@pytest.mark.usefixtures("daily_look_is_far")
def test_the_daily_job_looks_at_all_that_are_due_and_tries_again_what_failed(
    committed_db: None, gist: GistServer, followed: FollowedSource
) -> None:
    FollowedSource.objects.update(next_look_at=timezone.now() - timedelta(hours=1))
    gist.files["games.md"] = GAMES + "3. Ys\n"
    gist.answer_next(*[Answer("{}", 503)] * 2)

    follow_in_background.start(key="now")
    work_off()

    followed.refresh_from_db()
    retry = Job.objects.get(kind=follow_in_background.name, key__startswith="retry")
    assert followed.failures == 1 and followed.error
    assert (retry.state, retry.due_at) == (State.WAITING, followed.next_look_at)
    FollowedSource.objects.update(next_look_at=timezone.now())
    follow_in_background.start(key="again")
    work_off()
    followed.refresh_from_db()
    assert (followed.failures, followed.error, followed.news) == (
        0,
        "",
        {"games": 1, "lines": 0},
    )
    assert Import.objects.latest("pk").status == ImportStatus.REVIEWING


def test_two_workers_that_look_at_the_same_time_make_one_import(
    committed_db: None, gist: GistServer, followed: FollowedSource
) -> None:
    gist.files["games.md"] = GAMES + "3. Ys\n"
    both = threading.Barrier(2)

    def work() -> None:
        try:
            own = FollowedSource.objects.get(pk=followed.pk)
            source = looking._fetch(own)
            both.wait(10)
            looking._take(own, source, at=timezone.now())
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert gist.asked == [200, 200]
    assert Import.objects.count() == 2
    assert FollowedSource.objects.get().last_import == Import.objects.latest("pk")


def test_a_crash_in_the_middle_leaves_all_as_it_was(
    gist: GistServer, followed: FollowedSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    FollowedSource.objects.update(next_look_at=timezone.now())
    gist.files["games.md"] = GAMES + "3. Ys\n"
    monkeypatch.setattr(looking, "count_news", lambda import_: 1 / 0)

    follow_in_background.run(SILENT)

    followed.refresh_from_db()
    assert "which is a fault of Questlog" in followed.error
    assert (followed.seen_text, followed.known_text) == (GAMES, "")
    assert Import.objects.count() == 1
    monkeypatch.undo()


def test_an_import_that_a_job_works_on_is_left_alone(
    gist: GistServer, followed: FollowedSource, owner_client: Client
) -> None:
    gist.files["games.md"] = GAMES + "3. Ys\n"
    verb(owner_client, followed, "look")
    waiting = Import.objects.latest("pk")
    Job.objects.create(kind="imports.enrich", title="Match", key=str(waiting.pk))
    gist.files["games.md"] += "4. Suikoden\n"

    shown = text_of(verb(owner_client, followed, "look"))

    assert "A job is still working on" in shown
    assert not waiting.rows.filter(title="Suikoden").exists()


def test_a_gist_is_followed_by_its_address_and_read_right_away(
    gist: GistServer, owner_client: Client
) -> None:
    link = f"https://gist.github.com/somebody/{ID}"

    owner_client.post(FOLLOWED, {"gist": link})
    owner_client.post(FOLLOWED, {"gist": link.upper().replace("HTTPS", "https")})

    followed = FollowedSource.objects.get()
    assert followed.title == "My games"
    assert news_of(Import.objects.get(), owner_client)[:2] == ["Ico", "Okami"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("https://evil.example/x", "gist.github.com"),
        (f"https://gist.github.com/a/{ID}/{'1' * 40}", "one revision"),
        (ID, "GitHub doesn't have a gist"),
        ("", "This field is required"),
    ],
)
def test_what_cannot_be_followed_is_a_form_error(
    gist: GistServer, owner_client: Client, given: str, said: str
) -> None:
    gist.answer_next(Answer("{}", 404))

    page = owner_client.post(FOLLOWED, {"gist": given})

    assert said in text_of(page)
    assert not FollowedSource.objects.exists()
    assert not Import.objects.exists()


def test_it_is_paused_resumed_and_forgotten(
    gist: GistServer, followed: FollowedSource, owner_client: Client
) -> None:
    verb(owner_client, followed, "pause")
    FollowedSource.objects.update(next_look_at=timezone.now())
    follow_in_background.run(SILENT)
    assert gist.asked == []
    assert "Paused" in text_of(owner_client.get(FOLLOWED))

    verb(owner_client, followed, "resume")
    follow_in_background.run(SILENT)
    assert gist.asked == [304]

    asked = text_of(owner_client.get(f"{FOLLOWED}{followed.pk}/forget/"))
    assert "Questlog won’t look at “My games” anymore." in asked
    left = text_of(verb(owner_client, followed, "forget"))
    assert "isn’t followed anymore" in left and "You don’t follow a list yet" in left
    assert Import.objects.count() == 1
    assert owner_client.post(f"{FOLLOWED}{followed.pk}/look/").status_code == 404


def test_news_are_logged_for_admins_and_are_no_public_event(
    gist: GistServer, followed: FollowedSource, owner_client: Client
) -> None:
    events = Event.objects.count()
    gist.files["games.md"] = GAMES + "3. Ys\n"

    verb(owner_client, followed, "look")

    entry = ModelLogEntry.objects.get(action="questlog.source_news")
    assert (entry.object_id, entry.data["games"]) == (str(followed.pk), 1)
    assert Event.objects.count() == events


def test_who_may_not_add_imports_sees_and_changes_nothing(
    followed: FollowedSource, client: Client
) -> None:
    guest = User.objects.create_user("guest", password="pw")
    guest.user_permissions.add(
        Permission.objects.get(codename="access_admin"),
        Permission.objects.get(codename="change_import"),
    )
    client.force_login(guest)

    assert client.get(FOLLOWED).status_code == 302
    for name in ("pause", "look", "forget"):
        assert client.post(f"{FOLLOWED}{followed.pk}/{name}/").status_code == 302
    assert "Followed lists" not in text_of(client.get(address(Import, "list")))
    followed.refresh_from_db()
    assert followed.paused_at is None


def test_a_steam_library_brings_what_was_bought_or_started(
    steam_server: SteamServer, desk: Desk, owner_client: Client
) -> None:
    steam_server.games = [game(220, "Half-Life 2", 912), game(400, "Portal")]
    owner_client.post(FOLLOWED, {"steam": "on", "leave_out_unplayed": "on"})
    followed = FollowedSource.objects.get()
    first = Import.objects.get()
    assert news_of(first, owner_client) == ["Half-Life 2"]
    desk.apply(first)
    steam_server.games = [game(220, "Half-Life 2", 1200), game(400, "Portal")]
    verb(owner_client, followed, "look")
    assert Import.objects.count() == 1

    steam_server.games = [
        game(220, "Half-Life 2", 1300),
        game(400, "Portal", 30),
        game(620, "Portal 2", 60),
    ]
    verb(owner_client, followed, "look")
    second = Import.objects.latest("pk")
    steam_server.games.append(game(70, "Half-Life", 5))
    verb(owner_client, followed, "look")

    assert Import.objects.count() == 2
    titles = second.rows.values_list("title", flat=True)
    assert sorted(titles) == ["Half-Life", "Portal", "Portal 2"]
    desk.apply(second)
    run = Playthrough.objects.get(edition__game__name="Half-Life 2")
    assert str(run.playtime_hours) == "15.2"


def test_a_private_steam_library_is_not_followed(
    steam_server: SteamServer, owner_client: Client
) -> None:
    steam_server.games = None

    page = owner_client.post(FOLLOWED, {"steam": "on"})

    assert "The Steam library is private." in text_of(page)
    assert not FollowedSource.objects.exists()
