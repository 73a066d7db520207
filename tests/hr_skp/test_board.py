from datetime import timedelta

from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.hr_skp.models.hr_skp_attention import REASONS

from ..common import SkpCase
from .board_case import RunningYearMixin


@tagged("standard", "post_install", "-at_install")
class TestBoard(RunningYearMixin, SkpCase):
    """Plans of the present year, in force since its first day."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_running_year()

    def board(self, person=None):
        """Return the reason on the card, and whether the filter finds the plan."""
        self.env.flush_all()
        self.env.invalidate_all()
        plans = self.as_user(self.env["hr.skp"], person or self.appraiser)
        card = plans.browse(self.plan.id)
        found = plans.search([("needs_attention", "=", True)])
        # The filter and the card say the same.
        self.assertEqual(card.needs_attention, card in found)
        return card.attention_text

    def test_who_is_on_time_needs_nothing(self):
        self.tell(12)

        self.assertEqual(self.board(), "")

    def test_a_period_without_realisation(self):
        self.assertEqual(
            self.board(), f"{self.period.name}, indicators without realisation: 1"
        )

    def test_an_indicator_behind(self):
        self.tell(8)

        self.assertIn("behind: 1", self.board())

    def test_what_should_be_low_is_behind_where_it_is_high(self):
        self.indicator.sudo().polarity = "lower"
        self.tell(18)

        self.assertIn("behind: 1", self.board())

    def test_a_result_that_was_taken_over_calls_nobody(self):
        self.as_user(self.env["hr.skp.action"], self.employee).create(
            {
                "result_id": self.plan.result_ids.id,
                "period_id": self.period.id,
                "name": "Menyusun konsep",
                "date_deadline": self.today - timedelta(days=1),
            }
        )
        self.tell(2)
        text = self.board()
        self.assertIn("past their day: 1", text)
        self.assertIn("behind: 1", text)

        results = self.as_user(self.plan.result_ids, self.appraiser)
        results.action_take_over("Tidak selesai")

        self.assertEqual(self.board(), "")

    def test_three_quarters_are_not_behind(self):
        self.tell(9)

        self.assertEqual(self.board(), "")

    def test_steps_past_their_day(self):
        self.tell(12)
        steps = self.as_user(self.env["hr.skp.action"], self.employee)
        step = steps.create(
            {
                "result_id": self.plan.result_ids.id,
                "period_id": self.period.id,
                "name": "Menyusun konsep",
                "date_deadline": self.today - timedelta(days=1),
            }
        )
        self.assertIn("past their day: 1", self.board())

        step.progress = 100
        self.assertEqual(self.board(), "")

    def test_a_log_that_stopped(self):
        self.tell(12)
        entries = self.as_user(self.env["hr.skp.activity"], self.employee)
        entries.create({"name": "Rapat", "date": self.today - timedelta(days=9)})
        self.assertIn("nothing logged for 9 days", self.board())

        self.company.skp_attention_log_days = 10
        self.assertEqual(self.board(), "")

    def test_feedback_that_nobody_agreed_on(self):
        self.tell(12)
        self.plan.sudo().feedback_interval = False
        self.env.cr.execute(
            "UPDATE hr_skp SET approved_on = approved_on - interval '41 days'"
        )
        self.assertIn("no feedback for 41 days", self.board())

        self.as_user(self.env["hr.skp.feedback"], self.appraiser).create(
            {"skp_id": self.plan.id, "content": "Baik"}
        )
        self.assertEqual(self.board(), "")

    def test_nobody_is_reminded_of_what_the_leader_owes(self):
        self.tell(12)
        self.plan.sudo().feedback_interval = "weekly"
        self.env.cr.execute(
            "UPDATE hr_skp SET approved_on = approved_on - interval '10 days'"
        )
        self.assertIn("late", self.board())
        plan = self.as_user(self.plan, self.appraiser)
        self.assertFalse(plan.can_remind)
        with self.assertRaisesRegex(UserError, "leader's own"):
            plan.action_remind()

        self.indicator.target_ids.sudo().realized_value = 2
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertTrue(plan.can_remind)

    def test_the_card_opens_what_it_speaks_of(self):
        plan = self.as_user(self.plan, self.appraiser)
        opened = "search_default_period_id"
        self.assertEqual(
            plan.action_open_realization(True)["context"][opened], self.period.id
        )
        self.assertNotEqual(
            plan.action_open_realization()["context"][opened], self.period.id
        )
        self.tell(12)
        self.env.flush_all()
        self.assertNotEqual(
            plan.action_open_realization(True)["context"][opened], self.period.id
        )
        log = plan.action_open_log(True)
        self.assertEqual(log["context"]["search_default_submitted"], 1)

    def test_feedback_that_was_agreed(self):
        self.tell(12)
        self.plan.sudo().feedback_interval = "weekly"
        self.env.cr.execute(
            "UPDATE hr_skp SET approved_on = approved_on - interval '10 days'"
        )
        self.assertEqual(self.board(), "agreed feedback is 3 days late")

        # Once less was agreed, the same silence is in order.
        self.plan.sudo().feedback_interval = "monthly"
        self.assertEqual(self.board(), "")

    def test_each_reason_is_a_filter(self):
        self.tell(8)
        self.board()
        plans = self.as_user(self.env["hr.skp"], self.appraiser)
        found = {
            reason: self.plan in plans.search([("attention_reason", "=", reason)])
            for reason, _label in REASONS
        }

        self.assertEqual([name for name in found if found[name]], ["behind"])
        self.assertEqual(
            self.as_user(self.plan, self.appraiser).attention_reason, "behind"
        )
        self.assertFalse(plans.search([("attention_reason", "in", ["no such"])]))

    def test_a_plan_that_waits(self):
        self.as_user(self.plan, self.employee).action_revise("Sasaran berubah")
        self.as_user(self.plan, self.employee).action_submit()

        self.assertIn("waits for approval", self.board())

    def test_a_draft_after_its_day(self):
        draft = self.make_plan(self.colleague)
        cycle = draft.sudo().cycle_id
        plans = self.as_user(self.env["hr.skp"], self.appraiser)
        for deadline, is_late in ((-1, True), (0, False)):
            day = self.today + timedelta(days=deadline)
            cycle.write({"draft_deadline": day, "planning_deadline": day})
            self.board()
            found = plans.search([("attention_reason", "=", "unsubmitted")])
            self.assertEqual(found, plans.browse(draft.ids if is_late else []))
            card = plans.browse(draft.id)
            self.assertEqual(
                card.attention_text, "the plan is not submitted" if is_late else ""
            )

    def test_the_card_tells_progress_and_days(self):
        self.tell(6)
        entries = self.as_user(self.env["hr.skp.activity"], self.employee)
        entries.create([{"name": f"Kerja {number}"} for number in range(3)])
        card = self.as_user(self.plan, self.appraiser)
        self.env.invalidate_all()

        self.assertEqual(
            (card.board_progress, card.board_period, card.logged_days),
            (50, self.period.name, 1),
        )

    def test_others_find_nothing(self):
        plans = self.as_user(self.env["hr.skp"], self.other_head)
        self.assertFalse(plans.search([("needs_attention", "=", True)]))

    def test_cards_cost_the_same_for_10_and_100(self):
        staff = self.make_staff(100)
        self.env["hr.skp"].create(
            [{"employee_id": person.id, "cycle_id": self.cycle.id} for person in staff]
        )
        names = (
            "attention_text",
            "board_progress",
            "logged_days",
            "last_feedback_text",
            "open_point_count",
        )
        plans = self.as_user(self.env["hr.skp"], self.appraiser)
        counts = []
        for number in (1, 10, 100):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            plans.web_search_read(
                [("employee_id", "in", staff[:number].ids)], dict.fromkeys(names, {})
            )
            counts.append(self.cr.sql_log_count - before)
        self.assertEqual(*counts[1:])
