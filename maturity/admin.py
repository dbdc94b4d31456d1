"""The model's content for an administrator: drafts are edited, published versions only read."""

from typing import Any, cast

from django.contrib import admin, messages
from django.db.models import ForeignKey, QuerySet
from django.forms import ModelChoiceField
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin

from maturity.drafts import IncompleteVersionError, copy_as_draft, publish
from maturity.models import Content, ModelVersion, VersionState
from maturity.translation import TRANSLATED

FAULTS_SHOWN = 20


class FrozenWhenPublished(TranslationAdmin[Any]):
    """Whoever may view content may read a published row; nobody may change or delete it."""

    group_fieldsets = True  # the two languages of a text under one heading

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return not is_published(obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return not is_published(obj) and super().has_delete_permission(request, obj)


def is_published(row: Content | ModelVersion | None) -> bool:
    version = row.version_of() if isinstance(row, Content) else row
    return version is not None and version.is_published


@admin.register(ModelVersion)
class ModelVersionAdmin(FrozenWhenPublished):
    list_display = ["__str__", "name", "state", "published_at"]
    readonly_fields = ["state", "published_at"]
    actions = ["copy_as_draft", "publish"]

    @admin.action(description=_("Make a draft from the selected version"), permissions=["add"])
    def copy_as_draft(self, request: HttpRequest, versions: QuerySet[ModelVersion]) -> None:
        for version in versions:
            draft = copy_as_draft(version)
            self.message_user(
                request, _("Draft %(draft)s is ready to be edited") % {"draft": draft}
            )

    @admin.action(description=_("Publish the selected draft"), permissions=["change"])
    def publish(self, request: HttpRequest, versions: QuerySet[ModelVersion]) -> None:
        for draft in versions.filter(state=VersionState.DRAFT):
            try:
                publish(draft)
            except IncompleteVersionError as error:
                for fault in error.faults[:FAULTS_SHOWN]:
                    self.message_user(request, f"{draft}: {fault}", messages.ERROR)
                continue
            text = _("%(draft)s is published: new assessments use it after a restart")
            self.message_user(request, text % {"draft": draft})


class ContentAdmin(FrozenWhenPublished):
    @admin.display(description=_("version"))
    def version(self, row: Content) -> str:
        return str(row.version_of())

    def formfield_for_foreignkey(
        self, db_field: "ForeignKey[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> "ModelChoiceField[Any] | None":
        """Only rows of drafts can be chosen: nothing moves into a published version."""
        if db_field.related_model is ModelVersion:
            kwargs["queryset"] = ModelVersion.objects.filter(state=VersionState.DRAFT)
        else:
            parent = cast(type[Content], db_field.related_model)
            drafts = parent.objects.filter(**{f"{parent.version_path}__state": VersionState.DRAFT})
            kwargs["queryset"] = drafts.select_related(*key_relations(parent))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


def key_relations(model: type[Content]) -> list[str]:
    """The lookups of the rows that a natural key goes through."""
    paths = {lookup.rpartition("__")[0] for lookup in model.key_lookups()}
    return sorted(path for path in paths if path)


for model, columns in TRANSLATED.items():
    if issubclass(model, Content):
        admin.site.register(
            model,
            ContentAdmin,
            list_display=["__str__", columns[0], "version"],
            list_filter=[model.version_path],
            list_select_related=key_relations(model),
            search_fields=[f"{column}_{code}" for column in columns for code in ("nl", "en")],
        )
