from django.db import migrations

# What the API took as it was sent; the contract has null for "none".
EMPTY = """
UPDATE library_game SET cover_url = NULL WHERE cover_url = '';
UPDATE library_edition SET cover_url = NULL WHERE cover_url = '';
UPDATE library_edition SET twitch_category_id = NULL WHERE twitch_category_id = '';
"""


class Migration(migrations.Migration):

    dependencies = [
        ('library', '0007_other_names_of_franchises'),
    ]

    operations = [migrations.RunSQL(EMPTY, migrations.RunSQL.noop)]
