from django.urls import URLPattern, path

from assessments import converters  # noqa: F401 -- importing it registers the converters
from assessments.views import (
    files,
    filling,
    finishing,
    keeping,
    opening,
    reports,
    results,
    site,
    starting,
    targets,
)

app_name = "assessments"
urlpatterns: list[URLPattern] = [
    path("", site.home, name="home"),
    path("privacy/", site.privacy, name="privacy"),
    path("start/", starting.start, name="start"),
    path("import/", files.import_file, name="import_file"),
    path("sample/report.pdf", reports.sample_report, name="sample_report"),
    path("sample/report/", reports.sample_progress, name="sample_progress"),
    path("removed/", files.removed, name="removed"),
    path("open/<link:link>/", opening.open_link, name="open"),
    # /a/<id>/
    path("a/<public_id:public_id>/", filling.overview, name="overview"),
    path("a/<public_id:public_id>/details/", keeping.details, name="details"),
    path("a/<public_id:public_id>/link/", keeping.link, name="link"),
    path("a/<public_id:public_id>/link/keep/", keeping.keep_link, name="keep_link"),
    path("a/<public_id:public_id>/link/mail/", keeping.mail_link, name="mail_link"),
    path("a/<public_id:public_id>/link/renew/", keeping.renew_link, name="renew_link"),
    path("a/<public_id:public_id>/answers/<slug:code>/", filling.save_answer, name="save_answer"),
    path("a/<public_id:public_id>/review/", finishing.review, name="review"),
    path("a/<public_id:public_id>/finish/", finishing.finish, name="finish"),
    path("a/<public_id:public_id>/reopen/", finishing.reopen, name="reopen"),
    path("a/<public_id:public_id>/result/", results.result, name="result"),
    path("a/<public_id:public_id>/targets/", targets.targets, name="targets"),
    path("a/<public_id:public_id>/targets/reset/", targets.reset_targets, name="reset_targets"),
    path("a/<public_id:public_id>/report.pdf", reports.report, name="report"),
    path("a/<public_id:public_id>/report/", reports.report_progress, name="report_progress"),
    path("a/<public_id:public_id>/radar.svg", results.radar, name="radar"),
    path("a/<public_id:public_id>/export.json", results.export, name="export"),
    path("a/<public_id:public_id>/delete/", files.delete, name="delete"),
    # Last: whatever is no reserved word is the slug of a dimension.
    path("a/<public_id:public_id>/<slug:slug>/", filling.dimension, name="dimension"),
]
