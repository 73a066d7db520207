from odoo.tests import Form, tagged

from .case import EvaluationCase


@tagged("standard", "post_install", "-at_install")
class TestAnnual(EvaluationCase):
    """A year's evaluation beside its periods and the year's other plans."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.first = cls.make_delivered()
        cls.second = cls.rate(cls.open_evaluation(period=cls.period2), "below")
        cls.year = cls.open_evaluation(period=cls.annual)

    def test_the_periods_stand_side_by_side(self):
        self.assertEqual(self.year.part_ids, self.first | self.second)
        self.assertEqual(self.first.part_ids, self.first.browse())
        self.assertIn(f"{self.period.name}: Good", self.year.organization_parts_text)
        self.assertNotIn(self.period2.name, self.year.organization_parts_text)

    def test_the_rated_person_finds_what_was_delivered(self):
        year = self.as_user(self.year, self.employee)
        self.assertEqual(year.part_ids.ids, self.first.ids)
        self.assertEqual(year.unread_part_count, 1)
        self.predicates.create(
            {
                "department_id": self.agency.id,
                "period_id": self.period2.id,
                "predicate": "good",
            }
        )
        self.second.action_deliver()
        self.env.invalidate_all()
        self.assertEqual(year.part_ids.ids, (self.first | self.second).ids)
        self.assertEqual(year.unread_part_count, 0)

    def test_the_form_hides_it_of_a_period(self):
        for evaluation in (self.year, self.first):
            with self.subTest(kind=evaluation.kind):
                form = Form(evaluation)
                self.assertEqual(form.kind, evaluation.kind)

    def test_other_plans_stand_beside_and_are_not_merged(self):
        """An acting post of September, evaluated in its own period."""
        other = self.make_approved_plan(
            position_kind="daily_acting",
            date_from=f"{self.cycle.date_to.year}-09-01",
            date_to=f"{self.cycle.date_to.year}-09-30",
        )
        period3 = self.cycle.period_ids.filtered(
            lambda period: period.kind == "periodic"
        ).sorted("date_from")[2]
        acting = self.open_evaluation(other, period3)
        self.env.invalidate_all()
        self.assertEqual(self.year.other_plan_ids.ids, other.ids)
        self.assertIn(acting, self.year.part_ids)
        self.assertNotIn(
            other.result_ids, self.year.result_line_ids.mapped("result_id").sudo()
        )

    def test_what_another_rated_is_told_to_who_rates_the_year(self):
        other = self.make_approved_plan(
            position_kind="daily_acting",
            date_from=f"{self.cycle.date_to.year}-05-01",
            date_to=f"{self.cycle.date_to.year}-05-31",
        )
        self.as_user(other, self.officer).action_handover(
            self.other_head.id, "Bertugas di bidang lain"
        )
        self.predicates.create(
            {
                "department_id": self.agency.id,
                "period_id": self.period2.id,
                "predicate": "good",
            }
        )
        acting = self.rate(self.open_evaluation(other, self.period2, self.other_head))
        # The head of the unit reads all that is rated there.
        self.unit.manager_id = False
        self.env.invalidate_all()
        self.assertEqual(self.year.unread_part_count, 1)
        self.assertFalse(self.year.unread_part_text)
        acting.action_deliver()
        self.env.invalidate_all()
        self.assertNotIn(acting.id, self.year.part_ids.ids)
        told = f"{self.period2.name}: Good ({self.other_head.name})"
        self.assertEqual(self.year.unread_part_text, told)
        self.assertFalse(self.as_user(self.year, self.superior).unread_part_text)

    def test_the_number_of_years_costs_no_query(self):
        years = self.year | self.open_evaluation(
            self.make_approved_plan(self.colleague), self.annual
        )

        def count(records):
            self.flush_out()
            before = self.env.cr.sql_log_count
            records.read(
                ["part_ids", "unread_part_text", "other_plan_ids"]
                + ["organization_parts_text"]
            )
            return self.env.cr.sql_log_count - before

        count(years)
        self.assertEqual(count(years[:1]), count(years))
