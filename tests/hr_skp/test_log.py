from datetime import date

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .log_case import LogCase


@tagged("standard", "post_install", "-at_install")
class TestLog(LogCase):
    def test_an_entry_needs_a_day_and_a_name_only(self):
        entry = self.log()

        self.assertEqual(entry.skp_id, self.plan)
        self.assertEqual(entry.sudo().employee_id, self.employee)
        self.assertEqual(entry.sudo().appraiser_user_id, self.appraiser.user_id)
        self.assertEqual((entry.state, entry.kind), ("draft", "duty"))

    def test_an_entry_is_written_in_the_form(self):
        entries = self.as_user(self.env["hr.skp.activity"], self.employee)
        with Form(entries.with_context(default_skp_id=self.plan.id)) as form:
            form.date = date(self.year, 1, 3)
            form.name = "Rapat"
            form.result_id = self.result

        self.assertEqual(form.record.skp_id, self.plan)

    def test_the_form_opens_where_no_plan_covers_today(self):
        entries = self.as_user(self.env["hr.skp.activity"], self.employee)
        form = Form(entries)
        form.date = date(self.year, 1, 3)

        self.assertEqual(form.skp_id, self.plan)

    def test_a_plan_not_approved_yet_takes_entries(self):
        plan = self.make_plan(self.colleague)

        self.assertEqual(self.log(employee=self.colleague).skp_id, plan)

    def test_a_day_without_a_plan_says_what_to_do(self):
        with self.assertRaisesRegex(UserError, "Begin the plan"):
            self.log(employee=self.colleague)

    def test_a_day_of_the_future_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "still to come"):
            self.as_user(self.env["hr.skp.activity"], self.employee).create(
                {
                    "date": date(self.year, 1, 3),
                    "name": "Rapat",
                }
            ).write({"date": date(self.year + 5, 1, 1)})

    def test_hours_follow_the_times(self):
        entry = self.log(time_from=8, time_to=9.5)
        self.assertEqual(entry.duration, 1.5)

        entry.time_to = 10
        self.assertEqual(entry.duration, 2)

    def test_hours_may_be_typed_where_there_are_no_times(self):
        self.assertEqual(self.log(duration=3).duration, 3)

    def test_overlapping_hours_are_refused_by_name(self):
        self.log(time_from=8, time_to=10, name="Rapat pagi")

        with self.assertRaisesRegex(ValidationError, "Rapat pagi"):
            self.log(time_from=9.5, time_to=11)

    def test_one_activity_may_begin_when_the_other_ends(self):
        self.log(time_from=8, time_to=10 + 20 / 60)

        self.assertTrue(self.log(time_from=10 + 20 / 60, time_to=11))
        self.assertTrue(self.log(day=4, time_from=8, time_to=11))

    def test_the_database_refuses_overlaps_too(self):
        first = self.log(time_from=8, time_to=10)
        second = self.log(time_from=10, time_to=11)
        self.env.flush_all()

        with (
            mute_logger("odoo.sql_db"),
            self.assertRaisesRegex(Exception, "no_overlap"),
            self.cr.savepoint(),
        ):
            self.cr.execute(
                "UPDATE hr_skp_activity SET time_from = 9 WHERE id = %s", [second.id]
            )
            self.cr.execute("SET CONSTRAINTS ALL IMMEDIATE")
        self.assertEqual(first.state, "draft")

    def test_work_ends_after_it_begins(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(Exception) as caught:
            with self.cr.savepoint():
                self.log(time_from=10, time_to=9)
        self.assertIn("check_times", str(caught.exception))

    def test_the_appraiser_verifies_and_the_entry_stands(self):
        entry = self.log()
        entry.action_submit()
        with self.assertRaisesRegex(UserError, "Withdraw it"):
            entry.name = "Lain"

        self.as_user(entry, self.appraiser).action_verify()

        self.assertEqual(entry.state, "verified")
        self.assertEqual(entry.sudo().reviewed_by_id, self.appraiser.user_id)
        with self.assertRaisesRegex(UserError, "reject"):
            entry.name = "Lain"
        with self.assertRaises(UserError):
            entry.unlink()

    def test_a_rejected_entry_is_corrected_and_submitted_again(self):
        entry = self.log()
        entry.action_submit()
        self.as_user(entry, self.appraiser).action_reject("Jumlahnya keliru")
        self.assertEqual(entry.review_note, "Jumlahnya keliru")
        with self.assertRaisesRegex(UserError, "stays"):
            entry.unlink()

        entry.quantity = 4
        entry.action_submit()

        self.assertEqual(entry.state, "submitted")
        event = self.plan.sudo().event_ids.filtered(
            lambda event: event.kind == "log_reject"
        )
        self.assertEqual(event.reason, "Jumlahnya keliru")

    def test_a_rejection_needs_a_reason(self):
        entry = self.log()
        entry.action_submit()

        with self.assertRaisesRegex(UserError, "Say why"):
            self.as_user(entry, self.appraiser).action_reject("  ")

    def test_one_that_cannot_be_verified_stops_them_all_by_name(self):
        entries = self.log() | self.log(name="Menyusun laporan")
        entries[0].action_submit()

        with self.assertRaisesRegex(UserError, "Menyusun laporan"):
            self.as_user(entries, self.appraiser).action_verify()
        self.assertEqual(entries[0].state, "submitted")

        self.as_user(entries, self.appraiser).action_verify_ready()
        self.assertEqual(entries.mapped("state"), ["verified", "draft"])

    def test_nobody_verifies_his_own_log(self):
        entry = self.log()
        entry.action_submit()

        for person in (self.employee, self.officer, self.superior):
            with self.subTest(person=person.name), self.assertRaises(AccessError):
                self.as_user(entry, person).action_verify()
        with self.assertRaises(AccessError):
            self.as_user(entry, self.colleague).action_verify()

    def test_the_appraiser_writes_nothing_into_it(self):
        entry = self.log()

        with self.assertRaises(AccessError):
            self.as_user(entry, self.appraiser).name = "Lain"
        with self.assertRaises(AccessError):
            self.as_user(self.env["hr.skp.activity"], self.appraiser).create(
                {"skp_id": self.plan.id, "date": date(self.year, 1, 3), "name": "Rapat"}
            )

    def test_the_team_logs_on_behalf_and_history_says_so(self):
        self.as_user(self.env["hr.skp.activity"], self.officer).create(
            {
                "employee_id": self.employee.id,
                "date": date(self.year, 1, 3),
                "name": "Rapat",
            }
        )

        event = self.plan.sudo().event_ids.filtered(
            lambda event: event.kind == "log_on_behalf"
        )
        self.assertEqual(event.user_id, self.officer.user_id)
        self.assertEqual(event.on_behalf_of_id, self.employee.user_id)

    def test_guarded_fields_are_not_typed(self):
        for name, value in {
            "state": "verified",
            "reviewed_by_id": self.employee.user_id.id,
            "appraiser_user_id": self.employee.user_id.id,
        }.items():
            with self.subTest(field=name), self.assertRaises(AccessError):
                self.log(**{name: value})

    def test_a_closed_period_takes_no_entry_until_it_is_opened_again(self):
        entry = self.log()
        self.cycle.log_lock_days = 10

        with self.assertRaisesRegex(UserError, "performance team"):
            entry.name = "Lain"
        with self.assertRaisesRegex(UserError, "performance team"):
            entry.action_submit()

        first = self.cycle.period_ids.filtered(
            lambda period: period.kind == "documentation"
        ).sorted("date_from")[:1]
        (first | self.period).log_lock_date = date(self.year + 3, 1, 1)
        entry.action_submit()
        self.assertEqual(entry.state, "submitted")

    def test_verifying_costs_the_same_for_10_and_100(self):
        counts = []
        # The first round fills what the registry remembers.
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
            self.as_user(entries, self.appraiser).action_verify()
            self.env.flush_all()
            counts.append(self.cr.sql_log_count - before)
        self.assertEqual(*counts[1:])
