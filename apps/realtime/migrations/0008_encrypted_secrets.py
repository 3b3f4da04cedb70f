from collections.abc import Callable

from django.db import migrations

import apps.core.models.encrypted
import apps.realtime.webhooks.models
from apps.core.encryption import decrypt
from apps.core.encryption import encrypt

# The last one is a word of SQL's own.
SECRETS = ('secret', 'old_secret', '"authorization"')


def _rewrite(schema_editor, change: Callable[[str], str]):
    columns = ", ".join(SECRETS)
    values = ", ".join(f"{column} = %s" for column in SECRETS)
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns}, id FROM realtime_webhookendpoint")
        for *secrets, pk in cursor.fetchall():
            cursor.execute(
                f"UPDATE realtime_webhookendpoint SET {values} WHERE id = %s",
                [*(secret and change(secret) for secret in secrets), pk],
            )


def encrypt_all(apps, schema_editor):
    _rewrite(schema_editor, encrypt)


def decrypt_all(apps, schema_editor):
    _rewrite(schema_editor, lambda stored: decrypt(stored) or "")


class Migration(migrations.Migration):

    dependencies = [
        ('realtime', '0007_no_titles_of_imports'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='webhookendpoint', name='webhook_secret_form'
        ),
        migrations.AlterField(
            model_name='webhookendpoint',
            name='authorization',
            field=apps.core.models.encrypted.EncryptedTextField(blank=True, editable=False),
        ),
        migrations.AlterField(
            model_name='webhookendpoint',
            name='old_secret',
            field=apps.core.models.encrypted.EncryptedTextField(blank=True, editable=False),
        ),
        migrations.AlterField(
            model_name='webhookendpoint',
            name='secret',
            field=apps.core.models.encrypted.EncryptedTextField(
                default=apps.realtime.webhooks.models.new_secret, editable=False
            ),
        ),
        migrations.RunPython(encrypt_all, decrypt_all),
    ]
