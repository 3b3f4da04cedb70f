"""IGDB and Twitch on this machine, as their documentation has them.

    def test_…(igdb_server: IgdbServer) -> None:     # `fixtures` has it, for every app

It answers Apicalypse from a catalogue (`igdb_catalogue`), deals out tokens, refuses
what IGDB refuses in IGDB's words, and notes what it was asked: `requests`, `mints`,
`most_open`. `answer_next` puts in a fault. Its `search` is stricter than IGDB's is said
to be: every word must be there, rightly spelled.
"""

from __future__ import annotations

import json
import re
import threading
import time
import unicodedata
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pytest_django.fixtures import Settings
from pytest_httpserver import HTTPServer
from werkzeug import Request
from werkzeug import Response

from tests.integrations import apicalypse_reader
from tests.integrations.apicalypse_reader import Question
from tests.integrations.apicalypse_reader import SyntaxProblem
from tests.integrations.igdb_catalogue import RPGS
from tests.integrations.igdb_catalogue import Row
from tests.integrations.igdb_catalogue import build

CLIENT_ID = "twitch-client-id"
CLIENT_SECRET = "twitch-client-secret"
TOKEN_LIFE = 5_587_808
# What a field refers to; all others hold values.
REFERENCES = {
    "cover": "covers",
    "platforms": "platforms",
    "genres": "genres",
    "franchise": "franchises",
    "franchises": "franchises",
    "alternative_names": "alternative_names",
    "game_localizations": "game_localizations",
    "external_games": "external_games",
    "parent_game": "games",
    "version_parent": "games",
    "game": "games",
    "region": "regions",
    "release_dates": "release_dates",
}
UNAUTHORISED = {
    "message": "Authorization Failure. Have you tried:",
    "Tip 1": "Ensure you are sending Authorization and Client-ID as headers.",
    "Docs": "https://api-docs.igdb.com/#authentication",
}
TOO_MANY = {"message": "Too Many Requests"}
_QUERY = re.compile(
    r"\s*query\s+([a-z_/]+)\s+\"([^\"]*)\"\s*\{((?:\"[^\"]*\"|[^}\"])*)\};", re.S
)


@dataclass(frozen=True)
class Asked:
    """One request to IGDB, and when it came (`time.monotonic`)."""

    endpoint: str
    body: str
    at: float


def answered(
    body: Any, status: int = 200, *, headers: dict[str, str] | None = None
) -> Response:
    """JSON, or text where `body` is one."""
    if isinstance(body, str):
        return Response(body, status, headers, content_type="text/plain")
    return Response(json.dumps(body), status, headers, content_type="application/json")


def problem(title: str, cause: str = "", *, status: int = 400) -> Response:
    """IGDB's list of one error."""
    error = {"title": title, "status": status, **({"cause": cause} if cause else {})}
    return answered([error], status)


class IgdbServer:
    """See the module. `tables` may be changed by a test."""

    def __init__(
        self, httpserver: HTTPServer, settings: Settings, catalogue: str = RPGS
    ) -> None:
        self.tables = build(catalogue)
        self.requests: list[Asked] = []
        self.mints = 0
        self.most_open = 0
        self.token_life = TOKEN_LIFE
        # Where a mint has failed or will: the answer to the next one.
        self.mint_answers: deque[Response] = deque()
        # Twitch has categories that only IGDB knows the game of.
        self.twitch_knows_nothing = False
        self._tokens: set[str] = set()
        self._answers: deque[Response] = deque()
        self.open_now = 0
        self._lock = threading.Lock()
        # What each request to IGDB waits for.
        self.when_open: Callable[[], object] = lambda: None
        httpserver.expect_request("/oauth2/token").respond_with_handler(self._mint)
        httpserver.expect_request("/helix/games").respond_with_handler(self._helix)
        httpserver.expect_request(re.compile(r"/v4/.*")).respond_with_handler(
            self._answer
        )
        settings.IGDB_BASE_URL = httpserver.url_for("/v4")
        settings.TWITCH_TOKEN_URL = httpserver.url_for("/oauth2/token")
        settings.TWITCH_API_BASE_URL = httpserver.url_for("/helix")
        settings.TWITCH_CLIENT_ID = CLIENT_ID
        settings.TWITCH_CLIENT_SECRET = CLIENT_SECRET

    def game(self, name: str, *, kind: int = 0, number: int = 0) -> Row:
        """The row of the first game (or the `number`-th other) with this name."""
        found = [
            row
            for row in self.tables["games"].values()
            if row["name"] == name and row["game_type"] == kind
        ]
        return found[number]

    def answer_next(self, *answers: Response) -> None:
        """Give these to the next requests, instead of what is right."""
        self._answers.extend(answers)

    def revoke_tokens(self) -> None:
        self._tokens.clear()

    @property
    def bodies(self) -> list[str]:
        return [asked.body for asked in self.requests]

    # Twitch -----------------------------------------------------------------

    def _mint(self, request: Request) -> Response:
        if self.mint_answers:
            return self.mint_answers.popleft()
        form = request.form
        if request.method != "POST" or request.args:
            return answered({"status": 404, "message": "not a form"}, 404)
        if "client_id" not in form:
            return answered({"status": 400, "message": "missing client id"}, 400)
        if form["client_id"] != CLIENT_ID:
            return answered({"status": 400, "message": "invalid client"}, 400)
        if form.get("client_secret") != CLIENT_SECRET:
            return answered({"status": 403, "message": "invalid client secret"}, 403)
        if form.get("grant_type") != "client_credentials":
            return answered({"status": 400, "message": "invalid grant type"}, 400)
        with self._lock:
            self.mints += 1
            token = f"app-token-{self.mints}"
        self._tokens.add(token)
        return answered(
            {
                "access_token": token,
                "expires_in": self.token_life,
                "token_type": "bearer",
            }
        )

    def _helix(self, request: Request) -> Response:
        if not self._is_let_in(request):
            return answered({"error": "Unauthorized", "status": 401}, 401)
        ids, games = request.args.getlist("id"), request.args.getlist("igdb_id")
        if not 1 <= len(ids) + len(games) <= 100:
            return answered({"error": "Bad Request", "status": 400}, 400)
        rows = [
            {
                "id": row["uid"],
                "name": self.tables["games"][row["game"]]["name"],
                "box_art_url": f"https://static/{row['uid']}-{{width}}x{{height}}.jpg",
                "igdb_id": str(row["game"]),
            }
            for row in self.tables["external_games"].values()
            if row["external_game_source"] == 14
        ]
        rows.append({"id": "509658", "name": "Just Chatting", "igdb_id": ""})
        if self.twitch_knows_nothing:
            rows = []
        found = [row for row in rows if row["id"] in ids or row["igdb_id"] in games]
        headers = {"Ratelimit-Limit": "800", "Ratelimit-Remaining": "799"}
        return answered({"data": found}, headers=headers)

    def _is_let_in(self, request: Request) -> bool:
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        return request.headers.get("Client-ID") == CLIENT_ID and token in self._tokens

    # IGDB -------------------------------------------------------------------

    def _answer(self, request: Request) -> Response:
        with self._lock:
            self.open_now += 1
            self.most_open = max(self.most_open, self.open_now)
        try:
            self.when_open()
            return self._judged(request)
        finally:
            with self._lock:
                self.open_now -= 1

    def _judged(self, request: Request) -> Response:
        endpoint = request.path.removeprefix("/v4/")
        raw = request.get_data()
        with self._lock:
            body = raw.decode()
            self.requests.append(Asked(endpoint, body, time.monotonic()))
            if self._answers:
                return self._answers.popleft()
        if request.method != "POST":
            return answered(f"Endpoint {request.method} /{endpoint} not found", 404)
        if not self._is_let_in(request):
            return answered(UNAUTHORISED, 401)
        if len(raw) > 32 * 1024:
            return answered({"title": "Request Too Large", "status": 413}, 413)
        if endpoint == "multiquery":
            return self._multiquery(body)
        result = self._result(endpoint, body)
        return result if isinstance(result, Response) else answered(result)

    def _multiquery(self, body: str) -> Response:
        parts: list[Row] = []
        place = 0
        while place < len(body.rstrip()):
            found = _QUERY.match(body, place)
            if found is None:
                return problem("Syntax Error", f"at '{body[place : place + 30]}'")
            place = found.end()
            endpoint, name, inner = found.groups()
            result = self._result(endpoint, inner)
            if isinstance(result, Response):
                return result
            key = "count" if endpoint.endswith("/count") else "result"
            value = result["count"] if key == "count" else result
            parts.append({"name": name, key: value})
        if len({part["name"] for part in parts}) < len(parts):
            return problem("Duplicate names")
        if len(parts) > 10:
            details = "The maximum amount of concurrent request is at 10 queries"
            error = {"title": "Too Many Concurrent queries", "details": details}
            return answered([error], 400)
        return answered(parts)

    def _result(self, endpoint: str, body: str) -> Any:
        table, _, count = endpoint.partition("/")
        if table not in self.tables or count not in ("", "count"):
            return answered(f"Endpoint POST /{endpoint} not found", 404)
        try:
            question = apicalypse_reader.read(body)
        except SyntaxProblem as error:
            return problem("Syntax Error", str(error))
        if question.limit > 500:
            said = f"You typed in {question.limit} as limit but your maximum is 500"
            return problem("Request limit to high", said, status=403)
        for name in question.fields:
            if not re.fullmatch(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*", name):
                return problem("Invalid Field", f"Invalid field name: '{name}'")
        rows = self._found(table, question)
        if count:
            return {"count": len(rows)}
        page = rows[question.offset : question.offset + question.limit]
        return [self._shown(table, row, question.fields) for row in page]

    def _found(self, table: str, question: Question) -> list[Row]:
        rows = list(self.tables[table].values())
        if question.search:
            rows = self._searched(rows, question.search)
        if question.where is not None:
            where = question.where
            rows = [row for row in rows if where(row, self._values)]
        if question.sort:
            path, descending = question.sort
            rows.sort(
                key=lambda row: (self._values(row, path) or [0])[0], reverse=descending
            )
        return rows

    def _searched(self, rows: list[Row], text: str) -> list[Row]:
        wanted = _words(text)
        found: list[tuple[int, int, Row]] = []
        for row in rows:
            names = [row["name"], *self._values(row, "alternative_names.name")]
            hits = [name for name in names if wanted and wanted <= _words(name)]
            if hits:
                found.append((min(map(len, hits)), row["id"], row))
        return [row for *_, row in sorted(found, key=lambda one: one[:2])]

    def _values(self, row: Row, path: str) -> list[Any]:
        name, _, rest = path.partition(".")
        value = row.get(name)
        values = value if isinstance(value, list) else [] if value is None else [value]
        if not rest:
            return values
        table = self.tables.get(REFERENCES.get(name, ""), {})
        return [
            found
            for each in values
            if each in table
            for found in self._values(table[each], rest)
        ]

    def _shown(self, table: str, row: Row, fields: list[str]) -> Row:
        """`row` with these fields, references opened where a field goes through one."""
        shown: Row = {"id": row["id"]}
        for name in dict.fromkeys(path.split(".")[0] for path in fields):
            if name not in row:
                continue
            below = f"{name}."
            inner = [path[len(below) :] for path in fields if path.startswith(below)]
            target = REFERENCES.get(name, "")
            if inner and target:
                value = row[name]
                # What is gone stays an id.
                rows = self.tables[target]
                opened = [
                    self._shown(target, rows[each], inner) if each in rows else each
                    for each in (value if isinstance(value, list) else [value])
                ]
                shown[name] = opened if isinstance(value, list) else opened[0]
            else:
                shown[name] = row[name]
        return shown


def _words(text: str) -> set[str]:
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return set(re.findall(r"\w+", plain))
