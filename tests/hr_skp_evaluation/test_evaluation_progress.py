from datetime import timedelta

from freezegun import freeze_time

from odoo.tests import Form, tagged

from .distribution_case import DistributionCase


@tagged("standard", "post_install", "-at_install")
class TestEvaluationProgress(DistributionCase):
    """Who has not: of the period that is over, by unit and status."""

    def test_it_opens_with_the_last_period_that_is_over(self):
        evaluations = self.as_user(self.env["hr.skp.evaluation"], self.officer)
        for day, period in (
            (self.period.date_to + timedelta(days=1), self.period),
            (self.period2.date_to + timedelta(days=1), self.period2),
        ):
            for name in ("progress", "undelivered", "to_rate", "to_submit"):
                with self.subTest(day=day, action=name), freeze_time(day):
                    action = getattr(evaluations, f"action_open_{name}")()
                    self.assertEqual(
                        action["context"]["search_default_period_id"], period.id
                    )
        with freeze_time(self.period.date_to):
            context = evaluations.action_open_progress()["context"]
        self.assertNotIn("search_default_period_id", context)

    def test_a_link_names_its_period_unless_it_is_none_of_the_user(self):
        evaluations = self.as_user(self.env["hr.skp.evaluation"], self.officer)
        last = evaluations.action_open_undelivered()["context"]
        last = last["search_default_period_id"]
        for named, found in (
            (self.period.id, self.period.id),
            (0, last),
            (-1, last),
            ("x", last),
            ([self.period.id], last),
        ):
            linked = evaluations.with_context(active_id=named)
            context = linked.action_open_undelivered()["context"]
            self.assertEqual(context["search_default_period_id"], found)

    def test_who_has_none_is_found_among_the_plans(self):
        """Nobody's evaluation is forgotten because nobody opened it."""
        plans = self.env["hr.skp"].search(
            [("id", "in", [plan.id for plan in self.plans])]
        )
        delivered = self.rate_team([("meets", "meets")])
        self.as_user(delivered, self.appraiser).action_deliver()
        day = self.period.evaluation_deadline or self.period.date_to
        with freeze_time(day + timedelta(days=1)):
            owed = plans.search(
                [("is_evaluation_owed", "=", True), ("id", "in", plans.ids)]
            )
        self.assertEqual(owed, plans - delivered.skp_id)

    def test_a_batch_suggests_the_period_that_is_over(self):
        wizard = self.as_user(
            self.env["hr.skp.batch.open.evaluations"], self.officer
        ).with_context(allowed_company_ids=self.company.ids)
        with (
            freeze_time(self.period2.date_to + timedelta(days=1)),
            Form(wizard) as form,
        ):
            self.assertEqual(form.period_id, self.period2)

    def test_a_plan_and_an_evaluation_are_found_by_whose_they_are(self):
        [evaluation] = self.rate_team([("meets", "meets")])
        for record in (evaluation, evaluation.skp_id):
            found = self.as_user(record, self.officer).name_search("Pegawai 0")
            self.assertIn(record.id, [row[0] for row in found])
            found = self.as_user(record, self.officer).name_search(record.name)
            self.assertEqual([row[0] for row in found], record.ids)
