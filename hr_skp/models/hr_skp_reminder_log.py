from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL, format_date

from .hr_skp_reminder_source import Due


class HrSkpReminder(models.Model):
    _inherit = "hr.skp.reminder"

    kind = fields.Selection(
        selection_add=[("log", "Nothing logged")], ondelete={"log": "cascade"}
    )

    @api.model
    def _get_sources(self):
        return {**super()._get_sources(), "log": "hr.skp.reminder.log"}


class HrSkpReminderLog(models.AbstractModel):
    """Who logged nothing for some working days.

    The database finds those without an entry for as many calendar days; of these,
    leave and holidays are looked up, as the month beside the log does.
    """

    _name = "hr.skp.reminder.log"
    _inherit = ["hr.skp.reminder.source"]
    _description = "SKP: reminders of days without a log entry"

    _skp_kind = "log"
    _skp_counts = "hr.skp"
    _skp_switch = "skp_remind_log_days"

    @api.model
    def _get_occasions(self, cycle, today):
        return self._get_rolling(cycle, today, {"own"})

    @api.model
    def _get_domain(self, occasion, part):
        company = occasion.cycle.company_id
        today = company._get_skp_today()
        days = company.skp_remind_log_days
        last = today - timedelta(days=days)
        # Told again as often as the agency repeats, for one window longer.
        first = last - timedelta(
            days=company._get_skp_reminder_lasting()
            + company._get_skp_reminder_window()
        )

        def to_sql(model, alias, query):
            return SQL(
                """COALESCE(
                    (SELECT MAX(entry.date) FROM hr_skp_activity entry
                      WHERE entry.employee_id = %(employee)s
                            AND entry.date >= %(begin)s),
                    GREATEST(%(begin)s, %(approved)s::date)
                ) BETWEEN %(first)s AND %(last)s AND (%(daily)s OR EXISTS (
                    SELECT FROM hr_skp_activity entry WHERE entry.skp_id = %(plan)s))""",
                begin=model._field_to_sql(alias, "date_from", query),
                approved=model._field_to_sql(alias, "approved_on", query),
                employee=model._field_to_sql(alias, "employee_id", query),
                plan=model._field_to_sql(alias, "id", query),
                first=first,
                # That day itself had an entry, or was the first.
                last=last - timedelta(days=1),
                daily=occasion.cycle.documentation_interval == "daily",
            )

        return (
            Domain("cycle_id", "=", occasion.cycle.id)
            & self.env["hr.skp"]._get_running_domain(today)
            & Domain.custom(to_sql=to_sql)
        )

    @api.model
    def _get_own(self, occasion, user_ids):
        """Return {id of a user: ``Due`` of working days since his last entry}."""
        plans = self._get_rows().search(
            self._get_domain(occasion, "own")
            & Domain("employee_user_id", "in", user_ids)
        )
        told = dict(
            self.env["hr.skp.activity"]
            .sudo()
            ._read_group(
                [("employee_id", "in", plans.employee_id.ids)],
                ["employee_id"],
                ["date:max"],
            )
        )
        since = {}
        for plan in plans:
            last = told.get(plan.employee_id)
            if not last or last < plan.date_from:
                approved = plan.approved_on and plan.approved_on.date()
                last = max(plan.date_from, approved or plan.date_from)
            since[plan] = last
        if not since:
            return {}
        company = occasion.cycle.company_id
        yesterday = company._get_skp_today() - timedelta(days=1)
        worked = plans.employee_id._get_skp_work_days(min(since.values()), yesterday)
        found = {}
        for plan, last in since.items():
            count = sum(day > last for day in worked[plan.employee_id])
            if count >= company.skp_remind_log_days:
                found[plan.employee_user_id.id] = Due(count, told.get(plan.employee_id))
        return found

    @api.model
    def _get_title(self, occasion):
        return self.env._("Your daily log waits for you.")

    @api.model
    def _get_own_line(self, occasion, due):
        text = (
            self.env._(
                "Working days without an entry since %(date)s: %(count)s",
                date=format_date(self.env, due.date),
                count=due.count,
            )
            if due.date
            else self.env._(
                "Working days without any entry: %(count)s", count=due.count
            )
        )
        return self._prepare_line(
            text, "skp-daily-log", self.env._("Open my daily log")
        )
