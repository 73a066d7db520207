from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from .hr_skp_reminder import Audience, Occasion


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


class HrSkpReminder(models.Model):
    """Whoever owes agreed feedback is told of it, with everybody he owes it to.

    Told again as often as the agency repeats reminders, as long as it is owed.
    """

    _inherit = "hr.skp.reminder"

    kind = fields.Selection(
        selection_add=[("feedback", "Agreed feedback")],
        ondelete={"feedback": "cascade"},
    )

    @api.model
    def _get_occasions(self):
        occasions = super()._get_occasions()
        cycles = self.env["hr.skp.cycle"].sudo().search([("state", "=", "open")])
        for cycle in cycles:
            today = cycle.company_id._get_skp_today()
            days = cycle.company_id.skp_reminder_repeat_days
            is_running = cycle.date_from <= today <= cycle.date_to
            if days and is_running and self._get_owed_plans(cycle, limit=1):
                passed = (today - cycle.date_from).days
                date = cycle.date_from + timedelta(days=passed // days * days)
                occasions.append(
                    Occasion(cycle, "feedback", None, date, date, True, True, False)
                )
        return occasions

    @api.model
    def _get_owed_plans(self, cycle, limit=None):
        """Return the plans of a year whose agreed feedback is due, in superuser mode."""
        return (
            self.env["hr.skp"]
            .sudo()
            .search(
                [("cycle_id", "=", cycle.id), ("is_feedback_due", "=", True)],
                limit=limit,
            )
        )

    @api.model
    def _get_audience(self, occasion):
        if occasion.kind != "feedback":
            return super()._get_audience(occasion)
        plans = self._get_owed_plans(occasion.cycle)
        users = plans.appraiser_user_id | plans.deputy_user_id
        return Audience(set(users.filtered("active").ids), {}, {})

    @api.model
    def _get_digests(self, occasion, audience, users):
        if occasion.kind != "feedback":
            return super()._get_digests(occasion, audience, users)
        digests = {}
        for plan in self._get_owed_plans(occasion.cycle):
            leaders = plan.appraiser_user_id | plan.deputy_user_id
            for user in leaders & users - plan.employee_user_id:
                digests[user] = digests.get(user, plan.browse()) | plan
        rows = self.env["hr.skp.progress"]
        return {
            user: {
                "own": None,
                "waiting": rows,
                "missing": rows,
                "units": [],
                "owed": plans,
            }
            for user, plans in digests.items()
        }

    @api.model
    def _prepare_digest(self, occasion, digest):
        values = super()._prepare_digest(occasion, digest)
        owed = digest.get("owed") or self.env["hr.skp"]
        return {
            **values,
            "owed_title": self.env._("Feedback is due for: %(count)s", count=len(owed)),
            "owed_names": self._get_names(owed) if owed else [],
        }

    @api.model
    def _get_intro(self, occasion):
        if occasion.kind != "feedback":
            return super()._get_intro(occasion)
        return self.env._("Periodic feedback is given as agreed in each plan.")

    @api.model
    def _get_subject(self, occasion):
        if occasion.kind != "feedback":
            return super()._get_subject(occasion)
        return self.env._("SKP %(cycle)s: feedback is due", cycle=occasion.cycle.name)
