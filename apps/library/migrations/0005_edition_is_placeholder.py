from django.db import migrations, models

# What was made with its game and holds nothing of its own, as far as rows show it.
MARK = """
UPDATE library_edition e SET is_placeholder = true
FROM library_game g
WHERE g.id = e.game_id AND e.name = g.name AND e.edition_type = 'original'
  AND e.igdb_id IS NULL AND e.twitch_category_id IS NULL AND e.summary = ''
  AND e.igdb_data IS NULL AND e.last_synced IS NULL
  AND (e.release_date IS NULL OR e.release_date = g.release_date)
  AND (e.cover_url IS NULL OR e.cover_url = g.cover_url)
  AND e.updated_at < e.created_at + interval '1 second'
  AND NOT EXISTS (SELECT FROM library_edition o
                  WHERE o.game_id = e.game_id AND o.id < e.id)
"""


class Migration(migrations.Migration):

    dependencies = [
        ('library', '0004_what_a_sync_remembers'),
    ]

    operations = [
        migrations.AddField(
            model_name='edition',
            name='is_placeholder',
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.RunSQL(MARK, migrations.RunSQL.noop),
    ]
