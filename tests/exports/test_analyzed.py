from __future__ import annotations

from django.contrib.auth.models import User

from apps.journal.models import Playthrough
from apps.library.models import Game
from tests.exports.conftest import Empty
from tests.exports.conftest import exported
from tests.exports.conftest import imported
from tests.imports.conftest import Desk
from tests.imports.test_analyzed import is_analyzed
from tests.imports.test_analyzed import rows_known
from tests.imports.test_in_background import BIG


def test_a_restored_export_is_counted(
    committed_db: None, owner: User, empty: Empty
) -> None:
    desk = Desk(owner)
    desk.bring(BIG)
    content = exported()
    empty()

    imported(content)

    assert rows_known(Game._meta.db_table) == Game.objects.count() > 200
    assert is_analyzed(Playthrough._meta.db_table)
