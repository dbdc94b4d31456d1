from django.urls import URLPattern, path

from assessments import converters  # noqa: F401 -- importing it registers the converters
from clients.views import comparing, desk, many, measuring, organisations, taking
from reports.comparison import Basis

app_name = "clients"
urlpatterns: list[URLPattern] = [
    path("", desk.desk, name="desk"),
    path("new/", organisations.new, name="new"),
    path("take/", taking.take, name="take"),
    path("keep/<public_id:public_id>/", taking.keep, name="keep"),
    path("hand-over/<public_id:public_id>/", taking.hand_over, name="hand_over"),
    path("hand-over/<public_id:public_id>/code/", taking.new_code, name="new_code"),
    # /clients/<id>/
    path("<public_id:public_id>/", organisations.client, name="client"),
    path("<public_id:public_id>/edit/", organisations.edit, name="edit"),
    path("<public_id:public_id>/archive/", organisations.archive, name="archive"),
    path("<public_id:public_id>/restore/", organisations.restore, name="restore"),
    path("<public_id:public_id>/measure/", measuring.measure, name="measure"),
    # /clients/<id>/units/
    path("<public_id:public_id>/units/measure/", many.measure_units, name="measure_units"),
    path("<public_id:public_id>/units/links/", many.unit_links, name="unit_links"),
    path("<public_id:public_id>/units/links.csv", many.unit_links_csv, name="unit_links_csv"),
    # /clients/<id>/compare/
    path(
        "<public_id:public_id>/compare/",
        comparing.compare,
        {"basis": Basis.TIME},
        name="compare_time",
    ),
    path(
        "<public_id:public_id>/compare/present/",
        comparing.present,
        {"basis": Basis.TIME},
        name="present_time",
    ),
    path(
        "<public_id:public_id>/compare/units/",
        comparing.compare,
        {"basis": Basis.UNITS},
        name="compare_units",
    ),
    path(
        "<public_id:public_id>/compare/units/present/",
        comparing.present,
        {"basis": Basis.UNITS},
        name="present_units",
    ),
]
