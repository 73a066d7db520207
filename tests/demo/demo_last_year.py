"""The demo agency's year before: agreed on, worked for and closed."""

from collections import Counter
from datetime import date

from odoo import fields

# Who has a plan: the mayor's heads, and the whole of one agency.
PEOPLE = (*(f"p{number:02}" for number in range(1, 15)), "p22", "p34")


class DemoLastYear:
    """Plans, a transfer, a revision, a take-over, and realisation to the year's end."""

    def last_events(self, *kinds):
        """Return what happened to the plans of the year before, in order."""
        events = self.env["hr.skp.event"].search(
            [("skp_id", "in", self.last_year.skp_ids.ids)], order="id"
        )
        return events.filtered(lambda event: not kinds or event.kind in kinds)

    def last_plan(self, code):
        plan = self.last_year.skp_ids.filtered("is_reported")
        return plan.filtered(lambda plan: plan.employee_id == self.person(code))

    def test_the_year_before_is_closed_with_all_its_plans(self):
        self.assertEqual(self.last_year.state, "closed")
        self.assertEqual(self.last_year.date_from.year + 1, self.year.date_from.year)
        plans = self.last_year.skp_ids
        self.assertEqual(Counter(plans.mapped("state")), {"closed": 17})
        reported = plans.filtered("is_reported")
        people = self.env["hr.employee"].union(*map(self.person, PEOPLE))
        self.assertEqual(reported.employee_id, people)
        self.assertEqual(len(reported), 16)
        for plan in plans:
            self.assertGreaterEqual(plan.revision, 1)
            self.assertEqual(len(plan.behavior_ids.filtered("expectation")), 7)
        # Nobody of this year's plans hangs on results of the year before.
        parents = self.year.skp_ids.result_ids.parent_id
        self.assertEqual(parents.skp_id.cycle_id, self.year)
        self.assertEqual(plans.result_ids.parent_id.skp_id.cycle_id, self.last_year)

    def test_one_was_transferred_at_mid_year(self):
        second = self.last_plan("p08")
        first = second.previous_id
        middle = date(self.last_year.date_from.year, 7, 1)
        self.assertEqual((second.date_from, first.date_from.month), (middle, 1))
        self.assertLess(first.date_to, second.date_from)
        self.assertEqual(
            (first.appraiser_id, second.appraiser_id),
            (self.person("p05"), self.person("p03")),
        )
        self.assertEqual(
            second.department_id, self.env.ref("hr_skp.department_dpmptsp_licensing")
        )
        self.assertEqual(self.person("p08").department_id, second.department_id)
        self.assertNotEqual(first.department_id, second.department_id)
        self.assertEqual(
            second.result_ids.parent_id.skp_id.employee_id, self.person("p03")
        )
        moved = self.last_events("transfer")
        self.assertEqual(moved.skp_id, first | second)
        self.assertEqual(moved.user_id, self.person("p12").user_id)

    def test_one_plan_was_revised_and_one_result_taken_over(self):
        plan = self.last_plan("p07")
        self.assertEqual(plan.revision, 2)
        [revised] = self.last_events("revise")
        self.assertEqual(revised.skp_id, plan)
        self.assertTrue(revised.reason)
        seals = self.env["hr.skp.seal"].search(
            [("model", "=", "hr.skp"), ("res_id", "=", plan.id)], order="revision"
        )
        self.assertEqual(seals.mapped("revision"), [1, 2])
        self.assertNotIn("32 sesi", seals[0].payload)
        self.assertIn("32 sesi", seals[1].payload)
        self.assertFalse(plan.result_ids.indicator_ids.filtered("division_fault"))
        taken = self.last_year.skp_ids.result_ids.filtered(
            lambda result: result.state == "taken_over"
        )
        self.assertEqual(taken.skp_id, self.last_plan("p08"))
        [event] = self.last_events("take_over")
        self.assertEqual(event.user_id, self.person("p03").user_id)
        self.assertTrue(event.reason)

    def test_every_quarter_and_the_year_are_realized(self):
        periods = self.last_year.period_ids.filtered(
            lambda period: period.kind != "documentation"
        )
        self.assertEqual(len(periods), 5)
        for plan in self.last_year.skp_ids:
            results = plan.result_ids.filtered(lambda one: one.state == "active")
            lines = results.indicator_ids.target_ids
            for period in periods:
                told = lines.filtered(lambda line, of=period: line.period_id == of)
                if period.kind == "annual":
                    is_due = plan.is_reported
                else:
                    is_due = plan.date_from <= period.date_to <= plan.date_to
                realized = told.filtered("realization")
                self.assertEqual(realized, told if is_due else told.browse())
                self.assertEqual(bool(realized), is_due, f"{plan.name}, {period.name}")
                self.assertEqual(bool(told.evidence_ids), is_due)
        measured = self.last_year.skp_ids.result_ids.indicator_ids.target_ids
        self.assertGreater(len(measured.filtered("has_achievement")), 200)
        log = self.env["hr.skp.activity"].search(
            [("skp_id", "=", self.last_plan("p07").id)]
        )
        self.assertEqual(set(log.mapped("state")), {"verified"})
        months = {entry.date.month for entry in log}
        self.assertEqual(months, set(range(1, 13)))

    def test_nothing_of_the_year_before_is_backdated(self):
        """Rows hold the days on which people acted, in the order in which they did."""
        plans = self.last_year.skp_ids
        first, end = self.last_year.date_from, self.year.date_from.replace(month=3)
        events = self.last_events()
        self.assertGreater(len(events), 300)
        for event in events:
            self.assertEqual(event.date, event.create_date)
            self.assertTrue(first <= event.date.date() < end, event.kind)
        for plan in plans:
            self.assertLessEqual(plan.create_date, plan.submitted_on)
            self.assertLess(plan.submitted_on, plan.approved_on)
            approved = self.last_events("approve").filtered(
                lambda event, one=plan: event.skp_id == one
            )
            deadline = self.last_year.planning_deadline
            if not plan.previous_id:
                self.assertLessEqual(approved[0].date.date(), deadline)
            told = plan.result_ids.indicator_ids.target_ids.filtered("realization")
            for line in told:
                self.assertGreater(line.write_date.date(), line.period_id.date_to)
            for evidence in told.evidence_ids:
                period = evidence.target_ids.period_id
                self.assertGreater(evidence.create_date.date(), period.date_to)
        seals = self.env["hr.skp.seal"].search(
            [("model", "=", "hr.skp"), ("res_id", "in", plans.ids)]
        )
        self.assertEqual(set(seals.mapped("verification")), {"valid"})
        approved = self.last_events("approve").mapped("date")
        self.assertLessEqual(set(seals.mapped("sealed_at")), set(approved))

    def test_whoever_acted_in_the_year_before_was_allowed_to(self):
        officer = self.person("p12").user_id
        administrator = self.person("p26").user_id
        nightly = self.last_events().filtered(
            lambda event: event.user_id == self.env.user
        )
        self.assertEqual(set(nightly.mapped("kind")), {"close", "accept"})
        for event in self.last_events("submit"):
            if event.model != "hr.skp":
                continue
            own = event.skp_id.employee_user_id
            self.assertIn(event.user_id, own or officer | administrator)
        for event in self.last_events("approve", "return"):
            self.assertEqual(event.user_id, event.skp_id.appraiser_user_id)
        self.assertEqual(self.last_events("revise").user_id, self.person("p07").user_id)
        closed = self.last_events("close")
        self.assertEqual(len(closed), 17)
        self.assertEqual(
            max(closed.mapped("date")).date(), fields.Date.to_date(self.year.date_from)
        )

    def test_nobody_is_asked_for_anything_of_the_year_before(self):
        """What is over asks nobody: not on the first screen, not in a list to do."""
        name = str(self.last_year.date_from.year)
        for person in self.people.filtered("user_id"):
            home = self.env["hr.skp.home"].with_user(person.user_id)
            home = home.with_context(allowed_company_ids=self.company.ids)
            told = home.with_company(self.company).get_home()
            self.assertNotIn(name, told["title"])
            for section in told["sections"]:
                for row in section["rows"]:
                    words = f"{row['text']} {row['about']} {row['date'] or ''}"
                    self.assertNotIn(name, words, person.name)
