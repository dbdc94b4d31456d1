import django.db.models.deletion
import django.db.models.expressions
import maturity.models.content
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("maturity", "0001_initial"), ("maturity", "0002_edition_2")]

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="ModelVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(verbose_name="slug")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="version")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("name_nl", models.CharField(max_length=200, null=True, verbose_name="name")),
                ("name_en", models.CharField(max_length=200, null=True, verbose_name="name")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Draft"), ("published", "Published")],
                        default="draft",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "published_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="published at"
                    ),
                ),
            ],
            options={
                "verbose_name": "model version",
                "verbose_name_plural": "model versions",
                "ordering": ["slug", "-version"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("slug", "version"), name="model_version_unique"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("published_at", None), ("state", "draft")),
                            models.Q(("published_at__isnull", False), ("state", "published")),
                            _connector="OR",
                        ),
                        name="model_version_published_has_moment",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="JourneyPhase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "model_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="maturity.modelversion",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("slug", models.SlugField(verbose_name="slug")),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                ("name_nl", models.CharField(max_length=100, null=True, verbose_name="name")),
                ("name_en", models.CharField(max_length=100, null=True, verbose_name="name")),
                ("customer_goal", models.TextField(verbose_name="goal of the customer")),
                (
                    "customer_goal_nl",
                    models.TextField(null=True, verbose_name="goal of the customer"),
                ),
                (
                    "customer_goal_en",
                    models.TextField(null=True, verbose_name="goal of the customer"),
                ),
                (
                    "sources",
                    maturity.models.content.SlugListField(
                        blank=True,
                        default=list,
                        validators=[maturity.models.content.validate_slugs],
                        verbose_name="sources",
                    ),
                ),
            ],
            options={
                "verbose_name": "phase of the journey",
                "verbose_name_plural": "phases of the journey",
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("model_version", "slug"), name="journey_phase_unique"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Horizon",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "model_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="maturity.modelversion",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                ("name_nl", models.CharField(max_length=100, null=True, verbose_name="name")),
                ("name_en", models.CharField(max_length=100, null=True, verbose_name="name")),
                ("period", models.CharField(max_length=50, verbose_name="period")),
                ("period_nl", models.CharField(max_length=50, null=True, verbose_name="period")),
                ("period_en", models.CharField(max_length=50, null=True, verbose_name="period")),
                ("aim", models.TextField(verbose_name="aim")),
                ("aim_nl", models.TextField(null=True, verbose_name="aim")),
                ("aim_en", models.TextField(null=True, verbose_name="aim")),
                (
                    "sources",
                    maturity.models.content.SlugListField(
                        blank=True,
                        default=list,
                        validators=[maturity.models.content.validate_slugs],
                        verbose_name="sources",
                    ),
                ),
            ],
            options={
                "verbose_name": "horizon",
                "verbose_name_plural": "horizons",
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("model_version", "number"), name="horizon_unique"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1), ("number__lte", 3)),
                        name="horizon_number_1_to_3",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Figure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "model_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="maturity.modelversion",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("slug", models.SlugField(verbose_name="slug")),
                ("claim", models.TextField(verbose_name="claim")),
                ("claim_nl", models.TextField(null=True, verbose_name="claim")),
                ("claim_en", models.TextField(null=True, verbose_name="claim")),
                ("figure", models.CharField(max_length=20, verbose_name="figure")),
                ("said_by", models.CharField(max_length=100, verbose_name="said by")),
                ("caution", models.TextField(verbose_name="caution")),
                ("caution_nl", models.TextField(null=True, verbose_name="caution")),
                ("caution_en", models.TextField(null=True, verbose_name="caution")),
                (
                    "dimensions",
                    maturity.models.content.SlugListField(
                        blank=True,
                        default=list,
                        validators=[maturity.models.content.validate_slugs],
                        verbose_name="dimensions",
                    ),
                ),
                (
                    "in_business_case",
                    models.BooleanField(verbose_name="may be quoted beside the business case"),
                ),
                ("in_report", models.BooleanField(verbose_name="may be quoted in a report")),
                (
                    "sources",
                    maturity.models.content.SlugListField(
                        blank=True,
                        default=list,
                        validators=[maturity.models.content.validate_slugs],
                        verbose_name="sources",
                    ),
                ),
            ],
            options={
                "verbose_name": "figure",
                "verbose_name_plural": "figures",
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("model_version", "slug"), name="figure_unique")
                ],
            },
        ),
        migrations.CreateModel(
            name="Dimension",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "model_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="maturity.modelversion",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("slug", models.SlugField(verbose_name="slug")),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                ("name_nl", models.CharField(max_length=100, null=True, verbose_name="name")),
                ("name_en", models.CharField(max_length=100, null=True, verbose_name="name")),
                ("about", models.TextField(verbose_name="about")),
                ("about_nl", models.TextField(null=True, verbose_name="about")),
                ("about_en", models.TextField(null=True, verbose_name="about")),
                ("weight", models.PositiveSmallIntegerField(default=1, verbose_name="weight")),
                (
                    "sources",
                    maturity.models.content.SlugListField(
                        blank=True,
                        default=list,
                        validators=[maturity.models.content.validate_slugs],
                        verbose_name="sources",
                    ),
                ),
                ("in_sentence", models.CharField(max_length=100, verbose_name="in a sentence")),
                (
                    "in_sentence_nl",
                    models.CharField(max_length=100, null=True, verbose_name="in a sentence"),
                ),
                (
                    "in_sentence_en",
                    models.CharField(max_length=100, null=True, verbose_name="in a sentence"),
                ),
                ("decision", models.TextField(verbose_name="decision asked of the board")),
                (
                    "decision_nl",
                    models.TextField(null=True, verbose_name="decision asked of the board"),
                ),
                (
                    "decision_en",
                    models.TextField(null=True, verbose_name="decision asked of the board"),
                ),
                ("sponsor", models.CharField(max_length=100, verbose_name="sponsor")),
                ("sponsor_nl", models.CharField(max_length=100, null=True, verbose_name="sponsor")),
                ("sponsor_en", models.CharField(max_length=100, null=True, verbose_name="sponsor")),
                (
                    "wording_sources",
                    maturity.models.content.SlugListField(
                        blank=True,
                        default=list,
                        validators=[maturity.models.content.validate_slugs],
                        verbose_name="sources of the wording",
                    ),
                ),
            ],
            options={
                "verbose_name": "dimension",
                "verbose_name_plural": "dimensions",
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("model_version", "slug"), name="dimension_unique"
                    ),
                    models.UniqueConstraint(
                        fields=("model_version", "number"), name="dimension_number_unique"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1), ("number__lte", 7)),
                        name="dimension_number_1_to_7",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("weight__gte", 1), ("weight__lte", 100)),
                        name="dimension_weight_positive",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ConsistencyCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "model_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="maturity.modelversion",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("slug", models.SlugField(verbose_name="slug")),
                ("text", models.TextField(verbose_name="text")),
                ("text_nl", models.TextField(null=True, verbose_name="text")),
                ("text_en", models.TextField(null=True, verbose_name="text")),
                ("try_it", models.TextField(verbose_name="how to try it")),
                ("try_it_nl", models.TextField(null=True, verbose_name="how to try it")),
                ("try_it_en", models.TextField(null=True, verbose_name="how to try it")),
                (
                    "sources",
                    maturity.models.content.SlugListField(
                        blank=True,
                        default=list,
                        validators=[maturity.models.content.validate_slugs],
                        verbose_name="sources",
                    ),
                ),
            ],
            options={
                "verbose_name": "consistency check",
                "verbose_name_plural": "consistency checks",
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("model_version", "slug"), name="consistency_check_unique"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ChannelRole",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "model_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="maturity.modelversion",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("slug", models.SlugField(verbose_name="slug")),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                ("name_nl", models.CharField(max_length=100, null=True, verbose_name="name")),
                ("name_en", models.CharField(max_length=100, null=True, verbose_name="name")),
                (
                    "sources",
                    maturity.models.content.SlugListField(
                        blank=True,
                        default=list,
                        validators=[maturity.models.content.validate_slugs],
                        verbose_name="sources",
                    ),
                ),
            ],
            options={
                "verbose_name": "channel role",
                "verbose_name_plural": "channel roles",
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("model_version", "slug"), name="channel_role_unique"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BusinessCaseOutcome",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "model_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="maturity.modelversion",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("slug", models.SlugField(verbose_name="slug")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("name_nl", models.CharField(max_length=200, null=True, verbose_name="name")),
                ("name_en", models.CharField(max_length=200, null=True, verbose_name="name")),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("count", "number"),
                            ("eur", "euro"),
                            ("percent", "percent"),
                            ("percent_points", "percentage points"),
                            ("years", "years"),
                        ],
                        max_length=20,
                        verbose_name="unit",
                    ),
                ),
                ("formula", models.TextField(verbose_name="formula")),
                ("help", models.TextField(verbose_name="help")),
                ("help_nl", models.TextField(null=True, verbose_name="help")),
                ("help_en", models.TextField(null=True, verbose_name="help")),
            ],
            options={
                "verbose_name": "outcome of the business case",
                "verbose_name_plural": "outcomes of the business case",
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("model_version", "slug"), name="business_case_outcome_unique"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("unit__in", ["count", "eur", "percent", "percent_points", "years"])
                        ),
                        name="business_case_outcome_unit_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BusinessCaseInput",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "model_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="maturity.modelversion",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("slug", models.SlugField(verbose_name="slug")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("name_nl", models.CharField(max_length=200, null=True, verbose_name="name")),
                ("name_en", models.CharField(max_length=200, null=True, verbose_name="name")),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("count", "number"),
                            ("eur", "euro"),
                            ("percent", "percent"),
                            ("percent_points", "percentage points"),
                            ("years", "years"),
                        ],
                        max_length=20,
                        verbose_name="unit",
                    ),
                ),
                ("help", models.TextField(verbose_name="help")),
                ("help_nl", models.TextField(null=True, verbose_name="help")),
                ("help_en", models.TextField(null=True, verbose_name="help")),
            ],
            options={
                "verbose_name": "input of the business case",
                "verbose_name_plural": "inputs of the business case",
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("model_version", "slug"), name="business_case_input_unique"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("unit__in", ["count", "eur", "percent", "percent_points", "years"])
                        ),
                        name="business_case_input_unit_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Benefit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "model_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="maturity.modelversion",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("slug", models.SlugField(verbose_name="slug")),
                (
                    "group",
                    models.CharField(
                        choices=[
                            ("effectiveness", "Effectiveness"),
                            ("efficiency", "Efficiency"),
                            ("satisfaction", "Satisfaction"),
                        ],
                        max_length=20,
                        verbose_name="group",
                    ),
                ),
                ("text", models.TextField(verbose_name="text")),
                ("text_nl", models.TextField(null=True, verbose_name="text")),
                ("text_en", models.TextField(null=True, verbose_name="text")),
                (
                    "sources",
                    maturity.models.content.SlugListField(
                        blank=True,
                        default=list,
                        validators=[maturity.models.content.validate_slugs],
                        verbose_name="sources",
                    ),
                ),
            ],
            options={
                "verbose_name": "benefit",
                "verbose_name_plural": "benefits",
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("model_version", "slug"), name="benefit_unique"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("group__in", ["effectiveness", "efficiency", "satisfaction"])
                        ),
                        name="benefit_group_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Phrase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "model_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="maturity.modelversion",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("joining", "Joining words"),
                            ("standing", "Standing of a dimension"),
                            ("step", "Steps and actions"),
                            ("reading", "How to read a figure"),
                            ("change", "Change since an earlier round"),
                            ("comparison", "What makes a comparison weak"),
                            ("decision", "Decisions asked of the board"),
                            ("state", "State of the assessment"),
                            ("privacy", "Privacy"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("slug", models.SlugField(verbose_name="slug")),
                ("text", models.TextField(verbose_name="text")),
                ("text_nl", models.TextField(null=True, verbose_name="text")),
                ("text_en", models.TextField(null=True, verbose_name="text")),
                (
                    "sources",
                    maturity.models.content.SlugListField(
                        blank=True,
                        default=list,
                        validators=[maturity.models.content.validate_slugs],
                        verbose_name="sources",
                    ),
                ),
            ],
            options={
                "verbose_name": "phrase",
                "verbose_name_plural": "phrases",
                "ordering": ["kind", "slug"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("model_version", "kind", "slug"), name="phrase_unique"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "joining",
                                    "standing",
                                    "step",
                                    "reading",
                                    "change",
                                    "comparison",
                                    "decision",
                                    "state",
                                    "privacy",
                                ],
                            )
                        ),
                        name="phrase_kind_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgrammePhase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "model_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="maturity.modelversion",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("slug", models.SlugField(verbose_name="slug")),
                ("horizon", models.PositiveSmallIntegerField(verbose_name="horizon")),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                ("name_nl", models.CharField(max_length=100, null=True, verbose_name="name")),
                ("name_en", models.CharField(max_length=100, null=True, verbose_name="name")),
                ("purpose", models.TextField(verbose_name="purpose")),
                ("purpose_nl", models.TextField(null=True, verbose_name="purpose")),
                ("purpose_en", models.TextField(null=True, verbose_name="purpose")),
                ("basecamp", models.TextField(verbose_name="basecamp")),
                ("basecamp_nl", models.TextField(null=True, verbose_name="basecamp")),
                ("basecamp_en", models.TextField(null=True, verbose_name="basecamp")),
                (
                    "sources",
                    maturity.models.content.SlugListField(
                        blank=True,
                        default=list,
                        validators=[maturity.models.content.validate_slugs],
                        verbose_name="sources",
                    ),
                ),
            ],
            options={
                "verbose_name": "phase of the programme",
                "verbose_name_plural": "phases of the programme",
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("model_version", "slug"), name="programme_phase_unique"
                    ),
                    models.UniqueConstraint(
                        fields=("model_version", "number"), name="programme_phase_number_unique"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("horizon__gte", 1), ("horizon__lte", 3)),
                        name="programme_phase_horizon_1_to_3",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Deliverable",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "phase",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="maturity.programmephase",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="position")),
                ("text", models.TextField(verbose_name="text")),
                ("text_nl", models.TextField(null=True, verbose_name="text")),
                ("text_en", models.TextField(null=True, verbose_name="text")),
            ],
            options={
                "verbose_name": "deliverable",
                "verbose_name_plural": "deliverables",
                "ordering": ["phase__number", "position"],
                "constraints": [
                    models.UniqueConstraint(fields=("phase", "position"), name="deliverable_unique")
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgrammeStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "phase",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="maturity.programmephase",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="position")),
                ("text", models.TextField(verbose_name="text")),
                ("text_nl", models.TextField(null=True, verbose_name="text")),
                ("text_en", models.TextField(null=True, verbose_name="text")),
            ],
            options={
                "verbose_name": "step of the programme",
                "verbose_name_plural": "steps of the programme",
                "ordering": ["phase__number", "position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("phase", "position"), name="programme_step_unique"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Questionnaire",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "model_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="maturity.modelversion",
                    ),
                ),
                ("slug", models.SlugField(verbose_name="slug")),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                ("name_nl", models.CharField(max_length=100, null=True, verbose_name="name")),
                ("name_en", models.CharField(max_length=100, null=True, verbose_name="name")),
                ("minutes", models.PositiveSmallIntegerField(verbose_name="minutes it takes")),
                (
                    "allows_not_applicable",
                    models.BooleanField(verbose_name="allows “not applicable”"),
                ),
            ],
            options={
                "verbose_name": "questionnaire",
                "verbose_name_plural": "questionnaires",
                "ordering": ["minutes"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("model_version", "slug"), name="questionnaire_unique"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "questionnaire",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="maturity.questionnaire",
                    ),
                ),
                (
                    "dimension",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="maturity.dimension",
                    ),
                ),
                ("code", models.SlugField(verbose_name="code")),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("facet", models.CharField(blank=True, max_length=100, verbose_name="facet")),
                (
                    "facet_nl",
                    models.CharField(blank=True, max_length=100, null=True, verbose_name="facet"),
                ),
                (
                    "facet_en",
                    models.CharField(blank=True, max_length=100, null=True, verbose_name="facet"),
                ),
                ("text", models.TextField(verbose_name="text")),
                ("text_nl", models.TextField(null=True, verbose_name="text")),
                ("text_en", models.TextField(null=True, verbose_name="text")),
                ("hint", models.TextField(blank=True, verbose_name="hint for every sector")),
                (
                    "hint_nl",
                    models.TextField(blank=True, null=True, verbose_name="hint for every sector"),
                ),
                (
                    "hint_en",
                    models.TextField(blank=True, null=True, verbose_name="hint for every sector"),
                ),
                ("why", models.TextField(blank=True, verbose_name="why it matters")),
                ("why_nl", models.TextField(blank=True, null=True, verbose_name="why it matters")),
                ("why_en", models.TextField(blank=True, null=True, verbose_name="why it matters")),
                ("proof", models.TextField(blank=True, verbose_name="what to look for")),
                (
                    "proof_nl",
                    models.TextField(blank=True, null=True, verbose_name="what to look for"),
                ),
                (
                    "proof_en",
                    models.TextField(blank=True, null=True, verbose_name="what to look for"),
                ),
                ("weight", models.PositiveSmallIntegerField(default=1, verbose_name="weight")),
                (
                    "sources",
                    maturity.models.content.SlugListField(
                        blank=True,
                        default=list,
                        validators=[maturity.models.content.validate_slugs],
                        verbose_name="sources",
                    ),
                ),
            ],
            options={
                "verbose_name": "question",
                "verbose_name_plural": "questions",
                "ordering": ["questionnaire__minutes", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("questionnaire", "code"), name="question_unique"
                    ),
                    models.UniqueConstraint(
                        fields=("questionnaire", "number"), name="question_number_unique"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("weight__gte", 1), ("weight__lte", 100)),
                        name="question_weight_positive",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Pattern",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "model_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="maturity.modelversion",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("slug", models.SlugField(verbose_name="slug")),
                ("severity", models.PositiveSmallIntegerField(verbose_name="severity")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("lead_lag", "one dimension is ahead of another by"),
                            ("below", "a dimension is below"),
                            ("all_below", "every dimension is below"),
                            ("spread_over", "the spread is over"),
                            ("dont_know_over", "the unknown share is over"),
                            ("dissent_over", "the dissent is over"),
                            ("question_at_most", "the value of a question is at most"),
                        ],
                        max_length=20,
                        verbose_name="condition",
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="maturity.dimension",
                    ),
                ),
                (
                    "lag",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="maturity.dimension",
                    ),
                ),
                (
                    "dimension",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="maturity.dimension",
                    ),
                ),
                (
                    "threshold",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=4,
                        null=True,
                        verbose_name="threshold",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="maturity.question",
                    ),
                ),
                (
                    "at_most",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=4,
                        null=True,
                        verbose_name="at most",
                    ),
                ),
                (
                    "holds",
                    maturity.models.content.SlugListField(
                        blank=True,
                        default=list,
                        validators=[maturity.models.content.validate_slugs],
                        verbose_name="holds back",
                    ),
                ),
                (
                    "focus",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="first by rank go first"
                    ),
                ),
                ("wait", models.TextField(blank=True, verbose_name="what has to wait")),
                (
                    "wait_nl",
                    models.TextField(blank=True, null=True, verbose_name="what has to wait"),
                ),
                (
                    "wait_en",
                    models.TextField(blank=True, null=True, verbose_name="what has to wait"),
                ),
                ("headline", models.CharField(max_length=200, verbose_name="headline")),
                (
                    "headline_nl",
                    models.CharField(max_length=200, null=True, verbose_name="headline"),
                ),
                (
                    "headline_en",
                    models.CharField(max_length=200, null=True, verbose_name="headline"),
                ),
                ("meaning", models.TextField(verbose_name="meaning")),
                ("meaning_nl", models.TextField(null=True, verbose_name="meaning")),
                ("meaning_en", models.TextField(null=True, verbose_name="meaning")),
                ("advice", models.TextField(verbose_name="advice")),
                ("advice_nl", models.TextField(null=True, verbose_name="advice")),
                ("advice_en", models.TextField(null=True, verbose_name="advice")),
                (
                    "sources",
                    maturity.models.content.SlugListField(
                        blank=True,
                        default=list,
                        validators=[maturity.models.content.validate_slugs],
                        verbose_name="sources",
                    ),
                ),
            ],
            options={
                "verbose_name": "pattern",
                "verbose_name_plural": "patterns",
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("model_version", "slug"), name="pattern_unique"
                    ),
                    models.UniqueConstraint(
                        fields=("model_version", "number"), name="pattern_number_unique"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("severity__gte", 1), ("severity__lte", 3)),
                        name="pattern_severity_1_to_3",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(
                                    ("at_most", None),
                                    ("question", None),
                                    ("threshold__isnull", False),
                                ),
                                ("dimension", None),
                                ("kind", "lead_lag"),
                                ("lag__isnull", False),
                                ("lead__isnull", False),
                            ),
                            models.Q(
                                models.Q(("lag", None), ("lead", None)),
                                models.Q(
                                    ("at_most", None),
                                    ("question", None),
                                    ("threshold__isnull", False),
                                ),
                                ("dimension__isnull", False),
                                ("kind", "below"),
                            ),
                            models.Q(
                                models.Q(("lag", None), ("lead", None)),
                                models.Q(
                                    ("at_most", None),
                                    ("question", None),
                                    ("threshold__isnull", False),
                                ),
                                ("kind", "dissent_over"),
                            ),
                            models.Q(
                                models.Q(("lag", None), ("lead", None)),
                                models.Q(
                                    ("at_most", None),
                                    ("question", None),
                                    ("threshold__isnull", False),
                                ),
                                ("dimension", None),
                                ("kind__in", ("all_below", "spread_over", "dont_know_over")),
                            ),
                            models.Q(
                                models.Q(("lag", None), ("lead", None)),
                                ("at_most__isnull", False),
                                ("dimension", None),
                                ("kind", "question_at_most"),
                                ("question__isnull", False),
                                ("threshold", None),
                            ),
                            _connector="OR",
                        ),
                        name="pattern_condition_complete",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("focus", None),
                            models.Q(("focus__gte", 1), ("focus__lte", 7)),
                            _connector="OR",
                        ),
                        name="pattern_focus_1_to_7",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Option",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="maturity.question",
                    ),
                ),
                ("level", models.PositiveSmallIntegerField(verbose_name="level")),
                ("text", models.TextField(verbose_name="text")),
                ("text_nl", models.TextField(null=True, verbose_name="text")),
                ("text_en", models.TextField(null=True, verbose_name="text")),
            ],
            options={
                "verbose_name": "option",
                "verbose_name_plural": "options",
                "ordering": ["question__number", "level"],
                "constraints": [
                    models.UniqueConstraint(fields=("question", "level"), name="option_unique"),
                    models.CheckConstraint(
                        condition=models.Q(("level__gte", 1), ("level__lte", 4)),
                        name="option_level_1_to_4",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReadingNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "model_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="maturity.modelversion",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("slug", models.SlugField(verbose_name="slug")),
                ("title", models.CharField(max_length=100, verbose_name="title")),
                ("title_nl", models.CharField(max_length=100, null=True, verbose_name="title")),
                ("title_en", models.CharField(max_length=100, null=True, verbose_name="title")),
                ("text", models.TextField(verbose_name="text")),
                ("text_nl", models.TextField(null=True, verbose_name="text")),
                ("text_en", models.TextField(null=True, verbose_name="text")),
            ],
            options={
                "verbose_name": "reading note",
                "verbose_name_plural": "reading notes",
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("model_version", "slug"), name="reading_note_unique"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Risk",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "model_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="maturity.modelversion",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("slug", models.SlugField(verbose_name="slug")),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                ("name_nl", models.CharField(max_length=100, null=True, verbose_name="name")),
                ("name_en", models.CharField(max_length=100, null=True, verbose_name="name")),
                ("signal", models.TextField(verbose_name="signal")),
                ("signal_nl", models.TextField(null=True, verbose_name="signal")),
                ("signal_en", models.TextField(null=True, verbose_name="signal")),
                ("mitigation", models.TextField(verbose_name="mitigation")),
                ("mitigation_nl", models.TextField(null=True, verbose_name="mitigation")),
                ("mitigation_en", models.TextField(null=True, verbose_name="mitigation")),
                (
                    "dimensions",
                    maturity.models.content.SlugListField(
                        blank=True,
                        default=list,
                        validators=[maturity.models.content.validate_slugs],
                        verbose_name="dimensions",
                    ),
                ),
                (
                    "when_any_below",
                    models.DecimalField(
                        decimal_places=2, max_digits=4, verbose_name="when any is below"
                    ),
                ),
                (
                    "sources",
                    maturity.models.content.SlugListField(
                        blank=True,
                        default=list,
                        validators=[maturity.models.content.validate_slugs],
                        verbose_name="sources",
                    ),
                ),
            ],
            options={
                "verbose_name": "risk",
                "verbose_name_plural": "risks",
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("model_version", "slug"), name="risk_unique")
                ],
            },
        ),
        migrations.CreateModel(
            name="RoleWeight",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "model_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="maturity.modelversion",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("slug", models.SlugField(verbose_name="slug")),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                ("name_nl", models.CharField(max_length=100, null=True, verbose_name="name")),
                ("name_en", models.CharField(max_length=100, null=True, verbose_name="name")),
                (
                    "sources",
                    maturity.models.content.SlugListField(
                        blank=True,
                        default=list,
                        validators=[maturity.models.content.validate_slugs],
                        verbose_name="sources",
                    ),
                ),
            ],
            options={
                "verbose_name": "weight of a role",
                "verbose_name_plural": "weights of roles",
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("model_version", "slug"), name="role_weight_unique"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Scene",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "model_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="maturity.modelversion",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("slug", models.SlugField(verbose_name="slug")),
                (
                    "dimension",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="maturity.dimension",
                    ),
                ),
                ("situation", models.TextField(verbose_name="situation")),
                ("situation_nl", models.TextField(null=True, verbose_name="situation")),
                ("situation_en", models.TextField(null=True, verbose_name="situation")),
                (
                    "sources",
                    maturity.models.content.SlugListField(
                        blank=True,
                        default=list,
                        validators=[maturity.models.content.validate_slugs],
                        verbose_name="sources",
                    ),
                ),
            ],
            options={
                "verbose_name": "scene",
                "verbose_name_plural": "scenes",
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("model_version", "slug"), name="scene_unique")
                ],
            },
        ),
        migrations.CreateModel(
            name="SceneOutcome",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "scene",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="maturity.scene",
                    ),
                ),
                ("level", models.PositiveSmallIntegerField(verbose_name="level")),
                ("text", models.TextField(verbose_name="text")),
                ("text_nl", models.TextField(null=True, verbose_name="text")),
                ("text_en", models.TextField(null=True, verbose_name="text")),
            ],
            options={
                "verbose_name": "outcome of a scene",
                "verbose_name_plural": "outcomes of scenes",
                "ordering": ["scene__number", "level"],
                "constraints": [
                    models.UniqueConstraint(fields=("scene", "level"), name="scene_outcome_unique"),
                    models.CheckConstraint(
                        condition=models.Q(("level__gte", 1), ("level__lte", 4)),
                        name="scene_outcome_level_1_to_4",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Sector",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "model_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="maturity.modelversion",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("slug", models.SlugField(verbose_name="slug")),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                ("name_nl", models.CharField(max_length=100, null=True, verbose_name="name")),
                ("name_en", models.CharField(max_length=100, null=True, verbose_name="name")),
                ("description", models.TextField(verbose_name="description")),
                ("description_nl", models.TextField(null=True, verbose_name="description")),
                ("description_en", models.TextField(null=True, verbose_name="description")),
                ("reading", models.TextField(blank=True, verbose_name="reading aid")),
                ("reading_nl", models.TextField(blank=True, null=True, verbose_name="reading aid")),
                ("reading_en", models.TextField(blank=True, null=True, verbose_name="reading aid")),
                (
                    "sources",
                    maturity.models.content.SlugListField(
                        blank=True,
                        default=list,
                        validators=[maturity.models.content.validate_slugs],
                        verbose_name="sources",
                    ),
                ),
            ],
            options={
                "verbose_name": "sector",
                "verbose_name_plural": "sectors",
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("model_version", "slug"), name="sector_unique")
                ],
            },
        ),
        migrations.CreateModel(
            name="Channel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "sector",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="maturity.sector",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("slug", models.SlugField(verbose_name="slug")),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                ("name_nl", models.CharField(max_length=100, null=True, verbose_name="name")),
                ("name_en", models.CharField(max_length=100, null=True, verbose_name="name")),
                (
                    "sources",
                    maturity.models.content.SlugListField(
                        blank=True,
                        default=list,
                        validators=[maturity.models.content.validate_slugs],
                        verbose_name="sources",
                    ),
                ),
            ],
            options={
                "verbose_name": "channel",
                "verbose_name_plural": "channels",
                "ordering": ["sector__number", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("sector", "slug"), name="channel_unique")
                ],
            },
        ),
        migrations.CreateModel(
            name="SectorHint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="maturity.question",
                    ),
                ),
                (
                    "sector",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="maturity.sector",
                    ),
                ),
                ("text", models.TextField(verbose_name="text")),
                ("text_nl", models.TextField(null=True, verbose_name="text")),
                ("text_en", models.TextField(null=True, verbose_name="text")),
            ],
            options={
                "verbose_name": "hint for a sector",
                "verbose_name_plural": "hints for sectors",
                "ordering": ["question__number", "sector__number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("question", "sector"), name="sector_hint_unique"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SentenceTemplate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "model_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="maturity.modelversion",
                    ),
                ),
                ("slug", models.SlugField(verbose_name="case")),
                ("named", models.TextField(verbose_name="with the organisation's name")),
                (
                    "named_nl",
                    models.TextField(null=True, verbose_name="with the organisation's name"),
                ),
                (
                    "named_en",
                    models.TextField(null=True, verbose_name="with the organisation's name"),
                ),
                ("unnamed", models.TextField(verbose_name="without a name")),
                ("unnamed_nl", models.TextField(null=True, verbose_name="without a name")),
                ("unnamed_en", models.TextField(null=True, verbose_name="without a name")),
            ],
            options={
                "verbose_name": "sentence of the result",
                "verbose_name_plural": "sentences of the result",
                "ordering": ["slug"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("model_version", "slug"), name="sentence_template_unique"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Source",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "model_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="maturity.modelversion",
                    ),
                ),
                ("code", models.CharField(max_length=20, verbose_name="code")),
                ("description", models.TextField(verbose_name="description")),
                ("description_nl", models.TextField(null=True, verbose_name="description")),
                ("description_en", models.TextField(null=True, verbose_name="description")),
            ],
            options={
                "verbose_name": "source",
                "verbose_name_plural": "sources",
                "ordering": ["code"],
                "constraints": [
                    models.UniqueConstraint(fields=("model_version", "code"), name="source_unique")
                ],
            },
        ),
        migrations.CreateModel(
            name="Statement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "dimension",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="maturity.dimension",
                    ),
                ),
                ("level", models.PositiveSmallIntegerField(verbose_name="level")),
                ("position", models.PositiveSmallIntegerField(verbose_name="position")),
                ("text", models.TextField(verbose_name="text")),
                ("text_nl", models.TextField(null=True, verbose_name="text")),
                ("text_en", models.TextField(null=True, verbose_name="text")),
                (
                    "sectors",
                    maturity.models.content.SlugListField(
                        blank=True,
                        default=list,
                        validators=[maturity.models.content.validate_slugs],
                        verbose_name="sectors",
                    ),
                ),
                (
                    "sources",
                    maturity.models.content.SlugListField(
                        blank=True,
                        default=list,
                        validators=[maturity.models.content.validate_slugs],
                        verbose_name="sources",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note for consultants")),
                (
                    "note_nl",
                    models.TextField(blank=True, null=True, verbose_name="note for consultants"),
                ),
                (
                    "note_en",
                    models.TextField(blank=True, null=True, verbose_name="note for consultants"),
                ),
            ],
            options={
                "verbose_name": "statement",
                "verbose_name_plural": "statements",
                "ordering": ["dimension__number", "level", "position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("dimension", "level", "position"), name="statement_unique"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level__gte", 1), ("level__lte", 4)),
                        name="statement_level_1_to_4",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Step",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "dimension",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="maturity.dimension",
                    ),
                ),
                ("from_level", models.PositiveSmallIntegerField(verbose_name="from level")),
                ("to_level", models.PositiveSmallIntegerField(verbose_name="to level")),
                ("headline", models.CharField(max_length=200, verbose_name="headline")),
                (
                    "headline_nl",
                    models.CharField(max_length=200, null=True, verbose_name="headline"),
                ),
                (
                    "headline_en",
                    models.CharField(max_length=200, null=True, verbose_name="headline"),
                ),
                ("rationale", models.TextField(verbose_name="rationale")),
                ("rationale_nl", models.TextField(null=True, verbose_name="rationale")),
                ("rationale_en", models.TextField(null=True, verbose_name="rationale")),
                ("pitfall", models.TextField(verbose_name="pitfall")),
                ("pitfall_nl", models.TextField(null=True, verbose_name="pitfall")),
                ("pitfall_en", models.TextField(null=True, verbose_name="pitfall")),
            ],
            options={
                "verbose_name": "step",
                "verbose_name_plural": "steps",
                "ordering": ["dimension__number", "from_level", "to_level"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("dimension", "from_level", "to_level"), name="step_unique"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("from_level__gte", 1), ("from_level__lte", 4)),
                        name="step_from_level_1_to_4",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("to_level__gte", 1), ("to_level__lte", 4)),
                        name="step_to_level_1_to_4",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_level", models.F("from_level")),
                            (
                                "to_level",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("from_level"), "+", models.Value(1)
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="step_one_level_up_or_hold",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Action",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "model_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="maturity.modelversion",
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="maturity.step",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("slug", models.SlugField(verbose_name="slug")),
                (
                    "improves",
                    maturity.models.content.SlugListField(
                        blank=True,
                        default=list,
                        validators=[maturity.models.content.validate_slugs],
                        verbose_name="improves",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("title_nl", models.CharField(max_length=200, null=True, verbose_name="title")),
                ("title_en", models.CharField(max_length=200, null=True, verbose_name="title")),
                ("description", models.TextField(verbose_name="description")),
                ("description_nl", models.TextField(null=True, verbose_name="description")),
                ("description_en", models.TextField(null=True, verbose_name="description")),
                ("owner", models.CharField(max_length=100, verbose_name="owner")),
                ("owner_nl", models.CharField(max_length=100, null=True, verbose_name="owner")),
                ("owner_en", models.CharField(max_length=100, null=True, verbose_name="owner")),
                (
                    "effort",
                    models.CharField(
                        choices=[("S", "small"), ("M", "medium"), ("L", "large")],
                        max_length=1,
                        verbose_name="effort",
                    ),
                ),
                ("impact", models.PositiveSmallIntegerField(verbose_name="impact")),
                ("horizon", models.PositiveSmallIntegerField(verbose_name="horizon")),
                ("kpi", models.TextField(verbose_name="KPI")),
                ("kpi_nl", models.TextField(null=True, verbose_name="KPI")),
                ("kpi_en", models.TextField(null=True, verbose_name="KPI")),
                (
                    "depends_on",
                    maturity.models.content.SlugListField(
                        blank=True,
                        default=list,
                        validators=[maturity.models.content.validate_slugs],
                        verbose_name="depends on",
                    ),
                ),
                (
                    "sources",
                    maturity.models.content.SlugListField(
                        blank=True,
                        default=list,
                        validators=[maturity.models.content.validate_slugs],
                        verbose_name="sources",
                    ),
                ),
            ],
            options={
                "verbose_name": "action",
                "verbose_name_plural": "actions",
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("model_version", "slug"), name="action_unique"),
                    models.UniqueConstraint(
                        fields=("model_version", "number"), name="action_number_unique"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("effort__in", ["S", "M", "L"])),
                        name="action_effort_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("impact__gte", 1), ("impact__lte", 3)),
                        name="action_impact_1_to_3",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("horizon__gte", 1), ("horizon__lte", 3)),
                        name="action_horizon_1_to_3",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Touchpoint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "phase",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="maturity.journeyphase",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("slug", models.SlugField(verbose_name="slug")),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                ("name_nl", models.CharField(max_length=100, null=True, verbose_name="name")),
                ("name_en", models.CharField(max_length=100, null=True, verbose_name="name")),
                (
                    "channels",
                    maturity.models.content.SlugListField(
                        blank=True,
                        default=list,
                        validators=[maturity.models.content.validate_slugs],
                        verbose_name="channels",
                    ),
                ),
                ("is_moment_of_truth", models.BooleanField(verbose_name="moment of truth")),
                (
                    "sources",
                    maturity.models.content.SlugListField(
                        blank=True,
                        default=list,
                        validators=[maturity.models.content.validate_slugs],
                        verbose_name="sources",
                    ),
                ),
            ],
            options={
                "verbose_name": "touchpoint",
                "verbose_name_plural": "touchpoints",
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("phase", "slug"), name="touchpoint_unique")
                ],
            },
        ),
        migrations.CreateModel(
            name="LevelWords",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "dimension",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="maturity.dimension",
                    ),
                ),
                ("level", models.PositiveSmallIntegerField(verbose_name="level")),
                ("position", models.TextField(verbose_name="position")),
                ("position_nl", models.TextField(null=True, verbose_name="position")),
                ("position_en", models.TextField(null=True, verbose_name="position")),
                ("goal", models.TextField(blank=True, verbose_name="goal")),
                ("goal_nl", models.TextField(blank=True, null=True, verbose_name="goal")),
                ("goal_en", models.TextField(blank=True, null=True, verbose_name="goal")),
                (
                    "sources",
                    maturity.models.content.SlugListField(
                        blank=True,
                        default=list,
                        validators=[maturity.models.content.validate_slugs],
                        verbose_name="sources",
                    ),
                ),
            ],
            options={
                "verbose_name": "words for a level",
                "verbose_name_plural": "words for levels",
                "ordering": ["dimension__number", "level"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("dimension", "level"), name="level_words_unique"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level__gte", 1), ("level__lte", 4)),
                        name="level_words_level_1_to_4",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Level",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "model_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="maturity.modelversion",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("slug", models.SlugField(verbose_name="slug")),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                ("name_nl", models.CharField(max_length=100, null=True, verbose_name="name")),
                ("name_en", models.CharField(max_length=100, null=True, verbose_name="name")),
                ("definition", models.TextField(verbose_name="definition")),
                ("definition_nl", models.TextField(null=True, verbose_name="definition")),
                ("definition_en", models.TextField(null=True, verbose_name="definition")),
                ("customer_scene", models.TextField(verbose_name="scene of a customer")),
                (
                    "customer_scene_nl",
                    models.TextField(null=True, verbose_name="scene of a customer"),
                ),
                (
                    "customer_scene_en",
                    models.TextField(null=True, verbose_name="scene of a customer"),
                ),
                ("crm_role", models.TextField(verbose_name="what customer records must do")),
                (
                    "crm_role_nl",
                    models.TextField(null=True, verbose_name="what customer records must do"),
                ),
                (
                    "crm_role_en",
                    models.TextField(null=True, verbose_name="what customer records must do"),
                ),
                ("note", models.TextField(blank=True, verbose_name="note for consultants")),
                (
                    "note_nl",
                    models.TextField(blank=True, null=True, verbose_name="note for consultants"),
                ),
                (
                    "note_en",
                    models.TextField(blank=True, null=True, verbose_name="note for consultants"),
                ),
                (
                    "sources",
                    maturity.models.content.SlugListField(
                        blank=True,
                        default=list,
                        validators=[maturity.models.content.validate_slugs],
                        verbose_name="sources",
                    ),
                ),
                ("in_sentence", models.CharField(max_length=100, verbose_name="in a sentence")),
                (
                    "in_sentence_nl",
                    models.CharField(max_length=100, null=True, verbose_name="in a sentence"),
                ),
                (
                    "in_sentence_en",
                    models.CharField(max_length=100, null=True, verbose_name="in a sentence"),
                ),
                ("meaning", models.TextField(verbose_name="meaning for an organisation")),
                (
                    "meaning_nl",
                    models.TextField(null=True, verbose_name="meaning for an organisation"),
                ),
                (
                    "meaning_en",
                    models.TextField(null=True, verbose_name="meaning for an organisation"),
                ),
                (
                    "wording_sources",
                    maturity.models.content.SlugListField(
                        blank=True,
                        default=list,
                        validators=[maturity.models.content.validate_slugs],
                        verbose_name="sources of the wording",
                    ),
                ),
            ],
            options={
                "verbose_name": "level",
                "verbose_name_plural": "levels",
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("model_version", "number"), name="level_unique"
                    ),
                    models.UniqueConstraint(
                        fields=("model_version", "slug"), name="level_slug_unique"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1), ("number__lte", 4)),
                        name="level_number_1_to_4",
                    ),
                ],
            },
        ),
    ]
