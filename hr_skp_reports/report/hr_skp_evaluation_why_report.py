from odoo import api, fields, models

from odoo.addons.hr_skp_evaluation.rules import quadrant

from .. import terms
from ..form_layout import cell, get_groups, get_why_columns, paragraph

# Where an event keeps the scores of each kind of line.
SCORES = {"results": "result_scores", "behaviors": "behavior_scores"}

# Results, realisation and feedback come as sealed; who may read which evidence, event
# and objection is asked again for whoever prints.


class ReportEvaluationWhy(models.AbstractModel):
    """What a predicate rests on, on paper: the page “Why this predicate” of the screen."""

    _name = "report.hr_skp_reports.report_hr_skp_evaluation_why"
    _inherit = ["report.hr_skp_reports.report_evaluation"]
    _description = "SKP: why this predicate"

    @api.model
    def _get_evaluation_frame(self, evaluation, content, proxy):
        frame = super()._get_evaluation_frame(evaluation, content, proxy)
        name = content["identities"]["employee_name"] or ""
        return {
            **frame,
            "title": f"{terms.TITLE_WHY} {name}".strip(),
            "titles": [terms.TITLE_WHY],
        }

    @api.model
    def _get_evaluation_body(self, evaluation, content):
        columns = get_why_columns()
        return {
            **self._get_ratings(evaluation),
            "quadrant": self._get_quadrant(evaluation),
            "sentence": self._get_sentence(evaluation),
            "steps": self._get_steps(evaluation),
            "columns": columns,
            "groups": get_groups(columns, self._get_why_results(evaluation, content)),
            "behaviors": self._get_why_behaviors(evaluation, content),
            "notes": [
                {"heading": heading, "paragraphs": cell(paragraph(evaluation[name]))}
                for name, heading in terms.WHY_NOTES.items()
                if evaluation[name]
            ],
            "objections": self._get_objections(evaluation),
        }

    @api.model
    def _get_quadrant(self, evaluation):
        """Return the table of the rule, row by row, with the cell that applies."""
        chosen = evaluation.work_rating, evaluation.behavior_rating
        return {
            "columns": list(reversed(terms.RATINGS.values())),
            "rows": [
                {
                    "label": label,
                    "cells": [
                        {
                            "text": terms.PREDICATES[
                                quadrant.predicate(work, behavior)
                            ],
                            "style": "applies" if (work, behavior) == chosen else "",
                        }
                        for behavior in reversed(terms.RATINGS)
                    ],
                }
                for work, label in terms.RATINGS.items()
            ],
        }

    @api.model
    def _get_sentence(self, evaluation):
        if not evaluation.predicate:
            return terms.WHY_NOTHING
        return terms.WHY_SENTENCE % {
            "work": terms.RATINGS[evaluation.work_rating],
            "behavior": terms.RATINGS[evaluation.behavior_rating],
            "predicate": terms.PREDICATES[evaluation.predicate],
        }

    # Who decided, when and why

    @api.model
    def _get_steps(self, evaluation):
        """Return the steps that the user may read, oldest first."""
        zone = evaluation.company_id.sudo().resource_calendar_id.tz or "UTC"
        names = {
            kind: {str(line.id): line.name for line in lines}
            for kind, lines in (
                ("results", evaluation.result_line_ids),
                ("behaviors", evaluation.behavior_line_ids),
            )
        }
        steps, known, told_by = [], {}, {}
        for event in evaluation.why_event_ids:
            label = terms.STEPS.get(event._get_told_kind(), event.kind_label)
            after = self._get_told_ratings(event.after or {}, names)
            known |= self._get_told_ratings(event.before or {}, names)
            # Steps of an objection are kept with the objection and with the evaluation.
            key = event.date, label, event.user_id
            if told_by.setdefault(key, event.model) == event.model:
                moment = fields.Datetime.context_timestamp(
                    event.with_context(tz=zone), event.date
                )
                steps.append(
                    [
                        terms.get_moment(moment),
                        label,
                        self._get_actor(event.sudo()),
                        event.reason or terms.NONE,
                        self._get_change(known, after),
                    ]
                )
            known |= after
        return steps

    @api.model
    def _get_actor(self, event):
        if not event.on_behalf_text:
            return event.user_id.name
        return terms.ON_BEHALF % {
            "user": event.user_id.name,
            "other": event.on_behalf_text,
        }

    @api.model
    def _get_told_ratings(self, kept, names):
        """Return {what was rated: rating in words} of what an event kept.

        :param dict names: {"results" or "behaviors": {id of a line as text: its name}}
        """
        told = {
            label: words.get(kept[name])
            for name, (label, words) in terms.CHANGES.items()
            if name in kept
        }
        for kind, by_id in names.items():
            if kind in kept:
                told |= {
                    name: terms.RATINGS.get(kept[kind].get(line_id))
                    for line_id, name in by_id.items()
                }
            if (scores := kept.get(SCORES[kind])) is not None:
                told |= {
                    f"{name} ({terms.SCORE})": terms.get_score(scores.get(line_id))
                    or None
                    for line_id, name in by_id.items()
                }
        return told

    @api.model
    def _get_change(self, before, after):
        """Return one line for each rating that a step made or changed."""
        lines = []
        for name, new in after.items():
            old = before.get(name)
            if new != old:
                lines.append(
                    f"{name}: {old} → {new or terms.NONE}" if old else f"{name}: {new}"
                )
        return "\n".join(lines) or terms.NONE

    # What the ratings rest on

    @api.model
    def _get_why_results(self, evaluation, content):
        """Return the printed results with the names of their evidence and their rating."""
        lines = {line.result_id.id: line for line in evaluation.result_line_ids}
        targets = evaluation.sudo().result_line_ids._get_targets()
        results = []
        for result in content["results"]:
            line = lines[result["id"]]
            evidence = targets[line.sudo()].evidence_ids.sudo(False)
            results.append(
                {
                    **result,
                    "evidence": evidence._filtered_access("read").mapped("name"),
                    "rating": self._get_line_rating(line),
                }
            )
        return results

    @api.model
    def _get_why_behaviors(self, evaluation, content):
        rows = self._get_behaviors(content["behaviors"])
        return [
            {**row, "rating": self._get_line_rating(line)}
            for row, line in zip(rows, evaluation.behavior_line_ids, strict=True)
        ]

    @api.model
    def _get_line_rating(self, line):
        """Return what was said of one line in words, with its score where one was given."""
        parts = [terms.RATINGS.get(line.rating)]
        if line.has_score:
            parts.append(f"{terms.SCORE} {terms.get_score(line.score)}")
        return ", ".join(part for part in parts if part) or terms.NONE

    @api.model
    def _get_objections(self, evaluation):
        """Return what was objected, explained and decided, as far as the user may read it."""
        objections = self.env["hr.skp.objection"].search(
            [("evaluation_id", "=", evaluation.id), ("state", "!=", "draft")],
            order="filed_on, id",
        )
        return [
            {"heading": heading, "paragraphs": cell(paragraph(text))}
            for objection in objections
            for heading, text in (
                (terms.DOCUMENT_OBJECTION, objection.reason),
                (terms.DOCUMENT_EXPLANATION, objection.explanation),
                (terms.DOCUMENT_DECISION, objection.decision_note),
            )
            if text
        ]
