from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL


class HrSkp(models.Model):
    """When the next periodic feedback is due, as both sides agreed on the plan."""

    _inherit = "hr.skp"

    feedback_due_date = fields.Date(
        "Feedback due on",
        compute="_compute_feedback_due",
        help="The agreed interval after a leader's last periodic feedback.",
    )
    is_feedback_due = fields.Boolean(
        "Feedback due",
        compute="_compute_feedback_due",
        search="_search_is_feedback_due",
    )

    @api.depends(
        "state",
        "feedback_interval",
        "approved_on",
        "feedback_ids.state",
        "feedback_ids.occasion",
        "feedback_ids.given_on",
    )
    def _compute_feedback_due(self):
        self._flush_feedback_due()
        due = dict(
            self.env.execute_query(
                SQL("%s AND skp.id = ANY(%s)", self._get_feedback_due_sql(), self.ids)
            )
        )
        today = fields.Date.context_today(self)
        for plan in self:
            date = due.get(plan._origin.id)
            plan.feedback_due_date = date
            plan.is_feedback_due = bool(date) and date <= today

    @api.model
    def _search_is_feedback_due(self, operator, value):
        if operator != "in":
            return NotImplemented
        self._flush_feedback_due()
        today = fields.Date.context_today(self)
        return Domain.custom(
            to_sql=lambda model, alias, query: SQL(
                "%s IN (SELECT due.id FROM (%s) AS due WHERE due.due_date <= %s)",
                SQL.identifier(alias, "id"),
                self._get_feedback_due_sql(),
                today,
            )
        )

    @api.model
    def _flush_feedback_due(self):
        """Write what the query below reads."""
        self.flush_model(["state", "feedback_interval", "date_from", "approved_on"])
        self.env["hr.skp.feedback"].flush_model(
            ["skp_id", "state", "giver_role", "occasion", "given_on"]
        )

    @api.model
    def _get_feedback_due_sql(self):
        """Return the query of (id, due_date) of the plans in force, where one is agreed."""
        return SQL(
            """SELECT skp.id,
                (COALESCE(
                    (SELECT MAX(given.given_on)
                       FROM hr_skp_feedback given
                      WHERE given.skp_id = skp.id
                        AND given.state != 'requested'
                        AND given.giver_role = 'leader'
                        AND given.occasion = 'periodic'),
                    GREATEST(skp.date_from, skp.approved_on)
                ) + CASE skp.feedback_interval
                    WHEN 'weekly' THEN INTERVAL '7 days'
                    WHEN 'monthly' THEN INTERVAL '1 month'
                    WHEN 'quarterly' THEN INTERVAL '3 months'
                    ELSE INTERVAL '6 months' END)::date AS due_date
               FROM hr_skp skp
              WHERE skp.revision > 0
                AND skp.state IN ('submitted', 'approved', 'revising')
                AND skp.feedback_interval IS NOT NULL"""
        )
