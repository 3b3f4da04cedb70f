"""Triggers by which PostgreSQL says which tables a statement changed.

Whatever way a change takes, the admin, the API, a bulk write or SQL by hand, each
statement of a session is answered with a notice that names the table. Statements that
change no row, and none that is public, are silent.

https://www.postgresql.org/docs/16/plpgsql-trigger.html
"""

from __future__ import annotations

import hashlib
from typing import Any

from django.apps import apps
from django.db import connections
from django.db import models

from apps.core.http_cache.versions import own_tables

# The SQLSTATE of the notices, of a class that PostgreSQL leaves to others.
CHANGED = "QL001"
# `public` is a condition on a row called `changed`.
FUNCTION = f"""
CREATE OR REPLACE FUNCTION questlog_note_change() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
    public text := TG_ARGV[0];
    found boolean := false;
BEGIN
    IF TG_OP <> 'DELETE' THEN
        EXECUTE 'SELECT EXISTS (SELECT FROM new_rows AS changed WHERE '
            || public || ')' INTO found;
    END IF;
    IF TG_OP <> 'INSERT' AND NOT found THEN
        EXECUTE 'SELECT EXISTS (SELECT FROM old_rows AS changed WHERE '
            || public || ')' INTO found;
    END IF;
    IF found THEN
        RAISE NOTICE USING ERRCODE = '{CHANGED}', MESSAGE = TG_TABLE_NAME;
    END IF;
    RETURN NULL;
END $$
"""
TRANSITIONS = {
    "INSERT": "NEW TABLE AS new_rows",
    "UPDATE": "OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "DELETE": "OLD TABLE AS old_rows",
}
PREFIX = "questlog_note_"
FOUND = """
SELECT relname, tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
WHERE relname = ANY(%s) AND starts_with(tgname, %s)
"""


def public_condition(model: Any, row: str = "changed") -> str:
    """The condition, in SQL, by which `row` of a model's table is public."""
    if parent := getattr(model, "public_as", ""):
        field = model._meta.get_field(parent)
        other: Any = field.related_model
        return (
            f'EXISTS (SELECT FROM "{other._meta.db_table}" AS parent WHERE parent.id ='
            f" {row}.{field.column} AND {public_condition(other, 'parent')})"
        )
    if said := getattr(model, "public_rows", ""):
        return str(said).replace("changed.", f"{row}.")
    names = {field.column for field in model._meta.concrete_fields}
    return f"{row}.is_public" if "is_public" in names else "true"


def install(using: str = "default", **kwargs: Any) -> None:
    """Bring the triggers of all tables up to date, after migrations."""
    session = connections[using]
    names = own_tables() & set(session.introspection.table_names())
    wanted = {key: sql for key, sql in all_triggers().items() if key[0] in names}
    with session.cursor() as cursor:
        cursor.execute(FOUND, (sorted(names), PREFIX))
        found = set(cursor.fetchall())
        if found == wanted.keys():
            return
        cursor.execute(FUNCTION)
        for table, trigger in found - wanted.keys():
            cursor.execute(f'DROP TRIGGER "{trigger}" ON "{table}"')
        for key in wanted.keys() - found:
            cursor.execute(wanted[key])


def all_triggers() -> dict[tuple[str, str], str]:
    """The statement that makes each trigger, by its table and name."""
    return {
        (model._meta.db_table, name): statement
        for model in apps.get_models(include_auto_created=True)
        if model._meta.db_table in own_tables()
        for name, statement in _triggers(model)
    }


def _triggers(model: type[models.Model]) -> list[tuple[str, str]]:
    table, public = model._meta.db_table, public_condition(model)
    triggers = []
    for event, transition in TRANSITIONS.items():
        action = f"questlog_note_change('{public.replace("'", "''")}')"
        digest = hashlib.sha256((FUNCTION + action).encode()).hexdigest()[:8]
        name = f"{PREFIX}{event.lower()}_{digest}"
        statement = (
            f'CREATE TRIGGER "{name}" AFTER {event} ON "{table}"'
            f" REFERENCING {transition} FOR EACH STATEMENT EXECUTE FUNCTION {action}"
        )
        triggers.append((name, statement))
    return triggers
