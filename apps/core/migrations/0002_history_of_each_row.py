"""Log entries of a bulk write shared a uuid, and Wagtail's History showed only one."""

from __future__ import annotations

from django.db import migrations

GIVE_EACH_ITS_OWN = """
UPDATE wagtailcore_modellogentry SET uuid = gen_random_uuid()
WHERE (uuid, action) IN (
    SELECT uuid, action FROM wagtailcore_modellogentry WHERE uuid IS NOT NULL
    GROUP BY uuid, action HAVING count(DISTINCT (content_type_id, object_id)) > 1
)
"""


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0001_extensions"),
        ("wagtailcore", "0076_modellogentry_revision"),
    ]

    operations = [
        migrations.RunSQL(GIVE_EACH_ITS_OWN, reverse_sql=migrations.RunSQL.noop)
    ]
