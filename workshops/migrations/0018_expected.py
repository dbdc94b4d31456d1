from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("workshops", "0017_invented"),
    ]

    operations = [
        migrations.AddField(
            model_name="workshop",
            name="expected",
            field=models.PositiveSmallIntegerField(null=True),
        ),
    ]
