from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def mark_invented(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Until now nobody told them from who rehearses with a phone."""
    people = apps.get_model("workshops", "Participant").objects
    people.filter(workshop__is_rehearsal=True).update(is_invented=True)


class Migration(migrations.Migration):
    dependencies = [
        ("workshops", "0016_names"),
    ]

    operations = [
        migrations.AddField(
            model_name="participant",
            name="is_invented",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.RunPython(mark_invented, migrations.RunPython.noop),
    ]
