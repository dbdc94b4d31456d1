"""How our own document is set: `template.docx` beside this file, with styles, theme and lists.

It was made for these reports: open it in a word processor to change how they look.
"""

LOCALES = {"nl": "nl-NL", "en": "en-GB"}
