from django.db import migrations

# Questlog searches with its own queries; nobody read what Wagtail kept beside them.
FORGET = """
DELETE FROM wagtailsearch_indexentry USING django_content_type AS type
WHERE type.id = content_type_id AND type.app_label = 'library'
"""


class Migration(migrations.Migration):

    dependencies = [
        ('library', '0008_empty_texts_are_null'),
        ('contenttypes', '0002_remove_content_type_name'),
        ('wagtailsearch', '0010_add_text_fields'),
    ]

    operations = [migrations.RunSQL(FORGET, migrations.RunSQL.noop)]
