from datetime import datetime

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .log_case import LogCase


@tagged("standard", "post_install", "-at_install")
class TestLogMonth(LogCase):
    def get_days(self, person=None, **values):
        activities = self.as_user(self.env["hr.skp.activity"], person or self.employee)
        month = activities.get_month(f"{self.year}-01-15", **values)
        return month, {day["date"][-2:]: day for day in month["days"]}

    def first_workday(self):
        """Return the number of the first working day after 5 January."""
        return next(
            day for day in range(6, 20) if datetime(self.year, 1, day).weekday() < 5
        )

    def test_each_day_says_what_it_holds(self):
        day = self.first_workday()
        self.log(day=day, duration=2)
        self.log(day=day, duration=1.5).action_submit()

        month, days = self.get_days()

        told = days[f"{day:02d}"]
        self.assertEqual(
            (told["kind"], told["count"], told["hours"]), ("filled", 2, 3.5)
        )
        self.assertEqual(told["states"], ["draft", "submitted"])
        self.assertEqual(len(month["days"]), 31)
        self.assertEqual(month["hours"], 3.5)
        weekend = next(
            number
            for number in range(1, 31)
            if datetime(self.year, 1, number).weekday() == 6
        )
        self.assertEqual(days[f"{weekend:02d}"]["kind"], "off")

    def test_leave_and_holidays_are_no_empty_days(self):
        calendar = self.company.resource_calendar_id
        self.employee.sudo().resource_id.tz = calendar.tz
        day = self.first_workday()
        leaves = self.env["resource.calendar.leaves"].sudo()
        leaves.create(
            {
                "name": "Hari libur",
                "company_id": self.company.id,
                "date_from": datetime(self.year, 1, day, 0, 0),
                "date_to": datetime(self.year, 1, day, 23, 59),
            }
        )
        other = day + 7
        leaves.create(
            {
                "name": "Sakit gigi",
                "company_id": self.company.id,
                "calendar_id": calendar.id,
                "resource_id": self.employee.sudo().resource_id.id,
                "date_from": datetime(self.year, 1, other, 0, 0),
                "date_to": datetime(self.year, 1, other, 23, 59),
            }
        )

        _month, days = self.get_days()

        self.assertEqual(
            (days[f"{day:02d}"]["kind"], days[f"{day:02d}"]["label"]),
            ("holiday", "Hari libur"),
        )
        # Why somebody is away is nobody's business here.
        self.assertEqual(
            (days[f"{other:02d}"]["kind"], days[f"{other:02d}"]["label"]),
            ("leave", ""),
        )

    def test_half_a_day_of_leave_leaves_a_day_to_tell_of(self):
        calendar = self.company.resource_calendar_id
        self.employee.sudo().resource_id.tz = calendar.tz = "Asia/Jakarta"
        leaves = self.env["resource.calendar.leaves"].sudo()
        day = self.first_workday()
        leaves.create(
            {
                "name": "Setengah hari",
                "calendar_id": calendar.id,
                "resource_id": self.employee.sudo().resource_id.id,
                # In UTC: 8 to 12 in Jakarta.
                "date_from": datetime(self.year, 1, day, 1, 0),
                "date_to": datetime(self.year, 1, day, 5, 0),
            }
        )

        _month, days = self.get_days()

        told = days[f"{day:02d}"]
        self.assertEqual((told["kind"], told["part"]), ("empty", "leave"))

    def test_a_week_has_as_many_days_as_the_persons_calendar(self):
        calendar = self.company.resource_calendar_id.copy({"name": "Enam hari"})
        self.env["resource.calendar.attendance"].create(
            {
                "name": "Sabtu",
                "calendar_id": calendar.id,
                "dayofweek": "5",
                "hour_from": 8,
                "hour_to": 12,
            }
        )
        saturday = next(
            day for day in range(1, 8) if datetime(self.year, 1, day).weekday() == 5
        )
        _month, days = self.get_days()
        self.assertEqual(days[f"{saturday:02d}"]["kind"], "off")

        self.employee.sudo().version_ids.resource_calendar_id = calendar

        _month, days = self.get_days()
        self.assertEqual(days[f"{saturday:02d}"]["kind"], "empty")

    def test_the_appraiser_reads_his_peoples_month_only(self):
        self.log(day=6)

        month, _days = self.get_days(self.appraiser, employee_id=self.employee.id)
        self.assertEqual(sum(day["count"] for day in month["days"]), 1)
        for person in (self.colleague, self.other_head):
            with self.subTest(person=person.name), self.assertRaises(AccessError):
                self.get_days(person, employee_id=self.employee.id)

    def test_the_usual_is_what_was_logged_most(self):
        recent = self.env["hr.skp.activity"].sudo().with_user(self.employee.user_id)
        self.assertEqual(
            recent.get_usual(), {"yesterday": [], "usual": [], "rejected": []}
        )

    def test_what_came_back_is_offered_to_be_put_right(self):
        entry = self.log(day=6)
        entry.action_submit()
        self.as_user(entry, self.appraiser).action_reject("Keliru")

        activities = self.as_user(self.env["hr.skp.activity"], self.employee)
        [told] = activities.get_usual()["rejected"]
        self.assertEqual((told["id"], told["review_note"]), (entry.id, "Keliru"))
