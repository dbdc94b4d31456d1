"""The link of those who took part has no name of its own any more: each reads it in their language."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def forget_name(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    links = apps.get_model("assessments", "ReadLink").objects
    released = apps.get_model("workshops", "Workshop").objects.exclude(released=None)
    links.filter(pk__in=released.values("released")).update(holder="")


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0015_of_workshop"),
        ("workshops", "0019_to_topics"),
    ]

    operations = [migrations.RunPython(forget_name, migrations.RunPython.noop)]
