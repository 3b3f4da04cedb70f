"""The admin's first page, to which every app adds its lines."""

from __future__ import annotations

from datetime import date
from datetime import timedelta
from decimal import Decimal

import pytest
from bs4 import Tag
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from playwright.sync_api import Page
from playwright.sync_api import expect

from apps.browsing.admin.dashboard.headline import is_evening
from apps.browsing.admin.dashboard.playthroughs import pace_of
from apps.browsing.admin.dashboard.year import draw
from apps.browsing.admin.dashboard.year import years_until
from apps.imports.models import Import
from apps.imports.models import ImportStatus
from apps.imports.models import SourceKind
from apps.jobs.models import Job
from apps.jobs.models import State
from apps.journal.models import Playthrough
from apps.journal.models import Status
from apps.library.covers.uploads import store_upload
from apps.library.igdb.differences import games_with_differences
from apps.library.models import Cover
from apps.library.models import Game
from apps.lists.models import List
from apps.lists.models import ListActivity
from apps.realtime.webhooks.models import WebhookEndpoint
from tests.admin.conftest import MakeClient
from tests.admin.conftest import client_with
from tests.admin.pages import address
from tests.admin.pages import page
from tests.admin.pages import text_of
from tests.library.images import picture

pytestmark = pytest.mark.django_db

__all__ = ["client_with"]

TODAY = date(2026, 11, 30)


def panel(client: Client, title: str) -> Tag | None:
    """The dashboard's section with this heading."""
    for heading in page(client.get("/admin/")).select("main h2"):
        if heading.get_text(strip=True) == title:
            return heading.find_parent("section")
    return None


def words(client: Client, title: str) -> str:
    found = panel(client, title)
    return " ".join(found.get_text(" ").split()) if found else ""


def finish(name: str, on: str, hours: int | None = None) -> Playthrough:
    game = Game.objects.filter(name=name).first() or Game.objects.add(name=name)
    return Playthrough.objects.create(
        edition=game.first_edition(),
        status=Status.COMPLETED,
        completed_at=on,
        playtime_hours=hours,
    )


def play(name: str, **values: object) -> Playthrough:
    game = Game.objects.add(name=name)
    edition = game.first_edition()
    return Playthrough.objects.create(edition=edition, **values)


def test_the_panels_of_all_apps_stand_in_their_order(owner_client: Client) -> None:
    finish("Celeste", "2018")
    now = timezone.now()
    Job.objects.create(kind="library.sync", state=State.FAILED, finished_at=now)
    WebhookEndpoint.objects.create(
        name="Overlay", url="https://example.com/", failing_since=now
    )

    shown = page(owner_client.get("/admin/"))

    assert [title.get_text(strip=True) for title in shown.select("h2.q-h2")] == [
        "Now playing",
        "Recently finished",
        "This year vs. last",
        "Needs attention",
        "Background work",
        "Lists",
        "Connections",
    ]


# The title --------------------------------------------------------------------


def test_the_title_names_the_one_game_that_is_played(owner_client: Client) -> None:
    run = play("Metaphor: ReFantazio")
    Playthrough.objects.create(edition=run.edition)
    evening = is_evening(timezone.localtime())

    title = page(owner_client.get("/admin/")).select_one("h1")

    assert title is not None
    assert title.text == f"{'Tonight' if evening else 'Today'}: Metaphor: ReFantazio"


def test_with_several_games_it_greets(owner_client: Client, owner: User) -> None:
    play("Metaphor: ReFantazio")
    play("Celeste")
    User.objects.filter(pk=owner.pk).update(first_name="Robin")

    title = page(owner_client.get("/admin/")).select_one("h1")

    assert title is not None
    assert title.text.startswith("Good ")
    assert title.text.endswith(", Robin")


# Now playing ------------------------------------------------------------------


def test_a_game_being_played_shows_how_far_it_is(owner_client: Client) -> None:
    run = play("Celeste", playtime_hours=6, started_at="2025-10-12")
    game = run.edition.game
    game.time_to_beat = {"normally": 8 * 3600, "count": 100}
    game.uploaded_cover = store_upload(picture())
    game.save()

    section = panel(owner_client, "Now playing")

    assert section is not None
    assert "since Oct 12, 2025" in section.text
    assert "6 h, about 2 h to go" in section.text
    bar = section.select_one("svg rect.h3")
    assert bar is not None
    assert bar["width"] == "75"
    assert section.select_one(".q-cover img[srcset]")
    assert section.select_one(f'a[href="{address(Game, "inspect", game.pk)}"]')
    finished = section.select_one(f'[data-finish-game="{game.pk}"]')
    assert finished is not None
    assert address(Playthrough, "complete", run.pk) in str(finished["href"])


def test_ongoing_games_stand_apart_from_those_with_an_end(
    owner_client: Client,
) -> None:
    play("Celeste")
    play("Final Fantasy XIV", status=Status.ONGOING, started_at="2013-08")

    section = panel(owner_client, "Now playing")

    assert section is not None
    now, ongoing = section.select(".q-now")[0], section.select(".q-strip")[0]
    assert "Celeste" in now.text and "XIV" not in now.text
    assert "Final Fantasy XIV" in ongoing.text and "since Aug 2013" in ongoing.text


def test_own_hours_are_said_without_times_of_others() -> None:
    beyond = pace_of(Decimal(30), {"normally": 36_000})

    assert pace_of(None, None).words == ""
    assert pace_of(None, {"normally": 36_000}).words == "usually about 10 h"
    assert (beyond.share, beyond.words) == (100, "30 h, past the usual 10 h")


def test_a_press_pauses_a_game(admin_page: Page, committed_db: None) -> None:
    run = play("Celeste")
    admin_page.goto("/admin/")

    admin_page.get_by_role("button", name="Pause Celeste").dblclick()

    expect(admin_page.get_by_text("You aren’t playing anything")).to_be_visible()
    run.refresh_from_db()
    assert run.status == Status.PAUSED


# The year ---------------------------------------------------------------------


def test_this_year_is_held_against_the_same_day_of_the_last() -> None:
    finish("Celeste", "2026-11-30", hours=10)
    finish("Hades", "2026-02", hours=20)
    finish("Ys", "2026")
    finish("Gris", "2025-11-30", hours=4)
    finish("Inside", "2025-12-01", hours=3)
    finish("Limbo", "2024-06-01")

    now, last = years_until(TODAY)

    assert (now.finished, now.hours, now.undated) == (3, Decimal(30), 1)
    assert (last.finished, last.hours) == (1, Decimal(4))
    assert now.sums[:2] == [1, 2]
    assert now.sums[-1] == 3
    assert last.sums[-2:] == [1, 2]


def test_the_chart_climbs_from_the_left_to_today() -> None:
    chart = draw([1, 3], [0] * 11 + [2])

    assert chart.now.startswith("M34.0 ")
    assert chart.end[1] == 16
    assert [count for _, count in chart.grid] == [0, 1, 2, 3]
    assert chart.last_end[0] > chart.end[0]


def test_the_chart_has_a_table(owner_client: Client) -> None:
    year = timezone.localdate().year
    finish("Celeste", f"{year}-01-01")
    finish("Gris", f"{year - 1}-12-31")

    section = panel(owner_client, "This year vs. last")

    assert section is not None
    rows = [
        [cell.get_text(strip=True) for cell in row.select("th, td")]
        for row in section.select("details tbody tr")
    ]
    assert len(rows) == 12
    assert rows[0] == ["Jan", "0", "1"]
    assert rows[11][:2] == ["Dec", "1"]
    assert section.select_one('svg[role="img"][aria-label]')


def test_years_without_a_date_say_what_to_do(owner_client: Client) -> None:
    play("Celeste", status=Status.COMPLETED)

    assert "Add the dates you remember" in words(owner_client, "This year vs. last")
    assert "Add the dates you remember" in words(owner_client, "Recently finished")


# Lists ------------------------------------------------------------------------


@pytest.fixture
def top() -> List:
    """A ranked list that was filled long ago: A to F."""
    top = List.objects.create(name="Top")
    for letter in "ABCDEF":
        top.add(Game.objects.add(name=letter))
    past = timezone.now() - timedelta(days=100)
    ListActivity.objects.update(timestamp=past)
    List.objects.filter(pk=top.pk).update(created_at=past)
    top.refresh_from_db()
    return top


def moves(client: Client) -> list[str]:
    section = panel(client, "Lists")
    assert section is not None
    return [
        " ".join(row.get_text(" ").split()) for row in section.select(".q-lines > li")
    ]


def test_lists_show_who_moved_lately(owner_client: Client, top: List) -> None:
    top.move(top.entries.get(game__name="F"), 2)
    top.add(Game.objects.add(name="G"))

    assert moves(owner_client) == ["new new G now #7", "4 up 4 F now #2"]


def test_a_game_that_came_back_has_not_moved(owner_client: Client, top: List) -> None:
    top.move(top.entries.get(game__name="F"), 2)
    top.move(top.entries.get(game__name="F"), 6)

    assert moves(owner_client) == []
    assert len(page(owner_client.get("/admin/")).select(".q-fan .q-cover")) == 5


def test_filling_a_new_list_moves_nothing(owner_client: Client, top: List) -> None:
    fresh = List.objects.create(name="Fresh")
    fresh.add(Game.objects.get(name="A"))

    assert moves(owner_client) == []


# What waits -------------------------------------------------------------------


def test_what_waits_is_absent_while_nothing_does(owner_client: Client) -> None:
    finish("Celeste", "2018")

    assert panel(owner_client, "Needs attention") is None


def test_completions_without_a_date_wait(owner_client: Client) -> None:
    finish("Gris", "2018")
    play("Celeste", status=Status.COMPLETED)

    section = panel(owner_client, "Needs attention")

    assert section is not None
    assert "1 completion has no date" in section.text
    link = section.select_one("a")
    assert link is not None
    listed = text_of(owner_client.get(str(link["href"])))
    assert "Celeste" in listed
    assert "Gris" not in listed


def in_review(title: str) -> Import:
    return Import.objects.create(
        title=title, status=ImportStatus.REVIEWING, source_kind=SourceKind.PASTED
    )


def test_an_import_in_review_waits_here_and_in_the_sidebar(
    owner_client: Client,
) -> None:
    finish("Gris", "2018")
    in_review("beaten.json")

    html = owner_client.get("/admin/")

    assert "beaten.json is in review" in words(owner_client, "Needs attention")
    props = page(html).select_one("#wagtail-sidebar-props")
    assert props is not None
    assert '"data-count": "1", "aria-label": "Import, 1 import to review"' in props.text


def test_the_sidebar_shows_the_count(admin_page: Page, committed_db: None) -> None:
    in_review("beaten.json")
    admin_page.goto("/admin/")

    link = admin_page.get_by_role("link", name="Import, 1 import to review")

    expect(link).to_have_attribute("data-count", "1")
    assert link.evaluate("e => getComputedStyle(e, '::after').content") == '"1"'


def test_games_that_differ_from_igdb_wait_until_they_agree(
    owner_client: Client,
) -> None:
    game = Game.objects.add(name="Celest")
    game.igdb_id = 26226
    game.igdb_data = {"id": 26226, "name": "Celeste"}
    game.provenance = {"name": "owner"}
    game.save()
    assert "IGDB" not in words(owner_client, "Needs attention")

    games_with_differences()
    differs = words(owner_client, "Needs attention")
    game.declined = {"name": "Celeste"}
    game.save()

    assert "IGDB differs on 1 game" in differs
    assert "IGDB" not in words(owner_client, "Needs attention")


def test_covers_that_were_given_up_wait(owner_client: Client) -> None:
    finish("Celeste", "2018")
    game = Game.objects.get()
    game.cover_url = "https://images.igdb.com/a.jpg"
    game.save()
    Cover.objects.update_or_create(
        source_url=game.cover_url,
        defaults={"failed_at": timezone.now(), "error": "No.", "retry_at": None},
    )

    section = panel(owner_client, "Needs attention")

    assert section is not None
    assert "1 cover couldn’t be fetched" in section.text
    link = section.select_one('a[href$="cover=failed"]')
    assert link is not None
    assert "Celeste" in text_of(owner_client.get(str(link["href"])))


def test_nothing_waits_for_who_may_not_do_it(client_with: MakeClient) -> None:
    play("Celeste", status=Status.COMPLETED)
    in_review("beaten.json")

    shown = text_of(client_with("library.view_game").get("/admin/"))

    assert "Needs attention" not in shown
    assert "Connections" not in shown


def test_the_dashboard_costs_the_same_for_much_of_everything(
    owner_client: Client, top: List
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            owner_client.get("/admin/")
        return len(captured)

    def more(count: int) -> None:
        for number in range(count):
            finish(f"Finished {count} {number}", "2026-05-01", hours=3)
            play(f"Playing {count} {number}")
            play(f"Undated {count} {number}", status=Status.COMPLETED)
            in_review("beaten.json")
            top.move(top.entries.order_by("-position")[0], 1)
            List.objects.create(name=f"List {count} {number}").add(
                Game.objects.get(name=f"Playing {count} {number}")
            )

    more(3)
    queries()
    few = queries()
    more(6)

    assert queries() == few


# First run --------------------------------------------------------------------


def steps(client: Client) -> list[str]:
    found = page(client.get("/admin/")).select(".q-step")
    return [" ".join(step.get_text(" ").split()) for step in found]


def test_the_first_run_has_four_steps_and_goes_away(owner_client: Client) -> None:
    first = steps(owner_client)
    List.objects.create(name="Top")
    WebhookEndpoint.objects.create(name="Overlay", url="https://example.com/")
    in_review("beaten.json")
    later = steps(owner_client)
    Game.objects.add(name="Celeste")

    assert ["Done" in step for step in first] == [False] * 4
    assert ["Done" in step for step in later] == [False, False, True, True]
    assert "Review it" in later[0]
    assert steps(owner_client) == []


def test_a_list_pasted_at_the_first_run_is_read(
    admin_page: Page, committed_db: None
) -> None:
    admin_page.goto("/admin/")

    admin_page.get_by_label("Paste a link").fill("- Celeste\n- Hades\n")
    admin_page.get_by_role("button", name="Read it").click()

    admin_page.wait_for_url("**/admin/imports/edit/*/")
    assert Import.objects.get().rows.count() == 2


def test_a_pasted_link_that_is_no_gist_is_kept_with_what_is_wrong(
    owner_client: Client,
) -> None:
    answer = owner_client.post(
        "/admin/imports/add/", {"pasted": "https://example.com/games"}
    )

    field = page(answer).select_one("input[name=gist]")
    assert field is not None
    assert field["value"] == "https://example.com/games"
    assert page(answer).select_one(".error-message")
    assert not Import.objects.exists()


def test_the_first_run_offers_only_what_one_may_do(client_with: MakeClient) -> None:
    shown = steps(client_with("lists.add_list"))

    assert len(shown) == 1
    assert "Make a first ranking" in shown[0]
