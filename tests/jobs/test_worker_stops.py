from __future__ import annotations

import os
import subprocess
import sys

from tests.jobs.stopping import MOMENTS
from tests.settings import REPOSITORY

# Seconds.
SOON = 3.0


def test_a_worker_ends_soon_whenever_it_is_stopped(django_db_setup: None) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.jobs.stopping"],
        cwd=REPOSITORY,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"},
        capture_output=True,
        text=True,
        timeout=60,
    )

    seconds = [float(line) for line in done.stdout.split()]
    assert len(seconds) == len(MOMENTS), done.stderr
    assert max(seconds) < SOON
    assert done.stderr == ""
