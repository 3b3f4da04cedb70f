"""Fetching gists, from a server on this machine that speaks as GitHub does."""

from __future__ import annotations

import time
from typing import Any

import pytest
from pytest_django.fixtures import Settings
from pytest_httpserver import HTTPServer
from werkzeug import Request
from werkzeug import Response

from apps.integrations.github import Gist
from apps.integrations.github import GistAddress
from apps.integrations.github import GistFile
from apps.integrations.github import GistUnchanged
from apps.integrations.github import fetch_gist
from apps.integrations.github import gist_address
from apps.integrations.http.errors import RemoteNotFound
from apps.integrations.http.errors import RemoteRateLimited
from apps.integrations.http.errors import RemoteRefused
from apps.integrations.http.errors import RemoteTooLarge
from apps.integrations.http.errors import RemoteUnauthorized
from apps.integrations.http.errors import RemoteUnavailable
from apps.integrations.http.errors import RemoteUnexpected

ID = "aa5a315d61ae9438b18d"
SHA = "57a7f021a713b1c5a6a199b54cc514735d2d462f"
TOKEN = "github_pat_secret"


@pytest.fixture(autouse=True)
def github(httpserver: HTTPServer, settings: Settings) -> HTTPServer:
    """GitHub's two hosts, played by one server."""
    settings.GITHUB_API_BASE_URL = httpserver.url_for("/api")
    settings.GITHUB_RAW_BASE_URL = httpserver.url_for("/")
    settings.GITHUB_TOKEN = ""
    return httpserver


def file(name: str, content: str = "- Ico", **fields: Any) -> dict[str, Any]:
    return {
        "filename": name,
        "type": "text/markdown",
        "size": len(content.encode()),
        "truncated": False,
        "content": content,
        "encoding": "utf-8",
        **fields,
    }


def gist(*files: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {
        "id": ID,
        "html_url": f"https://gist.github.com/{ID}",
        "description": "My RPGs",
        "files": {item["filename"]: item for item in files},
        "history": [{"version": SHA}, {"version": "0" * 40}],
        "truncated": False,
        **fields,
    }


def fetched(source: str = ID) -> Gist:
    answer = fetch_gist(source)
    assert isinstance(answer, Gist)
    return answer


def test_a_gist_is_fetched_whole(github: HTTPServer) -> None:
    github.expect_request(
        f"/api/gists/{ID}",
        headers={
            "Accept": "application/vnd.github+json",
            "X-GitHub-Api-Version": "2022-11-28",
        },
    ).respond_with_json(gist(file("rpgs.md")), headers={"ETag": 'W/"abc"'})

    assert fetched() == Gist(
        id=ID,
        revision=SHA,
        url=f"https://gist.github.com/{ID}",
        description="My RPGs",
        files=(GistFile("rpgs.md", "- Ico"),),
        etag='W/"abc"',
    )
    sent = github.log[0][0].headers
    assert sent["User-Agent"].startswith("Questlog")
    assert "Authorization" not in sent


def test_a_gist_that_has_not_changed_says_so(github: HTTPServer) -> None:
    github.expect_request(
        f"/api/gists/{ID}", headers={"If-None-Match": 'W/"abc"'}
    ).respond_with_data(status=304, headers={"ETag": 'W/"abc"'})

    answer = fetch_gist(ID, etag='W/"abc"')

    assert answer == GistUnchanged(ID, 'W/"abc"')


def test_lists_are_picked_from_the_files_and_the_rest_named(
    github: HTTPServer,
) -> None:
    github.expect_request(f"/api/gists/{ID}").respond_with_json(
        gist(file("b.md"), file("photo.png"), file("a.JSON", "[]"), file("run.py"))
    )

    answer = fetched()

    assert [item.name for item in answer.files] == ["b.md", "a.JSON"]
    assert answer.skipped == ("photo.png", "run.py")


def test_the_file_that_an_address_points_at_is_the_one_read(
    github: HTTPServer,
) -> None:
    github.expect_request(f"/api/gists/{ID}").respond_with_json(
        gist(file("one.md"), file("rpgs.gist.md"))
    )

    answer = fetched(f"https://gist.github.com/someone/{ID}#file-rpgs-gist-md")

    assert [item.name for item in answer.files] == ["rpgs.gist.md"]


def test_a_gist_without_lists_is_refused_with_advice(github: HTTPServer) -> None:
    picture = file("photo.png", type="image/png")
    github.expect_request(f"/api/gists/{ID}").respond_with_json(gist(picture))

    with pytest.raises(RemoteRefused) as raised:
        fetch_gist(ID)

    assert ".md" in raised.value.what_to_do


@pytest.mark.parametrize(
    "cut",
    [
        {"truncated": True, "content": "- I"},
        {"content": "- I"},
        {"content": None},
        {"encoding": "base64", "content": "LSBJY28="},
    ],
)
def test_what_the_api_cut_short_is_read_raw_without_the_token(
    github: HTTPServer, settings: Settings, cut: dict[str, Any]
) -> None:
    settings.GITHUB_TOKEN = TOKEN
    raw = f"/someone/{ID}/raw/0123/rpgs.md"
    listed = file("rpgs.md") | {"raw_url": github.url_for(raw)} | cut
    github.expect_request(f"/api/gists/{ID}").respond_with_json(gist(listed))
    github.expect_request(raw).respond_with_data(b"- Ico")

    assert fetched().files == (GistFile("rpgs.md", "- Ico"),)
    asked, read = (request.headers for request, _ in github.log)
    assert asked["Authorization"] == f"Bearer {TOKEN}"
    assert "Authorization" not in read


@pytest.mark.parametrize(
    "raw_url", ["https://evil.example/raw", "http://127.0.0.1:1/raw", "", "raw"]
)
def test_a_raw_address_elsewhere_is_not_asked(github: HTTPServer, raw_url: str) -> None:
    listed = file("rpgs.md", truncated=True, raw_url=raw_url)
    github.expect_request(f"/api/gists/{ID}").respond_with_json(gist(listed))

    with pytest.raises(RemoteUnexpected):
        fetch_gist(ID)


def test_a_raw_file_that_is_huge_or_no_text_is_refused(github: HTTPServer) -> None:
    listed = file("rpgs.md", truncated=True, raw_url=github.url_for("/raw"))
    github.expect_request(f"/api/gists/{ID}").respond_with_json(gist(listed))
    github.expect_oneshot_request("/raw").respond_with_data(b"x" * 4_000_000)
    github.expect_oneshot_request("/raw").respond_with_data(b"\xff\xfe\x00")

    with pytest.raises(RemoteTooLarge, match="too large to import"):
        fetch_gist(ID)
    with pytest.raises(RemoteUnexpected, match="UTF-8"):
        fetch_gist(ID)


def test_a_bad_token_is_left_out_with_a_warning(
    github: HTTPServer, settings: Settings
) -> None:
    settings.GITHUB_TOKEN = TOKEN

    def answer(request: Request) -> Response:
        if "Authorization" in request.headers:
            return Response('{"message":"Bad credentials"}', status=401)
        assert "If-None-Match" not in request.headers
        return Response(
            '{"files":{"a.md":{"filename":"a.md","content":"- Ico"}}}',
            content_type="application/json; charset=utf-8",
        )

    github.expect_request(f"/api/gists/{ID}").respond_with_handler(answer)

    found = fetch_gist(ID, etag='W/"abc"')

    assert isinstance(found, Gist)
    assert found.files == (GistFile("a.md", "- Ico"),)
    assert "GITHUB_TOKEN" in found.warning
    assert TOKEN not in found.warning


def test_a_refusal_without_a_token_is_an_error(github: HTTPServer) -> None:
    github.expect_request(f"/api/gists/{ID}").respond_with_json({}, status=401)

    with pytest.raises(RemoteUnauthorized):
        fetch_gist(ID)


@pytest.mark.parametrize("status", [403, 429])
def test_the_hourly_limit_says_how_long_to_wait(
    github: HTTPServer, status: int
) -> None:
    github.expect_request(f"/api/gists/{ID}").respond_with_json(
        {"message": "API rate limit exceeded for 1.2.3.4."},
        status=status,
        headers={
            "X-RateLimit-Remaining": "0",
            "X-RateLimit-Reset": str(int(time.time()) + 1500),
        },
    )

    with pytest.raises(RemoteRateLimited) as raised:
        fetch_gist(ID)

    assert raised.value.wait_seconds == pytest.approx(1500, abs=5)
    assert "25 minutes" in raised.value.what_to_do
    assert "GITHUB_TOKEN" in raised.value.what_to_do
    assert len(github.log) == 1


def test_the_secondary_limit_says_how_long_to_wait(github: HTTPServer) -> None:
    github.expect_request(f"/api/gists/{ID}").respond_with_json(
        {"message": "You have exceeded a secondary rate limit."},
        status=403,
        headers={"Retry-After": "60", "X-RateLimit-Remaining": "30"},
    )

    with pytest.raises(RemoteRateLimited) as raised:
        fetch_gist(ID)

    assert raised.value.wait_seconds == 60


def test_a_plain_403_is_a_matter_of_permission(github: HTTPServer) -> None:
    github.expect_request(f"/api/gists/{ID}").respond_with_json(
        {"message": "Forbidden"}, status=403, headers={"X-RateLimit-Remaining": "59"}
    )

    with pytest.raises(RemoteRefused):
        fetch_gist(ID)


def test_an_unknown_gist_is_not_found(github: HTTPServer) -> None:
    github.expect_request(f"/api/gists/{ID}").respond_with_json(
        {"message": "Not Found", "status": "404"}, status=404
    )

    with pytest.raises(RemoteNotFound) as raised:
        fetch_gist(ID)

    assert "a gist with this id" in raised.value.message


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("<html>Unicorn!</html>", "text/html"),
        ("[]", "application/json"),
        ('{"files": null}', "application/json"),
        ('{"files": {', "application/json"),
    ],
)
def test_an_answer_that_is_no_gist_is_unexpected(
    github: HTTPServer, body: str, content_type: str
) -> None:
    github.expect_request(f"/api/gists/{ID}").respond_with_data(
        body, content_type=content_type
    )

    with pytest.raises(RemoteUnexpected):
        fetch_gist(ID)


def test_a_passing_fault_is_tried_again(github: HTTPServer) -> None:
    path = f"/api/gists/{ID}"
    github.expect_ordered_request(path).respond_with_data("bad gateway", status=502)
    github.expect_ordered_request(path).respond_with_json(gist(file("rpgs.md")))

    assert len(fetched().files) == 1


def test_a_lasting_fault_is_unavailable(github: HTTPServer) -> None:
    github.expect_request(f"/api/gists/{ID}").respond_with_data("no", status=503)

    with pytest.raises(RemoteUnavailable):
        fetch_gist(ID)


def test_a_revision_is_fetched_as_it_was(github: HTTPServer) -> None:
    github.expect_request(f"/api/gists/{ID}/{SHA}").respond_with_json(
        gist(file("rpgs.md"), history=[])
    )

    assert fetched(f"https://gist.github.com/someone/{ID}/{SHA}").revision == SHA


@pytest.mark.parametrize(
    ("source", "address"),
    [
        (ID, GistAddress(ID)),
        (f"  {ID.upper()}\n", GistAddress(ID)),
        ("1234567", GistAddress("1234567")),
        (f"https://gist.github.com/{ID}", GistAddress(ID)),
        (f"https://gist.github.com/{ID}.git", None),
        (f"gist.github.com/someone/{ID}", GistAddress(ID)),
        (f"https://gist.github.com/someone/{ID}/", GistAddress(ID)),
        (f"https://gist.github.com/123456/{ID}?x=1", GistAddress(ID)),
        (f"https://gist.github.com/{ID}/{SHA}", GistAddress(ID, SHA)),
        (f"https://GIST.github.com/a/{ID}#file-a-md", GistAddress(ID, "", "file-a-md")),
        (f"https://gist.github.com/a/{ID}/raw", GistAddress(ID)),
        (f"https://evil.example/{ID}", None),
        (f"https://gist.github.com@evil.example/{ID}", None),
        (f"https://gist.github.com.evil.example/{ID}", None),
        (f"https://evil.example/https://gist.github.com/{ID}", None),
        (f"http://gist.github.com:8080/{ID}", None),
        (f"ftp://gist.github.com/{ID}", None),
        (f"file:///etc/{ID}", None),
        (f"../{ID}", None),
        (f"{ID}/../../user", None),
        ("https://gist.github.com/someone", None),
        ("https://gist.github.com/", None),
        ("https://[::", None),
        ("", None),
        ("rpgs.md", None),
        ("g" * 100_000, None),
    ],
)
def test_only_gists_at_github_are_addresses(
    source: str, address: GistAddress | None
) -> None:
    if address is None:
        with pytest.raises(RemoteRefused) as raised:
            gist_address(source)
        assert "gist" in raised.value.what_to_do
    else:
        assert gist_address(source) == address
