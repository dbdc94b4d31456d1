"""What docs/architecture.md promises and import-linter cannot see."""

from django.apps import apps
from django.core.management import call_command
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.urls import URLPattern, get_resolver

# A higher app may point at a lower one; apps on one line may not see each other.
LINES = [
    ["accounts", "maturity"],
    ["reports"],
    ["rendering"],
    ["assessments"],
    ["workshops"],
    ["clients"],
    ["config"],
]
LINE_OF = {app: number for number, line in enumerate(LINES) for app in line}

PUBLIC = {
    "account_confirm_email",
    "account_email_verification_sent",
    "account_inactive",
    "account_login",
    "account_logout",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_signup",
    "accounts:first_team",
    "accounts:join",
    "admin:login",
    "assessments:delete",
    "assessments:details",
    "assessments:dimension",
    "assessments:edition",
    "assessments:export",
    "assessments:finish",
    "assessments:forget",
    "assessments:home",
    "assessments:house_style",
    "assessments:import_file",
    "assessments:keep_link",
    "assessments:link",
    "assessments:logo_progress",
    "assessments:look",
    "assessments:mail_link",
    "assessments:notes",
    "assessments:open",
    "assessments:overview",
    "assessments:route_png",
    "assessments:route_svg",
    "assessments:present",
    "assessments:preview_targets",
    "assessments:privacy",
    "assessments:radar",
    "assessments:radar_png",
    "assessments:removed",
    "assessments:renew_link",
    "assessments:reopen",
    "assessments:report",
    "assessments:report_docx",
    "assessments:report_logo",
    "assessments:report_pptx",
    "assessments:report_preview",
    "assessments:report_progress",
    "assessments:report_style",
    "assessments:report_xlsx",
    "assessments:reset_targets",
    "assessments:restore_sentence",
    "assessments:result",
    "assessments:review",
    "assessments:sample_progress",
    "assessments:sample_report",
    "assessments:save_answer",
    "assessments:share",
    "assessments:start",
    "assessments:stop",
    "assessments:targets",
    "assessments:view",
    "assessments:withdraw_link",
    "clients:hand_over",
    "clients:new_code",
    "healthz",
    "maturity:dimension",
    "maturity:matrix",
    "maturity:recognise",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "openid_connect_callback",
    "openid_connect_login",
    "readyz",
    "set_language",
    "sign_in",
    "workshops:act",
    "workshops:answers",
    "workshops:cancel_room",
    "workshops:close",
    "workshops:cockpit",
    "workshops:cockpit_live",
    "workshops:come_back",
    "workshops:comment",
    "workshops:dimension",
    "workshops:door",
    "workshops:door_back",
    "workshops:enter",
    "workshops:finish_room",
    "workshops:hand_in",
    "workshops:invitation",
    "workshops:in_the_room",
    "workshops:invite",
    "workshops:kit",
    "workshops:kit_file",
    "workshops:kit_progress",
    "workshops:live",
    "workshops:note",
    "workshops:outcome",
    "workshops:own",
    "workshops:planned",
    "workshops:prepare_room",
    "workshops:renew_invitation",
    "workshops:room",
    "workshops:actions",
    "workshops:alone_live",
    "workshops:dots",
    "workshops:outcome_file",
    "workshops:rehearse",
    "workshops:release",
    "workshops:room_live",
    "workshops:save_answer",
    "workshops:screen",
    "workshops:screen_live",
    "workshops:sealed",
    "workshops:strike",
    "workshops:vote",
    "workshops:watch",
    "workshops:worth",
}


def own_apps():
    return [config for config in apps.get_app_configs() if "site-packages" not in config.path]


def named_patterns(resolver, namespace=""):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}", pattern.callback
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from named_patterns(pattern, inner)


def test_there_are_no_other_apps_than_these():
    assert sorted(config.name for config in own_apps()) == sorted(LINE_OF)


def test_foreign_keys_point_down():
    upward = [
        f"{model.__name__}.{field.name}"
        for config in own_apps()
        for model in config.get_models()
        for field in model._meta.get_fields()
        if field.is_relation
        and not field.auto_created
        and (target := field.related_model._meta.app_label) in LINE_OF
        and target != config.label
        and LINE_OF[target] >= LINE_OF[config.label]
    ]

    assert upward == []


def test_reports_have_no_models():
    assert list(apps.get_app_config("reports").get_models()) == []


def test_only_these_pages_are_there_for_people_without_an_account():
    public = {
        name
        for name, view in named_patterns(get_resolver())
        if not getattr(view, "login_required", True)
    }

    assert public == PUBLIC


def test_the_administration_asks_who_is_there(client, db):
    page = client.get("/admin/", follow=True)

    assert page.redirect_chain[0][0].startswith("/admin/login/")


def test_no_migration_is_missing(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_the_short_way_to_the_tables_ends_where_the_long_one_ends():
    """A new database takes the migrations that replace others, one that was there the others."""
    short, long = MigrationLoader(None), MigrationLoader(None, replace_migrations=False)
    taken = {(app, name.split("_")[1]) for app, name in short.graph.nodes}
    ended = MigrationAutodetector(long.project_state(), short.project_state())

    assert ("maturity", "squashed") in taken
    assert ended.changes(short.graph) == {}
