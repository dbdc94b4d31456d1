import datetime as dt
import io

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Team
from assessments.models import Answer, Assessment
from assessments.retention import Doubt, Stock, last_day_untouched, months_after, removal_date
from assessments.services import remove_untouched
from tests.accounts.factories import make_client, make_team, measure
from tests.factories import make_assessment


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2026-03-12", 24, "2028-03-12"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2026-12-15", 1, "2027-01-15"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-01-15", -1, "2025-12-15"),
    ],
)
def test_months_are_those_of_the_calendar(day, months, expected):
    assert months_after(dt.date.fromisoformat(day), months) == dt.date.fromisoformat(expected)


def test_nothing_goes_before_the_day_that_was_announced():
    months = 6
    days = [dt.date(2024, 1, 1) + dt.timedelta(days=number) for number in range(800)]

    for touched in days:
        announced = removal_date(touched, months)
        assert last_day_untouched(announced - dt.timedelta(days=1), months) < touched
        assert last_day_untouched(announced + dt.timedelta(days=3), months) >= touched


def touched(assessment, *, days_ago):
    moment = timezone.now() - dt.timedelta(days=days_ago)
    Assessment.objects.filter(pk=assessment.pk).update(touched_at=moment)
    return assessment


def run(*arguments):
    out = io.StringIO()
    call_command("remove_untouched", *arguments, stdout=out)
    return out.getvalue().splitlines()


@pytest.mark.django_db
def test_only_what_nobody_touched_for_so_long_is_removed(
    settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.RETENTION_MONTHS, settings.LANGUAGE_CODE = 12, "en"
    old = touched(make_assessment(title="Oud", answers={"KE1": 2}), days_ago=370)
    recent = touched(make_assessment(title="Recent"), days_ago=360)
    folder = settings.STORAGES["default"]["OPTIONS"]["location"] / old.public_id
    folder.mkdir(parents=True)

    first = run("--dry-run")
    assert first[-1] == "1 would be removed"
    assert Assessment.objects.count() == 2

    with django_capture_on_commit_callbacks(execute=True):
        second = run()

    assert second[0].startswith(f"{old.public_id}, last touched ")
    assert second[-1] == "1 removed"
    assert list(Assessment.objects.all()) == [recent]
    assert not folder.exists()
    assert run() == ["0 removed"]


@pytest.mark.django_db
def test_a_batch_takes_all_rows_of_its_assessments_and_no_others(settings):
    settings.RETENTION_MONTHS = 12
    for _ in range(3):
        touched(make_assessment(answers={"KE1": 2}), days_ago=370)
    kept = make_assessment(answers={"KE1": 3})

    assert len(remove_untouched(timezone.localdate())) == 3
    assert remove_untouched(timezone.localdate()) == []

    assert list(Answer.objects.values_list("response__assessment", "choice")) == [(kept.pk, "3")]


@pytest.mark.django_db
def test_a_night_of_many_costs_as_many_statements_as_one_of_few(settings):
    settings.RETENTION_MONTHS = 12

    def statements(number):
        for _ in range(number):
            touched(make_assessment(answers={"KE1": 2}), days_ago=366)
        with CaptureQueriesContext(connection) as seen:
            assert len(remove_untouched(timezone.localdate())) == number
        return len(seen)

    assert statements(3) == statements(60)


@pytest.mark.parametrize(
    ("stock", "doubt"),
    [
        (
            Stock(1000, 30, dt.date(2025, 11, 27), dt.date(2026, 11, 27), dt.date(2026, 11, 28)),
            None,
        ),
        (Stock(3, 3, dt.date(2025, 11, 27), dt.date(2026, 11, 27), dt.date(2025, 11, 28)), None),
        (Stock(3, 0, dt.date(2026, 11, 27), dt.date(2027, 11, 27), dt.date(2026, 11, 29)), None),
        (
            Stock(3, 0, dt.date(2026, 11, 27), dt.date(2027, 11, 27), dt.date(2026, 11, 30)),
            Doubt.CLOCK_IS_BEHIND,
        ),
        (Stock(1000, 1, dt.date(2025, 10, 28), dt.date(2026, 10, 28), dt.date(2026, 11, 28)), None),
        (
            Stock(1000, 1, dt.date(2025, 10, 27), dt.date(2026, 10, 27), dt.date(2026, 11, 28)),
            Doubt.LONG_OVERDUE,
        ),
        (
            Stock(3, 3, dt.date(2025, 1, 2), dt.date(2026, 1, 2), dt.date(2025, 1, 2)),
            Doubt.LONG_OVERDUE,
        ),
        (Stock(60, 30, dt.date(2025, 11, 27), dt.date(2026, 11, 27), dt.date(2026, 11, 28)), None),
        (
            Stock(60, 31, dt.date(2025, 11, 27), dt.date(2026, 11, 27), dt.date(2026, 11, 28)),
            Doubt.MOST_OF_ALL,
        ),
    ],
)
def test_what_a_wrong_clock_explains_better_is_doubted(stock, doubt):
    assert stock.doubt(dt.date(2026, 11, 28)) is doubt


@pytest.mark.django_db
@pytest.mark.parametrize("days_ago", [-5, 3650], ids=["clock behind", "clock ahead"])
def test_under_a_wrong_clock_nothing_goes_unless_somebody_says_so(settings, days_ago):
    settings.RETENTION_MONTHS, settings.LANGUAGE_CODE = 12, "en"
    touched(make_assessment(), days_ago=days_ago)

    with pytest.raises(CommandError, match="Nothing was removed"):
        run()
    assert "The clock says" in run("--dry-run")[-2]
    assert Assessment.objects.count() == 1

    run("--yes")
    assert Assessment.objects.count() == (1 if days_ago < 0 else 0)


@pytest.mark.django_db
def test_what_is_of_a_client_is_kept_as_long_as_the_team_says(settings):
    settings.RETENTION_MONTHS, settings.LANGUAGE_CODE = 12, "en"
    short, long = make_team(), make_team(name="Lang")
    Team.objects.filter(pk=short.pk).update(retention_months=6)
    Team.objects.filter(pk=long.pk).update(retention_months=60)
    nobodys = touched(make_assessment(), days_ago=370)
    gone = touched(measure(make_client(short)), days_ago=190)
    kept = touched(measure(make_client(long)), days_ago=1500)
    fresh = touched(measure(make_client(short)), days_ago=170)

    assert run()[-1] == "2 removed"

    assert not Assessment.objects.filter(pk__in=[nobodys.pk, gone.pk]).exists()
    announced = [Assessment.objects.get(pk=each.pk).removed_on for each in (kept, fresh)]
    assert min(announced) > timezone.localdate()
