from datetime import date, datetime, time, timedelta

import pytz

from odoo import api, fields, models

# What has no place in the year: it belongs to the days before today.
PLAYED = "hr_skp.demo_played_on"


class HrSkp(models.Model):
    """The clock of the demo agency: what its people do is played on the day they do it.

    A year in which everything happens in one minute shows nothing: nobody is late,
    nobody waited, no feedback is forty days old. So the clock is put to each day in
    turn, and the real actions are taken by the real users, from January to yesterday.

    Addons add their days to ``_demo_get_days``.
    """

    _inherit = "hr.skp"

    @api.model
    def _demo_play(self):
        """Play the demo agency's year; at once done where it was played.

        Does nothing where the demo data are not installed.
        """
        parameters = self.env["ir.config_parameter"].sudo()
        if not self._demo_company() or parameters.get_param(PLAYED):
            return
        # Needed by tests and by this alone, so an installation goes without.
        from freezegun import freeze_time

        today = fields.Date.context_today(self)
        played = self.with_context(demo_today=today)._demo_get_days()
        days = sorted(
            (day for day in played if day[0].date() < today), key=lambda day: day[0]
        )
        with freeze_time(days[0][0]) as clock:
            for moment, act, *arguments in days:
                self.env.flush_all()
                self.env.invalidate_all()
                clock.move_to(moment)
                self.env.cr._now = moment
                act(*arguments)
            self.env.flush_all()
        self.env.cr._now = None
        self.env.invalidate_all()
        parameters.set_param(PLAYED, today)

    @api.model
    def _demo_get_days(self):
        """Return what is played: tuples of a moment, a method and its arguments.

        What falls on today or later is left out; of two acts at one moment, the one
        named first goes first.
        """
        return []

    @api.model
    def _demo_get_year(self):
        """Return the year that is played: this one, once its first quarter is over.

        Of what is played of the year before, the context names that one.
        """
        if year := self.env.context.get("demo_year"):
            return year
        today = self._demo_get_today()
        return today.year if today.month > 3 else today.year - 1

    @api.model
    def _demo_get_last_day(self):
        """Return the day after the last one played: today, or the end of a past year."""
        return min(self._demo_get_today(), date(self._demo_get_year() + 1, 1, 1))

    @api.model
    def _demo_get_today(self):
        """Return the day on which the demo agency is made, whatever its clock says."""
        return self.env.context.get("demo_today") or fields.Date.context_today(self)

    @api.model
    def _demo_at(self, day, hour=9):
        """Return the moment (UTC) of an hour of a day where the agency is.

        :param day: a date; or, moved to a working day, ``MM-DD`` of the year or ``-N``:
            so many days before the last
        :param float hour: by the agency's clock
        """
        step = 0
        if isinstance(day, str) and day.startswith("-"):
            day = self._demo_get_last_day() + timedelta(days=int(day))
            step = -1
        elif isinstance(day, str):
            day = fields.Date.to_date(f"{self._demo_get_year()}-{day}")
            step = 1
        while step and day.weekday() > 4:
            day += timedelta(days=step)
        zone = pytz.timezone(self._demo_company().resource_calendar_id.tz)
        local = datetime.combine(day, time(int(hour), int(hour % 1 * 60)))
        return zone.localize(local).astimezone(pytz.utc).replace(tzinfo=None)
