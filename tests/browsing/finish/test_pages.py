"""The box's pieces over HTTP: what is found, who may, and without a script."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from apps.journal.models import Playthrough
from apps.journal.models import Status
from apps.library.models import Game
from apps.lists.models import List
from tests.admin.pages import page
from tests.browsing.finish.conftest import Send
from tests.integrations.igdb_server import TOO_MANY
from tests.integrations.igdb_server import IgdbServer
from tests.integrations.igdb_server import answered

pytestmark = pytest.mark.django_db
PAGE = "/admin/finished/"


def client_who_may(*names: str) -> Client:
    user = User.objects.create_user("helper", password="helper")
    wanted = [*names, "access_admin"]
    user.user_permissions.set(Permission.objects.filter(codename__in=wanted))
    client = Client()
    client.force_login(user)
    return client


def test_any_spelling_finds_a_game_with_its_history(
    owner_client: Client, chrono_trigger: Game
) -> None:
    edition = chrono_trigger.first_edition()
    for date in ("2003", "2024-08"):
        Playthrough.objects.create(
            edition=edition, status=Status.COMPLETED, completed_at=date, rating="5"
        )

    for text in ("chrono", "CHRONO TRIGER"):
        answer = owner_client.get(f"{PAGE}library/", {"q": text})
        row = page(answer).select_one("[role=option]")
        assert row is not None and row["data-choice"] == f"game={chrono_trigger.pk}"
        text = " ".join(row.get_text(" ").split())
        assert "1995 · SNES · finished 2 times, last August 2024" in text
        assert "5 of 5 stars" in text


def test_before_typing_it_shows_what_is_being_played(
    owner_client: Client, running: Playthrough
) -> None:
    other = Game.objects.add(name="Tales of Vesperia")
    Playthrough.objects.create(edition=other.first_edition(), status=Status.PAUSED)

    soup = page(owner_client.get(f"{PAGE}library/"))

    groups = [str(each["aria-label"]) for each in soup.select("[role=group]")]
    assert groups == ["Playing now", "Put aside, never closed"]
    assert "SNES · started May 2023" in soup.get_text()
    assert [each["data-number"] for each in soup.select("[role=option]")] == ["1", "2"]


def test_more_games_take_no_more_queries(owner_client: Client) -> None:
    def queries(count: int) -> int:
        for number in range(count):
            game = Game.objects.add(name=f"Quest {number}")
            for status in (Status.PLAYING, Status.COMPLETED):
                Playthrough.objects.create(edition=game.first_edition(), status=status)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            owner_client.get(f"{PAGE}library/", {"q": "quest"})
            owner_client.get(f"{PAGE}library/")
        return len(captured)

    queries(1)  # what is remembered from the first request on

    assert queries(6) == queries(6)


def test_igdb_shows_only_what_the_library_lacks(
    owner_client: Client, igdb_server: IgdbServer
) -> None:
    number = igdb_server.game("Wild Arms")["id"]
    Game.objects.add(name="Wild Arms", igdb_id=number)

    soup = page(owner_client.get(f"{PAGE}igdb/", {"q": "wild arms"}))

    names = [each.get_text() for each in soup.select("[role=option] b")]
    assert "Wild Arms 2" in names and "Wild Arms" not in names


def test_igdb_away_is_said_in_its_group(
    owner_client: Client, igdb_server: IgdbServer
) -> None:
    igdb_server.answer_next(*[answered(TOO_MANY, 429)] * 40)

    soup = page(owner_client.get(f"{PAGE}igdb/", {"q": "wild arms"}))

    problem = soup.select_one("[data-problem]")
    assert problem is not None and "Try again" in problem.get_text()


def test_without_igdb_it_says_how_games_are_added(
    owner_client: Client, settings: Settings
) -> None:
    settings.TWITCH_CLIENT_ID = settings.TWITCH_CLIENT_SECRET = ""

    text = owner_client.get(f"{PAGE}igdb/", {"q": "okami"}).content.decode()

    assert "isn’t set up" in text and "by name" in text


def test_an_ongoing_game_is_found_as_such_and_can_be_finished(
    owner_client: Client, running: Playthrough, chrono_trigger: Game
) -> None:
    running.mark_ongoing()

    suggested = page(owner_client.get(f"{PAGE}library/"))
    found = page(owner_client.get(f"{PAGE}library/", {"q": "chrono"}))
    answer = owner_client.get(f"{PAGE}form/", {"game": chrono_trigger.pk}).json()

    assert not suggested.select("[role=option]")
    assert "ongoing since May 2023" in " ".join(found.get_text(" ").split())
    assert "Your first time. Ongoing since May 2023." in answer["form"]
    assert "The ongoing one" in answer["form"]


def test_the_form_knows_the_playthrough_that_goes_on(
    owner_client: Client, running: Playthrough, chrono_trigger: Game
) -> None:
    answer = owner_client.get(f"{PAGE}form/", {"game": chrono_trigger.pk}).json()

    assert "Your first time. Playing since May 2023." in answer["form"]
    assert (
        f'value="{running.platform_id}" id="id_fin-platform_0" checked'
        in " ".join(answer["form"].replace("\n", " ").split())
        or "checked" in answer["form"]
    )
    assert 'value="today"' in answer["form"]


def test_the_list_that_was_used_last_is_offered_first(
    send: Send, owner_client: Client, chrono_trigger: Game, top_rpgs: List
) -> None:
    send(f"game={chrono_trigger.pk}", list=top_rpgs.pk, position=1)
    next_game = Game.objects.add(name="Lunar")

    form = owner_client.get(f"{PAGE}form/", {"game": next_game.pk}).json()["form"]

    assert f'<option value="{top_rpgs.pk}" selected' in form
    assert 'data-place="4"' in form


def test_a_place_is_shown_between_its_neighbors(
    owner_client: Client, top_rpgs: List
) -> None:
    query = f"list={top_rpgs.pk}&position=2&name=Chrono+Trigger"

    soup = page(owner_client.get(f"{PAGE}place/?{query}"))

    names = [row.get_text() for row in soup.select(".q-insert .q-clip")]
    assert names == ["Terranigma", "Chrono Trigger", "Okami"]
    assert "was 2" in soup.get_text()


@pytest.mark.parametrize(
    "query",
    ["game=999999", "game=x", "igdb=99999999999", "game=-1", "igdb=%00"],
)
def test_what_is_not_there_is_not_found(owner_client: Client, query: str) -> None:
    for address in (PAGE, f"{PAGE}form/"):
        assert owner_client.get(f"{address}?{query}").status_code == 404


def test_nobody_finishes_without_the_permission(
    chrono_trigger: Game, send: Send
) -> None:
    client = client_who_may("view_playthrough")

    home = client.get("/admin/").content.decode()
    assert "data-finish-open" not in home
    for address in (PAGE, f"{PAGE}library/", f"{PAGE}igdb/", f"{PAGE}form/"):
        assert client.get(address).status_code == 302
    send(f"game={chrono_trigger.pk}", client=client)
    assert not Playthrough.objects.exists()


def test_who_may_not_add_games_finishes_those_that_are_there(
    chrono_trigger: Game, send: Send
) -> None:
    client = client_who_may("add_playthrough")

    send("name=New", client=client)
    told = send(f"game={chrono_trigger.pk}", client=client)

    assert "done" in told
    assert list(Game.objects.all()) == [chrono_trigger]
    assert (
        "From IGDB" not in client.get(f"{PAGE}igdb/", {"q": "okami"}).content.decode()
    )


def test_another_site_is_never_led_to(
    owner_client: Client, chrono_trigger: Game
) -> None:
    page_ = owner_client.get(PAGE, {"next": "https://evil.example/"})

    assert "evil.example" not in page_.content.decode()


def test_without_a_script_it_is_a_page(
    owner_client: Client, chrono_trigger: Game
) -> None:
    found = page(owner_client.get(PAGE, {"q": "chrono"}))
    link = found.select_one(".q-res a[href*=game]")
    assert link is not None

    form = page(owner_client.get(str(link["href"]))).select_one(".q-finish--page form")
    assert form is not None
    sent = {
        str(each["name"]): str(each.get("value", ""))
        for each in form.select("input[name]:not([type=radio])")
    }
    answer = owner_client.post(str(form["action"]), sent, follow=True)

    assert Playthrough.objects.get().status == Status.COMPLETED
    undo = page(answer).select_one(".messages form.q-undo")
    assert undo is not None
