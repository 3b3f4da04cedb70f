"""Nothing that is uploaded is ever served as a page or a script of Questlog's own."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from wagtail.images.models import Image

from tests.admin.pages import Response

pytestmark = pytest.mark.django_db

SCRIPT = b"<script>alert(document.domain)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def test_there_are_no_documents(owner_client: Client) -> None:
    for path in ("", "add/", "multiple/add/", "chooser/"):
        assert owner_client.get(f"/admin/documents/{path}").status_code == 404
    assert owner_client.get("/admin/api/main/documents/").status_code == 404


@pytest.mark.parametrize(
    "name", ["evil.html", "evil.svg", "evil.js", "evil.HTM", "evil.png.xml", "evil"]
)
def test_what_was_uploaded_before_is_not_served(client: Client, name: str) -> None:
    file = Path(settings.MEDIA_ROOT) / "documents" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(SCRIPT)

    response = client.get(f"/media/documents/{name}")

    assert response.status_code == 404
    file.unlink()


@pytest.mark.parametrize(
    ("name", "content"),
    [("evil.svg", SVG), ("evil.html", SCRIPT), ("evil.png", SCRIPT), ("x.png", SVG)],
)
def test_only_pictures_are_taken_as_images(
    owner_client: Client, name: str, content: bytes
) -> None:
    file = SimpleUploadedFile(name, content, content_type="image/png")

    response: Response = owner_client.post(
        "/admin/images/add/", {"title": "Evil", "file": file}
    )

    assert response.status_code == 200
    assert not Image.objects.exists()


def test_documents_of_before_hold_nobody(owner: User) -> None:
    uploader = User.objects.create_user("uploader")
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE wagtaildocs_document ("
            "id serial PRIMARY KEY, title text, uploaded_by_user_id integer "
            "REFERENCES auth_user DEFERRABLE INITIALLY DEFERRED)"
        )
        insert = "INSERT INTO wagtaildocs_document (uploaded_by_user_id) VALUES (%s)"
        cursor.execute(insert, [uploader.pk])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            import_module("apps.core.migrations.0003_release_documents").RELEASE
        )

        uploader.delete()

        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SELECT count(*) FROM wagtaildocs_document")
        assert cursor.fetchone() == (1,)
