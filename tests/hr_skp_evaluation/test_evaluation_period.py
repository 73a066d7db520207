from psycopg2.errors import UniqueViolation

from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .case import EvaluationCase


@tagged("standard", "post_install", "-at_install")
class TestEvaluationPeriod(EvaluationCase):
    """A new evaluation offers the periods of its plan that have none yet."""

    def offered(self, person, plan):
        form = Form(self.as_user(self.env["hr.skp.evaluation"], person))
        form.skp_id = self.as_user(plan, person)
        return {period.id for period in form.open_period_ids}

    def parts(self):
        return self.cycle.period_ids.filtered(lambda period: period.kind == "periodic")

    def test_periods_without_an_evaluation(self):
        everything = set((self.parts() | self.annual).ids)
        for person in (self.employee, self.appraiser, self.officer):
            self.assertEqual(self.offered(person, self.plan), everything)
        evaluation = self.open_evaluation()
        # Hidden from him or not: his plan tells that it is there.
        evaluation.work_rating = "above"
        self.flush_out()
        for person in (self.employee, self.appraiser):
            self.assertEqual(
                self.offered(person, self.plan), everything - {self.period.id}
            )

    def test_periods_of_its_days_and_the_year_of_the_reported_one(self):
        plan = self.make_approved_plan(
            self.colleague, position_kind="acting", date_from=self.period2.date_from
        )
        self.assertEqual(
            self.offered(self.appraiser, plan), set((self.parts() - self.period).ids)
        )

    def test_a_plan_of_others_tells_nothing(self):
        new = self.as_user(self.env["hr.skp.evaluation"], self.colleague).new(
            {"skp_id": self.plan.id}
        )
        self.assertFalse(new.open_period_ids)

    def test_one_that_is_there_is_refused_with_the_way_out(self):
        self.open_evaluation()
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(UniqueViolation),
            self.env.cr.savepoint(),
        ):
            self.open_evaluation()
        index = self.env["hr.skp.evaluation"]._table_objects[
            "hr_skp_evaluation_skp_period_uniq"
        ]
        message = index.get_error_message(self.env["hr.skp.evaluation"])
        self.assertIn("Open that one", message)
