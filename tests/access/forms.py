"""A form that would be taken, for each address that writes more than that it was pressed."""

MEASUREMENT = {"questionnaire": "quick", "sector": "retail", "organisation": "Nieuw"}

FORMS = {
    "/start/": MEASUREMENT,
    "/a/<public_id>/delete/": {"is_sure": "on"},
    "/a/<public_id>/link/mail/": {"address": "iemand@example.org"},
    "/a/<public_id>/link/renew/": {"is_sure": "on"},
    "/a/<public_id>/link/share/": {"holder": "De raad"},
    "/accounts/password/": {
        "oldpassword": "horse-battery-staple-9",
        "password1": "another-battery-staple-9",
        "password2": "another-battery-staple-9",
    },
    "/accounts/teams/new/": {"name": "Nieuw"},
    "/accounts/teams/<team_id>/house-style/": {"sender": "Noord", "version": "1"},
    "/accounts/teams/<team_id>/invite/": {"role": "viewer"},
    "/accounts/teams/<team_id>/settings/": {
        "version": "1",
        "name": "Noord",
        "language": "en",
        "minimum_group": "6",
        "retention_months": "12",
    },
    "/clients/new/": {"name": "Nieuw", "sector": "retail"},
    "/clients/<public_id>/edit/": {"name": "Nieuw", "sector": "retail", "version": "1"},
    "/clients/<public_id>/erase/": {"name": "De Boer Wonen"},
    "/clients/<public_id>/measure/": MEASUREMENT,
    "/clients/<public_id>/workshop/": {"subject": "Wij", "minimum_group": "5"},
    "/clients/<public_id>/units/measure/": {
        "names": "Noord\nZuid",
        "questionnaire": "quick",
        "press": "start",
    },
    "/workshops/<public_id>/invite/": {"title": "Samen", "minimum_group": "5"},
    "/workshops/<public_id>/renew/": {"is_sure": "on", "seen": "1"},
    "/workshops/<public_id>/prepare/": {"title": "Zaal", "subject": "Wij", "minimum_group": "5"},
    "/workshops/<public_id>/notes/<code>/": {"note": "Gehoord"},
}
