from odoo import api, fields, models
from odoo.tools import format_date

from odoo.addons.hr_skp.models.hr_skp_feedback import RATINGS

from ..rules import quadrant, rating
from .hr_skp_organization_predicate import ORGANIZATION_PREDICATES


class HrSkpEvaluation(models.Model):
    """What the screen of an evaluation shows: whose turn it is, hints, the quadrant."""

    _inherit = "hr.skp.evaluation"

    waiting_text = fields.Char("Whose turn", compute="_compute_waiting_text")
    suggested_work_rating = fields.Selection(
        RATINGS,
        "Suggested for work results",
        compute="_compute_suggestion",
        compute_sudo=True,
    )
    suggested_behavior_rating = fields.Selection(
        RATINGS,
        "Suggested for behaviour",
        compute="_compute_suggestion",
        compute_sudo=True,
    )
    suggestion_text = fields.Text(
        "Why it is suggested", compute="_compute_suggestion", compute_sudo=True
    )
    current_organization_predicate = fields.Selection(
        ORGANIZATION_PREDICATES,
        "Predicate of the organisation",
        compute="_compute_current_organization_predicate",
        compute_sudo=True,
        help="As it counts now; at delivery it is kept with the evaluation.",
    )
    has_takeover = fields.Boolean(
        compute="_compute_lines_told",
        export_string_translation=False,
        compute_sudo=True,
    )
    show_score = fields.Boolean(
        compute="_compute_lines_told",
        export_string_translation=False,
        compute_sudo=True,
    )
    previous_text = fields.Char("Earlier", compute="_compute_previous_text")
    quadrant_cells = fields.Json(
        compute="_compute_quadrant_cells",
        export_string_translation=False,
        help="The table of the rule, for the widget: the law stands in one place only.",
    )

    @api.depends("state", "state_date", "date_to", "objection_deadline", "stop_reason")
    @api.depends_context("lang")
    def _compute_waiting_text(self):
        now = fields.Datetime.now()
        stopped = self._origin._get_stop_texts()
        for evaluation in self:
            if evaluation._origin in stopped:
                evaluation.waiting_text = self.env._(
                    "Goes no further: %(reason)s", reason=stopped[evaluation._origin]
                )
                continue
            shown = evaluation.sudo()
            names = {
                "employee": shown.employee_id.name,
                "appraiser": shown.appraiser_id.name
                or self.env._("an appraiser to be named"),
                "days": (now - shown.state_date).days if shown.state_date else 0,
            }
            evaluation.waiting_text = bool(
                evaluation._origin
            ) and shown._get_waiting_text(names)

    def _get_waiting_text(self, names):
        """Return whose turn it is, without a word about ratings; False where nobody's."""
        self.ensure_one()
        if self.state == "draft":
            if self._is_over():
                return self.env._(
                    "Waiting for %(employee)s to submit; %(appraiser)s can rate already",
                    **names,
                )
            return self.env._(
                "The period goes on until %(day)s; %(employee)s can submit already",
                day=format_date(self.env, self.date_to),
                **names,
            )
        if self.state == "submitted":
            return self.env._(
                "Waiting for %(appraiser)s to rate, for %(days)s days", **names
            )
        if self.state == "rated":
            return self.env._(
                "Waiting for %(appraiser)s to deliver, for %(days)s days", **names
            )
        if self.state == "delivered":
            return self.env._(
                "Waiting for %(employee)s to accept or object, until %(day)s",
                day=format_date(self.env, self.objection_deadline),
                **names,
            )
        return False

    @api.depends_context("uid", "lang")
    @api.depends(
        "result_line_ids.rating",
        "result_line_ids.score",
        "result_line_ids.has_score",
        "result_line_ids.kind",
        "result_line_ids.feedback_rating",
        "behavior_line_ids.rating",
        "behavior_line_ids.score",
        "behavior_line_ids.has_score",
        "behavior_line_ids.feedback_rating",
    )
    def _compute_suggestion(self):
        """Suggest from scores, else from the ratings of lines, else from feedback.

        For work results the predicate of the unit that he heads goes before all of them.
        A hint for whoever rates: it is never written, and the rated person has none.
        """
        results, behaviors = self._get_rated_lines()
        heads = self._origin._get_head_predicates()
        for evaluation in self:
            work = rating.suggest_work_rating(
                (line.rating or line.feedback_rating or None, line.kind == "main")
                for line in results[evaluation]
            )
            behavior = rating.suggest_behavior_rating(
                line.rating or line.feedback_rating or None
                for line in behaviors[evaluation]
            )
            work_score = evaluation._suggest_by_scores(results[evaluation])
            behavior_score = evaluation._suggest_by_scores(behaviors[evaluation])
            head_rating, head_text = self._suggest_for_head(
                heads.get(evaluation._origin)
            )
            subject = (
                self.env._("By the single results")
                if head_rating
                else self.env._("Suggested for work results")
            )
            # Whose it is tells the stored document, not what a form sends.
            is_own = evaluation._origin.employee_user_id == self.env.user
            evaluation.suggested_work_rating = not is_own and (
                head_rating or work_score.rating or work.rating
            )
            evaluation.suggested_behavior_rating = not is_own and (
                behavior_score.rating or behavior.rating
            )
            evaluation.suggestion_text = not is_own and "\n".join(
                text
                for text in (
                    head_text,
                    evaluation._get_score_suggestion_text(
                        work_score, results[evaluation], subject
                    )
                    or self._get_suggestion_text(work, subject),
                    evaluation._get_score_suggestion_text(
                        behavior_score,
                        behaviors[evaluation],
                        self.env._("Suggested for behaviour"),
                    )
                    or self._get_suggestion_text(
                        behavior, self.env._("Suggested for behaviour")
                    ),
                    self._get_feedback_hint(
                        *(() if work_score.rating else results[evaluation]),
                        *(() if behavior_score.rating else behaviors[evaluation]),
                    ),
                )
                if text
            )

    def _get_head_predicates(self):
        """Return {evaluation: predicate record of the unit that its person heads}.

        Of the unit's own predicate only: that of a unit above is not his to answer for.
        """
        headed = self.filtered(
            lambda evaluation: (
                evaluation.department_id.manager_id == evaluation.employee_id
            )
        )
        predicates = self.env["hr.skp.organization.predicate"]
        found = {}
        for period, group in headed.grouped("period_id").items():
            by_unit = predicates._get_for(group.department_id, period)
            for evaluation in group:
                unit = evaluation.department_id
                if by_unit[unit].department_id == unit:
                    found[evaluation] = by_unit[unit]
        return found

    @api.model
    def _suggest_for_head(self, record):
        """Return (rating, sentence) that a unit's predicate suggests for its head.

        :param record: the ``hr.skp.organization.predicate``, or None
        """
        company = record and record.company_id
        suggested = record and rating.suggest_head_rating(
            record.predicate, company.skp_head_above_from, company.skp_head_meets_from
        )
        if not suggested:
            return None, ""
        labels = dict(self._fields["work_rating"]._description_selection(self.env))
        return suggested, self.env._(
            "Suggested for work results: %(rating)s, because he heads %(unit)s, whose predicate"
            " is %(predicate)s. That this predicate means this rating is how the agency reads"
            " it, not a rule.",
            rating=labels[suggested],
            unit=record.department_id.name,
            predicate=dict(
                self._fields["current_organization_predicate"]._description_selection(
                    self.env
                )
            )[record.predicate],
        )

    def _get_rated_lines(self):
        """Return {evaluation: result lines} and {evaluation: behaviour lines}.

        Of saved evaluations by a search, not through their fields: see
        ``hr.skp._search_evaluations``. In an open form what the form holds.
        """
        found = []
        for name in ("result_line_ids", "behavior_line_ids"):
            lines = self.env[self._fields[name].comodel_name].sudo()
            saved = lines.search([("evaluation_id", "in", self.ids)]).grouped(
                "evaluation_id"
            )
            found.append(
                {
                    evaluation: saved.get(evaluation, lines)
                    if evaluation.id
                    else evaluation[name]
                    for evaluation in self
                }
            )
        return found

    @api.model
    def _get_feedback_hint(self, *lines):
        """Say that feedback counts where lines have no rating; empty where none does."""
        if not any(line.feedback_rating and not line.rating for line in lines):
            return ""
        return self.env._(
            "A line without a rating counts by the leader's latest feedback on it."
        )

    def _get_suggestion_text(self, suggestion, subject):
        """Return in one sentence why this is suggested, empty where nothing is."""
        if not suggestion.rating:
            return ""
        reasons = {
            "most_above": self.env._(
                "most exceed expectation and no main one is below"
            ),
            "main_below": self.env._(
                "most exceed expectation, but a main one is below"
            ),
            "most_below": self.env._("most are below expectation"),
            "most_meet": self.env._(
                "neither most exceed expectation nor are most below"
            ),
        }
        return self.env._(
            "%(subject)s: %(rating)s. Of %(total)s rated, %(above)s above, %(meets)s meet,"
            " %(below)s below: %(reason)s.",
            subject=subject,
            rating=dict(self._fields["work_rating"]._description_selection(self.env))[
                suggestion.rating
            ],
            total=suggestion.total,
            above=suggestion.above,
            meets=suggestion.meets,
            below=suggestion.below,
            reason=reasons[suggestion.reason],
        )

    @api.depends_context("uid")
    @api.depends(
        "result_line_ids.state",
        "result_line_ids.has_score",
        "behavior_line_ids.has_score",
    )
    def _compute_lines_told(self):
        """Tell whether the lines hold a take-over, and whether they show scores."""
        results, behaviors = self._get_rated_lines()
        for evaluation in self:
            lines = results[evaluation]
            evaluation.has_takeover = "taken_over" in lines.mapped("state")
            evaluation.show_score = evaluation._is_score_shown(
                lines, behaviors[evaluation]
            )

    @api.depends("department_id", "period_id", "organization_predicate", "delivered_on")
    def _compute_current_organization_predicate(self):
        live = self.filtered(lambda evaluation: not evaluation.delivered_on)
        found = live._get_organization_predicates()
        for evaluation in self:
            evaluation.current_organization_predicate = (
                found[evaluation]
                if evaluation in live
                else evaluation.organization_predicate
            )

    @api.depends_context("uid", "lang")
    @api.depends("skp_id", "period_id")
    def _compute_previous_text(self):
        """Tell the predicates of the plan's earlier periods that the user may read."""
        labels = dict(self._fields["predicate"]._description_selection(self.env))
        others = self.search(
            [("skp_id", "in", self.skp_id.ids), ("predicate", "!=", False)],
            order="date_to, id",
        )
        for evaluation in self:
            earlier = others.filtered(
                lambda other, evaluation=evaluation: (
                    other.skp_id == evaluation.skp_id
                    and other != evaluation._origin
                    and other.kind == "periodic"
                    and evaluation.date_to
                    and other.date_to <= evaluation.date_to
                )
            )
            evaluation.previous_text = " · ".join(
                f"{other.period_id.name}: {labels[other.predicate]}"
                for other in earlier
            )

    def _compute_quadrant_cells(self):
        self.quadrant_cells = quadrant.CELLS

    # Buttons

    def action_open_realization(self):
        """Open what was realised in the period, indicator by indicator."""
        self.ensure_one()
        self.check_access("read")
        return self.skp_id._open_realization(self.period_id)

    def action_open_feedback(self):
        """Open the plan's feedback of the period, ready for another line."""
        self.ensure_one()
        self.check_access("read")
        action = self.skp_id.action_open_feedback()
        action["context"] = {
            **action["context"],
            "default_period_id": self.period_id.id,
            "search_default_period_id": self.period_id.id,
        }
        return action

    def action_open_plan(self):
        """Open the plan of one evaluation."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "hr.skp",
            "res_id": self.skp_id.id,
            "views": [(False, "form")],
        }
