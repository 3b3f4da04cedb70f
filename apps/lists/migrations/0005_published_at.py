from django.db import migrations, models

# When each list first was public: by its revisions, or else when it was made. Of a
# list that is hidden now, nothing else is known, so its next publication counts.
FIRST_PUBLIC = """
UPDATE lists_list AS list
SET published_at = coalesce(
    (
        SELECT min(revision.created_at)
        FROM wagtailcore_revision AS revision
        JOIN django_content_type AS type ON type.id = revision.content_type_id
        WHERE type.app_label = 'lists' AND type.model = 'list'
          AND revision.object_id = list.id::text
          AND revision.content ->> 'visibility' = 'public'
    ),
    CASE WHEN list.visibility = 'public' THEN list.created_at END
)
"""
# A list that was public from its making on had its creation noted a moment before.
INCLUDE_CREATION = """
UPDATE lists_list AS list SET published_at = list.created_at
WHERE list.published_at IS NOT NULL AND NOT EXISTS (
    SELECT FROM wagtailcore_revision AS revision
    JOIN django_content_type AS type ON type.id = revision.content_type_id
    WHERE type.app_label = 'lists' AND type.model = 'list'
      AND revision.object_id = list.id::text
      AND revision.content ->> 'visibility' <> 'public'
)
"""


class Migration(migrations.Migration):

    dependencies = [
        ('lists', '0004_told_activity'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.AddField(
            model_name='list',
            name='published_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.RunSQL(FIRST_PUBLIC, migrations.RunSQL.noop),
        migrations.RunSQL(INCLUDE_CREATION, migrations.RunSQL.noop),
    ]
