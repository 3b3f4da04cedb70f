"""Whether a read after a write can be old: two web processes, hammered.

    uv run python -m benchmarks.freshness [writes]

A writer changes a game and then asks for it and for the list it is on, over new
connections that reach both processes, while others read all the time. Counted are
answers that don't have what was written before they were asked for, and answers to
strangers that hold what only a login may see.
"""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import sys
import threading
import time

from benchmarks import reads

READERS = 6
ASKED_AGAIN = 6
PORT = reads.PORT


def main(writes: int) -> None:
    os.environ["QUESTLOG_DATA_DIR"] = str(reads.DATA)
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
    reads.DATA.mkdir(parents=True, exist_ok=True)

    from apps.server.embedded.servers import EmbeddedServers

    with EmbeddedServers(reads.DATA, redis_port=0):
        reads._fill()
        token, run = _writer()
        web = _serve()
        try:
            _hammer(token, run, writes)
        finally:
            web.terminate()
            web.wait(timeout=20)


def _writer() -> tuple[str, str]:
    """A token, and the id of a public playthrough of `game-77`."""
    from django.contrib.auth import get_user_model
    from wagtail.models import APIToken

    from apps.journal.models import Playthrough
    from apps.library.models import Game

    owner, _ = get_user_model().objects.get_or_create(
        username="freshness", defaults={"is_superuser": True}
    )
    _, token = APIToken.create_token(user=owner, name="freshness")
    game = Game.objects.get(slug="game-77")
    run = Playthrough.objects.create(edition=game.first_edition(), status="paused")
    return token, str(run.uuid)


def _serve() -> subprocess.Popen[bytes]:
    web = subprocess.Popen(
        [
            *(sys.executable, "-m", "uvicorn", "questlog_site.asgi:application"),
            *("--port", str(PORT), "--log-level", "warning", "--workers", "2"),
        ],
        cwd=reads.ROOT,
    )
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            _ask("GET", "/api/genres")
            time.sleep(3)  # the other process, too
            return web
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("The server did not start.")


def _ask(
    method: str, address: str, token: str = "", body: object = None
) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)
    headers = {"Content-Type": "application/json"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    content = None if body is None else json.dumps(body)
    connection.request(method, address, content, headers)
    answer = connection.getresponse()
    try:
        return answer.status, answer.read()
    finally:
        connection.close()


def _hammer(token: str, run: str, writes: int) -> None:
    stale = leaked = answers = 0
    done = threading.Event()
    readers = [threading.Thread(target=_read, args=(done,)) for _ in range(READERS)]
    for reader in readers:
        reader.start()
    began = time.monotonic()
    for number in range(writes):
        hours = number / 10 + 1
        change = {"playtime_hours": hours, "notes": "only mine"}
        status, body = _ask("PATCH", f"/api/playthroughs/{run}", token, change)
        assert status == 200, body
        _ask("GET", f"/api/playthroughs/{run}?include=private", token)
        for _ in range(ASKED_AGAIN):
            _, body = _ask("GET", f"/api/playthroughs/{run}")
            answers += 1
            stale += json.loads(body)["playtime_hours"] != hours
            leaked += b"only mine" in body
    seconds = time.monotonic() - began
    done.set()
    for reader in readers:
        reader.join()
    print(
        f"{writes} writes, {answers} reads after them in {seconds:.0f} s, "
        f"{READERS} other readers: {stale} stale, {leaked} with what is private"
    )


def _read(done: threading.Event) -> None:
    addresses = ("/api/games?limit=20", "/api/games/game-77", "/api/stats")
    while not done.is_set():
        for address in addresses:
            _ask("GET", address)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
