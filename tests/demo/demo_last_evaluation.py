"""The demo agency's year before: evaluated, objected to, and final."""

from collections import Counter
from datetime import timedelta


class DemoLastEvaluation:
    """Four quarters and the year of all plans, by the people whose task it was."""

    def last_evaluations(self, kind):
        return self.env["hr.skp.evaluation"].search(
            [("cycle_id", "=", self.last_year.id), ("kind", "=", kind)]
        )

    def last_objections(self):
        """Return {state: objection to the year before}."""
        objections = self.env["hr.skp.objection"].search(
            [("evaluation_id", "in", self.last_evaluations("annual").ids)]
        )
        return {objection.state: objection for objection in objections}

    def test_all_evaluations_of_the_year_before_are_final_and_sealed(self):
        periodic = self.last_evaluations("periodic")
        annual = self.last_evaluations("annual")
        self.assertEqual(Counter(periodic.mapped("state")), {"final": 64})
        self.assertEqual(Counter(annual.mapped("state")), {"final": 16})
        self.assertEqual(annual.skp_id, self.last_year.skp_ids.filtered("is_reported"))
        self.assertEqual(
            Counter(annual.mapped("predicate")),
            # Of the three agencies beside it, the heads.
            {"very_good": 2, "good": 13, "needs_improvement": 1},
        )
        for evaluation in annual:
            self.assertTrue(evaluation.note and evaluation.recommendation)
        seals = self.env["hr.skp.seal"].search(
            [
                ("model", "=", "hr.skp.evaluation"),
                ("res_id", "in", (periodic | annual).ids),
            ]
        )
        counts = Counter(seals.mapped("res_id"))
        self.assertEqual(set(counts), set((periodic | annual).ids))
        self.assertEqual(set(seals.mapped("verification")), {"valid"})
        changed = self.last_objections()["changed"].evaluation_id
        self.assertEqual(counts[changed.id], 2, "sealed anew with the decision")

    def test_finals_by_acceptance_and_by_silence(self):
        annual = self.last_evaluations("annual")
        events = self.env["hr.skp.event"].search(
            [
                ("model", "=", "hr.skp.evaluation"),
                ("res_id", "in", annual.ids),
                ("kind", "=", "accept"),
            ]
        )
        by_hand = events.filtered(lambda event: event.user_id != self.env.user)
        self.assertEqual(len(by_hand), 5)
        self.assertEqual(len(events - by_hand), 8)
        evaluations = self.env["hr.skp.evaluation"]
        for event in by_hand:
            evaluation = evaluations.browse(event.res_id)
            self.assertEqual(event.user_id, evaluation.employee_user_id)
            self.assertLessEqual(event.date.date(), evaluation.objection_deadline)
        for event in events - by_hand:
            evaluation = evaluations.browse(event.res_id)
            self.assertGreater(event.date.date(), evaluation.objection_deadline)

    def test_ratings_and_deliveries_by_the_appraisers_after_the_period(self):
        evaluations = self.last_evaluations("periodic")
        for evaluation in evaluations | self.last_evaluations("annual"):
            appraiser = evaluation.appraiser_user_id
            self.assertTrue(appraiser)
            self.assertEqual(evaluation.rated_by_id, appraiser)
            self.assertEqual(evaluation.delivered_by_id, appraiser)
            self.assertGreater(evaluation.rated_on.date(), evaluation.date_to)
            self.assertLessEqual(evaluation.create_date, evaluation.rated_on)
            self.assertLess(evaluation.delivered_on, evaluation.final_on)
            told = evaluation.result_line_ids.filtered("has_realization")
            open_lines = evaluation.result_line_ids.filtered(
                lambda line: line.state == "active"
            )
            self.assertLessEqual(open_lines, told)
        first = evaluations.filtered(
            lambda one: (
                one.employee_id == self.person("p08") and one.period_id.sequence < 3
            )
        )
        self.assertEqual(first.appraiser_id, self.person("p05"), "before his transfer")

    def test_one_objection_is_heard_one_kept_one_withdrawn(self):
        found = self.last_objections()
        self.assertEqual(set(found), {"changed", "kept", "withdrawn"})
        changed, kept, withdrawn = (
            found[state] for state in ("changed", "kept", "withdrawn")
        )
        self.assertEqual(changed.employee_id, self.person("p07"))
        self.assertEqual(
            (changed.old_predicate, changed.new_predicate), ("good", "very_good")
        )
        self.assertEqual(changed.evaluation_id.predicate, "very_good")
        self.assertEqual(kept.evaluation_id.predicate, kept.old_predicate)
        for objection in (changed, kept):
            self.assertEqual(objection.decided_by_id, self.person("p01").user_id)
            self.assertEqual(
                objection.explained_by_id, objection.evaluation_id.appraiser_user_id
            )
            self.assertLess(objection.filed_on, objection.explained_on)
            self.assertLess(objection.explained_on, objection.decided_on)
            self.assertLessEqual(
                objection.filed_on.date(), objection.evaluation_id.objection_deadline
            )
            self.assertEqual(objection.evaluation_id.final_on, objection.decided_on)
        self.assertLess(withdrawn.filed_on, withdrawn.withdrawn_on)
        self.assertFalse(withdrawn.decided_on)

    def test_the_unit_left_the_guide_and_told_why(self):
        periods = self.last_year.period_ids
        [row] = self.env["hr.skp.deviation"].search([("period_id", "in", periods.ids)])
        self.assertEqual(row.period_id.kind, "annual")
        unit = self.env.ref("hr_skp.department_dpmptsp")
        self.assertEqual((row.department_id, row.total), (unit, 13))
        self.assertEqual(row.state, "noted")
        self.assertTrue(row.reason and row.failure_text)
        self.assertEqual(row.explained_by_id, self.person("p01").user_id)
        self.assertEqual(row.noted_by_id, self.person("p00").user_id)
        self.assertLess(row.create_date, row.explained_on)
        self.assertLess(row.explained_on, row.noted_on)
        # The nightly count leaves it alone, also after the decisions on objections.
        self.env["hr.skp.deviation"].sudo()._refresh(row.period_id)
        self.assertEqual(row.state, "noted")

    def test_the_year_beside_its_quarters(self):
        annual = self.last_evaluations("annual")
        by_person = annual.grouped("employee_id")
        mine = by_person[self.person("p07")].with_user(self.person("p07").user_id)
        self.assertEqual(
            mine.part_ids.mapped("predicate"),
            ["very_good", "very_good", "very_good", "good"],
        )
        moved = by_person[self.person("p08")]
        self.assertEqual(len(moved.part_ids), 4)
        self.assertEqual(len(moved.other_plan_ids), 1)
        # Who rates the year after a transfer is told of quarters that others rated.
        rater = moved.with_user(self.person("p03").user_id)
        self.assertEqual((len(rater.part_ids), rater.unread_part_count), (2, 2))
        self.assertEqual(rater.unread_part_text.count("Triwulan"), 2)
        self.assertIn("Triwulan I", mine.organization_parts_text)
        taken = moved.result_line_ids.filtered(lambda line: line.state == "taken_over")
        self.assertTrue(taken.takeover_note)
        # This year's first quarter goes on from the last one of the year before.
        first = self.get_evaluations(1).filtered(
            lambda one: one.employee_id == self.person("p07")
        )
        last = first.with_user(self.person("p03").user_id)._get_last()[first]
        self.assertEqual(last.cycle_id, self.last_year)
        self.assertLess(first.date_from - last.date_to, timedelta(days=2))
