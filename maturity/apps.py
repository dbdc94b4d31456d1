from django.apps import AppConfig
from django.db.models import ForeignKey
from django.utils.translation import gettext_lazy as _

# Where two relations of a row point at the same.
ROLES = {"lead": _("dimension in front"), "lag": _("dimension behind")}


class MaturityConfig(AppConfig):
    name = "maturity"
    verbose_name = _("Maturity model")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """A relation is called what it points at, in the language of the administrator."""
        for model in self.get_models():
            for field in model._meta.fields:
                if isinstance(field, ForeignKey):
                    name = ROLES.get(field.name, field.related_model._meta.verbose_name)
                    if name is not None:
                        field.verbose_name = name
