"""The rating screen in a real browser: a team by mouse, one person by keys, on a phone."""

from odoo.tests import tagged

from ..common import SkpHttpCase
from .case import EvaluationMixin


class RatingTourMixin(EvaluationMixin):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # The browser logs in with the login as password.
        cls.appraiser.user_id.password = cls.appraiser.user_id.login
        plans = cls.make_staff_plans(10)
        evaluations = cls.as_user(cls.env["hr.skp.evaluation"], cls.appraiser)
        plans = cls.as_user(plans, cls.appraiser)
        last = evaluations._open(plans, cls.period)
        last.write({"work_rating": "meets", "behavior_rating": "above"})
        last.action_rate_and_deliver()
        cls.set_predicate(cls.period2)
        cls.evaluations = evaluations._open(plans, cls.period2).sorted(
            lambda evaluation: evaluation.employee_id.name
        )

    def play(self, name):
        self.start_tour(
            f"/odoo/skp-to-rate/{self.evaluations[0].id}",
            name,
            login=self.appraiser.user_id.login,
        )


@tagged("standard", "post_install", "-at_install")
class TestRatingTours(RatingTourMixin, SkpHttpCase):
    def test_ten_people_in_one_sitting(self):
        """Ten rated and delivered, eight as in the last period, with few inputs."""
        self.play("hr_skp_rate_team")
        self.assertEqual(set(self.evaluations.mapped("state")), {"delivered"})
        ratings = [
            (evaluation.work_rating, evaluation.behavior_rating)
            for evaluation in self.evaluations
        ]
        self.assertEqual(ratings.count(("meets", "above")), 8)
        self.assertEqual(ratings[3], ("above", "above"))
        self.assertEqual(ratings[7], ("below", "meets"))

    def test_one_person_by_keyboard(self):
        self.play("hr_skp_rate_keyboard")
        self.assertEqual(self.evaluations[1].state, "delivered")
        self.assertEqual(self.evaluations[1].predicate, "good")
        self.assertEqual(self.evaluations[1].result_line_ids.rating, "above")

    def test_scores_beside_ratings(self):
        self.company.skp_use_score = True
        self.play("hr_skp_rate_score")
        evaluation = self.evaluations[0]
        self.assertEqual(evaluation.state, "rated")
        self.assertEqual(evaluation.result_line_ids.score, 96.5)
        self.assertEqual(
            [
                line.score if line.has_score else None
                for line in evaluation.behavior_line_ids
            ],
            [0, None, None, 80, 70, None, None],
        )
        self.assertEqual(evaluation.result_line_ids.rating, "above")


@tagged("standard", "post_install", "-at_install")
class TestRatingOnPhone(RatingTourMixin, SkpHttpCase):
    browser_size = "390x844"
    touch_enabled = True

    def test_one_person(self):
        self.play("hr_skp_rate_phone")
        self.assertEqual(self.evaluations[4].state, "delivered")
        self.assertEqual(self.evaluations[4].result_line_ids.rating, "meets")


@tagged("standard", "post_install", "-at_install")
class TestSelfAssessmentOnPhone(EvaluationMixin, SkpHttpCase):
    browser_size = "390x844"
    touch_enabled = True

    def test_what_is_missing_is_written_and_submitted(self):
        self.employee.user_id.password = self.employee.user_id.login
        plan = self.make_approved_plan(
            self.employee,
            results=(
                "Terlaksananya verifikasi berkas perizinan",
                "Tersusunnya laporan bulanan",
            ),
            position_kind="additional",
        )
        evaluation = self.open_evaluation(plan)
        lines = plan.env["hr.skp.target"]._get_or_create(plan, self.period)
        lines[0].realization = "870 berkas diverifikasi"
        self.start_tour(
            f"/odoo/my-skp-evaluations/{evaluation.id}",
            "hr_skp_self_assessment",
            login=self.employee.user_id.login,
        )
        self.assertEqual(evaluation.state, "submitted")
