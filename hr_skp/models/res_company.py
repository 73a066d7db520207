from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError

# How many days after its day a reminder still goes out, where the server stood still.
GRACE_DAYS = 3


class ResCompany(models.Model):
    """When an agency reminds its people of deadlines.

    These settings are the SKP administrator's, who need not administer Odoo.
    """

    _inherit = "res.company"

    skp_reminder_first_days = fields.Integer(
        "First reminder, days before",
        default=7,
        help="This many days before a deadline.",
    )
    skp_reminder_last_days = fields.Integer(
        "Last reminder, days before",
        default=1,
        help="This many days before a deadline.",
    )
    skp_reminder_repeat_days = fields.Integer(
        "Repeat every so many days (0: never)",
        default=7,
        help="Every so many days while something is not done. 0: nobody is told twice of"
        " the same deadline, the performance team once. What has no deadline for all, such"
        " as steps, feedback and the log, is told once in so many days; with 0, once in 30."
        " Each kind of reminder has a switch of its own.",
    )
    skp_reminder_repeat_count = fields.Integer(
        "Repeat at most so many times",
        default=4,
        help="After that nobody is written to any more; the list of who has not keeps"
        " showing it.",
    )
    skp_reminder_team_days = fields.Integer(
        "Performance team is told after days",
        default=7,
        help="From this many days after the deadline on.",
    )

    _check_skp_reminder_days = models.Constraint(
        """CHECK (skp_reminder_first_days >= 0 AND skp_reminder_last_days >= 0
            AND skp_reminder_repeat_days >= 0 AND skp_reminder_repeat_count >= 0
            AND skp_reminder_team_days >= 0)""",
        "Days of reminders are counted from 0 upwards.",
    )

    @api.model
    def _get_skp_settings(self):
        """Return the names of the fields that the SKP administrator sets."""
        return {
            "skp_reminder_first_days",
            "skp_reminder_last_days",
            "skp_reminder_repeat_days",
            "skp_reminder_repeat_count",
            "skp_reminder_team_days",
        }

    def write(self, vals):
        names = vals.keys() & self._get_skp_settings()
        before = {company: company._get_skp_values(names) for company in self}
        if self._is_skp_setting(vals):
            self._check_skp_settings(vals)
            done = super(ResCompany, self.sudo()).write(vals)
        else:
            done = super().write(vals)
        if names:
            self._record_skp_settings(before)
        return done

    def _get_skp_values(self, names):
        """Return {setting: value, of somebody his name}, as the history keeps them."""
        return {
            name: value.display_name if isinstance(value, models.BaseModel) else value
            for name in sorted(names)
            for value in [self.sudo()[name]]
        }

    def _record_skp_settings(self, before):
        """Keep in the history who changed which terms of an agency."""
        details = {}
        for company, old in before.items():
            new = company._get_skp_values(old.keys())
            changed = [name for name in old if old[name] != new[name]]
            if changed:
                details[company] = {
                    "company_id": company.id,
                    "before": {name: old[name] for name in changed},
                    "after": {name: new[name] for name in changed},
                }
        if details:
            self.env["hr.skp.event"]._record(
                self.browse().union(*details), "settings", details=details
            )

    def _is_skp_setting(self, vals):
        """Whether the SKP administrator changes settings of SKP, and nothing else."""
        return (
            not self.env.su
            and bool(vals)
            and vals.keys() <= self._get_skp_settings()
            and self.env.user.has_group("hr_skp.group_hr_skp_manager")
        )

    def _check_skp_settings(self, vals):
        """Raise unless these are agencies in which the user works."""
        if others := self - self.env.user.company_ids:
            raise AccessError(
                self.env._(
                    "%(agency)s: its settings are for its own administrator.",
                    agency=", ".join(others.sudo().mapped("name")),
                )
            )

    def _get_skp_today(self):
        """Return today by the clock of the agency's calendar."""
        self.ensure_one()
        zone = self.sudo().resource_calendar_id.tz or "UTC"
        return fields.Date.context_today(self.with_context(tz=zone))

    def _get_skp_day(self, moment):
        """Return the day of a moment by the clock of the agency's calendar."""
        self.ensure_one()
        zone = self.sudo().resource_calendar_id.tz or "UTC"
        return fields.Datetime.context_timestamp(
            self.with_context(tz=zone), moment
        ).date()

    def _get_skp_reminder_date(self, deadline, today):
        """Return the day whose reminder of ``deadline`` goes out today, or None.

        On the deadline itself, so many days before it, and every so many after it. A
        day that the server missed is made up for within ``GRACE_DAYS``.

        :param date deadline: the last day to be in time
        :param date today: today where the agency is
        """
        self.ensure_one()
        passed = (today - deadline).days
        if passed >= 0:
            team = self.skp_reminder_team_days
            if self._get_skp_reminder_lasting():
                repeat = self.skp_reminder_repeat_days
                offset = passed // repeat * repeat
            else:
                # Nothing is repeated; the performance team still hears of it once.
                offset = team if passed >= team else 0
        else:
            before = {-self.skp_reminder_first_days, -self.skp_reminder_last_days}
            offset = max((day for day in before if day <= passed), default=None)
        if offset is None or passed - offset > GRACE_DAYS:
            return None
        return deadline + timedelta(days=offset)
