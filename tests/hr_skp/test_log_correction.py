from datetime import date, timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .log_case import LogCase


@tagged("standard", "post_install", "-at_install")
class TestLogCorrection(LogCase):
    def reject(self, entries, reason="Jumlahnya keliru"):
        entries.filtered(lambda entry: entry.state != "submitted").action_submit()
        self.as_user(entries, self.appraiser).action_reject(reason)

    def close_january(self, day):
        """Let the log of January close on a day."""
        january = date(self.year, 1, 3)
        periods = self.cycle.period_ids.filtered(
            lambda period: (
                period.kind == "documentation"
                and period.date_from <= january <= period.date_to
            )
        )
        periods.log_lock_date = day

    def test_what_changed_after_a_rejection_is_shown(self):
        entry = self.log(quantity=4, uom="berkas", time_from=8, time_to=10)
        self.reject(entry)
        self.assertFalse(entry.correction)

        entry.write({"quantity": 3, "time_to": 9.5, "result_id": self.result.id})
        entry.action_submit()

        told = self.as_user(entry, self.appraiser).correction
        self.assertIn("Quantity: 4 → 3", told)
        self.assertIn("To: 10:00 → 09:30", told)
        self.assertIn(f"– → {self.result.display_name}", told)
        event = self.plan.sudo().event_ids.filtered(
            lambda event: event.kind == "log_correct"
        )
        self.assertEqual((event.before["quantity"], event.after["quantity"]), (4, 3))

    def test_one_submitted_again_unchanged_says_nothing(self):
        entry = self.log(quantity=4)
        self.reject(entry)
        with self.assertRaises(AccessError):
            entry.rejected_vals = False

        entry.action_submit()

        self.assertFalse(entry.correction)

    def test_the_employee_is_told_once_of_all_that_came_back(self):
        entries = self.log(name="Rapat") | self.log(name="Apel")
        before = self.env["mail.message"].search([], order="id desc", limit=1).id
        self.reject(entries)

        message = self.env["mail.message"].search(
            [("id", ">", before), ("model", "=", "hr.skp")]
        )
        self.assertEqual(len(message), 1)
        self.assertEqual(message.partner_ids, self.employee.user_id.partner_id)
        for word in ("Jumlahnya keliru", "Rapat", "Apel"):
            self.assertIn(word, message.body)

    def test_rejecting_and_correcting_cost_the_same_for_10_and_100(self):
        counts = []
        for number in (1, 10, 100):
            entries = self.as_user(self.env["hr.skp.activity"], self.employee).create(
                [
                    {
                        "date": date(self.year, 2, 1 + index % 28),
                        "name": f"Kerja {index}",
                    }
                    for index in range(number)
                ]
            )
            entries.action_submit()
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self.as_user(entries, self.appraiser).action_reject("Keliru")
            entries.quantity = 2
            entries.action_submit()
            entries.mapped("correction")
            self.env.flush_all()
            counts.append(self.cr.sql_log_count - before)
        self.assertEqual(*counts[1:])

    def test_an_entry_is_not_moved_to_a_closed_day(self):
        self.close_january(date(self.year, 2, 10))
        entry = self.as_user(self.env["hr.skp.activity"], self.employee).create(
            {"date": date(self.year, 2, 3), "name": "Rapat"}
        )

        with self.assertRaisesRegex(UserError, "performance team"):
            entry.date = date(self.year, 1, 3)
        with self.assertRaisesRegex(UserError, "performance team"):
            self.log()

    def test_what_comes_back_after_the_closing_is_put_right(self):
        late = self.log()
        early = self.log(name="Rapat")
        self.reject(early)
        late.action_submit()
        today = fields.Date.context_today(self.env["hr.skp"])
        self.close_january(today - timedelta(days=3))
        early.sudo().reviewed_on = fields.Datetime.now() - timedelta(days=9)

        # He looks at any time, and what he gives back has a way to return.
        self.as_user(late, self.appraiser).action_reject("Tanpa bukti")
        late.quantity = 2
        late.action_submit()

        self.assertEqual(late.state, "submitted")
        with self.assertRaisesRegex(UserError, "performance team"):
            early.action_submit()

    def test_a_draft_plan_is_not_deleted_with_its_log(self):
        plan = self.make_plan(self.colleague)
        self.log(employee=self.colleague)

        with self.assertRaisesRegex(UserError, "1 entries"):
            self.as_user(plan, self.colleague).unlink()
