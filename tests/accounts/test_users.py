import io

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from accounts.models import User

pytestmark = pytest.mark.django_db

PASSWORD = "horse-battery-staple-9"


@pytest.fixture
def administrator(client):
    client.force_login(User.objects.create_superuser("beheer@example.org"))
    return client


def test_an_address_is_one_account_in_whatever_case():
    user = User.objects.create_user(" Jan@Example.ORG ", PASSWORD)

    assert user.email == "jan@example.org"
    assert User.objects.get_by_natural_key("JAN@example.org") == user
    with pytest.raises(ValidationError):
        User.objects.create_user("jan@EXAMPLE.org", PASSWORD)


def test_the_database_itself_refuses_a_second_account_in_another_case():
    User.objects.create_user("jan@example.org", PASSWORD)

    for email in ("jan@example.org", "Jan@example.org"):
        with pytest.raises(IntegrityError), transaction.atomic():
            User.objects.bulk_create([User(email=email)])


@pytest.mark.parametrize("email", ["", "jan", "jan@"])
def test_what_is_no_address_is_no_account(email):
    with pytest.raises(ValidationError):
        User.objects.create_user(email, PASSWORD)


def test_one_signs_in_with_an_address_in_any_case(client):
    User.objects.create_superuser("beheer@example.org", PASSWORD)

    page = client.post("/admin/login/", {"username": "Beheer@Example.org", "password": PASSWORD})

    assert page.status_code == 302


def test_the_command_makes_an_administrator_by_address(monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    arguments = {"interactive": False, "email": "Beheer@example.org", "stdout": io.StringIO()}

    call_command("createsuperuser", **arguments)

    [user] = User.objects.all()
    assert (user.email, user.is_staff, user.is_superuser) == ("beheer@example.org", True, True)
    assert user.check_password(PASSWORD)
    with pytest.raises(CommandError):
        call_command("createsuperuser", **arguments)


@pytest.mark.parametrize(
    "password", ["kort-9-lang", "1234567890123", "password1234", "jan@example.org"]
)
def test_an_easy_password_is_refused(administrator, password):
    fields = {"email": "jan@example.org", "password1": password, "password2": password}

    page = administrator.post("/admin/accounts/user/add/", fields | {"usable_password": "true"})

    assert page.status_code == 200
    assert page.context["adminform"].form.errors
    assert not User.objects.filter(email="jan@example.org").exists()


def test_the_administrator_makes_finds_and_changes_an_account(administrator):
    fields = {"email": "Jan@Example.org", "password1": PASSWORD, "password2": PASSWORD}

    added = administrator.post("/admin/accounts/user/add/", fields | {"usable_password": "true"})
    user = User.objects.get(email="jan@example.org")
    change = f"/admin/accounts/user/{user.pk}/change/"

    assert added.url == change
    assert administrator.get(change).status_code == 200
    assert "jan@example.org" in administrator.get("/admin/accounts/user/?q=jan").text
    again = administrator.post("/admin/accounts/user/add/", fields | {"usable_password": "true"})
    assert list(again.context["adminform"].form.errors) == ["email"]
