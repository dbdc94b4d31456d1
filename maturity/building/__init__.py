"""The Definition that the rows of a model version make, in one language."""

from types import MappingProxyType

from maturity import definition as plain
from maturity import models
from maturity.building.matrix import dimensions, levels, sectors
from maturity.building.patterns import patterns
from maturity.building.programme import figures, horizons, phases, risks, scenes
from maturity.building.questionnaires import questionnaires
from maturity.building.rows import InLanguage
from maturity.building.wording import wording
from maturity.reading import Content


def build_definition(rows: Content, language: str) -> plain.Definition:
    content = InLanguage(rows, language)
    version = content.version
    return plain.Definition(
        slug=version.slug,
        version=version.version,
        language=content.language,
        name=content.text(version, "name"),
        levels=levels(content),
        sectors=sectors(content),
        dimensions=dimensions(content),
        questionnaires=questionnaires(content),
        patterns=patterns(content),
        horizons=horizons(content),
        phases=phases(content),
        risks=risks(content),
        scenes=scenes(content),
        figures=figures(content),
        wording=wording(content),
        sources=MappingProxyType(
            {row.code: content.text(row, "description") for row in content.of(models.Source)}
        ),
    )
