"""The snippets of the documents do what they say."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

from tests.clients.conftest import CLIENT
from tests.clients.conftest import Run
from tests.lists.conftest import store_games
from tests.live import LiveServer
from tests.settings import REPOSITORY


def snippets(document: Path, language: str) -> list[str]:
    """The blocks of code in that language."""
    blocks = re.findall(rf"```{language}\n(.*?)```", document.read_text(), re.DOTALL)
    assert blocks
    return blocks


def test_python_prints_every_game(live_server: LiveServer) -> None:
    store_games([f"Game {number}" for number in range(1, 131)])
    [script] = snippets(REPOSITORY / "docs" / "clients.md", "python")

    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "QUESTLOG_URL": live_server.url},
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert done.stderr == ""
    assert len(set(done.stdout.splitlines())) == 130


def test_typescript_of_the_readme_has_right_types(
    in_client: Run, tmp_path: Path
) -> None:
    # The one for Astro is that of the example site, which another test builds.
    blocks = [
        block
        for block in snippets(CLIENT / "README.md", "ts")
        if "astro:content" not in block
    ]
    imports = [line for block in blocks for line in re.findall(r"import .*\n", block)]
    first, *others = [re.sub(r"import .*\n", "", block) for block in blocks]
    wrapped = [f"{{\n{block}}}\n" for block in others]
    (tmp_path / "readme.ts").write_text("".join([*imports, first, *wrapped]))
    (tmp_path / "package.json").write_text('{"type": "module"}')
    (tmp_path / "node_modules").symlink_to(CLIENT / "node_modules")
    options = {
        "strict": True,
        "noEmit": True,
        "skipLibCheck": True,
        "target": "es2022",
        "module": "nodenext",
        "types": [],
    }
    (tmp_path / "tsconfig.json").write_text(json.dumps({"compilerOptions": options}))

    in_client("node_modules/.bin/tsc", cwd=tmp_path)
