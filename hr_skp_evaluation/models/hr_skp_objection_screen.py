from odoo import api, fields, models
from odoo.tools import format_date

from odoo.addons.hr_skp.models.hr_skp_feedback import RATINGS

from ..rules import quadrant
from .hr_skp_evaluation import PREDICATES
from .hr_skp_objection import OPEN_STATES

# Field of the page: field of the evaluation that it shows.
PAGE = {
    "now_work_rating": "work_rating",
    "now_behavior_rating": "behavior_rating",
    "now_predicate": "predicate",
    **{
        name: name
        for name in (
            "appraiser_id",
            "delivered_on",
            "objection_deadline",
            "has_takeover",
            "show_score",
            "note",
            "recommendation",
            "result_line_ids",
            "behavior_line_ids",
        )
    },
}


class HrSkpObjection(models.Model):
    """What the page of an objection shows: whose turn it is, and what was rated."""

    _inherit = "hr.skp.objection"

    waiting_text = fields.Char("Whose turn", compute="_compute_waiting_text")
    outcome_text = fields.Char(
        "Status",
        compute="_compute_outcome_text",
        help="Where ratings were changed, whether the predicate followed.",
    )
    is_waiting_for_me = fields.Boolean(
        "Waiting for me",
        compute="_compute_is_waiting_for_me",
        search="_search_is_waiting_for_me",
    )
    quadrant_cells = fields.Json(
        compute="_compute_quadrant_cells", export_string_translation=False
    )
    # The evaluation on the same page, where the user may read it: while it is taken back,
    # the draft of an objection shows nothing of it.
    appraiser_id = fields.Many2one("hr.employee", compute="_compute_page")
    delivered_on = fields.Datetime("Delivered on", compute="_compute_page")
    objection_deadline = fields.Date("Last day to object", compute="_compute_page")
    has_takeover = fields.Boolean(
        compute="_compute_page", export_string_translation=False
    )
    show_score = fields.Boolean(
        compute="_compute_page", export_string_translation=False
    )
    now_work_rating = fields.Selection(
        RATINGS, "Rating of work results", compute="_compute_page"
    )
    now_behavior_rating = fields.Selection(
        RATINGS, "Rating of behaviour", compute="_compute_page"
    )
    now_predicate = fields.Selection(
        PREDICATES, "Predicate now", compute="_compute_page"
    )
    note = fields.Text("Notes", compute="_compute_page")
    recommendation = fields.Text(compute="_compute_page")
    result_line_ids = fields.One2many(
        "hr.skp.evaluation.result", string="Work results", compute="_compute_page"
    )
    behavior_line_ids = fields.One2many(
        "hr.skp.evaluation.behavior", string="Behaviour", compute="_compute_page"
    )

    @api.depends_context("uid")
    @api.depends("evaluation_id", "state")
    def _compute_page(self):
        readable = self.evaluation_id._filtered_access("read")
        for objection in self:
            evaluation = objection.evaluation_id & readable
            for name, source in PAGE.items():
                objection[name] = evaluation[source]

    @api.depends("state", "old_predicate", "new_predicate")
    @api.depends_context("lang")
    def _compute_outcome_text(self):
        for objection in self:
            if objection.state != "changed":
                text = objection._get_state_label()
            elif objection.new_predicate == objection.old_predicate:
                text = self.env._("Rating changed, predicate kept")
            else:
                text = self.env._("Predicate changed")
            objection.outcome_text = text

    @api.depends("state", "deadline", "decider_id")
    @api.depends_context("lang")
    def _compute_waiting_text(self):
        for objection in self:
            objection.waiting_text = bool(objection._origin) and (
                objection.sudo()._get_waiting_text()
            )

    def _get_waiting_text(self):
        """Return whose turn it is, without a word about ratings; False where nobody's."""
        self.ensure_one()
        evaluation = self.evaluation_id
        if self.state == "draft":
            if evaluation._get_window_refusals():
                return self.env._("It was not filed, and can no longer be filed")
            return self.env._(
                "Not filed yet. It can be filed until %(day)s",
                day=format_date(self.env, evaluation.objection_deadline),
            )
        if self.state not in OPEN_STATES:
            return False
        names = {
            "appraiser": self.skp_id.appraiser_id.name,
            "decider": self.decider_id.name
            or self.env._("an authorised official to be named in the settings"),
            "day": format_date(self.env, self.deadline),
        }
        if self.state == "explained":
            return self.env._("Waiting for %(decider)s to decide", **names)
        if self._is_explanation_awaited():
            return self.env._(
                "Waiting for %(appraiser)s to explain, until %(day)s; then %(decider)s decides",
                **names,
            )
        return self.env._(
            "Waiting for %(decider)s to decide; %(appraiser)s did not explain until %(day)s",
            **names,
        )

    @api.depends_context("uid")
    @api.depends("state", "deadline", "decider_user_id")
    def _compute_is_waiting_for_me(self):
        waiting = self.search(
            [("id", "in", self._origin.ids), ("is_waiting_for_me", "=", True)]
        )
        for objection in self:
            objection.is_waiting_for_me = objection._origin in waiting

    @api.model
    def _search_is_waiting_for_me(self, operator, value):
        if operator != "in":
            return NotImplemented
        uid, today = self.env.uid, self.env.company._get_skp_today()
        return [
            "|",
            "|",
            "&",
            "&",
            ("employee_user_id", "=", uid),
            ("state", "=", "draft"),
            "&",
            ("evaluation_id.state", "=", "delivered"),
            ("evaluation_id.objection_deadline", ">=", today),
            "&",
            "&",
            ("state", "=", "filed"),
            ("employee_user_id", "!=", uid),
            "|",
            ("appraiser_user_id", "=", uid),
            ("has_skp_deputy_access", "=", True),
            "&",
            ("decider_user_id", "=", uid),
            "|",
            ("state", "=", "explained"),
            "&",
            ("state", "=", "filed"),
            ("deadline", "<", today),
        ]

    def _compute_quadrant_cells(self):
        self.quadrant_cells = quadrant.CELLS

    def action_open_evaluation(self):
        """Open the evaluation that one objection is about."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "res_model": "hr.skp.evaluation",
            "res_id": self.evaluation_id.id,
            "views": [(False, "form")],
        }

    def action_open_why(self):
        """Open the page that traces the predicate to its evidence."""
        self.ensure_one()
        self.check_access("read")
        return self.evaluation_id.action_open_why()
