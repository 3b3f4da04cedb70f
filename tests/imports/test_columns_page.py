"""The page between upload and review, on which the owner maps columns."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from apps.imports.models import ColumnMapping
from apps.imports.models import Import
from apps.imports.models import ImportStatus

ADD = "/admin/imports/add/"
FILES = Path(__file__).parent / "files"
TABLE = "Was;Konsole;Wertung;Wann\nIco;PS2;9;2002\nRez;DC;8;02/03/2003\n"
MAPPED = {
    "status": "completed",
    "scale": "10",
    "unit": "h",
    "day_first": "day",
    "column0": "title",
    "column1": "platform",
    "column2": "rating",
    "column3": "completed_at",
}


def upload(client: Client, text: str, name: str = "games.csv") -> str:
    """Where the form leads to."""
    file = SimpleUploadedFile(name, text.encode())
    return client.post(ADD, {"upload": file}).headers["Location"]


def test_an_unknown_table_asks_what_its_columns_hold(owner_client: Client) -> None:
    url = upload(owner_client, TABLE)

    page = owner_client.get(url).content.decode()

    import_ = Import.objects.get()
    assert url == f"/admin/imports/{import_.pk}/columns/"
    assert (import_.status, import_.rows.count()) == (ImportStatus.DRAFT, 0)
    assert '<option value="title" selected>' in page
    assert '<option value="platform" selected>' in page
    assert "No status: the review will ask" in page
    assert "rated 4.5/5" in page
    assert owner_client.get(f"/admin/imports/edit/{import_.pk}/").status_code == 302


def test_a_preview_shows_the_first_games_as_mapped(owner_client: Client) -> None:
    url = upload(owner_client, TABLE)

    page = owner_client.post(url, {**MAPPED, "day_first": "month", "preview": "1"})

    told = page.content.decode()
    assert "Completed 2002 on PlayStation 2, ★ 4.5" in told
    assert "Completed 2003-02-03 on Dreamcast, ★ 4" in told
    assert Import.objects.get().status == ImportStatus.DRAFT


def test_the_mapping_leads_to_review_and_is_remembered(owner_client: Client) -> None:
    url = upload(owner_client, TABLE)

    answer = owner_client.post(url, MAPPED)

    import_ = Import.objects.get()
    assert answer.headers["Location"] == f"/admin/imports/edit/{import_.pk}/"
    assert import_.status == ImportStatus.REVIEWING
    rez = import_.rows.get(title="Rez")
    assert rez.runs[0]["completed_at"] == "2003-03-02"
    assert ColumnMapping.objects.count() == 1

    again = upload(owner_client, TABLE + "Okami;PS2;10;2006\n")

    later = Import.objects.latest("id")
    assert again == f"/admin/imports/edit/{later.pk}/"
    assert later.rows.count() == 3
    assert "like those of the last file" in owner_client.get(again).content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"column0": ""},
        {"column1": "title"},
        {"column0": "nonsense"},
        {"scale": "7"},
        {"day_first": "nonsense"},
    ],
)
def test_a_mapping_that_makes_no_sense_is_a_form_error(
    owner_client: Client, wrong: dict[str, str]
) -> None:
    url = upload(owner_client, TABLE)

    page = owner_client.post(url, {**MAPPED, **wrong})

    assert page.status_code == 200
    told = page.content.decode()
    assert "import-error" in told or "the one column" in told
    assert Import.objects.get().status == ImportStatus.DRAFT


def test_a_known_export_can_be_read_as_a_plain_table_and_back(
    owner_client: Client,
) -> None:
    text = (FILES / "howlongtobeat.csv").read_text()
    url = upload(owner_client, text)
    import_ = Import.objects.get()
    page = owner_client.get(url).content.decode()
    assert "This looks like an export from HowLongToBeat" in page

    owner_client.post(f"/admin/imports/{import_.pk}/read_as/", {"as_format": "csv"})

    import_.refresh_from_db()
    assert (import_.status, import_.format) == (ImportStatus.DRAFT, "csv")
    assert owner_client.get(url).headers["Location"].endswith("/columns/")


def test_a_format_that_does_not_fit_is_told_and_changes_nothing(
    owner_client: Client,
) -> None:
    url = upload(owner_client, "- Ico\n- Rez\n", "list.md")
    import_ = Import.objects.get()

    path = f"/admin/imports/{import_.pk}/read_as/"
    page = owner_client.post(path, {"as_format": "grouvee"}, follow=True)
    odd = owner_client.post(path, {"as_format": "nonsense"}, follow=True)

    assert "a table: no header with two or more columns" in page.content.decode()
    assert "Unknown format." in odd.content.decode()
    import_.refresh_from_db()
    assert (import_.status, import_.format, import_.rows.count()) == (
        "reviewing",
        "text",
        2,
    )
    assert owner_client.get(url).status_code == 200


def test_a_format_chosen_in_the_form_is_kept_to(owner_client: Client) -> None:
    file = SimpleUploadedFile("games.md", b"what,where\nIco,PS2\n")

    answer = owner_client.post(ADD, {"upload": file, "as_format": "csv"})

    assert answer.headers["Location"].endswith("/columns/")


def test_a_long_table_becomes_several_imports(
    owner_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("apps.imports.intake.source.PART_ROWS", 20)
    lines = "".join(f"Game {n},PS2\n" for n in range(45))

    url = upload(owner_client, "Title,Platform\n" + lines)
    owner_client.post(
        url, {**MAPPED, "column0": "title", "column1": "platform"}, follow=False
    )

    first, second, third = Import.objects.order_by("id")
    assert first.title == "games.csv (part 1 of 3)"
    assert (first.rows.count(), second.status, third.status) == (20, "draft", "draft")
    owner_client.post(f"/admin/imports/edit/{third.pk}/")
    third.refresh_from_db()
    assert (third.status, third.rows.count()) == ("reviewing", 5)
    assert third.rows.latest("number").title == "Game 44"
