from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from ..common import SkpCase


@tagged("standard", "post_install", "-at_install")
class TestActionPlan(SkpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.plan = cls.make_approved_plan()
        cls.result = cls.plan.result_ids
        cls.quarters = cls.cycle.period_ids.filtered(
            lambda period: period.kind == "periodic"
        ).sorted("date_from")

    def step(self, **values):
        return self.as_user(self.env["hr.skp.action"], self.employee).create(
            {
                "result_id": self.result.id,
                "period_id": self.quarters[0].id,
                "name": "Menyusun konsep",
                **values,
            }
        )

    def test_the_state_follows_the_progress(self):
        step = self.step()
        self.assertEqual(step.state, "planned")

        step.progress = 40
        self.assertEqual(step.state, "ongoing")
        step.progress = 100
        self.assertEqual(step.state, "done")

    def test_a_new_step_is_written_in_the_form(self):
        steps = self.as_user(self.env["hr.skp.action"], self.employee)
        with Form(steps.with_context(plan_id=self.plan.id)) as form:
            form.result_id = self.result
            form.period_id = self.quarters[0]
            form.name = "Menyusun konsep"

        self.assertEqual(form.record.skp_id, self.plan)

    def test_a_new_step_is_offered_ones_own_plan_and_its_present_period(self):
        self.make_approved_plan(employee=self.colleague)
        steps = self.as_user(self.env["hr.skp.action"], self.employee)
        with Form(steps) as form:
            # The year of the tests is over, so its last quarter is the present one.
            self.assertEqual(form.period_id, self.quarters[3])
            self.assertEqual(form.offered_skp_id, self.plan)
            self.assertEqual(form.offered_cycle_id, self.cycle)
            form.result_id = self.result
            form.name = "Menyusun konsep"

        self.assertEqual(form.record.offered_skp_id, self.plan)

    def test_a_state_is_not_typed(self):
        with self.assertRaises(AccessError):
            self.step().state = "done"

    def test_dropping_needs_a_reason_and_keeps_it(self):
        step = self.step()
        with self.assertRaisesRegex(UserError, "why"):
            step.action_drop(" ")

        step.action_drop("Anggaran dialihkan")

        self.assertEqual(
            (step.state, step.drop_reason), ("dropped", "Anggaran dialihkan")
        )
        event = self.plan.sudo().event_ids.filtered(
            lambda event: event.kind == "action_drop"
        )
        self.assertEqual(event.reason, "Anggaran dialihkan")
        step.action_resume()
        self.assertEqual(step.state, "planned")

    def test_a_step_that_work_tells_of_stays(self):
        step = self.step(progress=10)

        with self.assertRaisesRegex(UserError, "Drop it"):
            step.unlink()
        self.step().unlink()

    def test_the_appraiser_reads_and_writes_nothing(self):
        step = self.as_user(self.step(), self.appraiser)

        self.assertEqual(step.name, "Menyusun konsep")
        with self.assertRaises(AccessError):
            step.progress = 10
        with self.assertRaises(AccessError):
            step.action_drop("Tidak perlu")
        with self.assertRaises(AccessError):
            self.as_user(self.plan, self.appraiser).action_copy_actions(
                self.quarters[1].id
            )

    def test_who_owns_the_supported_result_reads_as_long_as_it_is_linked(self):
        offer = self.make_approved_plan(self.other_head).result_ids
        offer.sudo().write({"is_offered": True})
        step = self.step()
        result = self.as_user(self.result, self.appraiser)
        result.action_link(offer.id)
        found = self.as_user(self.env["hr.skp.action"], self.other_head)
        self.assertEqual(found.search([]), step)

        result.action_remove_link()

        self.assertFalse(found.search([]))

    def test_open_steps_are_copied_once(self):
        first = self.quarters[0]
        step = self.step(
            progress=60,
            target="3 konsep",
            date_deadline=first.date_from + timedelta(30),
        )
        self.step(name="Batal").action_drop("Batal")

        for _again in range(2):
            self.plan.action_copy_actions(self.quarters[1].id)

        copied = self.plan.action_ids.filtered(
            lambda action: action.period_id == self.quarters[1]
        )
        self.assertEqual(copied.mapped("name"), ["Menyusun konsep"])
        self.assertEqual((copied.progress, copied.target), (0, "3 konsep"))
        self.assertEqual(
            copied.date_deadline, self.quarters[1].date_from + timedelta(30)
        )
        self.assertEqual(copied.sudo().previous_id, step)

    def test_nothing_to_copy_says_so(self):
        with self.assertRaisesRegex(UserError, "no steps to copy"):
            self.plan.action_copy_actions(self.quarters[1].id)

    def test_copying_costs_the_same_for_10_and_100(self):
        self.add_steps(10, self.quarters[0])
        # The first round fills what the registry remembers.
        self.count_copying(self.quarters[1])

        few = self.count_copying(self.quarters[2])
        self.add_steps(90, self.quarters[2])
        many = self.count_copying(self.quarters[3])

        self.assertEqual(few, many)
        self.assertEqual(len(self.plan.action_ids), 10 + 10 + 100 + 100)

    def add_steps(self, count, period):
        self.as_user(self.env["hr.skp.action"], self.employee).create(
            [
                {
                    "result_id": self.result.id,
                    "period_id": period.id,
                    "name": f"Langkah {number}",
                }
                for number in range(count)
            ]
        )

    def count_copying(self, period):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        self.plan.action_copy_actions(period.id)
        self.env.flush_all()
        return self.cr.sql_log_count - before

    def test_one_click_copies_into_the_present_period(self):
        # The year of the tests is over, so its last quarter is the present one.
        self.step(period_id=self.quarters[2].id)
        steps = self.as_user(self.env["hr.skp.action"], self.employee)
        with self.assertRaisesRegex(UserError, "no plan for today"):
            steps.action_copy_previous()

        steps.with_context(plan_id=self.plan.id).action_copy_previous()

        self.assertEqual(
            self.plan.action_ids.period_id, self.quarters[2] | self.quarters[3]
        )
        with self.assertRaises(AccessError):
            steps.with_user(self.colleague.user_id).with_context(
                plan_id=self.plan.id
            ).action_copy_previous()
