"""GitHub gists: the owner's list of games, wherever they keep it.

https://docs.github.com/en/rest/gists/gists
"""

from __future__ import annotations

import logging
import re
import time
from dataclasses import dataclass
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from apps.integrations.http.client import Limits
from apps.integrations.http.client import RemoteClient
from apps.integrations.http.client import bearer
from apps.integrations.http.errors import RemoteError
from apps.integrations.http.errors import RemoteNotFound
from apps.integrations.http.errors import RemoteRateLimited
from apps.integrations.http.errors import RemoteRefused
from apps.integrations.http.errors import RemoteTooLarge
from apps.integrations.http.errors import RemoteUnauthorized
from apps.integrations.http.errors import RemoteUnexpected
from apps.integrations.http.errors import in_words
from apps.integrations.http.response import Answer
from apps.integrations.service import Service

logger = logging.getLogger(__name__)

API_VERSION = "2022-11-28"
GIST_HOST = "gist.github.com"
# The API's own limit for a raw file is 10 MB, an import's is smaller: 2 MB and some.
MAX_FILE_BYTES = 3 * 1024 * 1024
MOST_FILES = 20
TOKEN_REFUSED = (
    "GitHub rejected the token in GITHUB_TOKEN, so the gist was read without it. "
    "Replace the token, or clear the setting."
)

_ID = re.compile(r"[0-9a-f]{20,32}|\d{1,20}")
_REVISION = re.compile(r"[0-9a-f]{40}")
# Read in this order of preference; a gist may hold other things, too.
_LISTS = (".md", ".markdown", ".json", ".txt")


@dataclass(frozen=True, slots=True)
class GistAddress:
    """A gist's id, with the revision or the file that the address points at, if any."""

    id: str
    revision: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class GistFile:
    name: str
    content: str


@dataclass(frozen=True, slots=True)
class Gist:
    """One gist as it is now. `files` are its lists of games, each whole.

    `skipped` names the files that are no text lists. `etag` makes the next question
    cheap; it belongs to the token it was got with. `warning` is for the owner.
    """

    id: str
    revision: str
    url: str
    description: str
    files: tuple[GistFile, ...]
    skipped: tuple[str, ...] = ()
    etag: str = ""
    warning: str = ""


@dataclass(frozen=True, slots=True)
class GistUnchanged:
    """The gist is still what it was when its `etag` was got."""

    id: str
    etag: str
    warning: str = ""


def fetch_gist(source: str, *, etag: str = "") -> Gist | GistUnchanged:
    """Fetch the gist that `source` names: an id or a https://gist.github.com address.

    With the `etag` of an earlier answer, a gist that has not changed since comes back
    as GistUnchanged. Addresses and the token are read from the settings at this
    moment. Raises the errors of `errors`.
    """
    address = gist_address(source)
    token = bearer(settings.GITHUB_TOKEN, service="GitHub", setting="GITHUB_TOKEN")
    try:
        return _fetch(address, token, etag)
    except RemoteUnauthorized:
        if not token:
            raise
    # A bad token breaks even what is public; an etag got with it is of no use.
    logger.warning(TOKEN_REFUSED)
    return replace(_fetch(address, {}, ""), warning=TOKEN_REFUSED)


def check_github() -> str:
    """What GitHub leaves Questlog to ask; asking that is free. Raises RemoteError.

    https://docs.github.com/en/rest/rate-limit
    """
    token = bearer(settings.GITHUB_TOKEN, service="GitHub", setting="GITHUB_TOKEN")
    with _GitHubApi(
        settings.GITHUB_API_BASE_URL, headers=_HEADERS | token, limits=_API_LIMITS
    ) as api:
        left = api.get("rate_limit").rate_left
    whose = "with the token" if token else "without a token"
    if left is None:
        return f"Checked {whose}."
    return f"{left.left} requests left, {whose}."


def gist_address(source: str) -> GistAddress:
    """The gist that an id or address names. Raises RemoteRefused for anything else.

    Only GitHub's own host is accepted, so that a pasted address cannot make
    Questlog ask another one.
    """
    text = source.strip()
    if _ID.fullmatch(text.lower()):
        return GistAddress(text.lower())
    if "://" not in text and text.lower().startswith(GIST_HOST + "/"):
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
    if host is None or parts.scheme not in ("https", "http"):
        raise _no_gist("This isn't a gist's id or address.")
    if host.lower() != GIST_HOST or port not in (None, 80, 443) or parts.username:
        raise _no_gist(f"Only addresses on {GIST_HOST} are supported.")
    return _address_of_path(parts.path, parts.fragment)


def _address_of_path(path: str, fragment: str) -> GistAddress:
    """The gist of "/owner/id/revision"; owner and revision may be missing."""
    pieces = [piece.lower() for piece in path.split("/") if piece]
    second = pieces[1] if len(pieces) > 1 else ""
    if _ID.fullmatch(second) or not _ID.fullmatch("".join(pieces[:1])):
        pieces = pieces[1:]
    if not pieces or not _ID.fullmatch(pieces[0]):
        raise _no_gist("The address doesn't contain a gist id.")
    revision = pieces[1] if len(pieces) > 1 else ""
    return GistAddress(
        id=pieces[0],
        revision=revision if _REVISION.fullmatch(revision) else "",
        file=fragment.lower() if fragment.startswith("file-") else "",
    )


def _fetch(
    address: GistAddress, token: dict[str, str], etag: str
) -> Gist | GistUnchanged:
    path = "/".join(filter(None, ("gists", address.id, address.revision)))
    headers = {"If-None-Match": etag} if etag else {}
    api = _GitHubApi(
        settings.GITHUB_API_BASE_URL, headers=_HEADERS | token, limits=_API_LIMITS
    )
    with api:
        answer = api.get(path, headers=headers)
    if answer.status == 304:
        return GistUnchanged(address.id, answer.headers.get("etag", etag))
    return _read_gist(address, answer)


def _read_gist(address: GistAddress, answer: Answer) -> Gist:
    data = answer.json()
    if not isinstance(data, dict) or not isinstance(data.get("files"), dict):
        raise RemoteUnexpected(
            "GitHub's response isn't a gist.", service="GitHub", status=answer.status
        )
    listed = [file for file in data["files"].values() if isinstance(file, dict)]
    chosen = _chosen(listed, address.file)
    return Gist(
        id=str(data.get("id") or address.id),
        revision=address.revision or _version(data.get("history")),
        url=str(data.get("html_url") or f"https://{GIST_HOST}/{address.id}"),
        description=str(data.get("description") or ""),
        files=_read_files(chosen),
        skipped=tuple(_name(file) for file in listed if file not in chosen),
        etag=answer.headers.get("etag", ""),
    )


def _version(history: object) -> str:
    """The newest revision's id in a gist's history, which has the newest first."""
    newest = history[0] if isinstance(history, list) and history else None
    return str(newest.get("version") or "") if isinstance(newest, dict) else ""


def _chosen(files: list[dict[str, Any]], fragment: str) -> list[dict[str, Any]]:
    """The files to read: the one the address points at, or all lists, or all text.

    Raises RemoteRefused when there is nothing to read.
    """
    if fragment:
        pointed = [file for file in files if _fragment(_name(file)) == fragment]
        if pointed:
            return pointed
    lists = [file for file in files if _name(file).lower().endswith(_LISTS)]
    chosen = lists or [
        file for file in files if str(file.get("type", "")).startswith("text/plain")
    ]
    if not chosen:
        raise RemoteRefused(
            "The gist doesn't contain a Markdown, text, or JSON file.",
            service="GitHub",
            what_to_do=(
                "Give the file in the gist a name that ends in .md, .txt, or .json."
            ),
        )
    return chosen[:MOST_FILES]


def _read_files(files: list[dict[str, Any]]) -> tuple[GistFile, ...]:
    """The files' whole texts; what the API cut short comes from the raw address.

    Raw addresses need no token, even for secret gists, and are asked without one.
    """
    read: list[GistFile] = []
    with _GitHubRaw(settings.GITHUB_RAW_BASE_URL, limits=_RAW_LIMITS) as raw:
        for file in files:
            name, content = _name(file), file.get("content")
            if not _is_whole(file):
                content = _text(raw.get(_raw_url(file)).body, name)
            read.append(GistFile(name, str(content)))
    return tuple(read)


def _is_whole(file: dict[str, Any]) -> bool:
    """One long file can cut the others short without saying so: sizes tell."""
    content, size = file.get("content"), file.get("size")
    if not isinstance(content, str) or file.get("truncated"):
        return False
    if file.get("encoding") == "base64":
        return False
    return not isinstance(size, int) or len(content.encode()) == size


def _raw_url(file: dict[str, Any]) -> str:
    url = str(file.get("raw_url") or "")
    if "://" not in url:
        raise RemoteUnexpected(
            f"GitHub cut “{_name(file)}” short and didn't say where the full file is.",
            service="GitHub",
        )
    return url


def _text(body: bytes, name: str) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RemoteUnexpected(
            f"“{name}” isn't UTF-8 text.",
            service="GitHub",
            what_to_do="Save the file in the gist as UTF-8 text.",
        ) from error


def _name(file: dict[str, Any]) -> str:
    return str(file.get("filename") or "")


def _fragment(name: str) -> str:
    """How gist.github.com points at a file: "rpgs.gist.md" is #file-rpgs-gist-md."""
    return "file-" + re.sub(r"[^a-z0-9_]+", "-", name.lower()).strip("-")


_HEADERS = {
    "Accept": "application/vnd.github+json",
    "X-GitHub-Api-Version": API_VERSION,
}
# Somebody waits for the answer: shorter than the house's usual times.
_API_LIMITS = Limits(read=15.0, total=30.0)
_RAW_LIMITS = Limits(read=15.0, total=30.0, max_bytes=MAX_FILE_BYTES)


class _GitHubApi(RemoteClient):
    service = "GitHub"
    key = "github"

    def error_of(self, answer: Answer) -> RemoteError | None:
        """GitHub's limits come as 403 or 429, told apart by their headers.

        https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
        """
        if answer.status in (403, 429) and (wait := _wait_of(answer)) is not None:
            return RemoteRateLimited(
                "GitHub received too many requests from here.",
                service=self.service,
                status=answer.status,
                wait_seconds=wait,
                what_to_do=_advice(wait),
            )
        if answer.status == 404:
            return RemoteNotFound(
                "GitHub doesn't have a gist with this id.",
                service=self.service,
                status=404,
                what_to_do="Check the address. A deleted gist can't be fetched.",
            )
        return super().error_of(answer)


class _GitHubRaw(RemoteClient):
    service = "GitHub"
    key = "github"

    def _too_large(self) -> RemoteTooLarge:
        return RemoteTooLarge(
            "The gist is too large to import.",
            service=self.service,
            what_to_do="Split the list into smaller gists or files.",
        )


def _wait_of(answer: Answer) -> float | None:
    """Seconds until GitHub may be asked again; None if no limit was the reason."""
    if answer.retry_after is not None:
        return answer.retry_after
    if answer.headers.get("x-ratelimit-remaining") == "0":
        reset = answer.headers.get("x-ratelimit-reset", "")
        return max(1.0, float(reset[:12]) - time.time()) if reset.isdecimal() else 60.0
    return 60.0 if answer.status == 429 else None


def _advice(wait: float) -> str:
    advice = f"Try again in {in_words(wait)}"
    if settings.GITHUB_TOKEN:
        return f"{advice}."
    return f"{advice}, or set GITHUB_TOKEN to allow 5,000 requests an hour."


def _no_gist(message: str) -> RemoteRefused:
    return RemoteRefused(
        message,
        service="GitHub",
        what_to_do=f"Enter a gist's id, or its address on https://{GIST_HOST}/.",
    )


SERVICE = Service(
    key="github",
    name="GitHub",
    purpose="Reads lists of games from gists.",
    probe=check_github,
    addresses=("GITHUB_API_BASE_URL", "GITHUB_RAW_BASE_URL"),
    takes=("GITHUB_TOKEN",),
    keys_page="https://github.com/settings/tokens",
)
