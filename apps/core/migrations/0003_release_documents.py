from __future__ import annotations

from django.db import migrations

# Questlog no longer has Wagtail's documents. What was uploaded stays in the database;
# but Django would not know of these references when the user or the collection they
# point to is deleted, and PostgreSQL would refuse.
RELEASE = """
DO $$
DECLARE
    reference record;
BEGIN
    FOR reference IN
        SELECT conrelid::regclass AS held_by, conname
        FROM pg_constraint
        WHERE contype = 'f'
        AND conrelid IN (
            to_regclass('wagtaildocs_document'),
            to_regclass('wagtaildocs_uploadeddocument')
        )
    LOOP
        EXECUTE format(
            'ALTER TABLE %s DROP CONSTRAINT %I', reference.held_by, reference.conname
        );
    END LOOP;
END
$$
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0002_history_of_each_row")]

    operations = [migrations.RunSQL(RELEASE, migrations.RunSQL.noop)]
