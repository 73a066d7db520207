from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .distribution_case import CountedCase

REASON = "Dua proyek besar tertunda"


@tagged("standard", "post_install", "-at_install")
class TestCountedAlike(CountedCase):
    """What the daily job counts is what the board shows, and what a row opens."""

    counted = "hr.skp.deviation"

    def set_unit_predicate(self, predicate, unit=None):
        return self.predicates.create(
            {
                "department_id": (unit or self.unit).id,
                "period_id": self.period.id,
                "predicate": predicate,
            }
        )

    def assert_alike(self, rows):
        """Check that each row has the numbers of the board that it opens."""
        labels = dict(rows._fields["organization_predicate"].selection)
        for row in rows:
            domain = self.as_user(row, self.superior).action_open_people()["domain"]
            [section] = self.distribution_as(self.superior, domain)["sections"]
            self.assertEqual(
                section["organization"], labels[row.organization_predicate]
            )
            counts = {
                count["key"]: count["count"]
                for count in section["counts"]
                if count["count"]
            }
            self.assertEqual((counts, section["total"]), (row.counts, row.total))

    def test_a_predicate_changed_after_delivery_asks_nobody(self):
        """Met by the guide of "good", left by that of "poor"."""
        self.deliver(
            [("meets", "meets")] * 4 + [("above", "above"), ("below", "meets")]
        )
        self.assertFalse(self.refresh())
        self.top_predicate.predicate = "poor"
        self.assertFalse(self.refresh())
        [section] = self.distribution_as(self.superior)["sections"]
        self.assertEqual((section["organization"], section["failures"]), ("Good", []))

    def test_a_row_opens_the_board_with_its_numbers(self):
        row = self.make_row()
        self.assert_alike(row)
        self.top_predicate.predicate = "excellent"
        self.assertEqual(self.refresh(), row)
        self.assertEqual(row.organization_predicate, "good")
        self.assert_alike(row)
        # Its unit counts by itself from now on: the same people, in a row of its own.
        self.set_unit_predicate("poor")
        rows = self.refresh()
        self.assertEqual(rows.department_id, self.unit)
        self.assert_alike(rows)
        # Without any predicate today, what was delivered counts on.
        self.predicates.search([("period_id", "=", self.period.id)]).unlink()
        rows = self.refresh()
        self.assertEqual(rows.department_id, self.unit)
        self.assert_alike(rows)

    def test_before_and_after_a_change_are_two_rows(self):
        self.plans += [
            self.make_approved_plan(person)
            for person in self.people_of_the_appraiser(3)
        ]
        self.deliver([("meets", "meets")] * 6)
        self.top_predicate.predicate = "poor"
        for plan in self.plans[6:]:
            self.rate(self.open_evaluation(plan), "above", "above").action_deliver()
        rows = self.refresh()
        self.assertEqual(
            sorted(rows.mapped("organization_predicate")), ["good", "poor"]
        )
        self.assertEqual(rows.mapped("total"), [6, 6])
        self.assert_alike(rows)
        before = rows.mapped("write_date")
        self.assertEqual(self.refresh(), rows)
        self.assertEqual(rows.mapped("write_date"), before)

    # Whose reason it is

    def test_nobody_takes_note_of_his_own_reason(self):
        self.agency.parent_id = self.env["hr.department"].create(
            {
                "name": "Sekretariat Daerah",
                "company_id": self.company.id,
                "manager_id": self.officer.id,
            }
        )
        # Head of the unit above, and of its performance team.
        self.officer.user_id.skp_department_ids = self.agency.parent_id
        row = self.make_row()
        self.assertEqual(row.above_user_id, self.officer.user_id)
        told = self.as_user(row, self.officer)
        told.action_explain(REASON)
        self.assertFalse(row.above_user_id, "nobody is told of his own words")
        self.assertFalse(told.can_note)
        with self.assertRaisesRegex(AccessError, "the reason is yours"):
            told.action_note()
        self.as_user(row, self.superior).action_explain(REASON)
        self.assertEqual(row.above_user_id, self.officer.user_id)
        self.assertTrue(told.can_note)
        told.action_note()
        self.assertEqual(row.state, "noted")

    def test_the_head_of_both_units_leaves_it_to_the_next_one(self):
        row = self.make_row()
        self.set_unit_predicate("good")
        self.unit.manager_id = self.superior
        row = self.refresh()
        self.assertEqual(row.department_id, self.unit)
        self.assertFalse(row.above_user_id)
        own = self.as_user(row, self.superior)
        own.action_explain(REASON)
        self.assertFalse(own.can_note)
        with self.assertRaises(AccessError):
            own.action_note()
        # Also where the team said it on his behalf.
        self.as_user(row, self.officer).action_explain(REASON)
        with self.assertRaises(AccessError):
            own.action_note()

    # As last period

    def test_only_what_was_delivered_is_repeated(self):
        first = self.open_evaluation(self.plans[0])
        later = self.open_evaluation(self.plans[0], self.period2)
        first.write({"work_rating": "above", "behavior_rating": "above"})
        self.assert_not_repeated(later)
        first.action_rate()
        self.assert_not_repeated(later)
        first.action_deliver()
        self.flush_out()
        self.assertTrue(later.can_repeat_last)
        first.action_take_back("Keliru")
        self.assert_not_repeated(later)
        first.action_deliver()
        later.action_repeat_last()
        self.assertEqual(later.work_rating, "above")

    def assert_not_repeated(self, evaluation):
        self.flush_out()
        self.assertFalse(evaluation.last_text)
        self.assertFalse(evaluation.can_repeat_last)
        with self.assertRaisesRegex(UserError, "no rating of an earlier period"):
            evaluation.action_repeat_last()

    # The guide

    def test_a_line_of_another_agency_meets_the_guide_there(self):
        other = self.env["res.company"].create({"name": "Kabupaten Lain"})
        self.env.user.company_ids |= other
        lines = self.env["hr.skp.distribution.rule"]
        vals = {
            "organization_predicate": "good",
            "kind": "maximum",
            "share": 50,
            "source": "Uji",
            "date_from": "2001-01-01",
        }
        lines.create({**vals, "company_id": other.id, "good": True, "poor": True})
        moved = lines.create(
            {
                **vals,
                "company_id": self.company.id,
                "good": True,
                "very_good": True,
            }
        )
        with self.assertRaisesRegex(ValidationError, "share some of their predicates"):
            moved.company_id = other


@tagged("standard", "post_install", "-at_install")
class TestPatternOfUnits(CountedCase):
    """Somebody who appraises in several units with predicates of their own."""

    counted = "hr.skp.rating.pattern"

    def test_the_signs_of_all_units_stay(self):
        people = self.people_of_the_appraiser(5)
        people.department_id = self.other_unit
        for unit in (self.unit, self.other_unit):
            self.predicates.create(
                {
                    "department_id": unit.id,
                    "period_id": self.period.id,
                    "predicate": "good",
                }
            )
        self.plans = self.plans[:6] + [self.make_approved_plan(one) for one in people]
        self.deliver([("meets", "meets")] * 6 + [("above", "meets")] * 5)
        row = self.refresh()
        self.assertEqual(row.appraiser_id, self.appraiser)
        self.assertEqual(
            row.finding_text.splitlines(),
            [
                "Bidang: 6 of 6 employees stand in the same cell of the quadrant.",
                "Sekretariat: 5 of 5 employees stand in the same cell of the quadrant.",
            ],
        )
        domain = self.as_user(row, self.appraiser).action_open_people()["domain"]
        people = self.as_user(self.env["hr.skp.evaluation"], self.appraiser)
        self.assertEqual(people.search_count(domain), row.total)
        before = row.write_date
        self.assertEqual(self.refresh().write_date, before)
        # Signs in one of them: the row still tells of how many he rates.
        self.company.skp_distribution_smallest = 6
        row = self.refresh()
        self.assertEqual((row.total, len(row.findings)), (11, 1))

    def test_others_read_nothing_of_it(self):
        row = self.make_row()
        with (
            self.assertRaises(AccessError),
            mute_logger("odoo.addons.base.models.ir_rule"),
        ):
            self.as_user(row, self.superior).action_open_people()
