from django.apps import AppConfig


class RenderingConfig(AppConfig):
    name = "rendering"
    default_auto_field = "django.db.models.BigAutoField"


def take_up_jobs() -> None:
    """Once by each process that serves: those that one before it left, without anybody asking."""
    from rendering.tasks import LOOKS, wake  # noqa: PLC0415 -- once the models are there

    for queue in LOOKS:
        wake(queue)
