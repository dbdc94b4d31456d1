from django.urls import URLPattern, path

from assessments import converters  # noqa: F401 -- importing it registers the converters
from clients.views import (
    audit,
    comparing,
    comparison_files,
    desk,
    ending,
    importing,
    many,
    measuring,
    organisations,
    taking,
)
from reports.comparison import Basis
from reports.formats import OF_A_COMPARISON


def comparison_paths(basis: Basis, below: str) -> list[URLPattern]:
    """Of its page, its slides in a room, its files and the page that waits for those."""
    asked = {"basis": basis}
    return [
        path(below, comparing.compare, asked, name=f"compare_{basis}"),
        path(f"{below}present/", comparing.present, asked, name=f"present_{basis}"),
        *(
            path(
                f"{below}comparison.{each}",
                comparison_files.comparison_file,
                {**asked, "format": each},
                name=f"compare_{basis}_{each}",
            )
            for each in OF_A_COMPARISON
        ),
        path(
            f"{below}progress/<slug:job>/",
            comparison_files.comparison_progress,
            asked,
            name=f"compare_{basis}_progress",
        ),
    ]


app_name = "clients"
urlpatterns: list[URLPattern] = [
    path("", desk.desk, name="desk"),
    path("new/", organisations.new, name="new"),
    path("take/", taking.take, name="take"),
    path("keep/<public_id:public_id>/", taking.keep, name="keep"),
    path("audit/<str:team_id>/", audit.audit, name="audit"),
    path("audit/<str:team_id>/entries.csv", audit.audit_csv, name="audit_csv"),
    path("hand-over/<public_id:public_id>/", taking.hand_over, name="hand_over"),
    path("hand-over/<public_id:public_id>/code/", taking.new_code, name="new_code"),
    # /clients/<id>/
    path("<public_id:public_id>/", organisations.client, name="client"),
    path("<public_id:public_id>/edit/", organisations.edit, name="edit"),
    path("<public_id:public_id>/archive/", organisations.archive, name="archive"),
    path("<public_id:public_id>/restore/", organisations.restore, name="restore"),
    path("<public_id:public_id>/export/", ending.take_along, name="take_along"),
    path("<public_id:public_id>/export.zip", ending.package, name="package"),
    path("<public_id:public_id>/erase/", ending.erase, name="erase"),
    path("<public_id:public_id>/import/", importing.import_many, name="import_many"),
    path("<public_id:public_id>/measure/", measuring.measure, name="measure"),
    path("<public_id:public_id>/workshop/", measuring.prepare_workshop, name="prepare_workshop"),
    # /clients/<id>/units/
    path("<public_id:public_id>/units/measure/", many.measure_units, name="measure_units"),
    path("<public_id:public_id>/units/links/", many.unit_links, name="unit_links"),
    path("<public_id:public_id>/units/links.csv", many.unit_links_csv, name="unit_links_csv"),
    # /clients/<id>/compare/
    *comparison_paths(Basis.TIME, "<public_id:public_id>/compare/"),
    *comparison_paths(Basis.UNITS, "<public_id:public_id>/compare/units/"),
]
