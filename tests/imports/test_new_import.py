from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.contrib.auth.models import Permission
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import ProgrammingError
from django.db import connection
from django.test import Client

from apps.imports.models import Import
from apps.imports.models import ImportStatus
from apps.imports.models import SourceKind
from tests.imports.conftest import SMALL
from tests.imports.conftest import Desk
from tests.imports.holdings import counts

ADD = "/admin/imports/add/"


def upload(content: bytes, name: str = "list.md") -> dict[str, SimpleUploadedFile]:
    return {"upload": SimpleUploadedFile(name, content)}


def test_pasted_text_goes_to_review(owner_client: Client) -> None:
    response = owner_client.post(ADD, {"text": SMALL, "title": "My list"})

    import_ = Import.objects.get()
    assert response.headers["Location"] == f"/admin/imports/edit/{import_.pk}/"
    assert (import_.title, import_.status) == ("My list", ImportStatus.REVIEWING)
    assert import_.source_text == SMALL
    assert counts()["Game"] == 0


def test_an_import_is_called_after_its_heading(owner_client: Client) -> None:
    owner_client.post(ADD, {"text": SMALL})

    assert Import.objects.get().title == "Beaten"


def test_a_file_goes_to_review(owner_client: Client) -> None:
    owner_client.post(ADD, upload(SMALL.encode(), "C:\\lists\\rpgs.md"))

    import_ = Import.objects.get()
    assert (import_.source_kind, import_.file_name) == (SourceKind.FILE, "rpgs.md")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({}, "There is nothing to import."),
        ({"text": " \n\n"}, "There is nothing to import."),
        ({"text": "- Ico", "gist": "aa5a315d61ae9438b18d"}, "Choose one source"),
        ({"text": "# My games\n\n---"}, "No games were found in it."),
        ({"text": "- Ico\n" * 400_000}, "larger than 2 MB"),
        ({"text": "- Ico\n" * 60_000}, "more than 50,000 lines"),
        ({"text": "".join(f"- Ico {n}\n" for n in range(5_001))}, "5,001 games"),
        ({"text": '{"top": [}'}, "The JSON is invalid on line 1"),
        ({"title": "x" * 201, "text": "- Ico"}, "at most 200 characters"),
    ],
)
def test_a_bad_source_is_a_form_error(
    owner_client: Client, data: dict[str, str], message: str
) -> None:
    page = owner_client.post(ADD, data)

    assert page.status_code == 200
    assert message in page.content.decode()
    assert Import.objects.count() == 0


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "The submitted file is empty."),
        (b" \n ", "The file is empty."),
        (b"\xff\xfeI", "says it is UTF-16"),
        (b"\x89PNG\r\n\x1a\n", "UTF-8"),
        (b"PK\x03\x04\x00", "NUL"),
        (b"- Ico\n" * 400_000, "larger than 2 MB"),
        (b"Title,Console\n" * 1_500_000, "larger than 20 MB"),
    ],
)
def test_a_bad_file_is_a_form_error(
    owner_client: Client, content: bytes, message: str
) -> None:
    page = owner_client.post(ADD, upload(content))

    assert page.status_code == 200
    assert message in page.content.decode()
    assert Import.objects.count() == 0


def test_ten_megabytes_are_refused(owner_client: Client) -> None:
    assert owner_client.post(ADD, {"text": "x" * 10_000_000}).status_code == 400
    assert Import.objects.count() == 0


def test_a_nul_in_the_text_is_a_form_error(owner_client: Client) -> None:
    page = owner_client.post(ADD, {"text": "- Ico\x00"})

    assert "Null characters are not allowed." in page.content.decode()


def test_the_listing_shows_state_and_counts(owner_client: Client) -> None:
    owner_client.post(ADD, {"text": SMALL})

    page = owner_client.get("/admin/imports/").content.decode()

    assert "Beaten" in page
    assert "In review" in page
    assert owner_client.get("/admin/imports/results/?q=beaten").status_code == 200
    assert "Beaten" not in owner_client.get("/admin/imports/?q=zz").content.decode()


def test_an_import_in_review_can_be_discarded(owner_client: Client) -> None:
    owner_client.post(ADD, {"text": SMALL})
    import_ = Import.objects.get()

    owner_client.post(f"/admin/imports/delete/{import_.pk}/")

    assert Import.objects.count() == 0


def test_an_applied_import_is_not_deleted(owner_client: Client, desk: Desk) -> None:
    import_ = desk.bring(SMALL)

    page = owner_client.post(f"/admin/imports/delete/{import_.pk}/", follow=True)

    assert "Undo it first" in page.content.decode()
    assert Import.objects.get() == import_


def test_a_source_that_broke_the_reading_is_kept(
    owner_client: Client, committed_db: None
) -> None:
    with connection.cursor() as cursor:
        cursor.execute(FAILING_ROWS)
        with pytest.raises(ProgrammingError):
            owner_client.post(ADD, {"text": SMALL})
        cursor.execute("DROP TRIGGER refuse ON imports_importrow")
    import_ = Import.objects.get()
    url = f"/admin/imports/edit/{import_.pk}/"
    assert (import_.status, import_.source_text) == (ImportStatus.DRAFT, SMALL)
    assert "Read it now" in owner_client.get(url).content.decode()

    owner_client.post(url)

    import_.refresh_from_db()
    assert (import_.status, import_.rows.count()) == (ImportStatus.REVIEWING, 7)


FAILING_ROWS = """
CREATE FUNCTION refuse_rows() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the disk is full'; END $$;
CREATE TRIGGER refuse BEFORE INSERT ON imports_importrow
    EXECUTE FUNCTION refuse_rows();
"""


def test_strangers_see_no_imports(client: Client, owner_client: Client) -> None:
    owner_client.post(ADD, {"text": SMALL})
    pk = Import.objects.get().pk

    for path in (ADD, f"/admin/imports/edit/{pk}/", f"/admin/imports/{pk}/source/"):
        assert client.get(path).status_code == 302


def test_an_editor_without_the_permission_is_refused(
    client: Client, owner_client: Client
) -> None:
    owner_client.post(ADD, {"text": SMALL})
    pk = Import.objects.get().pk
    visitor = User.objects.create_user("visitor", password="visitor")
    group = Group.objects.create(name="visitors")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    visitor.groups.add(group)
    client.force_login(visitor)

    client.post(f"/admin/imports/{pk}/apply/")

    assert Import.objects.get().status == ImportStatus.REVIEWING
    assert client.get(f"/admin/imports/{pk}/source/").status_code == 302
