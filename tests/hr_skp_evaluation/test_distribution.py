from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ..common.common import PASSWORD
from .distribution_case import DistributionCase


@tagged("standard", "post_install", "-at_install")
class TestDistribution(DistributionCase):
    def test_what_the_guide_says_of_a_team(self):
        """Eight of eight are good: one line is exceeded, one is not met at all."""
        self.rate_team([("meets", "meets")] * 8)
        found = self.distribution_as(self.appraiser)
        [section] = found["sections"]
        self.assertEqual(self.counts_of(found), [0, 8, 0, 0, 0])
        self.assertEqual(section["organization"], "Good")
        self.assertEqual(
            section["failures"],
            [
                "Good: 8 of 8 people, at most 5; 3 too many.",
                "Needs improvement, Poor: 0 of 8 people, at least 1; 1 too few.",
            ],
        )
        self.assertEqual(
            section["change"], "The guide would be met if 3 predicates were others."
        )
        self.assertEqual(section["counts"][1]["share"], 100)
        self.assertEqual(section["counts"][1]["guide"], 45.8)

    def test_a_team_that_meets_it(self):
        self.rate_team(
            [("meets", "meets")] * 5
            + [("above", "above")] * 2
            + [("below", "meets"), ("below", "below")]
        )
        [section] = self.distribution_as(self.appraiser)["sections"]
        self.assertTrue(section["is_checked"])
        self.assertFalse(section["failures"] or section["change"])

    def test_a_small_team_and_a_tolerance_are_the_agency_s_choice(self):
        self.rate_team([("meets", "meets")] * 4)
        [section] = self.distribution_as(self.appraiser)["sections"]
        self.assertFalse(section["is_checked"] or section["failures"])
        self.company.skp_distribution_smallest = 3
        [section] = self.distribution_as(self.appraiser)["sections"]
        self.assertEqual(len(section["failures"]), 2)
        self.company.skp_distribution_tolerance = 2
        [section] = self.distribution_as(self.appraiser)["sections"]
        self.assertEqual(len(section["failures"]), 1, "nobody is still nobody")

    def test_nothing_to_compare_with_where_no_predicate_is_set(self):
        self.top_predicate.unlink()
        self.rate_team([("meets", "meets")] * 6)
        [section] = self.distribution_as(self.appraiser)["sections"]
        self.assertFalse(section["organization"] or section["is_checked"])
        self.assertEqual({count["guide"] for count in section["counts"]}, {None})

    def test_a_delivered_one_keeps_the_predicate_it_was_delivered_with(self):
        evaluations = self.rate_team([("meets", "meets")] * 2)
        self.as_user(evaluations[0], self.appraiser).action_deliver()
        self.predicates.create(
            {
                "department_id": self.unit.id,
                "period_id": self.period.id,
                "predicate": "poor",
            }
        )
        sections = self.distribution_as(self.appraiser)["sections"]
        self.assertEqual(
            [section["organization"] for section in sections], ["Good", "Poor"]
        )

    def test_units_counted_together_are_told(self):
        self.rate_team([("meets", "meets")])
        plan = self.make_approved_plan(self.other_head)
        self.rate(self.open_evaluation(plan, person=self.superior), "meets", "meets")

        def count():
            [section] = self.distribution_as(self.manager, [])["sections"]
            return section["total"], section["units"]

        self.assertEqual(count(), (2, 1))
        self.predicates.create(
            {
                "department_id": self.unit.id,
                "period_id": self.period.id,
                "predicate": "good",
            }
        )
        self.assertEqual(count(), (2, 2))

    def test_who_counts_what(self):
        """Everybody counts what he may read: his own typed rating nobody."""
        own = self.open_evaluation(self.plan)
        self.rate(own, "below", "below")
        self.rate_team([("meets", "meets")] * 5)
        for person in (self.appraiser, self.superior, self.manager, self.auditor):
            self.assertEqual(
                self.counts_of(self.distribution_as(person)), [0, 5, 0, 0, 1]
            )
        nothing = {"sections": [], "unrated": 0}
        for person in (self.employee, self.colleague):
            self.assertEqual(self.distribution_as(person), nothing)
            by_name = [("employee_id", "=", self.employee.id)]
            self.assertEqual(self.distribution_as(person, by_name), nothing)
        own.action_deliver()
        found = self.distribution_as(self.employee)
        self.assertEqual(self.counts_of(found), [0, 0, 0, 0, 1])

    def test_a_portal_user_is_refused(self):
        portal = self.env["res.users"].create(
            {
                "name": "Tamu",
                "login": "tamu",
                "group_ids": [(6, 0, self.env.ref("base.group_portal").ids)],
            }
        )
        with (
            self.assertRaises(AccessError),
            mute_logger("odoo.addons.base.models.ir_model"),
        ):
            self.env["hr.skp.evaluation"].with_user(portal).get_distribution([])

    def test_the_unrated_are_told(self):
        self.rate_team([("meets", "meets")] * 5)
        self.open_evaluation(self.plan)
        self.assertEqual(self.distribution_as(self.appraiser)["unrated"], 1)

    def test_it_opens_with_the_latest_period(self):
        self.rate_team([("meets", "meets")])
        later = self.open_evaluation(self.plan, self.period2)
        self.rate(later)
        evaluations = self.as_user(self.env["hr.skp.evaluation"], self.appraiser)
        action = evaluations.action_open_distribution()
        self.assertEqual(
            action["context"], {"search_default_period_id": self.period2.id}
        )
        team = evaluations.with_context(skp_team=True).action_open_distribution()
        self.assertTrue(team["context"]["search_default_my_team"])
        evaluations = self.as_user(self.env["hr.skp.evaluation"], self.colleague)
        self.assertEqual(evaluations.action_open_distribution()["context"], {})

    def test_the_number_of_people_costs_no_query(self):
        self.rate_team([("meets", "meets")] * 9)
        team = [("employee_id", "in", self.team.ids)]
        few = [("employee_id", "in", self.team[:2].ids)]
        found = []
        for domain in (few, team, few, team):
            self.flush_out()
            before = self.env.cr.sql_log_count
            self.distribution_as(self.appraiser, domain)
            found.append(self.env.cr.sql_log_count - before)
        # The first ones fill what the registry remembers.
        self.assertEqual(found[2], found[3])


@tagged("standard", "post_install", "-at_install")
class TestDistributionTour(DistributionCase, HttpCase):
    def test_a_chip_opens_the_rating(self):
        self.appraiser.user_id.password = PASSWORD
        self.rate_team([("meets", "meets")] * 6)
        self.start_tour(
            "/odoo/action-hr_skp_evaluation.hr_skp_evaluation_action_open_distribution",
            "hr_skp_evaluation_distribution",
            login=self.appraiser.user_id.login,
        )
