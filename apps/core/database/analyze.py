"""Fresh statistics for PostgreSQL after a bulk write.

It plans by what it has counted and sampled of each table. Until autovacuum comes by, a
minute later or more, it takes a table that was just filled for the empty one that it
was, and goes through all of it for each row of another.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from django.db import connection
from django.db import models
from django.db import transaction
from wagtail.models import ModelLogEntry
from wagtail.models import Revision

# Fewer rows change no plan; analysing some twenty tables takes tenths of a second.
FEWEST_ROWS = 500
# What Wagtail keeps beside the rows of others.
_BESIDE: tuple[type[models.Model], ...] = (
    ModelLogEntry,
    Revision,
)


def analyze_after_commit(written: Iterable[type[models.Model]], *, rows: int) -> None:
    """Have the tables of `written`, and those beside them, analysed after the commit.

    Not where fewer than `FEWEST_ROWS` rows changed. A failure is logged: the next
    autovacuum does the same.
    """
    if rows >= FEWEST_ROWS:
        tables = sorted(set(_tables((*written, *_BESIDE))))
        transaction.on_commit(partial(_analyze, tables), robust=True)


def _tables(written: Iterable[type[models.Model]]) -> Iterable[str]:
    for model in written:
        yield model._meta.db_table
        for field in model._meta.many_to_many:
            through = field.remote_field.through
            if through is not None:
                yield through._meta.db_table


def _analyze(tables: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(table)}")
