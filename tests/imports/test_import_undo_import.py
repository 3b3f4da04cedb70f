"""Importing, undoing, and importing again is the same as importing once."""

from __future__ import annotations

import re
from functools import partial
from io import BytesIO
from random import Random

import pytest
from django.utils import timezone

from apps.exports.markdown import write_markdown
from apps.exports.spreadsheets import write_lists
from apps.exports.spreadsheets import write_playthroughs
from tests.imports.conftest import Desk

# Ids and moments, which no second import has again.
_OWN = re.compile(
    r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{4}-\d\d-\d\dT[\d:.]+\+00:00"
)
PIECES = [
    "# Top 10 RPGs", "## Finished", "## Dropped", "## Final Fantasy", "## SNES",
    "- Ico (PS2, finished May 2021)", "- Rez (DC) x2 - 8/10", "- ~~Okami~~ (40h)",
    "- Ico: a sentence about it", "1. Rez", "2. Okami (started 2019, finished 2021)",
    "- [ ] Vib-Ribbon", "- IV, V (SNES)", "- Ico (PS3 - HD)", "",
    "- Ico (replayed 2019)", "Notes", "a sentence that ends here.", "- Tunic ★★★★",
    "- Tunic - 12:30",
]  # fmt: skip


def exported() -> list[str]:
    """What the downloads say of the library, the journal and the lists."""
    texts = []
    markdown = partial(write_markdown, at=timezone.now(), private=True)
    for write in (write_playthroughs, write_lists, markdown):
        out = BytesIO()
        write(out)
        texts.append(_OWN.sub("", out.getvalue().decode()))
    return texts


# The downloads read in a transaction of their own.
@pytest.mark.django_db(transaction=True)
def test_importing_undoing_and_importing_is_importing(desk: Desk) -> None:
    # What the owner already has, while the imports come and go.
    desk.bring("## Finished\n\n- Ico (PS2)\n- Grim Fandango (PC, 2001-05-03)\n")
    before = exported()

    for seed in range(4):
        pieces = Random(seed).choices(PIECES, k=14)
        text = "\n".join(["## Playing", "", "- Rez", "", *pieces])
        first = desk.bring(text)
        once = exported()
        assert once != before, text
        assert desk.undo(first) == {}, text
        assert exported() == before, text

        again = desk.bring(text)
        assert exported() == once, text
        desk.undo(again)
        assert exported() == before, text
