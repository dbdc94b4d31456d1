from django.urls import URLPattern, path

from assessments import converters  # noqa: F401 -- importing it registers the converters
from assessments.views import (
    editions,
    files,
    filling,
    finishing,
    house_styles,
    house_templates,
    keeping,
    links,
    opening,
    pictures,
    reports,
    results,
    site,
    starting,
    targets,
)
from reports.formats import Format

TEMPLATE = "accounts/teams/<str:team_id>/house-style/<template_kind:kind>"
app_name = "assessments"
urlpatterns: list[URLPattern] = [
    path("", site.home, name="home"),
    path("privacy/", site.privacy, name="privacy"),
    path("start/", starting.start, name="start"),
    path("import/", files.import_file, name="import_file"),
    path("sample/report.pdf", reports.sample_report, name="sample_report"),
    path(
        "sample/report/progress/<public_id:job>/", reports.sample_progress, name="sample_progress"
    ),
    path("removed/", files.removed, name="removed"),
    path("open/<link:link>/", opening.open_link, name="open"),
    path("view/<link:link>/", opening.open_link, name="view"),
    path("open/<link:link>/<stuck:stuck>", opening.open_link, name="open"),
    path("view/<link:link>/<stuck:stuck>", opening.open_link, name="view"),
    # /accounts/teams/<id>/house-style/
    path("accounts/teams/<str:team_id>/house-style/", house_styles.team_style, name="team_style"),
    path(
        "accounts/teams/<str:team_id>/house-style/logo/",
        house_styles.team_logo_progress,
        name="team_logo_progress",
    ),
    path(
        "accounts/teams/<str:team_id>/house-style/logo.png",
        house_styles.team_logo,
        name="team_logo",
    ),
    path(f"{TEMPLATE}/", house_templates.template, name="template"),
    path(f"{TEMPLATE}/remove/", house_templates.remove_template, name="remove_template"),
    path(f"{TEMPLATE}/file/", house_templates.template_file, name="template_file"),
    path(f"{TEMPLATE}/start/", house_templates.our_template, name="our_template"),
    # /a/<id>/
    path("a/<public_id:public_id>/", filling.overview, name="overview"),
    path("a/<public_id:public_id>/forget/", opening.forget, name="forget"),
    path("a/<public_id:public_id>/details/", keeping.details, name="details"),
    path("a/<public_id:public_id>/stop/", links.stop, name="stop"),
    path("a/<public_id:public_id>/link/", links.link, name="link"),
    path("a/<public_id:public_id>/link/keep/", links.keep_link, name="keep_link"),
    path("a/<public_id:public_id>/link/mail/", links.mail_link, name="mail_link"),
    path("a/<public_id:public_id>/link/renew/", links.renew_link, name="renew_link"),
    path("a/<public_id:public_id>/link/share/", links.share, name="share"),
    path(
        "a/<public_id:public_id>/link/<int:number>/withdraw/",
        links.withdraw_link,
        name="withdraw_link",
    ),
    path("a/<public_id:public_id>/answers/<slug:code>/", filling.save_answer, name="save_answer"),
    path("a/<public_id:public_id>/review/", finishing.review, name="review"),
    path("a/<public_id:public_id>/finish/", finishing.finish, name="finish"),
    path("a/<public_id:public_id>/reopen/", finishing.reopen, name="reopen"),
    path("a/<public_id:public_id>/result/", results.result, name="result"),
    path("a/<public_id:public_id>/present/", results.present, name="present"),
    path("a/<public_id:public_id>/notes/<slug:code>/", results.notes, name="notes"),
    path("a/<public_id:public_id>/targets/", targets.targets, name="targets"),
    path("a/<public_id:public_id>/targets/preview/", targets.preview, name="preview_targets"),
    path("a/<public_id:public_id>/targets/reset/", targets.reset, name="reset_targets"),
    path("a/<public_id:public_id>/report.pdf", reports.report, name="report"),
    # /a/<id>/report/
    path("a/<public_id:public_id>/report/", editions.edition, name="edition"),
    path("a/<public_id:public_id>/report/house-style/", editions.house_style, name="house_style"),
    path("a/<public_id:public_id>/report/look/", editions.look, name="look"),
    path("a/<public_id:public_id>/report/logo.png", editions.report_logo, name="report_logo"),
    path("a/<public_id:public_id>/report/preview/", editions.report_preview, name="report_preview"),
    path("a/<public_id:public_id>/report/preview.css", editions.report_style, name="report_style"),
    path(
        "a/<public_id:public_id>/report/progress/<public_id:job>/",
        reports.report_progress,
        name="report_progress",
    ),
    path("a/<public_id:public_id>/report/logo/", editions.logo_progress, name="logo_progress"),
    path(
        "a/<public_id:public_id>/report/sentence/restore/",
        editions.restore_sentence,
        name="restore_sentence",
    ),
    path(
        "a/<public_id:public_id>/report.docx",
        reports.report,
        {"format": Format.DOCX},
        name="report_docx",
    ),
    path(
        "a/<public_id:public_id>/report.pptx",
        reports.report,
        {"format": Format.PPTX},
        name="report_pptx",
    ),
    path(
        "a/<public_id:public_id>/report.xlsx",
        reports.report,
        {"format": Format.XLSX},
        name="report_xlsx",
    ),
    path(
        "a/<public_id:public_id>/radar.png",
        reports.report,
        {"format": Format.RADAR},
        name="radar_png",
    ),
    path(
        "a/<public_id:public_id>/route.png",
        reports.report,
        {"format": Format.ROUTE},
        name="route_png",
    ),
    path("a/<public_id:public_id>/radar.svg", pictures.radar, name="radar"),
    path("a/<public_id:public_id>/route.svg", pictures.route, name="route_svg"),
    path("a/<public_id:public_id>/export.json", results.export, name="export"),
    path("a/<public_id:public_id>/delete/", files.delete, name="delete"),
    # Last: whatever is no reserved word is the slug of a dimension.
    path("a/<public_id:public_id>/<slug:slug>/", filling.dimension, name="dimension"),
]
