from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "assessments"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from assessments.house_templates import keep_template, note_failure  # noqa: PLC0415
        from assessments.services import keep_logo  # noqa: PLC0415 -- they need the models
        from rendering.worker import Keeper, deliver_to  # noqa: PLC0415

        deliver_to(Keeper(logo=keep_logo, template=keep_template, template_failed=note_failure))
