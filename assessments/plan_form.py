"""Decisions, owners and dates as people change them: a part of the form of an edition.

Every field holds what is printed now. What is emptied, or stays as the rules propose, is not kept.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.days import DayField
from assessments.models.edition import MAX_SENDER, MAX_SENTENCE
from assessments.own_words import OneLineField
from maturity.route import Placed
from reports.edition import OwnAction, OwnPlan
from reports.report import Report


@dataclass(frozen=True, slots=True)
class ActionFields:
    title: str
    owner: forms.BoundField
    date: forms.BoundField


class PlanMixin(forms.BaseForm):
    report: Report

    def add_plan(self, report: Report) -> None:
        self.report = report
        own = report.edition.plan
        for number, (key, sentence) in enumerate(report.proposed_decisions.items(), start=1):
            self.fields[f"decision-{key}"] = OneLineField(
                label=_("Decision %(number)d") % {"number": number},
                max_length=MAX_SENTENCE,
                widget=forms.Textarea(attrs={"rows": 4, "dir": "auto", "class": "input"}),
                initial=own.decisions.get(key, sentence),
            )
        for placed in report.advice.route.placed:
            self._add_action(placed, own.of(placed.action.slug))

    def _add_action(self, placed: Placed, own: OwnAction) -> None:
        slug = placed.action.slug
        self.fields[f"owner-{slug}"] = OneLineField(
            label=_("Owner"),
            max_length=MAX_SENDER,
            widget=forms.TextInput(attrs={"class": "input"}),
            initial=own.owner or placed.action.owner,
        )
        self.fields[f"date-{slug}"] = DayField(
            label=_("By"),
            required=False,
            attrs={"class": "input"},
            initial=own.date or self._proposed_date(placed),
            error_messages={"invalid": _("Choose a date for “%s”.") % placed.action.title},
        )

    def _proposed_date(self, placed: Placed) -> dt.date | None:
        dates = self.report.advice.dates
        return dates.ends[placed.horizon - 1] if dates else None

    def decisions(self) -> Iterator[forms.BoundField]:
        for key in self.report.proposed_decisions:
            yield self[f"decision-{key}"]

    def actions(self) -> Iterator[ActionFields]:
        for placed in self.report.advice.route.placed:
            slug = placed.action.slug
            yield ActionFields(placed.action.title, self[f"owner-{slug}"], self[f"date-{slug}"])

    def name_of(self, field: str) -> str:
        """Every action has fields with the same label."""
        kind, _dash, slug = field.partition("-")
        for placed in self.report.advice.route.placed:
            if kind in {"owner", "date"} and placed.action.slug == slug:
                return f"{placed.action.title}: {self.fields[field].label}"
        return str(self.fields[field].label)

    def plan(self) -> OwnPlan:
        """With what was kept of decisions and actions that are not asked for now."""
        kept = self.report.edition.plan
        return OwnPlan(
            decisions=_merged(kept.decisions, dict(self._sent_decisions())),
            actions=_merged(kept.actions, dict(self._sent_actions())),
        )

    def _sent_decisions(self) -> Iterator[tuple[str, str]]:
        for key, sentence in self.report.proposed_decisions.items():
            sent = self.cleaned_data[f"decision-{key}"]
            yield key, "" if sent == sentence else sent

    def _sent_actions(self) -> Iterator[tuple[str, OwnAction | None]]:
        for placed in self.report.advice.route.placed:
            slug = placed.action.slug
            owner, date = self.cleaned_data[f"owner-{slug}"], self.cleaned_data[f"date-{slug}"]
            own = OwnAction(
                owner="" if owner == placed.action.owner else owner,
                date=None if date == self._proposed_date(placed) else date,
            )
            yield slug, None if own == OwnAction() else own


def _merged(kept: Mapping[str, Any], sent: Mapping[str, Any]) -> dict[str, Any]:
    """What was sent in place of what was kept; what was sent empty goes."""
    return {key: value for key, value in {**kept, **sent}.items() if value}
