"""The small requests of the review page, and what they answer."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from apps.imports.models import Import
from apps.imports.models import ImportRow
from apps.imports.models import ImportStatus
from apps.library.models import Game
from apps.lists.models import List
from tests.imports.conftest import SMALL
from tests.imports.conftest import Desk
from tests.imports.holdings import counts
from tests.imports.holdings import ranking
from tests.imports.holdings import runs


class Reviewer:
    """The owner before the review page of one import."""

    def __init__(self, client: Client, import_: Import) -> None:
        self.client = client
        self.import_ = import_

    def row(self, title: str) -> ImportRow:
        return self.import_.rows.filter(title=title).order_by("number")[0]

    def say(self, row_title: str, action: str, code: int = 200, **data: Any) -> Any:
        """Decide on the row of that title; the answer's JSON, with the totals since."""
        row = self.row(row_title)
        response = self.client.post(
            f"/admin/imports/{self.import_.pk}/rows/{row.pk}/",
            {"action": action, "version": row.version, **data},
        )
        assert response.status_code == code, response.content
        totals = self.client.get(f"/admin/imports/{self.import_.pk}/totals/")
        return {**totals.json(), **response.json()}

    def edit(self, row_title: str, code: int = 200, **changed: Any) -> Any:
        row = self.row(row_title)
        names = ("title", "series", "status", "repeats", "notes")
        fields = {
            **{name: getattr(row, name) for name in names},
            "year": row.year or "",
            "platform": [version["platform"] for version in row.versions],
            "edition": [version["edition"] for version in row.versions],
        }
        return self.say(row_title, "edit", code, **{**fields, **changed})

    def apply(self) -> str:
        self.import_.refresh_from_db()
        url = f"/admin/imports/{self.import_.pk}/apply/"
        page = self.client.post(url, {"version": self.import_.version}, follow=True)
        self.import_.refresh_from_db()
        return page.content.decode()

    def page(self, query: str = "") -> str:
        url = f"/admin/imports/edit/{self.import_.pk}/{query}"
        return self.client.get(url).content.decode()


@pytest.fixture
def reviewer(owner_client: Client, desk: Desk) -> Reviewer:
    """Before the review of `SMALL`, with an empty library."""
    return Reviewer(owner_client, desk.store_source(SMALL))


def test_the_page_shows_each_game_with_its_line(reviewer: Reviewer) -> None:
    page = reviewer.page()

    assert "Line 6" in page
    assert "- Final Fantasy XII (PS2; PS4 - The Zodiac Age)" in page
    assert "Nintendo DS" in page
    assert "#2 on Top RPGs" in page
    assert page.count("data-card ") == 5


def test_a_row_is_left_out(reviewer: Reviewer) -> None:
    answer = reviewer.say("Chrono Trigger", "skip")

    assert "Left out" in answer["cards"][str(reviewer.row("Chrono Trigger").pk)]
    assert answer["tabs"]["skipped"] == 1
    assert "4 games" in answer["summary"]
    reviewer.apply()
    assert not Game.objects.filter(name="Chrono Trigger").exists()
    assert ranking("Top RPGs") == ["Final Fantasy IV"]


def test_a_row_left_out_is_taken_in_again(reviewer: Reviewer) -> None:
    reviewer.say("Chrono Trigger", "skip")

    reviewer.say("Chrono Trigger", "restore")

    reviewer.apply()
    assert ranking("Top RPGs") == ["Chrono Trigger", "Final Fantasy IV"]


def test_a_row_is_matched_with_a_game(reviewer: Reviewer) -> None:
    game = Game.objects.add(name="Chrono Trigger DS")

    answer = reviewer.say("Chrono Trigger", "match", game=game.pk)

    assert answer["tabs"]["matched"] == 1
    reviewer.apply()
    assert sum(runs("Chrono Trigger DS").values()) == 4
    game.refresh_from_db()
    assert game.aliases == ["Chrono Trigger"]


def test_rows_are_merged(reviewer: Reviewer) -> None:
    into = reviewer.row("Final Fantasy IV")

    answer = reviewer.say("Final Fantasy XII", "merge", into=into.pk)

    assert answer["cards"][str(reviewer.row("Final Fantasy XII").pk)] is None
    assert "Final Fantasy XII" in answer["cards"][str(into.pk)]
    reviewer.apply()
    assert Game.objects.count() == 4
    assert sum(runs("Final Fantasy IV").values()) == 4


def test_a_merged_row_is_parted_again(reviewer: Reviewer) -> None:
    reviewer.say("FFIV", "create")

    reviewer.apply()

    assert ranking("Top RPGs") == ["Chrono Trigger", "FFIV"]


def test_rows_are_not_merged_in_a_circle(reviewer: Reviewer) -> None:
    first, second = reviewer.row("Final Fantasy IV"), reviewer.row("Final Fantasy XII")
    reviewer.say("Final Fantasy IV", "merge", into=second.pk)

    reviewer.say("Final Fantasy XII", "merge", code=400, into=first.pk)
    reviewer.say("Final Fantasy XII", "merge", code=400, into=second.pk)


def test_what_was_understood_is_corrected(reviewer: Reviewer) -> None:
    reviewer.edit(
        "Chrono Trigger",
        repeats=2,
        year=1995,
        platform=["Sega Saturn", ""],
        edition=["", ""],
        notes="With the frog.",
    )

    reviewer.apply()

    assert runs("Chrono Trigger") == {("Chrono Trigger", "Sega Saturn", "completed"): 2}
    assert Game.objects.get(name="Chrono Trigger").original_release_year == 1995


def test_a_corrected_title_is_matched_anew(reviewer: Reviewer) -> None:
    game = Game.objects.add(name="Wild Arms 2: Second Ignition", aliases=["WA2"])

    reviewer.edit("Wild ARMs 2", title="WA2")

    row = reviewer.row("WA2")
    assert (row.game, row.match_kind) == (game, "alias")


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"title": ""}, "Title"),
        ({"title": "x" * 201}, "Title"),
        ({"title": "Ico\x00"}, "Title"),
        ({"repeats": 0}, "Times"),
        ({"repeats": 101}, "Times"),
        ({"status": "eaten"}, "Status"),
        ({"year": 1066}, "Year"),
        ({"platform": ["SNES"], "edition": []}, "Each platform"),
        ({"platform": ["x" * 101], "edition": [""]}, "at most 100"),
    ],
)
def test_a_bad_correction_changes_nothing(
    reviewer: Reviewer, changed: dict[str, Any], message: str
) -> None:
    before = list(reviewer.import_.rows.values())

    answer = reviewer.edit("Chrono Trigger", code=400, **changed)

    assert message in answer["message"]
    assert list(reviewer.import_.rows.values()) == before


def test_a_second_tab_is_told_that_the_row_has_changed(reviewer: Reviewer) -> None:
    reviewer.say("Chrono Trigger", "skip")

    answer = reviewer.say("Chrono Trigger", "create", code=409, version=0)

    assert "changed elsewhere" in answer["message"]
    card = answer["cards"][str(reviewer.row("Chrono Trigger").pk)]
    assert "Include again" in card


def test_applying_an_old_picture_is_refused(reviewer: Reviewer) -> None:
    url = f"/admin/imports/{reviewer.import_.pk}/apply/"
    reviewer.say("Chrono Trigger", "skip")

    page = reviewer.client.post(url, {"version": 0}, follow=True).content.decode()

    assert "The rows were changed elsewhere" in page
    assert counts()["Game"] == 0


def test_an_applied_import_is_closed(reviewer: Reviewer) -> None:
    page = reviewer.apply()

    assert "has been applied" in page
    assert "Undo this import" in page
    answer = reviewer.say("Chrono Trigger", "skip", code=409)
    assert "can no longer be changed" in answer["message"]


@pytest.mark.parametrize("action", ["", "delete", "_skip", "seen"])
def test_an_unknown_action_is_refused(reviewer: Reviewer, action: str) -> None:
    reviewer.say("Chrono Trigger", action, code=400)


@pytest.mark.parametrize("game", ["", "x", "999999", "9" * 30])
def test_a_game_that_is_not_there_is_refused(reviewer: Reviewer, game: str) -> None:
    answer = reviewer.say(
        "Chrono Trigger", "match", game=game, code=404 if game == "999999" else 400
    )

    assert answer["message"]
    assert reviewer.row("Chrono Trigger").decision == "create"


def test_a_row_of_another_import_is_not_merged_into(
    reviewer: Reviewer, desk: Desk
) -> None:
    other = desk.store_source("- Ico").rows.get()

    reviewer.say("Chrono Trigger", "merge", code=404, into=other.pk)


def test_filters_show_their_kind(reviewer: Reviewer) -> None:
    reviewer.say("Chrono Trigger", "skip")

    assert reviewer.page("?show=skipped").count("data-card ") == 1
    assert reviewer.page("?show=new").count("data-card ") == 4
    assert "No games here" in reviewer.page("?show=doubtful")
    assert reviewer.page("?show=nonsense&p=999").count("data-card ") == 5


def test_what_is_there_already_is_said_so(owner_client: Client, desk: Desk) -> None:
    desk.bring(SMALL)
    reviewer = Reviewer(owner_client, desk.store_source(SMALL))

    page = reviewer.page()

    assert page.count("Already in your library. Nothing to add.") == 5
    assert "everything here is already in Questlog" in page


def test_a_line_that_was_not_understood_becomes_a_game(
    owner_client: Client, desk: Desk
) -> None:
    reviewer = Reviewer(owner_client, desk.store_source("- Ico\n- ???\n"))
    assert "There is no title on this line." in reviewer.page()
    line = reviewer.import_.other_lines.get()
    url = f"/admin/imports/{reviewer.import_.pk}/lines/{line.pk}/"

    answer = owner_client.post(url, {"title": "Mystery House"})
    again = owner_client.post(url, {"title": "Mystery House"})

    assert "Mystery House" in next(iter(answer.json()["cards"].values()))
    assert again.status_code == 400
    reviewer.apply()
    assert {g.name for g in Game.objects.all()} == {"Ico", "Mystery House"}


def test_a_list_goes_on_another_list(reviewer: Reviewer) -> None:
    mine = List.objects.create(name="My favourites", is_ranked=True)
    mine.add(Game.objects.add(name="Ico"))
    found = reviewer.import_.lists.get()
    url = f"/admin/imports/{reviewer.import_.pk}/lists/{found.pk}/"

    reviewer.client.post(url, {"target_name": "my favourites", "version": 0})

    reviewer.apply()
    assert ranking("My favourites") == ["Ico", "Chrono Trigger", "Final Fantasy IV"]
    assert List.objects.count() == 1


def test_a_list_is_left_out(reviewer: Reviewer) -> None:
    found = reviewer.import_.lists.get()
    url = f"/admin/imports/{reviewer.import_.pk}/lists/{found.pk}/"

    reviewer.client.post(url, {"target_name": "x", "skipped": "on", "version": 0})

    assert "Left out." in reviewer.page()
    reviewer.apply()
    assert List.objects.count() == 0
    assert reviewer.client.post(url, {"target_name": ""}).status_code == 400


def test_games_and_rows_are_found_by_words(reviewer: Reviewer) -> None:
    Game.objects.add(name="Final Fantasy Tactics")
    row = reviewer.row("Final Fantasy IV")
    url = f"/admin/imports/{reviewer.import_.pk}/rows/{row.pk}/find/"

    page = reviewer.client.get(url, {"q": "fantasy"}).content.decode()

    assert "Final Fantasy Tactics" in page
    assert "Line 6: Final Fantasy XII" in page
    assert "Line 5" not in page
    assert "Nothing found." in reviewer.client.get(url, {"q": "zz"}).content.decode()
    assert reviewer.client.get(url, {"q": "\x00'\"%_"}).status_code == 200


def test_scripts_in_a_source_are_text(owner_client: Client, desk: Desk) -> None:
    evil = "<script>alert(1)</script>"
    text = f"# Top {evil}\n\n1. Ico {evil}\n2. <img src=x onerror=alert(2)> Okami\n"
    import_ = desk.store_source(text + "\n- ???<script>\n", f"{evil}.md")
    reviewer = Reviewer(owner_client, import_)

    shown = reviewer.page() + reviewer.apply()

    assert import_.status == ImportStatus.APPLIED
    for sign in ("<script>alert", "<img src=x", "???<script"):
        assert sign not in shown
    assert "&lt;img src=x" in shown


def test_the_source_is_plain_text(owner_client: Client, desk: Desk) -> None:
    import_ = desk.store_source("- Ico <b>")

    response = owner_client.get(f"/admin/imports/{import_.pk}/source/")

    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.content == b"- Ico <b>"


def test_undoing_asks_first_and_says_what_it_kept(reviewer: Reviewer) -> None:
    reviewer.apply()
    game = Game.objects.get(name="Chrono Trigger")
    game.summary = "The one with the frog."
    game.save()
    url = f"/admin/imports/{reviewer.import_.pk}/undo/"

    asked = reviewer.client.get(url).content.decode()
    done = reviewer.client.post(url, follow=True).content.decode()
    again = reviewer.client.post(url, follow=True).content.decode()

    assert "This removes everything “Beaten” added" in asked
    assert "You have edited it since (summary)." in done
    assert [g.name for g in Game.objects.all()] == ["Chrono Trigger"]
    assert "be undone because it is undone" in again
    assert "so there is nothing to undo" in reviewer.client.get(url).content.decode()


def test_a_form_needs_its_token(reviewer: Reviewer, desk: Desk) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(desk.owner)

    response = strict.post(f"/admin/imports/{reviewer.import_.pk}/apply/")

    assert response.status_code == 403


def test_a_merged_row_may_be_corrected_too(reviewer: Reviewer) -> None:
    reviewer.edit("FFIV", title="Final Fantasy IV Advance")

    row = reviewer.row("Final Fantasy IV Advance")
    assert (row.decision, row.merged_into) == ("create", None)


def test_lists_with_very_long_names_are_told_apart_or_joined(
    owner_client: Client, desk: Desk
) -> None:
    long = "Top games of " + "x" * 250
    import_ = desk.store_source(f"# {long}1\n\n1. Ico\n\n# {long}2\n\n1. Okami\n")

    assert import_.lists.count() == 1
    desk.apply(import_)
    assert List.objects.get().entries.count() == 2
