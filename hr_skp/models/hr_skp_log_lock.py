from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.tools import format_date


class HrSkpCycle(models.Model):
    _inherit = "hr.skp.cycle"

    log_lock_days = fields.Integer(
        "Log closes after (days)",
        help="How many days after a period's last day its daily log closes; 0 leaves it open."
        " The day can be changed on each period.",
    )

    _check_log_lock_days = models.Constraint(
        "CHECK (COALESCE(log_lock_days, 0) >= 0)",
        "The log closes after its period, not before.",
    )

    def _get_log_period(self, date):
        """Return the period whose locking date holds for a day: the earliest to close."""
        return self.period_ids.filtered(
            lambda period: (
                period.log_lock_date and period.date_from <= date <= period.date_to
            )
        ).sorted("log_lock_date")[:1]


class HrSkpPeriod(models.Model):
    """When the daily log of a period closes."""

    _inherit = "hr.skp.period"

    log_lock_date = fields.Date(
        "Log closes on",
        compute="_compute_log_lock_date",
        store=True,
        readonly=False,
        precompute=True,
        help="The last day on which the daily log of this period is written. A later day"
        " opens it again.",
    )

    def _get_log_closed_text(self):
        """Return why the daily log of one period is closed, and the way out."""
        return self.env._(
            "the log of %(period)s closed on %(date)s. The performance team can open"
            " it again.",
            period=self.name,
            date=format_date(self.env, self.log_lock_date),
        )

    @api.depends("date_to", "cycle_id.log_lock_days")
    def _compute_log_lock_date(self):
        for period in self:
            days = period.cycle_id.log_lock_days
            period.log_lock_date = (
                period.date_to + relativedelta(days=days)
                if days and period.date_to and period.kind != "annual"
                else False
            )
