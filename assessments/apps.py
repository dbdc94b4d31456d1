from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "assessments"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from assessments.services import keep_logo  # noqa: PLC0415 -- it needs the models
        from rendering.worker import deliver_logos  # noqa: PLC0415

        deliver_logos(keep_logo)
