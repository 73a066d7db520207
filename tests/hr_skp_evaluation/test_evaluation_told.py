from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged

from .case import EvaluationCase


@tagged("standard", "post_install", "-at_install")
class TestWhatIsTold(EvaluationCase):
    """What an evaluation shows of the work, and until when that may change."""

    def test_realisation_closes_with_the_rating(self):
        lines = self.tell()
        evaluation = self.rate(self.open_evaluation())
        with self.assertRaisesRegex(UserError, "rated"):
            lines.write({"realization": "100 laporan"})
        # Another period stays open.
        self.tell(period=self.period2)
        evaluation.action_reset_rating("Angka salah")
        lines.write({"realization": "10 laporan"})
        self.rate(evaluation)
        evaluation.action_deliver()
        with self.assertRaises(UserError):
            lines.write({"realization": "100 laporan"})
        evaluation.action_take_back("Angka salah lagi")
        evaluation.action_reset_rating("Angka salah lagi")
        lines.write({"realization": "11 laporan"})

    def test_lines_keep_what_was_delivered(self):
        self.tell()
        result = self.plan.sudo().result_ids
        feedback = self.as_user(self.env["hr.skp.feedback"], self.appraiser)
        values = {
            "skp_id": self.plan.id,
            "period_id": self.period.id,
            "result_id": result.id,
            "rating": "above",
        }
        feedback.create({**values, "content": "Rapi"})
        evaluation = self.open_evaluation()
        line = evaluation.result_line_ids
        self.assertEqual(line.realization, "12 laporan")
        self.assertEqual(line.feedback, "Budi Penilai: Rapi")
        self.assertEqual(evaluation.suggested_work_rating, "above")
        self.rate(evaluation)
        evaluation.action_deliver()
        feedback.create({**values, "content": "Ternyata tidak"})
        self.flush_out()
        self.assertEqual(line.feedback, "Budi Penilai: Rapi")
        evaluation.action_take_back("Umpan balik baru")
        self.flush_out()
        self.assertIn("Ternyata tidak", line.feedback)

    def test_take_over_is_told_in_periods_that_end_after_it(self):
        two = self.make_approved_plan(self.colleague, results=("Satu", "Dua"))
        result = two.sudo().result_ids.filtered(lambda result: result.name == "Dua")
        with freeze_time(self.period2.date_from):
            self.as_user(result, self.appraiser).action_take_over("Sakit")
        early = self.open_evaluation(two, self.period).result_line_ids
        late = self.open_evaluation(two, self.period2).result_line_ids
        self.assertEqual(set(early.mapped("state")), {"active"})
        taken = late.filtered(lambda line: line.state == "taken_over")
        self.assertEqual(taken.result_id, result)
        self.assertEqual(taken.takeover_note, "Sakit")

    def test_submission_asks_for_active_results_only(self):
        two = self.make_approved_plan(self.colleague, results=("Satu", "Dua"))
        result = two.sudo().result_ids.filtered(lambda result: result.name == "Dua")
        with freeze_time(self.period.date_from):
            self.as_user(result, self.appraiser).action_take_over("Sakit")
        evaluation = self.open_evaluation(two)
        lines = self.as_user(self.env["hr.skp.target"], self.colleague)._get_or_create(
            self.as_user(two, self.colleague), self.period
        )
        lines.filtered(lambda line: line.sudo().result_id != result).realized_value = 3
        self.as_user(evaluation, self.colleague).action_submit()
        self.assertEqual(evaluation.state, "submitted")

    def test_annual_only_for_the_reported_plan(self):
        self.assertEqual(self.open_evaluation(period=self.annual).kind, "annual")
        self.make_approved_plan(self.colleague)
        other = self.make_approved_plan(self.colleague, position_kind="acting")
        self.assertFalse(other.sudo().is_reported)
        with self.assertRaisesRegex(UserError, "reported plan"):
            self.open_evaluation(other, self.annual)

    def test_annual_tells_the_parts_of_the_year(self):
        self.tell(text="3 laporan")
        self.tell(period=self.period2, text="4 laporan")
        line = self.open_evaluation(period=self.annual).result_line_ids
        self.assertEqual(
            line.realization,
            f"{self.period.name}: 3 laporan; {self.period2.name}: 4 laporan",
        )
        self.tell(period=self.annual, text="12 laporan setahun")
        self.flush_out()
        self.assertEqual(line.realization, "12 laporan setahun")
