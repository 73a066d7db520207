from odoo.tests import tagged

from .test_evaluation_form import EvaluationPrintCase

NAME = "report_hr_skp_evaluation_why"


@tagged("standard", "post_install", "-at_install")
class TestEvaluationWhyScore(EvaluationPrintCase):
    """Scores on paper: on the page “Why this predicate”, never on the official form."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.set_organization_predicate()
        cls.company.skp_use_score = True
        cls.evaluation = cls.make_evaluation()

    def test_scores_stand_beside_the_ratings(self):
        line, value = (
            self.evaluation.result_line_ids[0],
            self.evaluation.behavior_line_ids[0],
        )
        line.write({"rating": "meets", "score": 96.5})
        value.score = 0
        self.rate(self.evaluation, deliver=False)
        self.evaluation.action_reset_rating("Salah hitung")
        line.score = 101
        self.rate(self.evaluation)
        # What was given stays, when the agency gives no scores any more.
        self.company.skp_use_score = False
        form = self.get_form(self.evaluation, NAME)
        self.assertEqual(form["behaviors"][0]["rating"], "SKOR 0")
        self.assertEqual(form["behaviors"][1]["rating"], "-")
        changes = [step[4] for step in form["steps"]]
        self.assertIn(f"{line.name} (SKOR): 96,5", changes[0])
        self.assertIn(f"{value.name} (SKOR): 0", changes[0])
        self.assertEqual(changes[0].count("(SKOR)"), 2)
        self.assertIn(f"{line.name} (SKOR): 96,5 → 101", changes[2])
        pdf = self.render(f"action_{NAME}", self.evaluation, user=self.employee.user_id)
        self.assertPrinted(pdf, "SESUAI EKSPEKTASI, SKOR 101", "SKOR 0")
        official = self.render(
            "action_report_evaluation",
            self.evaluation,
            user=self.employee.user_id,
        )
        self.assertNotIn("SKOR", official.text)

    def test_without_scores_nothing_is_told_of_them(self):
        self.rate(self.evaluation)
        self.assertNotIn("SKOR", str(self.get_form(self.evaluation, NAME)))

    def test_a_seal_from_before_there_were_scores_is_printed(self):
        self.rate(self.evaluation, deliver=False)
        record = self.evaluation.sudo()
        payload = record._get_seal_payloads()[record]
        for line in payload["results"] + payload["behaviors"]:
            del line["score"]
        self.env["hr.skp.seal"].sudo()._seal({record: payload})
        form = self.get_form(self.evaluation, NAME)
        self.assertEqual(form["behaviors"][0]["rating"], "-")
