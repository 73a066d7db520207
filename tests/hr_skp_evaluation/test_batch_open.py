from odoo.exceptions import UserError
from odoo.tests import tagged

from .case import EvaluationCase


@tagged("standard", "post_install", "-at_install")
class TestBatchOpen(EvaluationCase):
    def make_batch(self, person, period=None, units=None):
        return self.as_user(self.env["hr.skp.batch"], person).create(
            {
                "kind": "open_evaluations",
                "params": {
                    "period_id": (period or self.period).id,
                    "department_ids": units.ids if units else [],
                },
            }
        )

    def test_opens_each_once(self):
        second = self.make_approved_plan(self.colleague)
        self.make_plan(self.officer)
        self.open_evaluation(second)
        batch = self.make_batch(self.officer, units=self.unit)
        batch.action_start()
        # The one that exists and the one that is not approved are no work.
        self.assertEqual(batch.item_ids.mapped("res_id"), self.plan.ids)
        batch.sudo()._run_next()
        self.assertEqual(batch.state, "done")
        opened = self.env["hr.skp.evaluation"].search(
            [("period_id", "=", self.period.id)]
        )
        self.assertEqual(opened.skp_id, (self.plan | second).sudo())
        with self.assertRaisesRegex(UserError, "is opened already"):
            self.make_batch(self.officer).action_start()
        # Done again, a row changes nothing.
        batch.sudo()._with_starter()._run_open_evaluations(self.plan.ids)
        self.assertEqual(
            self.env["hr.skp.evaluation"].search_count(
                [("period_id", "=", self.period.id)]
            ),
            2,
        )

    def test_the_team_s_own_plan_is_opened_along(self):
        own = self.make_approved_plan(self.officer)
        batch = self.make_batch(self.officer, units=self.unit)
        batch.action_start()
        batch.sudo()._run_next()
        self.assertEqual(batch.state, "done")
        opened = self.env["hr.skp.evaluation"].search([("skp_id", "=", own.id)])
        self.assertEqual((len(opened), opened.state), (1, "draft"))

    def test_reaches_no_other_unit(self):
        batch = self.make_batch(self.other_officer, units=self.unit)
        with self.assertRaises(UserError):
            batch.action_start()
        # Written into the rows behind its back, it is refused row by row.
        own = self.make_approved_plan(self.manager)
        batch = self.make_batch(self.other_officer)
        batch.action_start()
        self.assertEqual(batch.item_ids.mapped("res_id"), own.ids)
        batch.sudo().item_ids.res_id = self.plan.id
        batch.sudo()._run_next()
        self.assertEqual(batch.state, "failed")
        self.assertFalse(
            self.env["hr.skp.evaluation"].search([("skp_id", "=", self.plan.id)])
        )

    def test_leaves_out_the_exempted(self):
        self.env["hr.skp.exemption"].create(
            {
                "employee_id": self.employee.id,
                "cycle_id": self.cycle.id,
                "period_id": self.period.id,
                "reason": self.env["hr.skp.exemption"]
                ._fields["reason"]
                .get_values(self.env)[0],
            }
        )
        with self.assertRaises(UserError):
            self.make_batch(self.officer).action_start()
        self.make_batch(self.officer, self.period2).action_start()

    def test_asks_for_a_period_of_evaluation(self):
        documentation = self.cycle.period_ids.filtered(
            lambda p: p.kind == "documentation"
        )[:1]
        with self.assertRaisesRegex(UserError, "which period"):
            self.make_batch(self.officer, documentation).action_start()

    def test_dialogue_starts_it(self):
        wizard = self.as_user(
            self.env["hr.skp.batch.open.evaluations"], self.officer
        ).create({"period_id": self.period.id})
        self.assertEqual(wizard.department_ids, self.unit)
        action = wizard.action_open()
        batch = self.env["hr.skp.batch"].browse(action["res_id"])
        self.assertEqual(batch.total, 1)

    def test_from_selected_plans(self):
        plans = self.as_user(
            self.plan | self.make_approved_plan(self.colleague), self.appraiser
        )
        action = plans.action_open_evaluation_of_period()
        opened = self.env["hr.skp.evaluation"].search(action["domain"])
        self.assertEqual(opened.skp_id, plans.sudo())
        # All periods of last year are over: the last one is to be evaluated.
        self.assertEqual(opened.period_id.date_to, self.cycle.date_to)
        [(_field, _operator, ids)] = plans.action_open_evaluation_of_period()["domain"]
        self.assertEqual(set(ids), set(opened.ids))
