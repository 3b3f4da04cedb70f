from django.db import migrations

# What holds a row is found by its foreign keys.
FORGET = """
DELETE FROM wagtailcore_referenceindex USING django_content_type AS type
WHERE type.app_label = 'library' AND type.id IN (content_type_id, to_content_type_id)
"""


class Migration(migrations.Migration):

    dependencies = [
        ('library', '0009_no_search_index'),
        ('contenttypes', '0002_remove_content_type_name'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [migrations.RunSQL(FORGET, migrations.RunSQL.noop)]
