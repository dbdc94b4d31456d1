from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("workshops", "0014_worth"),
    ]

    operations = [
        migrations.AddField(
            model_name="workshop",
            name="alone_until",
            field=models.DateTimeField(editable=False, null=True),
        ),
    ]
