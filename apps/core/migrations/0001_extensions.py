from __future__ import annotations

from django.contrib.postgres.operations import TrigramExtension
from django.contrib.postgres.operations import UnaccentExtension
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = []

    operations = [UnaccentExtension(), TrigramExtension()]
