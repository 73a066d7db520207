from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .distribution_case import CountedCase


@tagged("standard", "post_install", "-at_install")
class TestRatingPattern(CountedCase):
    """What stands out in one's ratings: first for oneself, then for the superior."""

    counted = "hr.skp.rating.pattern"

    def see(self, person):
        return self.as_user(self.rows, person).search([])

    def get_told(self, person):
        """Return what a person was told of rows that he reads."""
        partner = person.user_id.partner_id
        messages = self.env["mail.message"].sudo()
        return messages.search(
            [("partner_ids", "in", partner.ids), ("subject", "ilike", "stands out")]
        )

    def test_it_opens_those_whom_it_counts(self):
        row = self.make_row()
        # Rated and not delivered: the row does not count him.
        self.rate(self.open_evaluation(self.plans[6]), "meets", "meets")
        domain = self.as_user(row, self.appraiser).action_open_people()["domain"]
        people = self.as_user(self.env["hr.skp.evaluation"], self.appraiser)
        self.assertEqual(people.search_count(domain), row.total)

    def test_one_cell_is_a_sign(self):
        row = self.make_row()
        self.assertEqual(row.appraiser_id, self.appraiser)
        self.assertEqual(row.total, 6)
        self.assertEqual(
            row.finding_text, "6 of 6 employees stand in the same cell of the quadrant."
        )
        before = row.write_date
        self.assertEqual(self.refresh().write_date, before)

    def test_differences_are_none(self):
        self.deliver(
            [
                ("meets", "meets"),
                ("above", "meets"),
                ("meets", "above"),
                ("below", "meets"),
                ("meets", "meets"),
            ]
        )
        self.assertFalse(self.refresh())

    def test_equal_notes_and_lines(self):
        evaluations = self.rate_team([("meets", "meets"), ("above", "meets")] * 3)
        for evaluation in evaluations:
            evaluation.sudo().note = "Kerja baik."
            lines = evaluation.sudo().behavior_line_ids
            lines.write({"rating": "meets"})
        self.as_user(evaluations, self.appraiser).action_deliver()
        self.assertEqual(
            [finding[0] for finding in self.refresh().findings],
            ["straight_lines", "equal_texts"],
        )

    def test_compared_with_the_others_of_the_unit(self):
        """The appraiser rates six higher than the superior rates five."""
        leaders = self.env["hr.employee"].create(
            [
                {
                    "name": f"Kepala {number}",
                    "parent_id": self.superior.id,
                    "department_id": self.agency.id,
                    "company_id": self.company.id,
                }
                for number in range(5)
            ]
        )
        for number, leader in enumerate(leaders):
            plan = self.make_approved_plan(leader)
            evaluation = self.open_evaluation(plan, person=self.superior)
            self.rate(evaluation, "meets" if number % 2 else "below", "meets")
            evaluation.action_deliver()
        self.deliver([("above", "above"), ("above", "meets")] * 3)
        signs = {
            row.appraiser_id: [finding[0] for finding in row.findings]
            for row in self.refresh()
        }
        self.assertEqual(signs[self.appraiser], ["lenient"])
        self.assertEqual(signs[self.superior], ["severe"])

    def test_the_appraiser_first_then_his_superior(self):
        row = self.make_row()
        self.assertEqual(self.see(self.appraiser), row)
        for person in (
            self.superior,
            self.manager,
            self.auditor,
            self.officer,
            self.employee,
            self.other_head,
        ):
            self.assertFalse(self.see(person), person.name)
            with (
                self.assertRaises(AccessError),
                mute_logger("odoo.addons.base.models.ir_rule"),
            ):
                self.as_user(row, person).read(["findings"])
        self.rows._cron_daily()
        self.assertFalse(self.see(self.superior))
        row.shown_from = fields.Date.today()
        self.rows._cron_daily()
        self.assertEqual(self.see(self.superior), row)
        self.assertIn("Budi Penilai", self.get_told(self.superior).body)
        self.rows._cron_daily()
        self.assertEqual(len(self.get_told(self.superior)), 1, "he is told once")
        for person in (self.manager, self.auditor, self.officer, self.employee):
            self.assertFalse(self.see(person))

    def test_an_answer_shows_it_at_once_and_stays(self):
        row = self.make_row()
        own = self.as_user(row, self.appraiser)
        with self.assertRaises(UserError):
            own.action_answer(" ")
        own.action_answer("Tim ini setara")
        self.assertEqual(self.see(self.superior).answer, "Tim ini setara")
        told = self.get_told(self.superior)
        self.assertIn("Tim ini setara", told.body)
        self.assertIn(f"/odoo/skp-rating-patterns/{row.id}", told.body)
        with self.assertRaisesRegex(UserError, "answered already"):
            own.action_answer("Lain")
        with self.assertRaises(AccessError):
            self.as_user(row, self.superior).action_answer("Lain")
        for person in (self.appraiser, self.superior, self.manager):
            with (
                self.assertRaises(AccessError),
                mute_logger(
                    "odoo.addons.base.models.ir_rule",
                    "odoo.addons.base.models.ir_model",
                ),
            ):
                self.as_user(row, person).write({"answer": "Lain"})
        # What was answered stays, though nothing stands out any more.
        self.company.skp_distribution_smallest = 100
        self.assertEqual(self.refresh(), row)

    def test_without_an_answer_it_goes_with_its_sign(self):
        self.make_row()
        self.company.skp_distribution_smallest = 100
        self.assertFalse(self.refresh())

    def test_the_number_of_people_costs_no_query(self):
        self.assert_constant_cost()
