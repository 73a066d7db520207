from datetime import timedelta

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from .case import EvaluationCase


@tagged("standard", "post_install", "-at_install")
class TestTransferredPlan(EvaluationCase):
    """What becomes of the evaluations of a plan that ends with a transfer."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.day = fields.Date.to_date(f"{cls.year}-07-01")
        cls.moving = cls.make_approved_plan(cls.colleague)
        periods = cls.cycle.period_ids.filtered(
            lambda period: period.kind == "periodic"
        ).sorted("date_from")
        cls.second, cls.fourth = periods[1], periods[3]

    def open_for(self, period):
        return self.as_user(self.env["hr.skp.evaluation"], self.officer).create(
            {"skp_id": self.moving.id, "period_id": period.id}
        )

    def transfer(self):
        self.transfer_plan(self.moving, self.day)

    def test_before_the_day_it_stays_open(self):
        """The former appraiser still rates what was done for him."""
        evaluation = self.open_for(self.second)
        self.transfer()
        self.assertEqual(self.moving.sudo().state, "closed")
        own = self.as_user(evaluation, self.appraiser)
        own.write({"work_rating": "meets", "behavior_rating": "above"})
        own.action_rate()
        self.assertEqual(evaluation.sudo().state, "rated")
        self.assertEqual(evaluation.sudo().appraiser_id, self.appraiser)

    def test_an_untouched_draft_after_it_goes(self):
        evaluation = self.open_for(self.fourth)
        self.transfer()
        self.assertFalse(evaluation.sudo().exists())
        self.assertEqual(self.moving.sudo().date_to, self.day - timedelta(days=1))

    def test_a_begun_one_after_it_keeps_the_plan(self):
        evaluation = self.open_for(self.fourth)
        self.as_user(evaluation, self.appraiser).work_rating = "meets"
        with self.assertRaisesRegex(UserError, "is begun and lies after that day"):
            self.transfer()
        self.assertEqual(self.moving.sudo().state, "approved")
        self.assertTrue(evaluation.sudo().exists())
        self.assertFalse(self.moving.sudo().next_ids)
