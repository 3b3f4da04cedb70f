from django.db import migrations


def name_leagues(apps, schema_editor):
    """Characters that came in before leagues were rows have theirs."""
    Character = apps.get_model("poe", "Character")
    League = apps.get_model("poe", "League")
    named = Character.objects.exclude(league="").order_by()
    found = named.values_list("profile_id", "realm", "league").distinct()
    League.objects.bulk_create(
        League(profile_id=profile, realm=realm, name=name)
        for profile, realm, name in found
    )


class Migration(migrations.Migration):
    dependencies = [("poe", "0002_sync_and_leagues")]

    operations = [migrations.RunPython(name_leagues, migrations.RunPython.noop)]
