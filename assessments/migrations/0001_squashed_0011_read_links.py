import accounts.public_ids
import assessments.models.assessment
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("assessments", "0001_initial"),
        ("assessments", "0002_edition"),
        ("assessments", "0003_previous"),
        ("assessments", "0004_kind_and_versions"),
        ("assessments", "0005_anonymous"),
        ("assessments", "0006_edition_plan"),
        ("assessments", "0007_edition_bright"),
        ("assessments", "0008_client_and_round"),
        ("assessments", "0009_kept_edition"),
        ("assessments", "0010_workshop"),
        ("assessments", "0011_read_links"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0002_teams_and_organisations"),
        ("maturity", "0001_initial"),
        ("maturity", "0002_edition_2"),
    ]

    operations = [
        migrations.CreateModel(
            name="Assessment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=accounts.public_ids.make_public_id,
                        editable=False,
                        max_length=16,
                        unique=True,
                    ),
                ),
                (
                    "model_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="maturity.modelversion",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("own", "Own"), ("group", "Group")],
                        default="own",
                        editable=False,
                        max_length=8,
                    ),
                ),
                (
                    "questionnaire",
                    models.CharField(
                        choices=[("quick", "Quick scan"), ("full", "Full assessment")], max_length=8
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("nl", "Dutch"), ("en", "English")], default="nl", max_length=2
                    ),
                ),
                ("organisation", models.CharField(blank=True, max_length=200)),
                ("sector", models.SlugField()),
                (
                    "client",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessments",
                        to="accounts.organisation",
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(default=1, editable=False)),
                ("title", models.CharField(blank=True, max_length=200)),
                ("date", models.DateField(default=django.utils.timezone.localdate)),
                ("plan_start", models.DateField(blank=True, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Open"), ("finished", "Finished")],
                        default="open",
                        editable=False,
                        max_length=8,
                    ),
                ),
                ("finished_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("is_anonymous", models.BooleanField(default=False, editable=False)),
                ("minimum_group", models.PositiveSmallIntegerField(default=5)),
                ("workshop", models.JSONField(blank=True, editable=False, null=True)),
                (
                    "previous",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="assessments.assessment",
                    ),
                ),
                ("edit_generation", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "answers_version",
                    models.CharField(
                        default=assessments.models.assessment.new_version,
                        editable=False,
                        max_length=32,
                    ),
                ),
                ("details_version", models.PositiveIntegerField(default=1, editable=False)),
                ("targets_version", models.PositiveIntegerField(default=1, editable=False)),
                ("edition_version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "made_by",
                    models.CharField(
                        default=assessments.models.assessment.new_version,
                        editable=False,
                        max_length=64,
                        unique=True,
                    ),
                ),
                ("link_kept_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "touched_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["own", "group"])),
                        name="assessment_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("questionnaire__in", ["quick", "full"])),
                        name="assessment_questionnaire_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("finished_at", None), ("state", "open")),
                            models.Q(("finished_at__isnull", False), ("state", "finished")),
                            _connector="OR",
                        ),
                        name="assessment_finished_has_moment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("language__in", ["nl", "en"])),
                        name="assessment_language_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minimum_group__gte", 3), ("minimum_group__lte", 50)),
                        name="assessment_minimum_group_3_to_50",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_anonymous", False),
                            models.Q(("kind", "group"), ("minimum_group__gte", 5)),
                            _connector="OR",
                        ),
                        name="assessment_anonymous_group_of_5",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgreedLevel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="agreed_levels",
                        to="assessments.assessment",
                    ),
                ),
                ("code", models.CharField(max_length=50)),
                ("level", models.PositiveSmallIntegerField()),
                ("reason", models.TextField(blank=True, max_length=2000)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("assessment", "code"), name="agreed_level_one_a_question"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level__gte", 1), ("level__lte", 4)),
                        name="agreed_level_1_to_4",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="KeptEdition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "assessment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="kept_edition",
                        to="assessments.assessment",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        blank=True, choices=[("nl", "Dutch"), ("en", "English")], max_length=2
                    ),
                ),
                ("sentence", models.CharField(blank=True, max_length=600)),
                ("summary", models.TextField(blank=True, max_length=4000)),
                ("insights", models.JSONField(blank=True, default=dict)),
                ("decisions", models.JSONField(blank=True, default=dict)),
                ("actions", models.JSONField(blank=True, default=dict)),
                ("left_out", models.JSONField(blank=True, default=list)),
                ("sender", models.CharField(blank=True, max_length=200)),
                ("contact", models.CharField(blank=True, max_length=200)),
                ("accent", models.CharField(blank=True, editable=False, max_length=7)),
                ("bright", models.CharField(blank=True, editable=False, max_length=7)),
                ("logo", models.BinaryField(blank=True, default=bytes)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("language__in", ["", "nl", "en"])),
                        name="edition_language_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("accent", ""), ("accent__regex", "^#[0-9a-f]{6}$"), _connector="OR"
                        ),
                        name="edition_accent_a_colour",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("bright", ""), ("bright__regex", "^#[0-9a-f]{6}$"), _connector="OR"
                        ),
                        name="edition_bright_a_colour",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReadLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="read_links",
                        to="assessments.assessment",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(editable=False)),
                ("holder", models.CharField(max_length=200)),
                (
                    "made_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                ("withdrawn_at", models.DateTimeField(blank=True, editable=False, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("assessment", "number"), name="read_link_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at", None)),
                        fields=("assessment", "holder"),
                        name="read_link_one_a_holder",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Response",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="responses",
                        to="assessments.assessment",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("participant", models.CharField(blank=True, max_length=200)),
                ("department", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("assessment", "number"), name="response_number_unique"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "response",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="assessments.response",
                    ),
                ),
                ("code", models.CharField(max_length=50)),
                (
                    "choice",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "not answered"),
                            ("1", "1"),
                            ("2", "2"),
                            ("3", "3"),
                            ("4", "4"),
                            ("unknown", "don't know"),
                            ("not_applicable", "not applicable"),
                        ],
                        max_length=16,
                    ),
                ),
                ("reason", models.TextField(blank=True, max_length=2000)),
                ("note", models.TextField(blank=True, max_length=2000)),
                ("version", models.PositiveIntegerField(default=1)),
                ("saved_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("response", "code"), name="answer_one_a_question"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("choice__in", ["", "1", "2", "3", "4", "unknown", "not_applicable"])
                        ),
                        name="answer_choice_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("choice", "not_applicable"), ("reason", ""), _connector="OR"
                        ),
                        name="answer_reason_only_when_not_applicable",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Target",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="targets",
                        to="assessments.assessment",
                    ),
                ),
                ("dimension", models.SlugField()),
                ("level", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("importance", models.PositiveSmallIntegerField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("assessment", "dimension"), name="target_one_a_dimension"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("level", None),
                            models.Q(("level__gte", 1), ("level__lte", 4)),
                            _connector="OR",
                        ),
                        name="target_level_1_to_4",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("importance", None),
                            models.Q(("importance__gte", 1), ("importance__lte", 3)),
                            _connector="OR",
                        ),
                        name="target_importance_1_to_3",
                    ),
                ],
            },
        ),
    ]
