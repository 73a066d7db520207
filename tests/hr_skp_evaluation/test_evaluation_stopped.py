"""Evaluations that go no further: the plan is cancelled, or another one is the reported one."""

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from .case import EvaluationCase
from .reminder_case import ReminderMixin


class StoppedCase(EvaluationCase):
    def assert_closed(self, evaluation, reason):
        """Nobody asks for it and nobody goes on with it, but it is readable with the reason."""
        self.flush_out()
        line = evaluation.result_line_ids[:1]
        for refuse in (
            lambda: evaluation.write({"work_rating": "above"}),
            lambda: evaluation.write({"note": "Catatan"}),
            lambda: line.write({"rating": "above"}),
            evaluation.action_rate,
            evaluation.action_deliver,
            evaluation.action_rate_and_deliver,
            lambda: evaluation.action_reset_rating("Alasan"),
        ):
            with self.assertRaisesRegex(UserError, reason):
                refuse()
        self.assertRegex(evaluation.waiting_text, reason)
        self.assertRegex(evaluation.waiting_text, "^Goes no further")
        self.assertFalse(evaluation.can_edit or evaluation.can_deliver)
        waiting = self.env["hr.skp.evaluation"]._get_waiting_domain(fields.Date.today())
        self.assertFalse(evaluation.filtered_domain(waiting))
        with self.assertRaises(AccessError):
            evaluation.write({"stop_reason": False})


@tagged("standard", "post_install", "-at_install")
class TestCancelledPlan(ReminderMixin, StoppedCase):
    def cancel(self):
        own = self.as_user(self.plan, self.employee)
        own.action_revise("Salah jabatan")
        self.as_user(self.plan, self.officer).action_cancel("Salah jabatan")

    def get_rows(self, person):
        self.flush_out()
        home = self.as_user(self.env["hr.skp.home"], person).get_home()
        return [
            row["text"]
            for section in home["sections"]
            for row in section["rows"]
            if "To rate or to deliver" in row["text"]
        ]

    def test_what_is_rated_leaves_all_lists(self):
        evaluation = self.rate(self.open_evaluation())
        self.assertTrue(self.get_rows(self.appraiser))
        domain = [("period_id", "=", self.period.id)]
        self.assertTrue(evaluation.get_distribution(domain)["sections"])
        self.cancel()
        self.assert_closed(evaluation, "its plan is cancelled")
        self.assertFalse(self.get_rows(self.appraiser))
        self.assertFalse(evaluation.get_distribution(domain)["sections"])
        self.assertFalse(self.get_digest_after_year("rating"))
        plans = self.as_user(self.env["hr.skp"], self.officer)
        self.assertNotIn(
            self.plan.id, plans.search([("is_evaluation_owed", "=", True)]).ids
        )
        for action in ("to_rate_of_period", "undelivered"):
            action = self.env.ref(
                f"hr_skp_evaluation.hr_skp_evaluation_action_{action}"
            )
            self.assertIn("('stop_reason', '=', False)", action.domain)

    def test_what_is_submitted_can_be_rated_no_more(self):
        self.tell()
        evaluation = self.open_evaluation()
        self.as_user(evaluation, self.employee).action_submit()
        self.cancel()
        self.assert_closed(evaluation, "its plan is cancelled")
        cards = self.as_user(self.env["hr.skp.home"], self.employee).get_home()["cards"]
        self.assertNotIn("evaluation", [card["name"] for card in cards])
        # The employee still reads it, with the reason.
        own = self.as_user(evaluation, self.employee)
        self.assertIn("its plan is cancelled", own.waiting_text)

    def test_an_unused_draft_goes_a_used_one_stays(self):
        unused = self.open_evaluation()
        typed = self.open_evaluation(period=self.period2)
        typed.work_rating = "meets"
        talked = self.open_evaluation(period=self.annual)
        talked.message_post(body="Mohon bukti", message_type="comment")
        self.cancel()
        self.assertFalse(unused.sudo().exists())
        self.assertEqual((typed | talked).sudo().exists(), (typed | talked).sudo())
        self.assert_closed(typed, "its plan is cancelled")

    def test_drafts_are_not_asked_of_the_employee(self):
        evaluation = self.open_evaluation()
        evaluation.message_post(body="Mohon", message_type="comment")
        own = self.as_user(self.plan, self.employee)
        shown = self.as_user(evaluation, self.employee)
        self.assertTrue(own.can_submit_evaluation)
        self.assertTrue(shown.missing_text and shown.result_line_ids.can_realize)
        self.cancel()
        self.flush_out()
        self.assertFalse(own.can_submit_evaluation)
        self.assertFalse(shown.missing_text or shown.result_line_ids.can_realize)
        with self.assertRaisesRegex(UserError, "No evaluation waits"):
            own.action_submit_evaluation()

    def test_it_comes_back_with_its_plan(self):
        """No step leads back yet; what a repair writes is followed all the same."""
        evaluation = self.rate(self.open_evaluation())
        self.cancel()
        self.assertEqual(evaluation.stop_reason, "cancelled")
        self.plan.sudo().write({"state": "approved"})
        self.assertFalse(evaluation.stop_reason)
        evaluation.action_deliver()
        self.assertEqual(evaluation.state, "delivered")

    def test_last_period_is_not_that_of_a_cancelled_plan(self):
        self.rate(self.open_evaluation())
        self.cancel()
        other = self.make_approved_plan()
        later = self.open_evaluation(other, self.period2)
        self.assertFalse(later.last_text)
        self.assertFalse(self.open_evaluation(other, self.annual).part_ids - later)


@tagged("standard", "post_install", "-at_install")
class TestAnnualOfFormerPlan(StoppedCase):
    """The annual predicate belongs to the reported plan, and moves with the mark."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.moving = cls.make_approved_plan(cls.colleague)
        cls.day = fields.Date.to_date(f"{cls.year}-12-01")

    def transfer(self):
        """Move the colleague on 1 December; return the approved plan of his next post."""
        self.transfer_plan(self.moving, self.day)
        following = self.moving.sudo().next_ids
        self.as_user(following, self.colleague).action_submit()
        self.as_user(following, self.other_head).action_approve()
        return following

    def test_the_former_appraiser_delivers_no_second_predicate(self):
        former = self.open_evaluation(self.moving, self.annual)
        former.write({"work_rating": "meets", "behavior_rating": "above"})
        following = self.transfer()
        self.assertTrue(following.is_reported)
        self.assert_closed(former, following.name)
        self.assertIn("Lina Sekretaris", former.waiting_text)
        self.set_predicate(self.annual)
        year = self.open_evaluation(following, self.annual, self.other_head)
        self.rate(year).action_deliver()
        self.assertEqual(year.state, "delivered")

    def test_what_is_rated_is_not_delivered(self):
        former = self.rate(self.open_evaluation(self.moving, self.annual))
        self.set_predicate(self.annual)
        following = self.transfer()
        self.assert_closed(former, following.name)
        # Whose the year is reads it nowhere among what waits, but may open it.
        own = self.as_user(former, self.appraiser)
        self.assertEqual(own.read(["predicate"])[0]["predicate"], "good")

    def test_an_unused_draft_goes_with_the_mark(self):
        former = self.open_evaluation(self.moving, self.annual)
        part = self.open_evaluation(self.moving, self.period)
        self.transfer()
        self.assertFalse(former.sudo().exists())
        self.assertTrue(part.sudo().exists())
        self.assertFalse(part.stop_reason)

    def test_it_goes_on_where_the_mark_comes_back(self):
        former = self.open_evaluation(self.moving, self.annual)
        former.work_rating = "meets"
        following = self.transfer()
        self.assertEqual(former.stop_reason, "not_reported")
        own = self.as_user(following, self.colleague)
        own.action_revise("Batal mutasi")
        self.as_user(following, self.manager).action_cancel("Batal mutasi")
        self.assertTrue(self.moving.sudo().is_reported)
        self.assertFalse(former.stop_reason)
        former.behavior_rating = "above"
        former.action_rate()
        self.assertEqual(former.state, "rated")

    def test_one_taken_back_does_not_go_out_again(self):
        self.set_predicate(self.annual)
        former = self.make_delivered(plan=self.moving, period=self.annual)
        following = self.transfer()
        self.assertFalse(former.stop_reason)
        former.action_take_back("Pegawai pindah")
        self.assertEqual(former.stop_reason, "not_reported")
        self.assert_closed(former, following.name)

    def test_nobody_waits_for_it_on_a_closed_plan(self):
        former = self.open_evaluation(self.moving, self.annual)
        former.work_rating = "meets"
        plans = self.env["hr.skp"].sudo()
        led = plans._get_led_domain()
        with freeze_time(f"{self.year + 1}-02-01"):
            self.transfer()
        self.assertEqual(self.moving.sudo().state, "closed")
        self.assertFalse(self.moving.sudo().filtered_domain(led))
