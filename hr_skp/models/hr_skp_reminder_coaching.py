from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_date


class HrSkpCoaching(models.Model):
    _inherit = "hr.skp.coaching"

    is_follow_up_due = fields.Boolean(
        "Follow-up due soon or overdue",
        compute="_compute_is_follow_up_due",
        search="_search_is_follow_up_due",
    )

    @api.depends("state", "follow_up_date")
    def _compute_is_follow_up_due(self):
        last = self._get_last_due_date()
        for session in self:
            due = session.follow_up_date
            session.is_follow_up_due = bool(
                due and due <= last and session.state == "held"
            )

    @api.model
    def _search_is_follow_up_due(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain("state", "=", "held") & Domain(
            "follow_up_date", "<=", self._get_last_due_date()
        )

    @api.model
    def _get_last_due_date(self):
        """Return the last day of which the agency reminds today."""
        ahead = timedelta(days=self.env.company.skp_reminder_first_days)
        return fields.Date.context_today(self) + ahead


class HrSkpReminder(models.Model):
    _inherit = "hr.skp.reminder"

    kind = fields.Selection(
        selection_add=[("coaching", "Follow-up of coaching")],
        ondelete={"coaching": "cascade"},
    )

    @api.model
    def _get_sources(self):
        name = "hr.skp.reminder.coaching"
        return {**super()._get_sources(), "coaching": name}


class HrSkpReminderCoaching(models.AbstractModel):
    """Follow-ups agreed in sessions, to the two who agreed on them.

    Nobody else is told, and neither kind nor content of a session stands in the digest:
    it may be read over a shoulder.
    """

    _name = "hr.skp.reminder.coaching"
    _inherit = ["hr.skp.reminder.source"]
    _description = "SKP: reminders of follow-ups of coaching"

    _skp_kind = "coaching"
    _skp_counts = "hr.skp.coaching"
    _skp_switch = "skp_remind_coaching"
    _skp_is_leaders = False
    _skp_leader_columns = ("coach_user_id",)
    _skp_date_column = "follow_up_date"

    @api.model
    def _get_occasions(self, cycle, today):
        return self._get_rolling(cycle, today, {"own", "team"})

    @api.model
    def _get_domain(self, occasion, part):
        return Domain("is_follow_up_due", "=", True) & Domain(
            "skp_id.cycle_id", "=", occasion.cycle.id
        )

    @api.model
    def _get_trigger_domain(self, occasion, part):
        """For what is overdue for long nobody is written to any more."""
        company = occasion.cycle.company_id
        first = company._get_skp_today() - timedelta(
            days=company._get_skp_reminder_lasting()
        )
        return super()._get_trigger_domain(occasion, part) & Domain(
            "follow_up_date", ">=", first
        )

    @api.model
    def _get_title(self, occasion):
        return self.env._("Agreed follow-ups")

    @api.model
    def _get_own_line(self, occasion, due):
        return self._prepare_line(
            self.env._(
                "Follow-ups agreed with you: %(count)s, the first on %(date)s",
                count=due.count,
                date=format_date(self.env, due.date),
            ),
            "skp-my-follow-ups",
            self.env._("Open these sessions"),
        )

    @api.model
    def _get_team_line(self, occasion, team):
        return self._prepare_line(
            self.env._(
                "Follow-ups that you agreed on: %(count)s",
                count=self._get_team_count(team),
            ),
            "skp-follow-ups",
            self.env._("Open these sessions"),
            self._get_team_names(team),
        )
