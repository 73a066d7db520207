from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_date

from .hr_skp_activity import EDITABLE_STATES
from .hr_skp_reminder import Occasion


class HrSkpActivity(models.Model):
    _inherit = "hr.skp.activity"

    is_closing = fields.Boolean(
        "Closes soon",
        compute="_compute_is_closing",
        search="_search_is_closing",
        help="The log of its period closes within the days in which the agency reminds.",
    )
    is_closed = fields.Boolean(
        "Log closed",
        compute="_compute_is_closing",
        search="_search_is_closed",
        help="The log of its period is closed.",
    )

    @api.depends("date", "skp_id")
    def _compute_is_closing(self):
        entries = self.sudo().with_context(active_test=False)
        own = Domain("id", "in", self.ids)
        closing = entries.search(own & Domain("is_closing", "=", True))
        closed = entries.search(own & Domain("is_closed", "=", True))
        for entry in self:
            entry.is_closing = entry.id in closing.ids
            entry.is_closed = entry.id in closed.ids

    @api.model
    def _search_is_closing(self, operator, value):
        if operator != "in":
            return NotImplemented
        today = fields.Date.context_today(self)
        last = today + timedelta(days=self.env.company.skp_reminder_first_days)
        closing = self.env["hr.skp.period"]._search_log_locks(today, last)
        # Of several periods that hold a day, the one that closes first decides.
        return closing._get_log_domain() & ~self._get_closed_domain()

    @api.model
    def _search_is_closed(self, operator, value):
        if operator != "in":
            return NotImplemented
        return self._get_closed_domain()

    @api.model
    def _get_closed_domain(self):
        yesterday = fields.Date.context_today(self) - timedelta(days=1)
        periods = self.env["hr.skp.period"]._search_log_locks(False, yesterday)
        return periods._get_log_domain()


class HrSkpPeriod(models.Model):
    _inherit = "hr.skp.period"

    @api.model
    def _search_log_locks(self, first, last):
        """Return the periods whose log closes in some days; from ever where ``first`` is empty."""
        domain = Domain("log_lock_date", "!=", False) & Domain(
            "log_lock_date", "<=", last
        )
        if first:
            domain &= Domain("log_lock_date", ">=", first)
        return self.sudo().search(domain)

    def _get_log_domain(self):
        """Return the domain of the log entries of these periods."""
        return Domain.OR(
            Domain("skp_id.cycle_id", "=", period.cycle_id.id)
            & Domain("date", ">=", period.date_from)
            & Domain("date", "<=", period.date_to)
            for period in self
        )


class HrSkpReminder(models.Model):
    _inherit = "hr.skp.reminder"

    kind = fields.Selection(
        selection_add=[("log_lock", "Log closes")], ondelete={"log_lock": "cascade"}
    )

    @api.model
    def _get_sources(self):
        return {**super()._get_sources(), "log_lock": "hr.skp.reminder.log.lock"}


class HrSkpReminderLogLock(models.AbstractModel):
    """Entries of a period whose log closes: to submit by then, to verify also afterwards.

    An employee cannot submit any more once it is closed. His appraiser still verifies;
    some days later the performance team is told where nobody did.
    """

    _name = "hr.skp.reminder.log.lock"
    _inherit = ["hr.skp.reminder.source"]
    _description = "SKP: reminders before the log closes"

    _skp_kind = "log_lock"
    _skp_counts = "hr.skp.activity"
    _skp_switch = "skp_remind_log_lock"
    _skp_own_parts = ("own", "waiting")

    @api.model
    def _get_occasions(self, cycle, today):
        company = cycle.company_id
        if not company[self._skp_switch]:
            return []
        ahead = timedelta(days=company.skp_reminder_first_days)
        occasions = []
        for day in sorted({*cycle.period_ids.mapped("log_lock_date")} - {False}):
            if day - ahead > today:
                continue
            date = company._get_skp_reminder_date(day, today)
            tells = frozenset(("own", "team"))
            if today > day:
                passed = ((date or today) - day).days
                tells = self._get_tells(company, passed) - {"own"}
            if tells:
                occasions.append(
                    Occasion(self._skp_kind, cycle, day, date, tells, None)
                )
        return occasions

    @api.model
    def _get_domain(self, occasion, part):
        entries = Domain("skp_id.cycle_id", "=", occasion.cycle.id)
        submitted = entries & Domain("state", "=", "submitted")
        closing = Domain("is_closing", "=", True)
        if part == "own":
            return entries & Domain("state", "in", EDITABLE_STATES) & closing
        if part == "waiting":
            return submitted & closing
        if part == "units":
            return submitted & Domain("is_closed", "=", True)
        return submitted

    @api.model
    def _get_trigger_domain(self, occasion, part):
        """Who verifies is told of all that waits, because of what closes on this day."""
        domain = super()._get_trigger_domain(occasion, part)
        if part != "team":
            return domain
        periods = occasion.cycle.period_ids.filtered(
            lambda period: period.log_lock_date == occasion.deadline
        )
        return domain & periods._get_log_domain()

    @api.model
    def _get_facts(self, occasion, audience, user_ids):
        """Tell who is written to also what of his own waits to be verified.

        For that alone nobody is written to: it is his appraiser's turn.
        """
        facts = super()._get_facts(occasion, audience, user_ids)
        if "own" in occasion.tells:
            rows = self._get_rows()._read_group(
                self._get_domain(occasion, "waiting")
                & Domain("employee_user_id", "in", user_ids),
                ["employee_user_id"],
                ["__count"],
            )
            for user, count in rows:
                if facts.get(user.id):
                    facts[user.id]["waiting"] = count
        return facts

    @api.model
    def _get_lines(self, occasion, facts):
        lines = super()._get_lines(occasion, facts)
        if count := facts.get("waiting"):
            waiting = self._prepare_line(
                self.env._(
                    "Your entries that nobody has verified yet: %(count)s", count=count
                ),
                "skp-log-waiting",
                self.env._("Open these entries"),
            )
            lines.insert(1 if facts.get("own") else 0, waiting)
        return lines

    @api.model
    def _get_title(self, occasion):
        date = format_date(self.env, occasion.deadline)
        if occasion.deadline < occasion.cycle.company_id._get_skp_today():
            return self.env._("The daily log closed on %(date)s.", date=date)
        return self.env._("The daily log closes on %(date)s.", date=date)

    @api.model
    def _get_own_line(self, occasion, due):
        return self._prepare_line(
            self.env._(
                "Entries that you have not submitted: %(count)s", count=due.count
            ),
            "skp-log-closing",
            self.env._("Open these entries"),
        )

    @api.model
    def _get_team_line(self, occasion, team):
        return self._prepare_line(
            self.env._(
                "Entries waiting for you to verify: %(count)s",
                count=self._get_team_count(team),
            ),
            "skp-log-to-verify",
            self.env._("Open what waits"),
            self._get_team_names(team),
        )

    @api.model
    def _get_unit_line(self, occasion, units):
        return self._prepare_unit_line(
            units,
            "skp-log-unverified",
            [self.env._("Entries that nobody verified")],
            self.env._("Open these entries"),
        )
