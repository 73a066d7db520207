from datetime import datetime, time

import pytz

from odoo import api, fields, models

# How often people are told of what has no deadline for all, where nothing is repeated.
WINDOW_DAYS = 30


class ResCompany(models.Model):
    """What an agency reminds its people of in the running year, and on which days."""

    _inherit = "res.company"

    skp_remind_planning = fields.Boolean(
        "Remind of the deadlines of planning", default=True
    )
    skp_remind_log_days = fields.Integer(
        "Remind after working days without a log entry (0: never)",
        default=3,
        help="Of everybody where the year is documented daily, else of those who began a"
        " log. Leave and holidays are no working days.",
    )
    skp_remind_log_lock = fields.Boolean(
        "Remind before the log closes",
        default=True,
        help="Employees of entries that are not submitted, appraisers of entries that"
        " are not verified.",
    )
    skp_remind_step = fields.Boolean(
        "Remind of steps of the action plan",
        default=True,
        help="Employees of steps that are due soon or late, appraisers of those that are"
        " late.",
    )
    skp_remind_realization = fields.Boolean(
        "Remind of realisation",
        default=True,
        help="Of indicators without realisation: employees when a period ends, from the"
        " deadline on their appraisers, later the performance team.",
    )
    skp_remind_feedback = fields.Boolean(
        "Remind of feedback",
        default=True,
        help="Appraisers of feedback agreed in the plan, others of feedback that they"
        " were asked for.",
    )
    skp_remind_coaching = fields.Boolean(
        "Remind of follow-ups of coaching",
        default=True,
        help="The coach and the employee, when the day of the follow-up is near. Nothing"
        " is told of what was said.",
    )
    skp_remind_working_days = fields.Boolean(
        "Remind on working days only",
        default=True,
        help="Where a reminder falls on a day off of the agency, it goes out on the next"
        " working day.",
    )

    _check_skp_remind_log_days = models.Constraint(
        "CHECK (COALESCE(skp_remind_log_days, 0) >= 0)",
        "Days of reminders are counted from 0 upwards.",
    )

    @api.model
    def _get_skp_settings(self):
        return super()._get_skp_settings() | {
            "skp_remind_planning",
            "skp_remind_log_days",
            "skp_remind_log_lock",
            "skp_remind_step",
            "skp_remind_realization",
            "skp_remind_feedback",
            "skp_remind_coaching",
            "skp_remind_working_days",
        }

    def _get_skp_reminder_window(self):
        """Return for how many days whoever was told is left in peace."""
        self.ensure_one()
        return self.skp_reminder_repeat_days or WINDOW_DAYS

    def _get_skp_reminder_lasting(self):
        """Return for how many days after a deadline people are reminded of it."""
        self.ensure_one()
        return self.skp_reminder_repeat_days * self.skp_reminder_repeat_count

    def _is_skp_reminder_free(self, day):
        """Whether nobody of the agency is written to on a day: a holiday or day of rest."""
        self.ensure_one()
        calendar = self.sudo().resource_calendar_id
        if not self.skp_remind_working_days or not calendar:
            return False
        zone = pytz.timezone(calendar.tz or "UTC")
        worked = calendar._work_intervals_batch(
            zone.localize(datetime.combine(day, time.min)),
            zone.localize(datetime.combine(day, time.max)),
        )
        return not worked[False]
