"""Reminders of the log and of steps of the action plan."""

from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from .reminder_case import TAGS, ReminderCase


@tagged(*TAGS)
class TestReminderLog(ReminderCase):
    def test_working_days_without_an_entry(self):
        self.add_entries(-30)
        # That a revision was approved since tells nothing of the log.
        self.plan.sudo().approved_on = fields.Datetime.now()
        text = self.run_job()["employee"]
        self.assertIn("Working days without an entry since", text)
        worked = self.employee._get_skp_work_days(self.day(-29), self.day(-1))
        self.assertIn(f": {len(worked[self.employee])}", text)
        self.assertFalse(self.run_job(), "not twice a day")

    def test_few_days_and_free_days_do_not_count(self):
        self.company.skp_remind_log_days = 5
        self.add_entries(-6)
        self.assertNotIn("employee", self.run_job())
        self.add_entries(-4)
        self.company.skp_remind_log_days = 3
        # Four days hold a weekend, or hold three working days: make them holidays.
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Libur",
                "calendar_id": self.employee.resource_calendar_id.id,
                "date_from": fields.Datetime.now() - timedelta(days=4),
                "date_to": fields.Datetime.now() + timedelta(days=1),
            }
        )
        self.assertNotIn("employee", self.run_job())

    def test_who_never_began_a_log_where_it_is_not_daily(self):
        self.assertNotIn("employee", self.run_job())
        self.cycle.period_ids.unlink()
        self.cycle.documentation_interval = "daily"
        # Long without an entry: after the last repetition nobody insists.
        self.assertNotIn("employee", self.run_job())
        self.plan.sudo().approved_on = fields.Datetime.now() - timedelta(days=20)
        self.assertIn("without any entry", self.run_job()["employee"])

    def test_switched_off(self):
        self.add_entries(-30)
        self.company.skp_remind_log_days = 0
        self.assertFalse(self.run_job())

    def test_people_on_leave_exempt_or_gone_are_left_in_peace(self):
        self.add_entries(-30)
        self.set_leave(self.employee)
        self.assertFalse(self.run_job())
        self.env["resource.calendar.leaves"].search([]).unlink()
        exemption = self.env["hr.skp.exemption"].create(
            {"employee_id": self.employee.id, "cycle_id": self.cycle.id}
        )
        self.assertFalse(self.run_job())
        exemption.unlink()
        self.employee.user_id.active = False
        self.assertFalse(self.run_job())
        self.employee.user_id.active = True
        self.assertIn("employee", self.run_job())

    def test_before_the_log_closes(self):
        period = self.cycle.period_ids.filtered(
            lambda period: (
                period.kind == "documentation"
                and period.date_from <= self.day(-20) <= period.date_to
            )
        )
        self.cycle.period_ids.log_lock_date = False
        period.log_lock_date = self.day(7)
        self.company.skp_remind_log_days = 0
        inside = (period.date_from - self.today).days
        self.add_entries(inside, inside + 1, submitted=True)
        self.add_entries(inside + 2)
        self.set_deputy()
        texts = self.run_job()
        self.assertIn("have not submitted: 1", texts["employee"])
        self.assertIn("nobody has verified yet: 2", texts["employee"])
        self.assertEqual(
            self.count_listed("hr_skp_activity_action_waiting", self.employee), 2
        )
        for leader in ("appraiser", "other_head"):
            self.assertIn("to verify: 2", texts[leader])
            self.assertIn("Ani Pegawai (2)", texts[leader])
        self.assertEqual(
            self.count_listed("hr_skp_activity_action_closing", self.employee), 1
        )
        for leader in (self.appraiser, self.other_head):
            rows = self.count_listed("hr_skp_activity_action_verify", leader)
            self.assertEqual(rows, 3, "the list opens with the two to verify")
        self.assertIn("/odoo/skp-log-closing?menu_id=", self.bodies["employee"])

    def test_after_the_log_closed(self):
        """The employee can do nothing any more; who verifies still can."""
        self.company.skp_remind_log_days = 0
        periods = self.cycle.period_ids
        periods.log_lock_date = False
        period = self.plan._get_current_period().sudo()
        inside = (max(period.date_from, self.day(-20)) - self.today).days
        self.add_entries(inside)
        self.add_entries(inside + 1, submitted=True)
        period.log_lock_date = self.day(-7)
        texts = self.run_job()
        self.assertEqual(set(texts), {"appraiser", "officer"})
        self.assertIn("The daily log closed on", texts["appraiser"])
        self.assertIn("Bidang", texts["officer"])
        self.assertEqual(
            self.count_listed("hr_skp_activity_action_unverified", self.officer), 1
        )
        self.reminders.search([]).unlink()
        period.log_lock_date = self.day(-49)
        self.assertFalse(self.run_job())


@tagged(*TAGS)
class TestReminderStep(ReminderCase):
    def test_steps_soon_and_late(self):
        self.add_step(3)
        self.add_step(-2)
        self.add_step(-2, progress=100)
        self.add_step(30)
        self.set_deputy()
        texts = self.run_job()
        self.assertIn("soon or late: 2", texts["employee"])
        for leader in ("appraiser", "other_head"):
            self.assertIn("Late steps of your people: 1", texts[leader])
        self.assertEqual(
            [
                self.count_listed("hr_skp_action_action_due", self.employee),
                self.count_listed("hr_skp_action_action_late", self.appraiser),
                self.count_listed("hr_skp_action_action_late", self.other_head),
            ],
            [2, 1, 1],
        )
        self.assertFalse(self.run_job())
        self.reminders.search([]).write({"sent_on": self.day(-1)})
        self.assertFalse(self.run_job(), "once in each span of days")

    def test_where_nothing_is_repeated_steps_are_told_in_spans_of_30_days(self):
        self.company.skp_reminder_repeat_days = 0
        self.add_step(3)
        # Two months after its first day the year begins its third span.
        self.assertIn("soon or late: 1", self.run_job()["employee"])
        told = self.reminders.search([("user_id", "=", self.employee.user_id.id)])
        self.assertEqual(told.date, self.today)
        told.sent_on = self.day(-1)
        self.assertFalse(self.run_job())

    def test_what_is_long_overdue_is_not_told_again(self):
        self.add_step(-29)
        self.assertFalse(self.run_job())
        self.add_step(-28)
        self.assertIn("soon or late: 2", self.run_job()["employee"])

    def test_a_period_begun_without_steps(self):
        periods = self.cycle.period_ids.filtered(lambda one: one.kind == "periodic")
        now = self.plan._get_current_period().sudo()
        before = periods.sorted("date_from").filtered(
            lambda period: period.date_to < now.date_from
        )[-1:]
        if not before:
            before = periods.filtered(lambda one: one.date_from > now.date_from)[:1]
            before.write({"date_from": self.day(-50), "date_to": self.day(-2)})
            now.write({"date_from": self.day(-1)})
        now.write({"date_from": self.day(-1), "date_to": self.day(20)})
        self.assertNotIn("employee", self.run_job(), "he keeps no action plan")
        self.add_step(40, period_id=before.id)
        self.assertIn(f"no steps for {now.name}", self.run_job()["employee"])
