from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_date


class HrSkpReminder(models.Model):
    _inherit = "hr.skp.reminder"

    kind = fields.Selection(
        selection_add=[
            ("feedback", "Agreed feedback"),
            ("asked", "Feedback asked for"),
        ],
        ondelete={"feedback": "cascade", "asked": "cascade"},
    )

    @api.model
    def _get_sources(self):
        return {
            **super()._get_sources(),
            "feedback": "hr.skp.reminder.feedback",
            "asked": "hr.skp.reminder.asked",
        }


class HrSkpReminderFeedback(models.AbstractModel):
    """Feedback that a leader owes as agreed in the plan, with everybody he owes it to."""

    _name = "hr.skp.reminder.feedback"
    _inherit = ["hr.skp.reminder.source"]
    _description = "SKP: reminders of agreed feedback"

    _skp_kind = "feedback"
    _skp_counts = "hr.skp"
    _skp_plan_column = "id"
    _skp_switch = "skp_remind_feedback"

    @api.model
    def _get_occasions(self, cycle, today):
        return self._get_rolling(cycle, today, {"team"})

    @api.model
    def _get_domain(self, occasion, part):
        return (
            Domain("cycle_id", "=", occasion.cycle.id)
            & Domain("is_feedback_due", "=", True)
            & Domain.custom(to_sql=self.env["hr.skp"]._get_present_sql)
        )

    @api.model
    def _get_title(self, occasion):
        return self.env._("Periodic feedback is given as agreed in each plan.")

    @api.model
    def _get_subject(self, occasion):
        return self.env._("SKP %(cycle)s: feedback is due", cycle=occasion.cycle.name)

    @api.model
    def _get_team_line(self, occasion, team):
        return self._prepare_line(
            self.env._("Feedback is due for: %(count)s", count=len(team)),
            "skp-feedback-due",
            self.env._("Open whose feedback is due"),
            self._shorten([plan.employee_id.name for plan, _due in team]),
        )


class HrSkpReminderAsked(models.AbstractModel):
    """Feedback that somebody was asked for, near its day and after it.

    Where names are hidden nobody may learn who has answered, not from a reminder either:
    all who were asked get it, those who have answered, too, and it says so. ``hidden``
    is their number.
    """

    _name = "hr.skp.reminder.asked"
    _inherit = ["hr.skp.reminder.source"]
    _description = "SKP: reminders of feedback asked for"

    _skp_kind = "asked"
    _skp_counts = "hr.skp.feedback"
    _skp_own_column = "author_user_id"
    _skp_date_column = "due_date"
    _skp_switch = "skp_remind_feedback"
    _skp_own_parts = ("own", "hidden")
    _skp_is_leaders = False

    @api.model
    def _get_occasions(self, cycle, today):
        return self._get_rolling(cycle, today, {"own"})

    @api.model
    def _get_domain(self, occasion, part):
        return self._get_asked_domain(occasion) & Domain(
            "is_hidden", "=", part == "hidden"
        )

    @api.model
    def _get_asked_domain(self, occasion):
        return (
            Domain("skp_id.cycle_id", "=", occasion.cycle.id)
            & Domain("state", "=", "requested")
            & Domain("is_declined", "=", False)
            # People outside the agency have their own link.
            & Domain("requested_by_id", "!=", False)
        )

    @api.model
    def _get_trigger_domain(self, occasion, part):
        company = occasion.cycle.company_id
        today = company._get_skp_today()
        lasting = timedelta(days=company._get_skp_reminder_lasting())
        ahead = timedelta(days=company.skp_reminder_first_days)
        return (
            self._get_asked_domain(occasion)
            & Domain("due_date", ">=", today - lasting)
            & Domain("due_date", "<=", today + ahead)
        )

    @api.model
    def _get_facts(self, occasion, audience, user_ids):
        facts = super()._get_facts(occasion, audience, user_ids)
        rows = self._get_rows()._read_group(
            self._get_domain(occasion, "hidden")
            & Domain("author_user_id", "in", user_ids),
            ["author_user_id"],
            self._get_aggregates(),
        )
        for user, *numbers in rows:
            facts[user.id]["hidden"] = self._get_due(*numbers)
        return facts

    @api.model
    def _get_lines(self, occasion, facts):
        lines = super()._get_lines(occasion, facts)
        if due := facts.get("hidden"):
            text = self.env._(
                "Feedback with hidden names: %(count)s, the first until %(date)s. If you"
                " have answered, nothing is left to do: nobody can see who has.",
                count=due.count,
                date=format_date(self.env, due.date),
            )
            label = self.env._("Open what I am asked")
            lines.append(self._prepare_line(text, "skp-feedback-asked", label))
        return lines

    @api.model
    def _get_title(self, occasion):
        return self.env._("Feedback asked of you")

    @api.model
    def _get_own_line(self, occasion, due):
        text = self.env._(
            "Colleagues wait for your feedback: %(count)s, the first until %(date)s",
            count=due.count,
            date=format_date(self.env, due.date),
        )
        return self._prepare_line(
            text, "skp-feedback-asked", self.env._("Open what I am asked")
        )
