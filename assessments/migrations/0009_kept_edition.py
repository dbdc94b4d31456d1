from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("assessments", "0008_client_and_round")]

    operations = [migrations.RenameModel("Edition", "KeptEdition")]
