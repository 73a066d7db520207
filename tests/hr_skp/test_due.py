"""By when a plan is due: one rule for lists, for the table of units and for reminders."""

from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.tests import tagged
from odoo.tools import html2plaintext

from ..common.common import SkpCase


@tagged("standard", "post_install", "-at_install")
class TestDue(SkpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["hr.skp.cycle"].sudo().search([("state", "=", "open")]).action_close()
        cls.company.skp_remind_working_days = False
        cls.today = fields.Date.context_today(cls.cycle)
        # The deadlines are 16 and 30 days after the first day of the year.
        cls.cycle = cls.env["hr.skp.cycle"].create(
            {
                "name": "Tahun berjalan",
                "company_id": cls.company.id,
                "date_from": cls.day(-100),
                "date_to": cls.day(200),
                "draft_deadline": cls.day(-84),
                "planning_deadline": cls.day(-70),
            }
        )
        cls.cycle.action_open()

    @classmethod
    def day(cls, days):
        return cls.today + timedelta(days=days)

    def row(self, employee):
        self.env.flush_all()
        self.env.invalidate_all()
        return self.env["hr.skp.progress"].search(
            [("cycle_id", "=", self.cycle.id), ("employee_id", "=", employee.id)]
        )

    def set_state(self, plan, state):
        if state != "draft":
            plan.action_submit()
        if state in ("approved", "revising"):
            self.as_user(plan, self.appraiser).action_approve()
        if state == "revising":
            plan.action_revise("Perubahan")

    def test_list_table_and_search_agree(self):
        """First day of the plan, state, deadlines of the year, whether it is late."""
        both, none = (-84, -70), (False, False)
        cases = [
            (-100, "draft", both, True),
            (-100, "submitted", both, True),
            (-100, "approved", both, False),
            (-100, "revising", both, False),
            (-100, "draft", none, False),
            (-100, "submitted", (-84, False), False),
            (-100, "draft", (-84, False), True),
            (-100, "draft", (False, 0), False),
            (-100, "draft", (False, -1), True),
            # As many days after its own first day: 16 to submit, 30 to approve.
            (-16, "draft", both, False),
            (-17, "draft", both, True),
            (-17, "submitted", both, False),
            (-30, "submitted", both, False),
            (-31, "submitted", both, True),
            (-31, "revising", both, False),
            (-5, "draft", both, False),
            (20, "draft", both, False),
            (-60, "draft", none, False),
        ]
        for number, (first, state, deadlines, expected) in enumerate(cases):
            with self.subTest(first=first, state=state, deadlines=deadlines):
                employee = self.make_person(
                    f"due{number}", f"Pegawai {number}", self.unit, self.appraiser
                )
                draft, planning = (
                    deadline is not False and self.day(deadline)
                    for deadline in deadlines
                )
                self.cycle.write(
                    {"draft_deadline": draft, "planning_deadline": planning}
                )
                plan = self.make_plan(employee, date_from=self.day(first))
                self.set_state(plan, state)
                row = self.row(employee)
                found = self.env["hr.skp"].search(
                    [("id", "=", plan.id), ("is_planning_late", "=", True)]
                )
                self.assertEqual(
                    [plan.is_planning_late, row.is_late, bool(found)], [expected] * 3
                )
                self.assertEqual(row.date_from, self.day(first))

    def test_who_has_no_plan_counts_from_his_first_contract(self):
        self.assertTrue(self.row(self.employee).is_late)
        self.employee.version_id.contract_date_start = self.day(-10)
        row = self.row(self.employee)
        self.assertEqual((row.date_from, row.is_late), (self.day(-10), False))
        self.employee.version_id.contract_date_start = self.day(-3000)
        row = self.row(self.employee)
        self.assertEqual((row.date_from, row.is_late), (self.day(-100), True))

    def test_the_employee_reads_when_his_later_plan_is_due(self):
        plan = self.make_plan(date_from=self.day(-10)).with_context(lang="en_US")
        due = self.day(6).strftime("%m/%d/%Y")
        self.assertIn(due, plan.waiting_text)

    def test_after_a_transfer_the_new_plan_is_not_late(self):
        plan = self.make_plan()
        self.assertTrue(plan.is_planning_late)
        self.env["hr.skp.transfer"].with_user(self.manager.user_id).create(
            {
                "skp_id": plan.id,
                "date": self.today,
                "department_id": self.other_unit.id,
                "reason": "SK 12",
            }
        ).action_transfer()
        following = plan.sudo().next_ids
        self.assertFalse(following.is_planning_late)
        self.assertTrue(plan.is_planning_late, "the former one is still to be done")
        row = self.row(self.employee)
        self.assertEqual((row.skp_id, row.is_late), (following, False))

    # Reminders

    def send(self):
        """Run the daily job; return {login: (subject, text)}."""
        reminders = self.env["hr.skp.reminder"]
        before = self.env["mail.message"].search([], order="id desc", limit=1).id
        with patch.object(
            self.env.registry["ir.cron"],
            "_commit_progress",
            lambda *_args, **_kwargs: float("inf"),
        ):
            reminders._cron_send()
        self.env.flush_all()
        messages = self.env["mail.message"].search(
            [("id", ">", before), ("message_type", "=", "user_notification")]
        )
        return {
            message.partner_ids.user_ids.login.removeprefix("uji_"): html2plaintext(
                message.body
            )
            for message in messages
        }

    def set_passed(self, days):
        """Let the planning deadline have been so many days ago; nobody was told yet."""
        self.env["hr.skp.reminder"].search([]).unlink()
        self.cycle.write(
            {
                "draft_deadline": self.day(-days - 14),
                "planning_deadline": self.day(-days),
            }
        )

    def test_a_later_plan_has_reminders_of_its_own(self):
        # Long after the year's deadline nobody else is written to any more.
        self.assertFalse(self.send())
        self.make_plan(date_from=self.day(-15))
        texts = self.send()
        self.assertEqual(set(texts), {"employee"}, "a day before it is due")
        self.assertIn("Your plan is a draft", texts["employee"])
        self.assertIn("that begin on", texts["employee"])
        self.assertFalse(self.send(), "once")
        other = self.make_plan(self.colleague, date_from=self.day(-16))
        texts = self.send()
        self.assertEqual(set(texts), {"colleague", "appraiser"})
        self.assertNotIn("Ani Pegawai", texts["appraiser"], "not due yet")
        other.action_submit()
        self.assertFalse(self.send())

    def test_reminders_stop(self):
        """Weekly, four times; the team from a week on, four times, too."""
        self.make_plan()
        people = {"employee", "colleague", "appraiser", "officer"}
        for passed, told in (
            (0, True),
            (7, True),
            (28, True),
            (35, False),
            (42, False),
            (70, False),
        ):
            with self.subTest(passed):
                self.set_passed(passed)
                self.assertEqual(people <= set(self.send()), told)
        self.assertTrue(self.row(self.employee).is_late, "the list still tells it")
        self.company.skp_reminder_repeat_count = 5
        self.set_passed(35)
        self.assertIn("employee", self.send())
        # A team that is told late is told as often; the others are not any more.
        self.company.write(
            {"skp_reminder_repeat_count": 1, "skp_reminder_team_days": 14}
        )
        self.set_passed(14)
        texts = self.send()
        self.assertNotIn("employee", texts)
        self.assertIn("Bidang", texts["officer"])
        self.assertNotIn("You have no plan", texts["officer"])
        self.set_passed(21)
        self.assertFalse(self.send())
