from odoo import api, models

from .. import curve, terms
from ..form_layout import get_columns, get_groups, get_options


class ReportEvaluation(models.AbstractModel):
    """The evaluation, periodic and annual, in the layout of its family and approach."""

    _name = "report.hr_skp_reports.report_evaluation"
    _inherit = ["report.hr_skp_reports.form"]
    _description = "SKP: form of the evaluation"

    @api.model
    def _get_printed_model(self):
        return "hr.skp.evaluation"

    @api.model
    def _get_forms(self, records):
        proxies = records._get_printed_proxies()
        return [
            {
                **self._get_evaluation_frame(
                    evaluation, content, proxies.get(evaluation)
                ),
                **self._get_evaluation_body(evaluation, content),
            }
            for evaluation, content in records._get_printed_contents().items()
        ]

    @api.model
    def _get_evaluation_frame(self, evaluation, content, proxy):
        identities = content["identities"]
        day = evaluation._get_printed_day(
            evaluation.delivered_on or evaluation.rated_on
        )
        title = f"{terms.TITLE_EVALUATION} {identities['employee_name'] or ''}"
        return {
            "title": title.strip(),
            "titles": [
                terms.TITLE_EVALUATION,
                terms.APPROACHES[content["plan"]["approach"]],
            ],
            "page": self._get_page(evaluation.company_id),
            "mark": content["mark"],
            "footer": self._get_footer(content),
            "agency": content["plan"]["agency"] or "",
            "periods": self._get_periods(evaluation),
            "people": self._get_people(identities, content["labels"]),
            "signatures": [
                self._get_signature(
                    "employee", terms.SIGN_EMPLOYEE, identities, content["labels"]
                ),
                self._get_signature(
                    "appraiser",
                    terms.SIGN_APPRAISER,
                    identities,
                    content["labels"],
                    place=self._get_place(evaluation.company_id, day),
                    proxy=proxy,
                ),
            ],
        }

    @api.model
    def _get_periods(self, evaluation):
        """Return the period's name, its days, and those of the plan, which may differ."""
        evaluation = evaluation.sudo()
        period, plan = evaluation.period_id, evaluation.skp_id
        name = terms.FINAL if period.kind == "annual" else (period.name or "").upper()
        return [
            {"label": terms.PERIOD, "text": name},
            {
                "label": terms.ASSESSMENT_PERIOD,
                "text": terms.get_range(evaluation.date_from, evaluation.date_to),
            },
            {
                "label": terms.PLAN_PERIOD,
                "text": terms.get_range(plan.date_from, plan.date_to),
            },
        ]

    @api.model
    def _get_footer(self, content):
        parts = [content["plan"]["name"] or ""]
        if seal := content["seal"]:
            parts.append(terms.REVISION % seal.revision)
        if content["mark"]:
            parts.append(terms.NOT_DELIVERED)
        return " · ".join(part for part in parts if part)

    @api.model
    def _get_evaluation_body(self, evaluation, content):
        plan = content["plan"]
        columns = get_columns("evaluation", plan["approach"], plan["form"])
        return {
            "columns": columns,
            "groups": get_groups(columns, content["results"]),
            "has_behavior_feedback": True,
            "behaviors": self._get_behaviors(content["behaviors"]),
            "curve": self._get_curve(evaluation.organization_predicate),
            **self._get_ratings(evaluation),
        }

    @api.model
    def _get_ratings(self, evaluation):
        """Return the four printed choices, each with all its options."""
        choices = {
            "organization": (
                terms.ORGANIZATION_ACHIEVEMENT,
                terms.ORGANIZATION_PREDICATES,
                evaluation.organization_predicate,
            ),
            "work_rating": (terms.WORK_RATING, terms.RATINGS, evaluation.work_rating),
            "behavior_rating": (
                terms.BEHAVIOR_RATING,
                terms.RATINGS,
                evaluation.behavior_rating,
            ),
            "predicate": (terms.PREDICATE, terms.PREDICATES, evaluation.predicate),
        }
        return {
            name: {"label": label, "options": get_options(words, chosen)}
            for name, (label, words, chosen) in choices.items()
        }

    @api.model
    def _get_curve(self, predicate):
        points = curve.get_points(predicate)
        return {
            "path": curve.get_path(points),
            "labels": [
                {"x": x, "text": text}
                for (x, _y), text in zip(points, terms.CURVE_LABELS, strict=False)
            ],
        }
