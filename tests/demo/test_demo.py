"""The demo agency: its people, its year, and what each of them sees of it.

The test database holds no demo data, so the files are loaded here, as an
installation with demo data does, and the year is played once for all tests.
"""

from collections import Counter
from datetime import date, timedelta

from odoo import fields
from odoo.tests import tagged

from .demo_case import DemoCase

# Person: predicate of the first quarter (the ratings of sample-plans.md, C.7).
PREDICATES = {
    "p01": "good",
    "p02": "good",
    "p03": "good",
    "p04": "very_good",
    "p05": "good",
    "p06": "good",  # delivered as poor; changed on his objection
    "p07": "very_good",
    "p08": "needs_improvement",
    "p09": "good",
    "p10": "good",
    "p11": "very_poor",
    "p12": "good",
    "p13": "very_good",
}


@tagged("standard", "post_install", "-at_install")
class TestDemo(DemoCase):
    # People

    def test_45_people_12_of_whom_log_in(self):
        self.assertEqual(len(self.people), 45)
        logins = self.plans._demo_logins()
        self.assertEqual(len(logins), 12)
        for login, name, role in logins:
            user = self.env["res.users"].search([("login", "=", login)])
            self.assertEqual(
                (user.name, user.lang, user.company_id), (name, "id_ID", self.company)
            )
            person = self.people.filtered(
                lambda person, user=user: person.user_id == user
            )
            self.assertIn(person.job_title, role)
            user.with_user(user)._check_credentials(
                {"type": "password", "password": login}, {"interactive": False}
            )

    def test_the_people_have_no_defects_but_missing_logins(self):
        rows = self.env["hr.skp.defect"].search([("id", "in", self.people.ids)])
        self.assertEqual(len(rows), 45)
        without_login = rows.filtered("has_defect")
        self.assertEqual(without_login, rows.filtered("no_login"))
        self.assertEqual(
            set(without_login.mapped("problems")), {"Appraises others but has no login"}
        )
        self.assertFalse(
            without_login.filtered(
                lambda row: (
                    self.env.ref("hr_skp.department_dpmptsp")
                    in row.employee_id.department_id | row.department_id.parent_id
                )
            ),
            "Nobody of the agency that is shown in full waits for a login",
        )

    def test_number_birth_and_sex_agree(self):
        for person in self.people - self.person("p00"):
            number = person.nip
            self.assertEqual(
                number[:8], person.birthday.strftime("%Y%m%d"), person.name
            )
            self.assertEqual(
                number[14], {"male": "1", "female": "2"}[person.sex], person.name
            )
            self.assertGreaterEqual(
                int(number[8:12]) - person.birthday.year, 18, person.name
            )

    def test_kinds_of_people(self):
        kinds = Counter(self.people.mapped("asn_status"))
        self.assertEqual(kinds["non_asn"], 1)
        self.assertGreaterEqual(kinds["pppk"], 1)
        self.assertEqual(
            set(self.people.mapped("position_type")),
            {
                "executive",
                "administrator",
                "supervisor",
                "functional",
                "operator",
                "other",
            },
        )
        acting = self.person("p18")._get_skp_appraiser()[self.person("p18")]
        self.assertEqual(
            acting, self.person("p16"), "A vacant post is held by its acting head"
        )
        moved = self.person("p29").version_ids
        self.assertEqual(len(moved.department_id), 2, "One was transferred at mid-year")

    # Plans

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

    # The first quarter

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
            .search([("company_id", "=", self.company.id)])
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

    # The working year

    def test_the_log_of_the_year(self):
        entries = self.env["hr.skp.activity"].search(
            [("company_id", "=", self.company.id)]
        )
        states = set(entries.mapped("state"))
        self.assertLessEqual({"draft", "verified", "rejected"}, states)
        last = self.plans._demo_get_last_day() - timedelta(days=1)
        # Today's month may be too short to hold a working day yet.
        self.assertLessEqual(
            set(range(1, last.month)),
            set(entries.mapped(lambda entry: entry.date.month)),
        )
        officer = self.person("p12").user_id
        for entry in entries:
            self.assertEqual(entry.create_uid, entry.employee_user_id or officer)
        own = entries.filtered(lambda entry: entry.employee_id == self.person("p07"))
        free = self.person("p07")._get_skp_free_days(own[-1].date, own[0].date)
        self.assertFalse(free.keys() & set(own.mapped("date")))
        counted = self.env["hr.skp.target"].search([("is_realized_logged", "=", True)])
        self.assertTrue(counted)
        for line in counted:
            period = line.period_id
            told = entries.filtered(
                lambda entry, line=line, period=period: (
                    entry.indicator_id == line.indicator_id
                    and entry.state in ("submitted", "verified")
                    and period.date_from <= entry.date <= period.date_to
                )
            )
            self.assertEqual(line.realized_value, sum(told.mapped("quantity")))

    def test_the_work_of_the_year(self):
        steps = self.env["hr.skp.action"].search([("company_id", "=", self.company.id)])
        self.assertLessEqual({"planned", "ongoing", "done"}, set(steps.mapped("state")))
        self.assertTrue(steps.filtered("previous_id"), "copied from the quarter before")
        lines = self.env["hr.skp.target"].search(
            [("skp_id", "in", self.approved().ids), ("realization", "!=", False)]
        )
        evidence = self.env["hr.skp.evidence"].search(
            [("company_id", "=", self.company.id)]
        )
        self.assertEqual(set(evidence.mapped("kind")), {"file", "link"})
        self.assertGreater(len(lines.filtered("evidence_ids")), len(lines) * 0.9)

    def test_what_was_said_in_the_year(self):
        """Some of it is of later months: what is to come was not played yet."""
        feedback = self.env["hr.skp.feedback"].search(
            [("company_id", "=", self.company.id)]
        )
        month = (self.plans._demo_get_last_day() - timedelta(days=1)).month
        # Of the first quarter; each of them is a real step, taken in where it is a change.
        roles, kinds = {"leader"}, set()
        follow_ups = {"appreciation", "adjust_resources"}
        if month > 6:
            roles |= {"peer", "other"}
            follow_ups |= {"adjust_expectation"}
        if month > 9:
            roles |= {"subordinate"}
            kinds |= {"guidance"}
            follow_ups |= {"coaching", "take_over", "assignment"}
        self.assertLessEqual(roles, set(feedback.mapped("giver_role")))
        self.assertLessEqual(follow_ups, set(feedback.mapped("follow_up")))
        self.assertTrue(all(feedback.filtered("follow_up").mapped("follow_up_note")))
        changes = feedback.filtered("proposal")
        self.assertEqual(changes.filtered("is_taken_in"), changes)
        sessions = self.env["hr.skp.coaching"].search(
            [("company_id", "=", self.company.id)]
        )
        self.assertLessEqual(kinds, set(sessions.mapped("kind")))
        for session in sessions.filtered(lambda session: session.kind == "counselling"):
            self.assertFalse(
                session.with_user(session.skp_id.appraiser_user_id).can_read_note
            )
        taken = self.approved().result_ids.filtered(
            lambda one: one.state == "taken_over"
        )
        self.assertEqual(bool(taken), month > 9)

    def test_how_far_the_units_have_come(self):
        rows = self.env["hr.skp.maturity"].search(
            [("company_id", "=", self.company.id), ("cycle_id", "=", self.year.id)]
        )
        unit = self.env.ref("hr_skp.department_dpmptsp")
        self.assertIn(unit, rows.department_id)

    def test_playing_again_changes_nothing(self):
        models = (
            "hr.skp",
            "hr.skp.result",
            "hr.skp.event",
            "hr.skp.seal",
            "hr.skp.evaluation",
        )
        before = [self.env[model].search_count([]) for model in models]
        self.plans._demo_play()
        self.assertEqual([self.env[model].search_count([]) for model in models], before)

    # Who sees what

    def test_an_employee_sees_his_own_plan_and_offers(self):
        me = self.person("p07")
        mine = self.year.skp_ids.filtered(lambda plan: plan.employee_id == me)
        self.assertEqual(self.seen_by("p07", "hr.skp"), mine)
        self.assertEqual(self.seen_by("p07", "hr.skp.indicator").skp_id, mine)
        self.assertEqual(self.seen_by("p07", "hr.skp.target").skp_id, mine)
        feedback = self.seen_by("p07", "hr.skp.feedback")
        asked = feedback.filtered(lambda one: one.author_user_id == me.user_id)
        self.assertEqual((feedback - asked).skp_id, mine)
        self.assertEqual(asked.skp_id.employee_id, self.person("p03"))
        self.assertEqual(self.seen_by("p07", "hr.skp.evaluation").employee_id, me)
        results = self.seen_by("p07", "hr.skp.result")
        self.assertEqual(
            results.filtered(lambda result: not result.is_offered), mine.result_ids
        )

    def test_an_appraiser_sees_those_whom_he_leads(self):
        seen = self.seen_by("p03", "hr.skp").employee_id
        self.assertEqual(
            seen,
            self.env["hr.employee"].union(
                *map(self.person, ("p03", "p07", "p08", "p13"))
            ),
        )

    def test_the_performance_team_sees_its_agency_only(self):
        seen = self.seen_by("p12", "hr.skp")
        self.assertEqual(seen, self.approved())
        self.assertEqual(len(self.seen_by("p26", "hr.skp")), len(self.year.skp_ids))
        self.assertEqual(len(self.seen_by("p36", "hr.skp")), len(self.year.skp_ids))
