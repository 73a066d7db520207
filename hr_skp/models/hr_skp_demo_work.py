import random
from datetime import date, datetime, time, timedelta

import pytz

from odoo import api, models

# Entries a day, the first hour, the break, and the last hour.
ENTRIES, FIRST_HOUR, BREAK, LAST_HOUR = 4, 8, (12, 13), 17
# How old an entry is before its owner submits it, and how long after a month his
# leader looks at it.
SUBMITTED_AFTER, VERIFIED_AFTER = 2, 6


class HrSkp(models.Model):
    """The demo agency's daily log, month by month. The texts stand in ``demo/work.json``.

    Who has no login keeps it on paper, and the performance team enters it for him.
    """

    _inherit = "hr.skp"

    @api.model
    def _demo_get_days(self):
        work = self._demo_read("hr_skp/demo/work.json")
        days = [
            *super()._demo_get_days(),
            (self._demo_at("01-02", 8), self._demo_free_days, work),
            (self._demo_at("01-30", 8), self._demo_count_log, work["counted"]),
        ]
        for name, told in work["people"].items():
            wait = work["late_reviewers"].get(name, VERIFIED_AFTER)
            days += self._demo_get_log_days(name, told, wait)
        return days + [
            (self._demo_at("-4", 12), self._demo_reject, told)
            for told in work["rejections"]
        ]

    @api.model
    def _demo_get_log_days(self, name, told, wait):
        """Return when somebody logs his months, and his leader looks at them."""
        days = []
        for first, end in self._demo_get_months():
            looked = end + timedelta(days=wait)
            days += [
                (self._demo_at(end, 18), self._demo_log, name, told, first, end),
                (self._demo_at(looked, 11), self._demo_verify, name),
            ]
        return days

    @api.model
    def _demo_get_months(self):
        """Return the first and last days of what is logged at once; of late it is a week."""
        last = self._demo_get_last_day() - timedelta(days=1)
        firsts = [date(self._demo_get_year(), month, 1) for month in range(1, 13)]
        firsts.append(last - timedelta(days=7))
        firsts = sorted(first for first in set(firsts) if first <= last)
        ends = [first - timedelta(days=1) for first in firsts[1:]]
        return list(zip(firsts, [*ends, last], strict=True))

    @api.model
    def _demo_free_days(self, work):
        """Tell Odoo the public holidays, and when somebody is on leave."""
        company, year = self._demo_company(), self._demo_get_year()
        calendar = company.resource_calendar_id
        told = [
            (name, day, 1, False)
            for day, name in (
                *work["holidays"]["every"],
                *work["holidays"].get(str(year), ()),
            )
        ]
        for leave in work["leave"]:
            person = self._demo_record(leave["employee"])
            told.append(("Cuti", leave["from"], leave["days"], person.resource_id.id))
        zone = pytz.timezone(calendar.tz)
        vals_list = []
        for name, day, days, resource_id in told:
            start = datetime.combine(date.fromisoformat(f"{year}-{day}"), time.min)
            bounds = [start, start + timedelta(days=days, seconds=-1)]
            start, end = (
                zone.localize(bound).astimezone(pytz.utc).replace(tzinfo=None)
                for bound in bounds
            )
            vals_list.append(
                {
                    "name": name,
                    "company_id": company.id,
                    "calendar_id": calendar.id,
                    "resource_id": resource_id,
                    "date_from": start,
                    "date_to": end,
                }
            )
        self.env["resource.calendar.leaves"].create(vals_list)

    @api.model
    def _demo_count_log(self, codes):
        """Let the first indicator of some results add up from the log."""
        for code in codes:
            result = self._demo_find_result(code)
            own = self._demo_env(result.skp_id.employee_id)
            result.with_env(own).indicator_ids[0].counts_log = True

    @api.model
    def _demo_find_result(self, code):
        """Return the result that a code of ``demo/plans.json`` stands for, else of this name."""
        plans = self._demo_read("hr_skp/demo/plans.json")["plans"]
        results = [result for plan in plans for result in plan["results"]]
        names = (result["name"] for result in results if result["code"] == code)
        name = next(names, code)
        return self.env["hr.skp.result"].search(
            [
                ("name", "=", name),
                ("skp_id.cycle_id", "=", self._demo_open_year().id),
            ],
            limit=1,
        )

    @api.model
    def _demo_find_plan(self, name):
        """Return the main plan of a person, the last one of a year, as its employee."""
        employee = self._demo_record(name)
        plan = self.search(
            [
                ("employee_id", "=", employee.id),
                ("cycle_id", "=", self._demo_open_year().id),
                ("position_kind", "=", "definitive"),
            ],
            order="date_from desc",
            limit=1,
        )
        return plan.with_env(self._demo_env(employee))

    # The log

    @api.model
    def _demo_log(self, name, told, first, last):
        """Log the days of a month, as oneself, and submit those that are over."""
        plan = self._demo_find_plan(name)
        own = plan.employee_id
        free = own.sudo()._get_skp_free_days(first, last)
        silent = self._demo_get_last_day() - timedelta(days=told.get("silent", 0))
        # The same year in each installation.
        chance = random.Random(f"{name} {first}")
        common = (
            []
            if "entries" in told
            else self._demo_read("hr_skp/demo/work.json")["common"]
        )
        results = {
            activity["result"]: self._demo_find_result(activity["result"]).id
            for activity in told["activities"]
        }
        vals_list = []
        for number in range((last - first).days + 1):
            day = first + timedelta(days=number)
            if day in free or day >= silent or chance.random() > told["share"]:
                continue
            hour = FIRST_HOUR
            turns = [*chance.sample(told["activities"], len(told["activities"]))]
            if common and day.weekday() in (0, 3):
                turns.insert(0, common[chance.randrange(len(common))])
            for activity in turns[: told.get("entries", ENTRIES)]:
                if hour + activity["hours"] > BREAK[0] and hour < BREAK[1]:
                    hour = max(hour, BREAK[1])
                if hour + activity["hours"] > LAST_HOUR:
                    break
                result_id = results.get(activity.get("result"), False)
                vals_list.append(
                    {
                        "skp_id": plan.id,
                        "date": day,
                        "name": activity["name"],
                        "time_from": hour,
                        "time_to": hour + activity["hours"],
                        "quantity": max(
                            1, round(activity["quantity"] * chance.uniform(0.8, 1.2))
                        ),
                        "uom": activity["uom"],
                        "kind": "duty" if result_id else "additional",
                        "result_id": result_id,
                    }
                )
                hour += activity["hours"]
        entries = plan.env["hr.skp.activity"].create(vals_list)
        recent = self._demo_get_last_day() - timedelta(days=SUBMITTED_AFTER)
        entries.filtered(lambda entry: entry.date < recent).action_submit()

    @api.model
    def _demo_verify(self, name):
        """Verify what a person handed in, as his appraiser."""
        plan = self._demo_find_plan(name)
        appraiser = plan.sudo().appraiser_id
        entries = (
            self.env["hr.skp.activity"]
            .with_env(self._demo_env(appraiser))
            .search([("skp_id", "=", plan.id), ("state", "=", "submitted")])
        )
        entries.action_verify()

    @api.model
    def _demo_reject(self, told):
        """Give the last entry that somebody handed in back to him."""
        plan = self._demo_find_plan(told["employee"])
        appraiser = self._demo_env(plan.sudo().appraiser_id)
        entry = (
            self.env["hr.skp.activity"]
            .with_env(appraiser)
            .search(
                [
                    ("skp_id", "=", plan.id),
                    ("state", "in", ("submitted", "verified")),
                ],
                limit=1,
            )
        )
        entry.action_reject(told["reason"])
