from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .case import EvaluationCase


@tagged("standard", "post_install", "-at_install")
class TestEvaluationDeputy(EvaluationCase):
    """Who stands in for the appraiser, also after the year of the plan."""

    def stand_in(self, **vals):
        """Let the other head stand in for the appraiser from today."""
        return self.env["hr.skp.appraiser"].create(
            {
                "department_id": self.unit.id,
                "appraiser_id": self.other_head.id,
                "kind": "daily_acting",
                "date_from": fields.Date.today(),
                **vals,
            }
        )

    def close_plan(self):
        self.as_user(self.plan, self.manager).action_close("Tahun berakhir")

    def get_deputy(self):
        self.env["hr.skp"]._update_all_deputies()
        return self.plan.sudo().deputy_user_id

    def finish_annual(self):
        self.predicates.create(
            {
                "department_id": self.agency.id,
                "period_id": self.annual.id,
                "predicate": "good",
            }
        )
        evaluation = self.make_delivered(period=self.annual)
        self.as_user(evaluation, self.employee).action_accept()

    def test_acts_on_a_closed_plan_while_it_is_evaluated(self):
        evaluation = self.open_evaluation()
        self.close_plan()
        self.stand_in(date_to=fields.Date.today())
        self.assertEqual(self.get_deputy(), self.other_head.user_id)
        self.assertEqual(evaluation.sudo().deputy_user_id, self.other_head.user_id)
        self.rate(self.as_user(evaluation, self.other_head))

    def test_acts_before_the_annual_evaluation_is_opened(self):
        self.as_user(self.make_delivered(), self.employee).action_accept()
        self.close_plan()
        self.stand_in()
        self.assertEqual(self.get_deputy(), self.other_head.user_id)

    def test_explains_an_objection_to_the_last_evaluation(self):
        self.finish_annual()
        evaluation = self.make_delivered()
        objection = self.as_user(self.env["hr.skp.objection"], self.employee).create(
            {"evaluation_id": evaluation.id, "reason": "Ada bukti lain"}
        )
        objection.action_file()
        self.close_plan()
        self.stand_in()
        self.assertEqual(self.get_deputy(), self.other_head.user_id)
        self.as_user(objection, self.other_head).action_explain("Sudah dihitung")
        self.assertEqual(objection.state, "explained")

    def test_leaves_a_closed_plan_that_needs_nobody(self):
        self.finish_annual()
        row = self.stand_in()
        self.assertEqual(self.get_deputy(), self.other_head.user_id)
        self.close_plan()
        row.unlink()
        self.assertFalse(self.get_deputy())

    def test_is_named_no_more_where_all_is_final(self):
        self.finish_annual()
        self.close_plan()
        self.stand_in()
        self.assertFalse(self.get_deputy())

    def test_deputy_rates_within_his_days(self):
        evaluation = self.open_evaluation()
        today = fields.Date.today()
        self.plan.sudo()._write_people(
            {"deputy_user_id": self.other_head.user_id.id, "deputy_date_to": today}
        )
        self.flush_out()
        deputy = self.as_user(evaluation, self.other_head)
        self.rate(deputy)
        event = self.env["hr.skp.event"].search(
            [("res_id", "=", evaluation.id), ("kind", "=", "rate")]
        )
        self.assertEqual(event.user_id, self.other_head.user_id)
        self.assertEqual(event.on_behalf_of_id, self.appraiser.user_id)
        self.plan.sudo().deputy_date_to = today - timedelta(days=1)
        with self.assertRaises(AccessError):
            deputy.action_deliver()
        self.assertEqual(evaluation.state, "rated")
