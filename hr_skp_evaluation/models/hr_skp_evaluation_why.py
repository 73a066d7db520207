from odoo import api, fields, models
from odoo.fields import Domain

# What is recorded of an objection and of its evaluation: told once, with the ratings.
TOLD_TWICE = (
    "objection_file",
    "objection_keep",
    "objection_change",
    "objection_withdraw",
)


class HrSkpEvaluation(models.Model):
    """From a predicate to what it rests on: ratings, lines, evidence and log.

    Everything is read as the user, so the page shows each what he may see, and to the
    rated person nothing before delivery.
    """

    _inherit = "hr.skp.evaluation"

    why_event_ids = fields.Many2many(
        "hr.skp.event",
        string="How it came about",
        compute="_compute_why_event_ids",
        export_string_translation=False,
    )
    can_ask_why = fields.Boolean(
        compute="_compute_can_ask_why", export_string_translation=False
    )

    @api.depends_context("uid")
    @api.depends("predicate", "state")
    def _compute_why_event_ids(self):
        events = self.env["hr.skp.event"]
        domains = self._origin._get_why_domains()
        found = events.search(Domain.OR(domains.values()), order="date, id")
        for evaluation in self:
            domain = domains.get(evaluation._origin)
            evaluation.why_event_ids = domain and found.filtered_domain(domain)

    def _get_why_domains(self):
        """Return {evaluation: which events led to its predicate}; addons add theirs."""
        objections = self.env["hr.skp.objection"].search(
            [("evaluation_id", "in", self.ids)]
        )
        by_evaluation = objections.grouped("evaluation_id")
        return {
            evaluation: (
                Domain("model", "=", evaluation._name)
                & Domain("res_id", "=", evaluation.id)
            )
            | (
                Domain("model", "=", objections._name)
                & Domain(
                    "res_id",
                    "in",
                    by_evaluation.get(evaluation, objections.browse()).ids,
                )
                & Domain("kind", "not in", TOLD_TWICE)
            )
            for evaluation in self
        }

    @api.depends("predicate")
    def _compute_can_ask_why(self):
        for evaluation in self:
            evaluation.can_ask_why = bool(evaluation.predicate)

    def action_open_why(self):
        """Open the page that traces the predicate of one evaluation."""
        self.ensure_one()
        self.check_access("read")
        view = self.env.ref("hr_skp_evaluation.hr_skp_evaluation_view_form_why")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Why this predicate"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(view.id, "form")],
            "context": {"create": False, "edit": False, "delete": False},
        }
