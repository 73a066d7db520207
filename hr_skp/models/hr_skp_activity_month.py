from collections import Counter, defaultdict
from datetime import datetime, time, timedelta

import pytz
from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError

# How far back the usual activities are looked for.
USUAL_DAYS = 60
USUAL_COUNT = 5
# Of a holiday that ends a minute too early nobody has to tell.
FEW_HOURS = 0.5


class HrSkpActivity(models.Model):
    """The month beside the log: which days are told of, and which need not be."""

    _inherit = "hr.skp.activity"

    @api.model
    def get_month(self, day, employee_id=False):
        """Return what each day of a month holds, for the calendar beside the log.

        ============  ==================================================
        kind          the day
        ============  ==================================================
        filled        has entries
        empty         is a working day, over, without entries
        today         is today, still without entries
        leave         is the person's leave
        holiday       is a holiday of the agency
        off           is no working day in his calendar
        future        is still to come
        ============  ==================================================

        :param str day: any day of the month, ``YYYY-MM-DD``
        :param int employee_id: whose; oneself where empty
        :return: {"days": [{"date", "kind", "label", "part", "hours", "count", "states"}],
            "hours": sum, "empty": number of empty days}; ``part`` is leave or holiday
            where only some hours of the day are free
        :raises AccessError: unless the user reads a plan of this person
        """
        first = fields.Date.to_date(day).replace(day=1)
        last = first + relativedelta(months=1, days=-1)
        employee = self._get_log_employee(employee_id)
        told = self._read_group(
            [
                ("employee_id", "=", employee.id),
                ("date", ">=", first),
                ("date", "<=", last),
            ],
            ["date:day", "state"],
            ["__count", "duration:sum"],
        )
        counts, hours, states = Counter(), Counter(), defaultdict(set)
        for date, state, count, duration in told:
            counts[date] += count
            hours[date] += duration
            states[date].add(state)
        free = employee._get_skp_free_days(first, last)
        today = fields.Date.context_today(self)
        days = []
        for offset in range((last - first).days + 1):
            date = first + timedelta(days=offset)
            kind, label = free.get(date, ("empty", ""))
            part = ""
            if kind.startswith("part_"):
                kind, part = "empty", kind.removeprefix("part_")
            if counts[date]:
                kind = "filled"
            elif kind == "empty" and date >= today:
                kind = "today" if date == today else "future"
            days.append(
                {
                    "date": fields.Date.to_string(date),
                    "kind": kind,
                    "label": label,
                    "part": part,
                    "hours": round(hours[date], 2),
                    "count": counts[date],
                    "states": sorted(states[date]),
                }
            )
        return {
            "days": days,
            "hours": round(sum(hours.values()), 2),
            "empty": sum(day["kind"] == "empty" for day in days),
        }

    @api.model
    def get_usual(self):
        """Return what the user logs again and again, for the first tap on a phone.

        :return: {"yesterday": values of the last day's entries, "usual": values of the
            activities logged most often of late, "rejected": {"id", "date", "name",
            "review_note"} of entries to put right}; values as ``create`` takes them, without
            day and times, with ``result_name``
        """
        employee = self._get_log_employee(False)
        since = fields.Date.context_today(self) - timedelta(days=USUAL_DAYS)
        entries = self.search(
            [("employee_id", "=", employee.id), ("date", ">=", since)],
            order="date desc, time_from, id",
        )
        today = fields.Date.context_today(self)
        before = entries.filtered(lambda entry: entry.date < today)
        last_day = before.filtered(lambda entry: entry.date == before[0].date)
        counts = Counter(entries.mapped(lambda entry: entry._get_usual_key()))
        usual = {}
        for entry in entries:
            usual.setdefault(entry._get_usual_key(), entry)
        frequent = [usual[key] for key, _count in counts.most_common(USUAL_COUNT)]
        return {
            "yesterday": [entry._get_usual_vals() for entry in last_day],
            "usual": [entry._get_usual_vals() for entry in frequent],
            "rejected": self.search_read(
                [("employee_id", "=", employee.id), ("state", "=", "rejected")],
                ["date", "name", "review_note"],
                order="date, id",
            ),
        }

    @api.model
    def _get_log_employee(self, employee_id):
        """Return the person whose log is asked for; oneself, or whose plan one reads."""
        own = self.env.user.sudo().with_company(self.env.company).employee_id
        if not employee_id or employee_id == own.id:
            return own
        if not self.env["hr.skp"].search_count(
            [("employee_id", "=", employee_id)], limit=1
        ):
            raise AccessError(
                self.env._("The log is read by those who read the person's plan.")
            )
        return own.browse(employee_id)

    def _get_usual_key(self):
        return (self.name or "").strip().lower(), self.result_id.id

    def _get_usual_vals(self):
        active = self.result_id.filtered(lambda result: result.state == "active")
        return {
            "name": self.name,
            "kind": self.kind,
            "result_id": active.id,
            "result_name": active.name or "",
            "quantity": self.quantity,
            "uom": self.uom or "",
            "duration": self.duration,
        }


class HrEmployee(models.Model):
    _inherit = "hr.employee"

    def _get_skp_free_days(self, first, last):
        """Return {day: (kind, why)} of the days on which one person need not work, or less.

        The kind is ``leave``, ``holiday`` or ``off`` where the whole day is free, and
        ``part_leave`` or ``part_holiday`` where some of its hours are. Leave and holidays
        are those of Odoo's resources, where time off puts them, so the app for time off
        need not be there.
        """
        self.ensure_one()
        employee = self.sudo()
        calendar = (
            employee._get_version(last).resource_calendar_id
            or employee.company_id.resource_calendar_id
        )
        resource = employee.resource_id
        if not calendar or not resource:
            return {}
        zone = pytz.timezone(employee.tz or calendar.tz or "UTC")
        start = zone.localize(datetime.combine(first, time.min))
        end = zone.localize(datetime.combine(last, time.max))
        worked = calendar._attendance_intervals_batch(start, end, resources=resource)
        left = calendar._work_intervals_batch(start, end, resources=resource)
        leaves = calendar._leave_intervals_batch(start, end, resources=resource)
        usual = self._get_skp_hours(worked[resource.id])
        still = self._get_skp_hours(left[resource.id])
        reasons = {}
        for begin, finish, leave in leaves[resource.id]:
            # Its name may tell of an illness; holidays are everybody's.
            is_own = bool(leave.resource_id)
            reason = ("leave", "") if is_own else ("holiday", leave[:1].name or "")
            for offset in range((finish.date() - begin.date()).days + 1):
                reasons.setdefault(begin.date() + timedelta(days=offset), reason)
        free = {}
        for offset in range((last - first).days + 1):
            date = first + timedelta(days=offset)
            kind, why = reasons.get(date, ("leave", ""))
            if not usual[date]:
                free[date] = reasons.get(date, ("off", ""))
            elif still[date] < FEW_HOURS:
                free[date] = (kind, why)
            elif usual[date] - still[date] >= FEW_HOURS:
                free[date] = (f"part_{kind}", why)
        return free

    @api.model
    def _get_skp_hours(self, intervals):
        """Return a Counter of the hours of each day in some intervals."""
        hours = Counter()
        for begin, finish, _records in intervals:
            hours[begin.date()] += (finish - begin).total_seconds() / 3600
        return hours
