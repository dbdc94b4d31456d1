from django.urls import path

from accounts.views import first, joining, own, teams

app_name = "accounts"

urlpatterns = [
    path("", own.home, name="home"),
    path("export/", own.export, name="export"),
    path("erase/", own.erase, name="erase"),
    path("sessions/", own.sessions, name="sessions"),
    path("sessions/<int:number>/end/", own.end_session, name="end_session"),
    path("first/<str:link>/", first.first_team, name="first_team"),
    path("join/<str:link>/", joining.join, name="join"),
    path("teams/new/", own.new_team, name="new_team"),
    # /accounts/teams/<id>/
    path("teams/<str:team_id>/", teams.team, name="team"),
    path("teams/<str:team_id>/settings/", teams.settings, name="settings"),
    path("teams/<str:team_id>/mail/", teams.try_mail, name="try_mail"),
    path("teams/<str:team_id>/leave/", teams.leave, name="leave"),
    path("teams/<str:team_id>/invite/", teams.invite, name="invite"),
    path("teams/<str:team_id>/invitations/<int:number>/withdraw/", teams.withdraw, name="withdraw"),
    path("teams/<str:team_id>/members/<int:number>/role/", teams.change_role, name="change_role"),
    path("teams/<str:team_id>/members/<int:number>/remove/", teams.remove, name="remove"),
]
