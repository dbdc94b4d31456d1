import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("workshops", "0015_alone_until"),
    ]

    operations = [
        migrations.AddField(
            model_name="workshop",
            name="promise",
            field=models.JSONField(default=dict, editable=False),
        ),
        migrations.CreateModel(
            name="ParticipantName",
            fields=[
                (
                    "participant",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="named",
                        serialize=False,
                        to="workshops.participant",
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("number", models.PositiveSmallIntegerField(default=1)),
            ],
        ),
    ]
