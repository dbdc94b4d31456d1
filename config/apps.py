from django.apps import AppConfig


class SiteConfig(AppConfig):
    """The project as an app, for its system checks. It has no models."""

    name = "config"

    def ready(self) -> None:
        from config import checks  # noqa: F401, PLC0415 -- registers them; needs the settings
