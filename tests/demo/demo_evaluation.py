"""This year's evaluations of the demo agency."""

from datetime import date

from .demo_case import PREDICATES


class DemoEvaluation:
    """Three quarters, at every stage."""

    def test_the_first_quarter_is_delivered_to_all_13(self):
        evaluations = self.env["hr.skp.evaluation"].search(
            [("period_id", "=", self.plans._demo_get_period(1).id)]
        )
        found = {
            code: evaluations.filtered(
                lambda one, code=code: one.employee_id == self.person(code)
            )
            for code in PREDICATES
        }
        self.assertEqual(
            {code: one.predicate for code, one in found.items()}, PREDICATES
        )
        self.assertEqual(len(evaluations), 13)
        self.assertLessEqual(set(evaluations.mapped("state")), {"delivered", "final"})
        self.assertEqual(set(evaluations.mapped("organization_predicate")), {"good"})
        self.assertTrue(all(line.realization for line in evaluations.result_line_ids))
        self.assertTrue(all(line.feedback for line in evaluations.result_line_ids))
        for evaluation in evaluations:
            self.assertEqual(evaluation.rated_by_id, evaluation.appraiser_user_id)
            self.assertTrue(evaluation.result_line_ids.filtered("evidence_count"))
            self.assertTrue(evaluation.behavior_line_ids.filtered("feedback"))

    def test_objections_are_decided_by_who_stands_above(self):
        objections = (
            self.env["hr.skp.objection"]
            .search([("evaluation_id.cycle_id", "=", self.year.id)])
            .sorted("filed_on")
        )
        self.assertEqual(objections.mapped("state")[:2], ["changed", "kept"])
        # The last ones are under way, once the third quarter is over.
        self.assertLessEqual(
            set(objections[2:].mapped("state")), {"filed", "explained"}
        )
        objections = objections[:2]
        self.assertEqual(objections.decided_by_id, self.person("p01").user_id)
        changed = objections[0]
        self.assertEqual(
            (changed.old_predicate, changed.new_predicate), ("poor", "good")
        )
        for objection in objections:
            self.assertLess(objection.filed_on, objection.explained_on)
            self.assertLess(objection.explained_on, objection.decided_on)
            self.assertLessEqual(
                objection.filed_on.date(), objection.evaluation_id.objection_deadline
            )

    def test_the_later_quarters_stand_at_every_stage(self):
        """What is to come was not played yet."""
        last = self.plans._demo_get_last_day()
        if last > date(last.year, 8, 1):
            second = self.get_evaluations(2)
            self.assertEqual(len(second), 13)
            self.assertEqual(set(second.mapped("state")), {"final"})
            report = second.get_distribution([("id", "in", second.ids)])
            self.assertFalse(report["sections"][0]["failures"])
        if last > date(last.year, 11, 20):
            third = self.get_evaluations(3)
            self.assertEqual(len(third), 13)
            self.assertLessEqual(
                {"draft", "rated", "delivered", "objected", "final"},
                set(third.mapped("state")),
            )
            report = third.get_distribution([("id", "in", third.ids)])
            self.assertTrue(report["sections"][0]["failures"], "left on purpose")
            self.assertTrue(third.filtered("deviation_note"))

    def get_evaluations(self, quarter):
        period = self.plans._demo_get_period(quarter)
        return self.env["hr.skp.evaluation"].search([("period_id", "=", period.id)])
