from django.apps import AppConfig


class MaturityConfig(AppConfig):
    name = "maturity"
    default_auto_field = "django.db.models.BigAutoField"
