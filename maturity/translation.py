"""Which columns exist in Dutch and English: `name` becomes `name_nl` and `name_en`."""

from modeltranslation.translator import TranslationOptions, translator

from maturity import models

TRANSLATED: dict[type[models.Content] | type[models.ModelVersion], tuple[str, ...]] = {
    models.ModelVersion: ("name",),
    models.Source: ("description",),
    models.Level: (
        "name",
        "definition",
        "customer_scene",
        "crm_role",
        "note",
        "in_sentence",
        "meaning",
    ),
    models.Sector: ("name", "description", "reading"),
    models.Dimension: ("name", "about", "in_sentence", "decision", "sponsor"),
    models.LevelWords: ("position", "goal"),
    models.Statement: ("text", "note"),
    models.Questionnaire: ("name",),
    models.Question: ("facet", "text", "hint", "why", "proof"),
    models.Option: ("text",),
    models.SectorHint: ("text",),
    models.Step: ("headline", "rationale", "pitfall"),
    models.Action: ("title", "description", "owner", "kpi"),
    models.Pattern: ("headline", "meaning", "advice", "wait"),
    models.Horizon: ("name", "period", "aim"),
    models.ProgrammePhase: ("name", "purpose", "basecamp"),
    models.ProgrammeStep: ("text",),
    models.Deliverable: ("text",),
    models.Risk: ("name", "signal", "mitigation"),
    models.Scene: ("situation",),
    models.SceneOutcome: ("text",),
    models.JourneyPhase: ("name", "customer_goal"),
    models.Channel: ("name",),
    models.Touchpoint: ("name",),
    models.ConsistencyCheck: ("text", "try_it"),
    models.ChannelRole: ("name",),
    models.RoleWeight: ("name",),
    models.Figure: ("claim", "caution"),
    models.Benefit: ("text",),
    models.BusinessCaseInput: ("name", "help"),
    models.BusinessCaseOutcome: ("name", "help"),
    models.SentenceTemplate: ("named", "unnamed"),
    models.Phrase: ("text",),
    models.ReadingNote: ("title", "text"),
}

for model, columns in TRANSLATED.items():
    options = type(
        f"{model.__name__}Translation",
        (TranslationOptions,),
        {"fields": columns, "required_languages": ("nl", "en")},
    )
    translator.register(model, options)
