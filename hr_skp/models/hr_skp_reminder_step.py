from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL, format_date


class HrSkpAction(models.Model):
    _inherit = "hr.skp.action"

    is_due = fields.Boolean(
        "Due soon or late",
        compute="_compute_is_due",
        search="_search_is_due",
        help="Still to do, and due within the days in which the agency reminds, or late.",
    )

    @api.depends("state", "date_deadline", "skp_id.state")
    def _compute_is_due(self):
        due = self.sudo().search([("id", "in", self.ids), ("is_due", "=", True)])
        for step in self:
            step.is_due = step._origin.sudo() in due

    @api.model
    def _search_is_due(self, operator, value):
        if operator != "in":
            return NotImplemented
        today = fields.Date.context_today(self)
        last = today + timedelta(days=self.env.company.skp_reminder_first_days)
        return (
            Domain("state", "in", ("planned", "ongoing"))
            & Domain("date_deadline", "<=", last)
            & Domain("result_id.state", "=", "active")
            & self.env["hr.skp"]._get_running_lines(today)
        )


class HrSkpReminder(models.Model):
    _inherit = "hr.skp.reminder"

    kind = fields.Selection(
        selection_add=[("step", "Action plan")], ondelete={"step": "cascade"}
    )

    @api.model
    def _get_sources(self):
        name = "hr.skp.reminder.step"
        return {**super()._get_sources(), "step": name}


class HrSkpReminderStep(models.AbstractModel):
    """Steps of the action plan that are due or late, and periods begun without steps.

    That a period has none yet is told to those who kept steps in the period before.
    """

    _name = "hr.skp.reminder.step"
    _inherit = ["hr.skp.reminder.source"]
    _description = "SKP: reminders of steps of the action plan"

    _skp_kind = "step"
    _skp_counts = "hr.skp.action"
    _skp_switch = "skp_remind_step"
    _skp_date_column = "date_deadline"
    _skp_own_parts = ("own", "bare")

    @api.model
    def _get_occasions(self, cycle, today):
        return self._get_rolling(cycle, today, {"own", "team"})

    @api.model
    def _get_domain(self, occasion, part):
        domain = Domain("skp_id.cycle_id", "=", occasion.cycle.id) & Domain(
            "is_due", "=", True
        )
        return domain if part == "own" else domain & Domain("is_late", "=", True)

    @api.model
    def _get_trigger_domain(self, occasion, part):
        """For what is late for long nobody is written to any more."""
        company = occasion.cycle.company_id
        first = company._get_skp_today() - timedelta(
            days=company._get_skp_reminder_lasting()
        )
        return super()._get_trigger_domain(occasion, part) & Domain(
            "date_deadline", ">=", first
        )

    # A period begun without steps

    @api.model
    def _get_bare_domain(self, occasion):
        """Return the domain of plans with steps in the period before and none in this."""
        today = occasion.cycle.company_id._get_skp_today()
        before, present = self._get_periods(occasion.cycle, today)

        def to_sql(model, alias, query):
            steps = SQL(
                "SELECT FROM hr_skp_action step WHERE step.skp_id = %s AND step.period_id",
                model._field_to_sql(alias, "id", query),
            )
            return SQL(
                "EXISTS (%(steps)s = %(before)s) AND NOT EXISTS (%(steps)s = %(present)s)",
                steps=steps,
                before=before.id,
                present=present.id,
            )

        if not before or not present:
            return Domain.FALSE
        return (
            Domain("cycle_id", "=", occasion.cycle.id)
            & self.env["hr.skp"]._get_running_domain(today)
            & Domain.custom(to_sql=to_sql)
        )

    @api.model
    def _get_periods(self, cycle, today):
        """Return the evaluation period before today's, and today's."""
        begun = cycle.period_ids.filtered(
            lambda period: period.kind == "periodic" and period.date_from <= today
        ).sorted("date_from")
        return begun[-2:-1], begun[-1:]

    @api.model
    def _get_bare(self, occasion, user_ids=None):
        """Return {user without steps: the period}, in its first weeks."""
        company = occasion.cycle.company_id
        today = company._get_skp_today()
        _before, present = self._get_periods(occasion.cycle, today)
        lasting = timedelta(days=company._get_skp_reminder_lasting())
        if not present or today - present.date_from > lasting:
            return {}
        domain = self._get_bare_domain(occasion) & (
            Domain("employee_user_id", "!=", False)
            if user_ids is None
            else Domain("employee_user_id", "in", user_ids)
        )
        [[user_ids]] = (
            self.env["hr.skp"]
            .sudo()
            ._read_group(domain, [], ["employee_user_id:array_agg_distinct"])
        )
        return dict.fromkeys(user_ids or (), present)

    @api.model
    def _get_audience(self, occasion):
        audience = super()._get_audience(occasion)
        return audience._replace(
            user_ids=audience.user_ids | self._get_bare(occasion).keys()
        )

    @api.model
    def _get_facts(self, occasion, audience, user_ids):
        facts = super()._get_facts(occasion, audience, user_ids)
        for user_id, period in self._get_bare(occasion, user_ids).items():
            facts[user_id]["bare"] = period
        return facts

    # The words

    @api.model
    def _get_title(self, occasion):
        return self.env._("Steps of the action plan")

    @api.model
    def _get_lines(self, occasion, facts):
        lines = super()._get_lines(occasion, facts)
        if period := facts.get("bare"):
            lines.append(
                self._prepare_line(
                    self.env._(
                        "You have no steps for %(period)s yet. Those of the period before"
                        " can be copied.",
                        period=period.name,
                    ),
                    "skp-action-plan",
                    self.env._("Open my action plan"),
                )
            )
        return lines

    @api.model
    def _get_own_line(self, occasion, due):
        return self._prepare_line(
            self.env._(
                "Your steps that are due soon or late: %(count)s, the first on %(date)s",
                count=due.count,
                date=format_date(self.env, due.date),
            ),
            "skp-steps-due",
            self.env._("Open these steps"),
        )

    @api.model
    def _get_team_line(self, occasion, team):
        return self._prepare_line(
            self.env._(
                "Late steps of your people: %(count)s",
                count=self._get_team_count(team),
            ),
            "skp-steps-late",
            self.env._("Open the late steps"),
            self._get_team_names(team),
        )

    @api.model
    def _get_due_text(self, due):
        return str(due.count)
