"""What the administrator of an installation sees: who, which teams, which model; no answers."""

import pytest
from django.contrib import admin

from accounts.models import User
from tests.accounts.factories import make_client, make_team, measure
from tests.factories import all_answers

pytestmark = pytest.mark.django_db


def test_people_teams_and_the_model_are_in_the_administration_and_nothing_of_clients():
    of_apps = {model._meta.app_label for model in admin.site._registry}
    of_accounts = {
        model.__name__ for model in admin.site._registry if model._meta.app_label == "accounts"
    }

    assert of_apps == {"account", "accounts", "auth", "maturity"}
    assert of_accounts == {"Team", "User"}


def test_an_administrator_reads_no_measurement_of_a_client(client):
    assessment = measure(make_client(make_team()), answers=all_answers("full"), finished=True)
    client.force_login(User.objects.create_superuser("beheer@example.org"))

    assert client.get(f"/a/{assessment.public_id}/result/").status_code == 404
    assert client.get(f"/clients/{assessment.client.public_id}/").status_code == 404
    assert client.get("/admin/accounts/team/").status_code == 200
