from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def mark_anonymous(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Until now every group of a workshop was anonymous, and no other was."""
    rows = apps.get_model("assessments", "Assessment").objects.filter(is_anonymous=True)
    rows.update(is_of_workshop=True)


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0014_house_templates"),
    ]

    operations = [
        migrations.AddField(
            model_name="assessment",
            name="is_of_workshop",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.RunPython(mark_anonymous, migrations.RunPython.noop),
    ]
