import datetime as dt
import io

import pytest
from django.core.management import call_command
from django.utils import timezone

from assessments.models import Assessment
from assessments.retention import last_day_untouched, months_after, removal_date
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


def test_nothing_goes_before_the_day_that_was_announced(settings):
    settings.RETENTION_MONTHS = 6
    days = [dt.date(2024, 1, 1) + dt.timedelta(days=number) for number in range(800)]

    for touched in days:
        announced = removal_date(touched)
        assert last_day_untouched(announced - dt.timedelta(days=1)) < touched
        assert last_day_untouched(announced + dt.timedelta(days=3)) >= touched


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
