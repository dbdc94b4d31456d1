import django.db.models.deletion
import workshops.agenda
import workshops.models
import workshops.steps
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("workshops", "0001_initial"),
        ("workshops", "0002_live"),
        ("workshops", "0003_invitation_number"),
        ("workshops", "0004_formats_and_closing"),
        ("workshops", "0005_rehearsal"),
        ("workshops", "0006_released"),
        ("workshops", "0007_departments_of_topics"),
    ]

    initial = True

    dependencies = [
        ("assessments", "0005_anonymous"),
        ("assessments", "0007_edition_bright"),
        ("assessments", "0010_workshop"),
        ("assessments", "0011_read_links"),
    ]

    operations = [
        migrations.CreateModel(
            name="Workshop",
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
                        related_name="+",
                        to="assessments.assessment",
                    ),
                ),
                (
                    "phase",
                    models.CharField(
                        choices=[
                            ("homework", "homework"),
                            ("prepared", "prepared"),
                            ("lobby", "lobby"),
                            ("alone", "alone"),
                            ("running", "running"),
                            ("dots", "dots"),
                            ("chosen", "chosen"),
                            ("sealed", "sealed"),
                        ],
                        default=workshops.steps.Phase["HOMEWORK"],
                        editable=False,
                        max_length=8,
                    ),
                ),
                (
                    "format",
                    models.CharField(
                        choices=[
                            ("quick", "quick"),
                            ("alone", "alone"),
                            ("together", "together"),
                            ("remote", "remote"),
                        ],
                        default=workshops.agenda.Format["QUICK"],
                        max_length=8,
                    ),
                ),
                ("minutes", models.PositiveSmallIntegerField(default=0)),
                ("began_at", models.DateTimeField(editable=False, null=True)),
                ("stage_at", models.DateTimeField(editable=False, null=True)),
                ("code", models.CharField(blank=True, editable=False, max_length=6)),
                ("invitation_number", models.PositiveIntegerField(default=1, editable=False)),
                ("subject", models.CharField(blank=True, max_length=200)),
                ("talks_first", models.BooleanField(default=False)),
                ("step", models.PositiveIntegerField(default=0, editable=False)),
                ("focus", models.CharField(blank=True, editable=False, max_length=50)),
                ("advised", models.JSONField(default=list, editable=False)),
                ("is_rehearsal", models.BooleanField(default=False, editable=False)),
                (
                    "released",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="assessments.readlink",
                    ),
                ),
                ("is_locked", models.BooleanField(default=False, editable=False)),
                ("is_blank", models.BooleanField(default=False, editable=False)),
                ("partition", models.JSONField(editable=False, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "phase__in",
                                [
                                    workshops.steps.Phase["HOMEWORK"],
                                    workshops.steps.Phase["PREPARED"],
                                    workshops.steps.Phase["LOBBY"],
                                    workshops.steps.Phase["ALONE"],
                                    workshops.steps.Phase["RUNNING"],
                                    workshops.steps.Phase["DOTS"],
                                    workshops.steps.Phase["CHOSEN"],
                                    workshops.steps.Phase["SEALED"],
                                ],
                            )
                        ),
                        name="workshop_phase_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "format__in",
                                [
                                    workshops.agenda.Format["QUICK"],
                                    workshops.agenda.Format["ALONE_FIRST"],
                                    workshops.agenda.Format["TOGETHER"],
                                    workshops.agenda.Format["REMOTE"],
                                ],
                            )
                        ),
                        name="workshop_format_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            (
                                "phase__in",
                                [
                                    workshops.steps.Phase["PREPARED"],
                                    workshops.steps.Phase["LOBBY"],
                                    workshops.steps.Phase["ALONE"],
                                    workshops.steps.Phase["RUNNING"],
                                    workshops.steps.Phase["DOTS"],
                                    workshops.steps.Phase["CHOSEN"],
                                ],
                            )
                        ),
                        fields=("code",),
                        name="workshop_code_unique_while_live",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Department",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "workshop",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="departments",
                        to="workshops.workshop",
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("key", models.CharField(editable=False, max_length=200)),
                ("position", models.PositiveSmallIntegerField()),
            ],
            options={
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("workshop", "key"), name="department_key_unique"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("key__in", ["", "*"]), _negated=True),
                        name="department_key_is_a_name",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Topic",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "workshop",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="topics",
                        to="workshops.workshop",
                    ),
                ),
                ("code", models.CharField(max_length=50)),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("open", "open"),
                            ("closed", "closed"),
                            ("talking", "talking"),
                            ("revealed", "revealed"),
                            ("settled", "settled"),
                            ("skipped", "skipped"),
                        ],
                        default=workshops.steps.State["WAITING"],
                        editable=False,
                        max_length=8,
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(default=0, editable=False)),
                ("note", models.TextField(blank=True, max_length=2000)),
            ],
            options={
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(fields=("workshop", "code"), name="topic_code_unique"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    workshops.steps.State["WAITING"],
                                    workshops.steps.State["OPEN"],
                                    workshops.steps.State["CLOSED"],
                                    workshops.steps.State["TALKING"],
                                    workshops.steps.State["REVEALED"],
                                    workshops.steps.State["SETTLED"],
                                    workshops.steps.State["SKIPPED"],
                                ],
                            )
                        ),
                        name="topic_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("round__lte", 2)), name="topic_round_to_2"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Participant",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=workshops.models.random_key,
                        editable=False,
                        max_length=22,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "workshop",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="participants",
                        to="workshops.workshop",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="workshops.department",
                    ),
                ),
                ("has_handed_in", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "workshop",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="events",
                        to="workshops.workshop",
                    ),
                ),
                ("step", models.PositiveIntegerField()),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("open-doors", "open-doors"),
                            ("start", "start"),
                            ("alone", "alone"),
                            ("show-all", "show-all"),
                            ("lock", "lock"),
                            ("unlock", "unlock"),
                            ("focus", "focus"),
                            ("open", "open"),
                            ("close", "close"),
                            ("reopen", "reopen"),
                            ("talk", "talk"),
                            ("reveal", "reveal"),
                            ("open-again", "open-again"),
                            ("settle", "settle"),
                            ("unsettle", "unsettle"),
                            ("skip", "skip"),
                            ("blank", "blank"),
                            ("show", "show"),
                            ("dots", "dots"),
                            ("show-dots", "show-dots"),
                            ("finish", "finish"),
                            ("undo", "undo"),
                        ],
                        max_length=10,
                    ),
                ),
                ("topic", models.CharField(blank=True, max_length=50)),
                ("before", models.JSONField()),
                ("settled", models.JSONField(null=True)),
            ],
            options={
                "ordering": ["step"],
                "constraints": [
                    models.UniqueConstraint(fields=("workshop", "step"), name="event_one_a_step")
                ],
            },
        ),
        migrations.CreateModel(
            name="ChosenAction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "workshop",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="actions",
                        to="workshops.workshop",
                    ),
                ),
                ("action", models.SlugField(max_length=100)),
                ("position", models.PositiveSmallIntegerField()),
                ("dots", models.PositiveIntegerField(null=True)),
                ("who", models.CharField(blank=True, max_length=200)),
                ("due", models.DateField(blank=True, null=True)),
            ],
            options={
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("workshop", "action"), name="chosen_action_once_a_workshop"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Dot",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=workshops.models.random_key,
                        editable=False,
                        max_length=22,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="dots",
                        to="workshops.participant",
                    ),
                ),
                ("action", models.SlugField(max_length=100)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("participant", "action"), name="dot_one_an_action"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Tally",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tallies",
                        to="workshops.topic",
                    ),
                ),
                ("round", models.PositiveSmallIntegerField()),
                ("answers", models.PositiveIntegerField()),
                ("unknown", models.PositiveIntegerField()),
                ("not_applicable", models.PositiveIntegerField(default=0)),
                ("levels", models.JSONField(null=True)),
                ("departments", models.JSONField(default=dict)),
            ],
            options={
                "ordering": ["round"],
                "constraints": [
                    models.UniqueConstraint(fields=("topic", "round"), name="tally_one_a_round")
                ],
            },
        ),
        migrations.CreateModel(
            name="Settlement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "topic",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="settlement",
                        to="workshops.topic",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("level", "level"), ("disagree", "disagree"), ("votes", "votes")],
                        max_length=8,
                    ),
                ),
                ("level", models.PositiveSmallIntegerField(null=True)),
                ("reason", models.TextField(blank=True, max_length=500)),
                ("other_reason", models.TextField(blank=True, max_length=500)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "level"), ("level__gte", 1), ("level__lte", 4)),
                            models.Q(("kind__in", ["disagree", "votes"]), ("level", None)),
                            _connector="OR",
                        ),
                        name="settlement_level_where_agreed",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Vote",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=workshops.models.random_key,
                        editable=False,
                        max_length=22,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="votes",
                        to="workshops.participant",
                    ),
                ),
                ("code", models.CharField(max_length=50)),
                ("round", models.PositiveSmallIntegerField(default=1)),
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
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("participant", "code", "round"),
                        name="vote_one_a_question_and_round",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("round__in", [1, 2])), name="vote_round_1_or_2"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("choice__in", ["", "1", "2", "3", "4", "unknown", "not_applicable"])
                        ),
                        name="vote_choice_known",
                    ),
                ],
            },
        ),
    ]
