from odoo.tests import freeze_time, tagged

from .story_case import NOON, StoryCase


@tagged("standard", "post_install", "-at_install")
class TestStoryThirdQuarter(StoryCase):
    """What changed after the second quarter shows in the third, and not before."""

    def open_third(self, code):
        """Open the evaluation of the third quarter as the appraiser, when it is over."""
        plan = self.plans[code].sudo()
        return self.as_user(self.env["hr.skp.evaluation"], plan.appraiser_id).create(
            {"skp_id": plan.id, "period_id": self.third.id}
        )

    def add_result(self, code, name, kind="main"):
        """Let somebody plan one result more in July, as his appraiser approves."""
        plan = self.plans[code]
        indicator = {"name": "Jumlah", "target": "40"}
        with freeze_time(f"2026-07-20 {NOON}"):
            plan.action_revise("Tugas baru")
            plan.result_ids = [
                (
                    0,
                    0,
                    {
                        "name": name,
                        "kind": kind,
                        "indicator_ids": [(0, 0, indicator)],
                    },
                )
            ]
            plan.action_submit()
            self.as_appraiser(plan).action_approve()
        return plan.result_ids.filtered(lambda result: result.name == name)

    def test_a_result_added_after_approval(self):
        """Rahmat gets a result more in July: his third quarter is rated with it."""
        self.add_result("p07", "Terlaksananya klinik konsultasi", "additional")
        with freeze_time(f"2026-10-08 {NOON}"):
            evaluation = self.open_third("p07")
            self.assertEqual(
                evaluation.result_line_ids.mapped("kind"), ["main", "additional"]
            )
            self.rate(evaluation, "above", "above")
        self.assertEqual(evaluation.predicate, "very_good")
        self.assertEqual(len(self.evaluations["p07"].result_line_ids), 1)

    def test_what_the_leader_took_over(self):
        """Gede cannot finish one of two results: it is told, and not held against him."""
        support = self.add_result("p08", "Tersedianya dukungan teknis gerai")
        with freeze_time(f"2026-08-20 {NOON}"):
            self.as_person(support, "p03").action_take_over("Perangkat belum tersedia")
        with freeze_time(f"2026-10-08 {NOON}"):
            evaluation = self.open_third("p08")
            taken = evaluation.result_line_ids.filtered(
                lambda line: line.result_id == support
            )
            self.assertEqual(
                (taken.state, taken.takeover_note),
                ("taken_over", "Perangkat belum tersedia"),
            )
            # What is left decides: one line that meets what was expected.
            (evaluation.result_line_ids - taken).rating = "meets"
            self.assertEqual(evaluation.suggested_work_rating, "meets")
            self.rate(evaluation, "meets", "meets")
        self.assertEqual(evaluation.predicate, "good")
        own = self.as_person(evaluation, "p08")
        self.assertIn("Perangkat", own.result_line_ids[-1].takeover_note)

    def test_somebody_does_better(self):
        """Slamet was far below; his next quarter is rated beside the last one."""
        with freeze_time(f"2026-10-08 {NOON}"):
            evaluation = self.open_third("p11")
            self.assertIn("Very poor", evaluation.last_text)
            self.rate(evaluation, "below", "meets")
        self.assertEqual(evaluation.predicate, "needs_improvement")
        self.assertEqual(self.evaluations["p11"].predicate, "very_poor")
