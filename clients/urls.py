from django.urls import URLPattern, path

from assessments import converters  # noqa: F401 -- importing it registers the converters
from clients.views import desk, measuring, organisations

app_name = "clients"
urlpatterns: list[URLPattern] = [
    path("", desk.desk, name="desk"),
    path("new/", organisations.new, name="new"),
    # /clients/<id>/
    path("<public_id:public_id>/", organisations.client, name="client"),
    path("<public_id:public_id>/edit/", organisations.edit, name="edit"),
    path("<public_id:public_id>/archive/", organisations.archive, name="archive"),
    path("<public_id:public_id>/restore/", organisations.restore, name="restore"),
    path("<public_id:public_id>/measure/", measuring.measure, name="measure"),
]
