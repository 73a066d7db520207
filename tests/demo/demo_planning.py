"""What the demo agency's people agree on this year."""

from collections import Counter

from odoo import fields

from .demo_case import PREDICATES


class DemoPlanning:
    """Plans, their cascade and states, and who took each step."""

    def test_13_plans_in_force_with_51_results_and_76_indicators(self):
        plans = self.approved()
        self.assertEqual(
            plans.employee_id,
            self.env["hr.employee"].union(*map(self.person, PREDICATES)),
        )
        self.assertEqual(len(plans), 13)
        results = self.get_planned(plans)
        self.assertEqual(len(results), 51)
        self.assertEqual(len(results.indicator_ids), 76)
        self.assertTrue(all(plans.behavior_ids.mapped("expectation")))
        for plan in plans:
            self.assertEqual(len(plan.behavior_ids), 7)
            sections = Counter(plan.annex_ids.mapped("section"))
            self.assertTrue(
                all(2 <= sections[name] for name in ("resource", "accountability"))
            )
        self.assertEqual(
            plans.filtered(lambda plan: plan.form == "leader").employee_id,
            self.person("p01"),
        )

    def test_every_link_of_the_cascade(self):
        names = {
            result["code"]: result
            for plan in self.content["plans"]
            for result in plan["results"]
        }
        linked = 0
        for entry in self.content["plans"]:
            plan = self.year.skp_ids.filtered(
                lambda plan, entry=entry: (
                    plan.employee_id == self.env.ref(f"hr_skp.{entry['employee']}")
                    and plan.position_kind == entry.get("position_kind", "definitive")
                )
            )
            results = self.get_planned(plan)
            self.assertEqual(
                results.mapped("name"), [r["name"] for r in entry["results"]]
            )
            for result, told in zip(results, entry["results"], strict=True):
                parent = names.get(told.get("parent"))
                self.assertEqual(result.parent_name or None, parent and parent["name"])
                if parent and parent["kind"] == "main":
                    self.assertEqual(result.parent_id.name, parent["name"])
                    self.assertEqual(
                        result.leader_user_id, result.parent_id.employee_user_id
                    )
                    linked += 1
        self.assertEqual(linked, 45)
        depth = self.plans.browse().result_ids.union(*self.approved().result_ids)
        depth = depth.filtered(lambda result: result.parent_id.parent_id.parent_id)
        self.assertTrue(
            depth, "Three levels of cascade stand below the head of the agency"
        )

    def test_each_step_was_taken_by_its_own_user(self):
        officer = self.person("p12").user_id
        for plan in self.approved():
            self.assertEqual(plan.submitted_by_id, plan.employee_user_id or officer)
            self.assertEqual(plan.approved_by_id, plan.appraiser_user_id)
            self.assertLessEqual(plan.submitted_on, plan.approved_on)
        events = self.env["hr.skp.event"].search(
            [("skp_id", "in", self.year.skp_ids.ids)], order="id"
        )
        # Silence alone is answered by the daily job.
        silent = events.filtered(lambda event: event.user_id == self.env.user)
        self.assertLessEqual(set(silent.mapped("kind")), {"accept"})
        self.assertLessEqual((events - silent).user_id, self.people.user_id)
        for plan in self.approved():
            dates = events.filtered(lambda event, one=plan: event.skp_id == one)
            dates = dates.mapped("create_date")
            self.assertEqual(
                dates,
                sorted(dates),
                "Each act on its own day, in the order of the year",
            )
            self.assertLess(dates[0].month, 2)
            self.assertLess(dates[-1].date(), fields.Date.today())

    def test_plans_in_other_states(self):
        states = Counter((self.year.skp_ids - self.approved()).mapped("state"))
        self.assertEqual(states["submitted"], 1)
        self.assertGreaterEqual(states["draft"], 3)
        returned = self.env["hr.skp.event"].search(
            [("skp_id", "in", self.year.skp_ids.ids), ("kind", "=", "return")]
        )
        self.assertEqual(len(returned), 1)
        self.assertTrue(returned.reason)
        self.assertEqual(returned.skp_id.state, "draft")
        exempt = self.env["hr.skp.exemption"].search([("cycle_id", "=", self.year.id)])
        self.assertEqual(exempt.mapped("reason"), ["unpaid_leave"])
        self.assertFalse(exempt.employee_id.skp_ids)

    def test_what_is_agreed_beside_the_plans(self):
        """Quarters that add up, promised resources that came or not, remarks, a report."""
        divided = self.approved().result_ids.indicator_ids.filtered("division")
        self.assertGreater(len(divided), 15)
        self.assertEqual(
            set(divided.mapped("division")), {"equal", "cumulative", "hand", "same"}
        )
        self.assertFalse(divided.filtered("division_fault"))
        resources = self.approved().annex_ids.filtered("resource_kind")
        self.assertEqual(
            set(resources.mapped("provision")), {"provided", "not_provided", False}
        )
        for line in resources:
            if line.provision == "not_provided":
                self.assertTrue(line.provision_note)
            if not line.agreed:
                self.assertTrue(line.agreed_note)
        self.assertEqual(sum(1 for line in resources if not line.agreed), 1)
        points = self.year.skp_ids.point_ids
        self.assertEqual(Counter(points.mapped("state")), {"open": 2, "resolved": 1})
        claims = self.seen_by("p12", "hr.skp.appraiser.claim")
        self.assertEqual(claims.mapped("state"), ["open"])
        gaps = self.env["hr.skp.cascade.gap"].search(
            [("cycle_id", "=", self.year.id), ("kind", "=", "unit")]
        )
        self.assertEqual(len(gaps), 3, "direct links measured otherwise, to be judged")
