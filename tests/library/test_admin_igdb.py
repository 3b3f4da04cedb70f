"""IGDB in the admin: what comes from where, syncing, choosing, deciding on offers."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from apps.jobs.models import Job
from apps.jobs.models import State
from apps.journal.models import Playthrough
from apps.library.igdb.create import add_from_igdb
from apps.library.igdb.differences import differences_of
from apps.library.models import Game
from apps.library.models import Genre
from tests.admin.pages import address
from tests.admin.pages import page
from tests.admin.pages import save
from tests.integrations.igdb_server import IgdbServer
from tests.integrations.igdb_server import answered
from tests.jobs.working import work_off

pytestmark = pytest.mark.django_db


@pytest.fixture
def trigger(db: None, igdb_server: IgdbServer) -> Game:
    """Chrono Trigger of IGDB, under a name and a genre of the owner's."""
    game = add_from_igdb(igdb_server.game("Chrono Trigger")["id"], user=None).game
    game.name = "CT"
    game.save()
    game.set_genres([Genre.objects.create(name="JRPG")])
    igdb_server.requests.clear()
    return Game.objects.get(pk=game.pk)


def texts(response: Any, selector: str) -> list[str]:
    found = page(response).select(selector)
    return [" ".join(each.get_text(" ").split()) for each in found]


def decide(client: Client, game: Game, field: str, verdict: str) -> Any:
    """Press the button of the offer, as the page has it."""
    inspect = page(client.get(address(Game, "inspect", game.pk)))
    for form in inspect.select(".questlog-offers form"):
        hidden = form.select("input[type=hidden]")
        sent = {str(each["name"]): str(each["value"]) for each in hidden}
        if sent["field"] == field and form.select(f"button[name={verdict}]"):
            return client.post(str(form["action"]), {**sent, verdict: "1"}, follow=True)
    raise AssertionError(f"{field} isn’t offered")


def test_the_page_tells_what_comes_from_where(
    owner_client: Client, trigger: Game
) -> None:
    Playthrough.objects.create(
        edition=trigger.first_edition(), status="completed", playtime_hours=30
    )

    shown = owner_client.get(address(Game, "inspect", trigger.pk))
    form = owner_client.get(address(Game, "edit", trigger.pk))

    sources = {
        row.split()[0]: row.split()[-1] for row in texts(shown, "#igdb tbody tr")
    }
    assert (sources["Summary"], sources["Platforms"]) == ("IGDB", "IGDB")
    rows = texts(shown, ".questlog-offers tbody tr")
    assert rows[0] == "Name CT Keep mine Chrono Trigger Take IGDB's"
    assert rows[1] == "Genres JRPG Keep mine Role-playing (RPG) Take IGDB's"
    for response in (shown, form):
        text = page(response).get_text(" ")
        assert "Story 19 h, With extras 23 h, Everything 41 h" in text
        assert "30 h, the average of your completed runs" in text
        assert "Data from IGDB.com" in " ".join(text.split())
    # A form within the form would break it.
    assert not page(form).select("#w-editor-form form")


def test_an_offer_is_taken_or_declined(owner_client: Client, trigger: Game) -> None:
    taken = decide(owner_client, trigger, "name", "accept")
    kept = decide(owner_client, trigger, "genres", "decline")

    trigger.refresh_from_db()
    assert trigger.name == "Chrono Trigger"
    assert [genre.name for genre in trigger.genres.all()] == ["JRPG"]
    assert "Name now has IGDB's value" in texts(taken, ".messages")[0]
    assert "Genres keeps your value" in texts(kept, ".messages")[0]
    assert not page(kept).select(".questlog-offers")


def test_an_offer_that_changed_meanwhile_is_not_taken(
    owner_client: Client, trigger: Game
) -> None:
    (offer, *_) = differences_of(trigger)
    trigger.name = "Chrono T."
    trigger.save()

    sent = {"field": "name", "seen": offer.seen, "edition": "", "accept": "1"}
    answer = owner_client.post(address(Game, "offer", trigger.pk), sent, follow=True)

    trigger.refresh_from_db()
    assert trigger.name == "Chrono T."
    assert "changed in the meantime" in texts(answer, ".messages")[0]


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"field": "name", "seen": "", "accept": "1"},
        {"field": "igdb_id", "seen": "x", "edition": "99", "accept": "1"},
    ],
)
def test_no_offer_is_no_error(
    owner_client: Client, trigger: Game, sent: dict[str, str]
) -> None:
    answer = owner_client.post(address(Game, "offer", trigger.pk), sent)

    assert answer.status_code == 302
    assert owner_client.get(address(Game, "offer", trigger.pk)).status_code == 405


def test_a_game_is_synced_at_once(
    owner_client: Client, igdb_server: IgdbServer, trigger: Game
) -> None:
    igdb_server.game("Chrono Trigger")["summary"] = "Time travel."

    asked = owner_client.get(address(Game, "sync", trigger.pk))
    answer = owner_client.post(address(Game, "sync", trigger.pk), follow=True)

    assert "Sync now" in texts(asked, "main form button")
    trigger.refresh_from_db()
    assert (trigger.name, trigger.summary) == ("CT", "Time travel.")
    assert "now up to date" in texts(answer, ".messages")[0]


def test_an_igdb_that_is_away_is_said_and_changes_nothing(
    owner_client: Client, igdb_server: IgdbServer, trigger: Game, settings: Settings
) -> None:
    before = Game.objects.values().get()
    igdb_server.answer_next(*[answered("<html>", 502)] * 12)

    answer = owner_client.post(address(Game, "sync", trigger.pk), follow=True)

    assert "IGDB" in texts(answer, ".messages")[0]
    assert Game.objects.values().get() == before
    settings.TWITCH_CLIENT_ID = ""
    off = owner_client.post(address(Game, "sync", trigger.pk), follow=True)
    assert "TWITCH_CLIENT_ID" in texts(off, ".messages")[0]
    assert "IGDB isn’t set up" in texts(off, "#igdb")[0]


def test_a_doubtful_game_is_chosen_among_candidates(
    owner_client: Client, igdb_server: IgdbServer
) -> None:
    game = Game.objects.add(name="Super Mario RPG")
    url = address(Game, "sync", game.pk)

    choice = owner_client.post(url)
    rows = texts(choice, "main tbody tr")
    buttons = page(choice).select("main tbody form button")
    assert any("1996 · Original" in row for row in rows)
    number = next(
        button["value"] for button in buttons if "(1996)" in str(button["aria-label"])
    )
    owner_client.post(url, {"igdb_id": number})

    game.refresh_from_db()
    assert (
        game.igdb_id
        == igdb_server.game("Super Mario RPG: Legend of the Seven Stars")["id"]
    )
    assert (game.name, game.original_release_year) == ("Super Mario RPG", 1996)


def test_an_unknown_game_is_said_so(
    owner_client: Client, igdb_server: IgdbServer
) -> None:
    game = Game.objects.add(name="My first roguelike")

    answer = owner_client.post(address(Game, "sync", game.pk), follow=True)

    assert "IGDB doesn't have a game named" in texts(answer, ".messages")[0]


def test_the_form_ties_a_game_anew_or_unties_it(
    owner_client: Client, igdb_server: IgdbServer, trigger: Game
) -> None:
    cross = igdb_server.game("Chrono Cross")["id"]
    url = address(Game, "edit", trigger.pk)

    save(owner_client, url, igdb_id=str(cross))

    game = Game.objects.get()
    assert (game.igdb_id, game.igdb_data, game.time_to_beat) == (cross, None, None)
    assert game.editions.get().igdb_id == cross
    owner_client.post(address(Game, "sync", game.pk))
    assert Game.objects.get().summary == "About Chrono Cross."

    save(owner_client, url, igdb_id="")

    game = Game.objects.get()
    assert (game.igdb_id, game.editions.get().igdb_id) == (None, None)
    assert game.summary == "About Chrono Cross."


def test_only_who_may_change_games_sees_buttons(
    trigger: Game, igdb_server: IgdbServer
) -> None:
    guest = User.objects.create_user("guest", password="guest", is_staff=True)
    guest.user_permissions.add(
        *Permission.objects.filter(codename__in=("access_admin", "view_game"))
    )
    client = Client()
    client.force_login(guest)

    shown = client.get(address(Game, "inspect", trigger.pk))

    assert not page(shown).select("#igdb button")
    before = Game.objects.values().get()
    client.post(address(Game, "sync", trigger.pk))
    (offer, *_) = differences_of(trigger)
    client.post(
        address(Game, "offer", trigger.pk),
        {"field": "name", "seen": offer.seen, "accept": "1"},
    )
    assert Game.objects.values().get() == before and igdb_server.requests == []


def test_forms_from_elsewhere_are_refused(owner: User, trigger: Game) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(owner)

    for name in ("sync", "offer"):
        assert client.post(address(Game, name, trigger.pk)).status_code == 403


def test_the_listing_finds_what_is_tied_and_what_is_not(
    owner_client: Client, igdb_server: IgdbServer, trigger: Game
) -> None:
    Game.objects.add(name="My first roguelike")
    gone = add_from_igdb(igdb_server.game("Xenogears")["id"], user=None).game
    del igdb_server.tables["games"][gone.igdb_id or 0]
    owner_client.post(address(Game, "sync", gone.pk))

    def found(choice: str) -> list[str]:
        listing = owner_client.get(address(Game, "list"), {"igdb": choice})
        return [title.split()[0] for title in texts(listing, ".q-cell__name")]

    assert found("tied") == ["CT", "Xenogears"]
    assert found("untied") == ["My"]
    assert found("gone") == ["Xenogears"]
    assert found("differs") == ["CT"]
    edition = gone.first_edition()
    edition.name = "Gears"
    edition.save()
    assert found("differs") == ["CT", "Xenogears"]


# Many -------------------------------------------------------------------------


def bulk(client: Client, games: list[Game]) -> Any:
    url = reverse("wagtail_bulk_action", args=["library", "game", "sync_with_igdb"])
    ids = "&".join(f"id={game.pk}" for game in games)
    back = address(Game, "list")
    return client.post(f"{url}?{ids}&next={back}", follow=True)


def test_many_games_are_synced_in_the_background(
    committed_db: None, owner_client: Client, igdb_server: IgdbServer
) -> None:
    titles = ("Chrono Trigger", "Chrono Cross", "Xenogears")
    games = [
        add_from_igdb(igdb_server.game(title)["id"], user=None).game for title in titles
    ]
    games.append(Game.objects.add(name="My first roguelike"))
    igdb_server.game("Xenogears")["summary"] = "Gears."
    del igdb_server.tables["games"][games[1].igdb_id or 0]

    answer = bulk(owner_client, games)
    job = Job.objects.get(kind="library.sync")
    assert answer.redirect_chain[-1][0] == reverse("jobs:inspect", args=[job.pk])
    work_off()

    job.refresh_from_db()
    assert (job.state, job.done, job.total) == (State.DONE, 4, 4)
    assert [
        (failure["what"], "IGDB" in failure["why"]) for failure in job.failures
    ] == [
        ("Chrono Cross", True),
        ("My first roguelike", True),
    ]
    games[2].refresh_from_db()
    assert games[2].summary == "Gears."


def test_without_keys_no_job_is_started(
    owner_client: Client, trigger: Game, settings: Settings
) -> None:
    settings.TWITCH_CLIENT_ID = ""

    answer = bulk(owner_client, [trigger])

    assert "TWITCH_CLIENT_ID" in texts(answer, ".messages")[0]
    assert not Job.objects.exists()
