"""What the parts of a list mean is asked in the review, answered, and remembered."""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from apps.imports.intake.reread import answer_parts
from apps.imports.models import Decision
from apps.imports.models import Import
from apps.imports.models import KnownMeaning
from apps.imports.review.decisions import Seen
from apps.imports.review.decisions import edit
from apps.imports.review.decisions import match
from apps.imports.review.decisions import merge
from apps.imports.review.decisions import set_open_statuses
from apps.imports.review.decisions import skip
from apps.journal.models import Playthrough
from apps.library.models import Game
from tests.imports.conftest import Desk

LIST = """# Games

## Limbo
- Ico (PS2)
- Rez
- Okami
- Okami HD

## Games I haven't finished
- Vib-Ribbon
- ???
"""
SHELVED = {"kind": "heading", "text": "Limbo"}


def say(client: Client, import_: Import, **data: str) -> str:
    """Answer by the form; the page that comes back."""
    url = reverse("imports:parts", args=[import_.pk])
    response = client.post(url, data, follow=True)
    return response.content.decode()


def statuses(import_: Import) -> dict[str, str]:
    return dict(import_.rows.values_list("title", "status"))


def seen(import_: Import, title: str) -> Seen:
    row = import_.rows.get(title=title)
    return Seen(row.pk, row.version, timezone.now())


def test_the_review_opens_with_what_it_does_not_know(
    desk: Desk, owner_client: Client
) -> None:
    import_ = desk.store_source(LIST)

    page = owner_client.get(reverse("imports:edit", args=[import_.pk]))
    content = page.content.decode()

    assert "2 questions about your list" in content
    asked = [part.text for part in page.context["parts"].asked]
    assert asked == ["Limbo", "Games I haven't finished"]
    assert content.index('id="parts"') < content.index("games without a status")


def test_an_answer_decides_the_rows_and_is_remembered(
    desk: Desk, owner_client: Client
) -> None:
    import_ = desk.store_source(LIST)

    page = say(owner_client, import_, **SHELVED, meaning="paused")
    later = desk.store_source("# Limbo\n- EarthBound\n", "b.md")

    assert "“Limbo”: Paused. The list was read again." in page
    assert statuses(import_)["Rez"] == "paused"
    assert not import_.rows.get(title="Rez").series
    assert statuses(later) == {"EarthBound": "paused"}
    desk.apply(later)
    assert Playthrough.objects.get().status == "paused"


def test_the_owners_decisions_survive(desk: Desk, owner_client: Client) -> None:
    desk.bring("- Castle in the Mist")
    other = Game.objects.get()
    import_ = desk.store_source(LIST)
    match(import_, seen(import_, "Ico"), other)
    edit(import_, seen(import_, "Rez"), {"notes": "on the Dreamcast", "year": 2001})
    merge(import_, seen(import_, "Okami HD"), import_.rows.get(title="Okami"))
    skip(import_, seen(import_, "Vib-Ribbon"))
    line = import_.other_lines.get(source="- ???")
    made = reverse("imports:line", args=[import_.pk, line.pk])
    owner_client.post(made, {"title": "A Game of Many Questions"})

    say(owner_client, import_, **SHELVED, meaning="paused")

    rows: dict[str, Any] = {row.title: row for row in import_.rows.all()}
    assert rows["Ico"].game == other
    assert (rows["Rez"].notes, rows["Rez"].year) == ("on the Dreamcast", 2001)
    assert rows["Okami HD"].merged_into == rows["Okami"]
    assert rows["Vib-Ribbon"].decision == Decision.SKIP
    assert rows["A Game of Many Questions"].made_of.source == "- ???"
    assert {rows[title].status for title in ("Ico", "Rez", "Okami")} == {"paused"}
    desk.apply(import_)
    assert Playthrough.objects.get(edition__game=other).status == "paused"


def test_what_was_said_of_all_gives_way_to_what_is_said_of_a_part(
    desk: Desk, owner_client: Client
) -> None:
    import_ = desk.store_source(LIST)
    set_open_statuses(import_, "completed")
    edit(import_, seen(import_, "Okami"), {"status": "playing"})

    say(owner_client, import_, **SHELVED, meaning="paused")

    assert statuses(import_) == {
        "Ico": "paused",
        "Rez": "paused",
        "Okami": "playing",
        "Okami HD": "paused",
        "Vib-Ribbon": "completed",
    }


def test_guesses_are_confirmed_together_and_answers_change(
    desk: Desk, owner_client: Client
) -> None:
    import_ = desk.store_source(LIST)

    say(owner_client, import_, guesses="right")
    import_.refresh_from_db()
    confirmed = {part["certainty"] for part in import_.parts}
    say(owner_client, import_, **SHELVED, other="list")

    assert confirmed == {"known", "unknown"}
    assert [found.name for found in import_.lists.all()] == ["Limbo"]
    assert KnownMeaning.objects.get().meaning == "list"


def test_a_column_of_a_table_is_read_as_said_and_so_is_the_next_file(
    desk: Desk, owner_client: Client
) -> None:
    table = "Game,Time\nIco,420\nRez,90\nOkami,30\n"
    import_ = desk.store_source(table, "games.csv")
    columns = {"column0": "title", "column1": "playtime_hours"}
    options = {"scale": "10", "unit": "h", "day_first": "day", "status": "completed"}
    owner_client.post(reverse("imports:columns", args=[import_.pk]), columns | options)

    say(owner_client, import_, kind="column", text="Time", meaning="minutes")
    later = desk.store_source(table, "later.csv")

    for each in (import_, later):
        assert each.rows.get(title="Ico").runs[0]["playtime_hours"] == "7"
    refused = say(owner_client, import_, kind="column", text="Game", meaning="notes")
    assert "No title column was found." in refused
    assert import_.rows.count() == 3


def test_bad_answers_change_nothing(desk: Desk, owner_client: Client) -> None:
    import_ = desk.store_source(LIST)
    applied = desk.bring("# Limbo\n- EarthBound\n")

    for data in (
        {**SHELVED, "meaning": "finished"},
        {"kind": "heading", "text": "Nowhere", "meaning": "paused"},
        {"kind": "\x00", "text": "", "meaning": "paused"},
        {},
    ):
        assert "isn&#x27;t a part of the list" in say(owner_client, import_, **data)
    closed = say(owner_client, applied, **SHELVED, meaning="paused")

    assert "isn&#x27;t in review" in closed
    assert not KnownMeaning.objects.exists()
    assert not statuses(import_)["Ico"]


def test_answers_can_be_seen_and_forgotten(desk: Desk, owner_client: Client) -> None:
    url = reverse("imports:answers")
    empty = owner_client.get(url).content.decode()
    import_ = desk.store_source(LIST)
    answer_parts(import_, {("heading", "Limbo"): "paused"})
    shown = owner_client.get(url).content.decode()
    answer = KnownMeaning.objects.get()
    after = owner_client.post(url, {"forget": str(answer.pk)}, follow=True)

    assert "Nothing is remembered yet." in empty
    assert "Limbo" in shown
    assert "Paused" in shown
    assert "1 answer forgotten." in after.content.decode()
    assert statuses(desk.store_source(LIST, "b.md"))["Ico"] == ""
    undo = BeautifulSoup(after.content, "html.parser").find("input", {"name": "undo"})
    assert undo is not None
    again = owner_client.post(url, {"undo": undo["value"]}, follow=True)
    assert "1 answer remembered again." in again.content.decode()
    assert statuses(desk.store_source(LIST, "c.md"))["Ico"] == "paused"


def test_import_undo_import_is_the_same_as_import(desk: Desk) -> None:
    def made() -> list[Any]:
        games = Game.objects.order_by("name").values_list("name", "franchise__name")
        runs = Playthrough.objects.order_by("edition__game__name", "status")
        return [
            *games,
            *runs.values_list("edition__game__name", "status", "platform__name"),
        ]

    desk.undo(desk.bring(LIST))
    assert made() == []
    again = desk.store_source(LIST)
    answer_parts(again, {("heading", "Limbo"): "dropped"})
    desk.apply(again)
    first = made()
    desk.undo(again)
    desk.bring(LIST, "b.md")

    assert made() == first
    assert ("Ico", "dropped", "PlayStation 2") in first


def told_of(import_: Import, title: str, field: str) -> str:
    runs = import_.rows.get(title=title).runs
    return str(runs[-1].get(field, "")) if runs else ""


def test_the_order_of_dates_is_answered_for_this_list_only(
    desk: Desk, owner_client: Client
) -> None:
    text = "- Ico (finished 03/04/2020)\n- Rez (finished 05/06/2020)\n"
    import_ = desk.store_source(text)
    before = told_of(import_, "Ico", "completed_at")

    say(owner_client, import_, kind="dates", text="Dates", meaning="month_first")
    later = desk.store_source(text.replace("Ico", "Okami"), "b.md")

    assert before == "2020"
    assert told_of(import_, "Ico", "completed_at") == "2020-03-04"
    assert told_of(import_, "Rez", "completed_at") == "2020-05-06"
    assert told_of(later, "Okami", "completed_at") == "2020"
    assert not KnownMeaning.objects.exists()


def test_the_scale_of_a_column_is_answered_and_remembered(
    desk: Desk, owner_client: Client
) -> None:
    text = "| Spiel | Note | Status |\n|---|---|---|\n| Ico | 2 | fertig |\n"
    text += "| Rez | 4 | fertig |\n"
    import_ = desk.store_source(text)
    before = told_of(import_, "Ico", "rating")

    say(owner_client, import_, kind="scale", text="Note", meaning="out_of_5")
    later = desk.store_source(text.replace("Ico", "Okami"), "b.md")

    assert before == ""
    assert told_of(import_, "Ico", "rating") == "2"
    assert told_of(later, "Okami", "rating") == "2"
