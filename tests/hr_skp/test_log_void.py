from datetime import date, timedelta

from odoo import fields
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from .log_case import LogCase


@tagged("standard", "post_install", "-at_install")
class TestLogVoid(LogCase):
    """Entries of a plan that was cancelled, and of a result that was taken over."""

    def test_a_cancelled_plan_leaves_its_hours(self):
        former = self.make_plan(self.colleague)
        before = self.log(employee=self.colleague, time_from=8, time_to=10)
        self.assertEqual(before.skp_id, former)
        self.as_user(former, self.officer).action_cancel("Dibuat dua kali")
        self.assertTrue(before.sudo().is_void)
        plan = self.make_plan(self.colleague)
        entry = self.log(employee=self.colleague, time_from=9, time_to=11)
        self.assertEqual(entry.skp_id, plan)
        # Those of the new plan lie in each other's way as ever.
        with self.assertRaisesRegex(ValidationError, "overlap"):
            self.log(employee=self.colleague, time_from=10, time_to=12)

    def test_nobody_types_that_an_entry_does_not_count(self):
        entry = self.log(time_from=8, time_to=10)
        for person in (self.employee, self.appraiser):
            with self.assertRaises(AccessError):
                self.as_user(entry, person).write({"is_void": True})
        with self.assertRaises(AccessError):
            self.log(is_void=True)

    def test_work_after_a_take_over_is_not_logged_for_the_result(self):
        self.as_user(self.result, self.appraiser).action_take_over("Tidak selesai")
        event = self.plan.sudo().event_ids.filtered(
            lambda event: event.kind == "take_over"
        )
        taken_on = fields.Datetime.context_timestamp(self.plan, event.date).date()
        self.assertEqual(self.result._get_take_over_dates(), {self.result.id: taken_on})
        # What was done before counts, as does other work.
        before = self.log(result_id=self.result.id)
        self.log(kind="additional")
        self.env.cr.execute(
            "UPDATE hr_skp_event SET date = %s WHERE id = %s",
            [date(self.year, 1, 3), event.id],
        )
        self.env.invalidate_all()
        entries = self.as_user(self.env["hr.skp.activity"], self.employee)
        vals = {"date": date(self.year, 1, 4), "name": "Menyusun"}
        with self.assertRaisesRegex(ValidationError, "was taken over on"):
            entries.create({**vals, "result_id": self.result.id})
        later = entries.create(vals)
        with self.assertRaisesRegex(ValidationError, "was taken over on"):
            later.result_id = self.result
        with self.assertRaisesRegex(ValidationError, "was taken over on"):
            before.date += timedelta(days=2)
