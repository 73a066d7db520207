from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .distribution_case import CountedCase

REASON = "Dua proyek besar tertunda"


@tagged("standard", "post_install", "-at_install")
class TestDeviation(CountedCase):
    """A unit that leaves the guide is listed, asked why, and told of upward."""

    counted = "hr.skp.deviation"

    def test_it_is_listed_for_the_unit_whose_predicate_counts(self):
        row = self.make_row()
        self.assertEqual(row.department_id, self.agency)
        self.assertEqual((row.total, row.counts), (6, {"good": 6}))
        self.assertEqual(row.count_text, "Good 6")
        self.assertIn("Good: 6 of 6 people, at most 4; 2 too many.", row.failure_text)
        self.assertEqual(row.head_user_id, self.superior.user_id)
        self.assertEqual(row.state, "open")
        # Counted again, nothing changes.
        before = row.write_date
        self.assertEqual(self.refresh(), row)
        self.assertEqual(row.write_date, before)

    def test_a_unit_with_its_own_predicate_counts_its_own(self):
        self.predicates.create(
            {
                "department_id": self.unit.id,
                "period_id": self.period.id,
                "predicate": "poor",
            }
        )
        row = self.make_row()
        self.assertEqual(row.department_id, self.unit)
        self.assertEqual(row.counted_on, self.company._get_skp_today())

    def test_what_is_not_delivered_or_meets_it_is_not_listed(self):
        self.rate_team([("meets", "meets")] * 6)
        self.assertFalse(self.refresh())
        self.deliver([])
        good = [("meets", "meets")] * 4
        evaluations = self.env["hr.skp.evaluation"].search(
            [("period_id", "=", self.period.id)]
        )
        self.as_user(evaluations, self.appraiser).action_reset_rating("Ulang")
        ratings = [*good, ("above", "above"), ("below", "meets")]
        for evaluation, (work, behavior) in zip(evaluations, ratings, strict=True):
            self.rate(self.as_user(evaluation, self.appraiser), work, behavior)
        self.as_user(evaluations, self.appraiser).action_deliver()
        self.assertFalse(self.refresh())

    def test_the_head_explains_and_the_unit_above_takes_note(self):
        row = self.make_row()
        own = self.as_user(row, self.superior)
        self.assertTrue(own.can_explain)
        with self.assertRaisesRegex(UserError, "Say why"):
            own.action_explain("  ")
        own.action_explain(REASON)
        self.assertEqual((row.state, row.reason), ("explained", REASON))
        self.company.skp_authorized_official_id = self.mayor
        above = self.as_user(row, self.mayor)
        self.assertTrue(above.can_note)
        above.action_note()
        self.assertEqual((row.state, row.noted_by_id), ("noted", self.mayor.user_id))
        events = self.env["hr.skp.event"].search(
            [("model", "=", row._name), ("res_id", "=", row.id)], order="id"
        )
        self.assertEqual(events.mapped("kind"), ["deviation_explain", "deviation_note"])
        self.assertEqual(events[0].reason, REASON)
        with self.assertRaisesRegex(UserError, "Noted"):
            own.action_explain("Lagi")

    def test_wrong_persons(self):
        row = self.make_row()
        for person in (self.employee, self.appraiser, self.colleague, self.other_head):
            other = self.as_user(row, person)
            self.assertFalse(other.search([]))
            for call in (
                lambda other=other: other.action_explain(REASON),
                other.action_note,
                lambda other=other: other.read(["reason"]),
            ):
                with (
                    self.assertRaises(AccessError),
                    mute_logger("odoo.addons.base.models.ir_rule"),
                ):
                    call()
        for person in (self.superior, self.auditor, self.manager):
            other = self.as_user(row, person)
            for vals in ({"state": "noted"}, {"reason": "Lain"}, {"failures": []}):
                with (
                    self.assertRaises(AccessError),
                    mute_logger("odoo.addons.base.models.ir_model"),
                ):
                    other.write(vals)
        # Whoever is asked does not take note of his own words.
        own = self.as_user(row, self.superior)
        own.action_explain(REASON)
        with self.assertRaises(AccessError):
            own.action_note()
        with self.assertRaises(AccessError):
            self.as_user(row, self.auditor).action_note()

    def test_other_numbers_ask_again_and_a_guide_that_is_met_asks_nothing(self):
        row = self.make_row()
        self.as_user(row, self.superior).action_explain(REASON)
        more = self.open_evaluation(self.plans[6])
        self.rate(more, "meets", "meets").action_deliver()
        self.assertEqual(self.refresh().state, "open")
        self.as_user(row, self.superior).action_explain(REASON)
        self.company.skp_distribution_smallest = 100
        self.assertEqual(self.refresh().state, "met")
        self.company.skp_distribution_smallest = 5
        self.assertEqual(self.refresh().state, "open")
        self.company.skp_distribution_smallest = 100
        self.assertEqual(self.refresh().reason, REASON, "what was said stays")

    def test_of_what_was_never_explained_nothing_is_kept(self):
        self.make_row()
        self.company.skp_distribution_smallest = 100
        self.assertFalse(self.refresh())

    def test_the_daily_job_looks_after_the_deadline_only(self):
        self.deliver([("meets", "meets")] * 6)
        today = fields.Date.today()
        for deadline, listed in (
            (fields.Date.add(today, days=2), 0),
            (fields.Date.subtract(today, years=2), 0),
            (fields.Date.subtract(today, days=2), 1),
        ):
            self.period.sudo().evaluation_deadline = deadline
            self.flush_out()
            self.rows._cron_daily()
            self.assertEqual(self.rows.search_count([]), listed)

    def test_the_number_of_people_costs_no_query(self):
        self.assert_constant_cost()

    def test_it_opens_those_whom_it_counts(self):
        row = self.as_user(self.make_row(), self.superior)
        # Rated and not delivered: the row does not count him.
        self.rate(self.open_evaluation(self.plans[6]), "meets", "meets")
        action = row.action_open_people()
        people = self.as_user(self.env["hr.skp.evaluation"], self.superior).search(
            action["domain"]
        )
        self.assertEqual(len(people), 6)
