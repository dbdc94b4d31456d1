"""The words that rules put together."""

from collections.abc import Mapping
from types import MappingProxyType

from maturity import definition as plain
from maturity import models
from maturity.building.rows import InLanguage

SAID_WITH_SLOTS = (
    models.PhraseKind.STANDING,
    models.PhraseKind.STEP,
    models.PhraseKind.READING,
    models.PhraseKind.CHANGE,
    models.PhraseKind.COMPARISON,
    models.PhraseKind.DECISION,
)


def wording(content: InLanguage) -> plain.Wording:
    joining = _phrases(content, models.PhraseKind.JOINING)
    return plain.Wording(
        sentences=MappingProxyType(
            {
                row.slug: plain.SentenceTemplate(
                    named=content.text(row, "named"), unnamed=content.text(row, "unnamed")
                )
                for row in content.of(models.SentenceTemplate)
            }
        ),
        list_and=joining.get("list_and", ""),
        list_apart=joining.get("list_apart", ""),
        list_many=joining.get("list_many", ""),
        list_all=joining.get("list_all", ""),
        phrases=_phrases(content, *SAID_WITH_SLOTS),
        states=_phrases(content, models.PhraseKind.STATE),
        how_to_read=tuple(
            plain.ReadingNote(row.slug, content.text(row, "title"), content.text(row, "text"))
            for row in content.of(models.ReadingNote)
        ),
        privacy=_phrases(content, models.PhraseKind.PRIVACY),
    )


def _phrases(content: InLanguage, *kinds: models.PhraseKind) -> Mapping[str, str]:
    return MappingProxyType(
        {
            row.slug: content.text(row, "text")
            for row in content.of(models.Phrase)
            if row.kind in kinds
        }
    )
