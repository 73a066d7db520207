from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from ..common import SkpHttpCase
from .case import EvaluationCase, EvaluationMixin

# The smallest picture there is.
PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJ"
    "RU5ErkJggg=="
)


@tagged("standard", "post_install", "-at_install")
class TestWhy(EvaluationCase):
    """From a predicate to the ratings, the lines and the evidence."""

    def rate(self):
        evaluation = self.as_user(self.open_evaluation(), self.appraiser)
        evaluation.write({"work_rating": "meets", "behavior_rating": "below"})
        evaluation.action_rate()
        evaluation.action_reset_rating("Salah sel")
        evaluation.write({"behavior_rating": "meets"})
        evaluation.action_rate()
        return evaluation

    def test_the_page_tells_who_decided_and_what_was_before(self):
        evaluation = self.rate()
        action = evaluation.action_open_why()
        self.assertEqual(action["res_id"], evaluation.id)
        self.assertFalse(action["context"]["edit"])
        self.assertEqual(
            evaluation.why_event_ids.mapped("kind"), ["rate", "reset_rating", "rate"]
        )
        reset = evaluation.why_event_ids[1]
        self.assertEqual(reset.reason, "Salah sel")
        self.assertIn("Below", reset.change_text)
        view = self.env.ref("hr_skp_evaluation.hr_skp_evaluation_view_form_why")
        form = Form(evaluation, view=view)
        self.assertEqual(form.predicate, "good")

    def test_each_source_is_one_click_further(self):
        plan = self.as_user(self.plan, self.appraiser)
        result = plan.result_ids[0]
        day = self.period.date_from
        self.env["hr.skp.feedback"].with_user(self.appraiser.user_id).create(
            {
                "skp_id": plan.id,
                "period_id": self.period.id,
                "result_id": result.id,
                "content": "Rapi",
            }
        )
        activities = self.as_user(self.env["hr.skp.activity"], self.employee)
        entry, later = activities.create(
            [
                {
                    "date": date,
                    "skp_id": self.plan.id,
                    "result_id": result.id,
                    "name": "Menyusun laporan",
                    "duration": 1,
                }
                for date in (day, self.period2.date_from)
            ]
        )
        (entry | later).action_submit()
        evaluation = self.rate()
        line = evaluation.result_line_ids[0]
        found = self.open_list(line.action_open_log(), self.appraiser)
        self.assertEqual(found, entry.sudo(False).with_user(self.appraiser.user_id))
        found = self.open_list(line.action_open_feedback(), self.appraiser)
        self.assertEqual(found.content, "Rapi")
        self.assertFalse(
            self.open_list(
                evaluation.behavior_line_ids[0].action_open_feedback(), self.appraiser
            )
        )

    def open_list(self, action, person):
        return self.as_user(self.env[action["res_model"]], person).search(
            action["domain"]
        )

    def test_nobody_learns_more_than_he_may_read(self):
        evaluation = self.rate()
        line = evaluation.result_line_ids[0]
        for person in (self.employee, self.colleague, self.other_head):
            with self.assertRaises(AccessError):
                self.as_user(evaluation, person).action_open_why()
            for method in ("action_open_log", "action_open_feedback"):
                with self.assertRaises(AccessError):
                    getattr(self.as_user(line, person), method)()
        evaluation.action_deliver()
        own = self.as_user(evaluation, self.employee)
        self.assertTrue(own.action_open_why())
        # What was opened before delivery is told now, too.
        self.assertEqual(
            own.why_event_ids.mapped("kind"),
            ["rate", "reset_rating", "rate", "deliver"],
        )


@tagged("standard", "post_install", "-at_install")
class TestWhyTour(EvaluationMixin, SkpHttpCase):
    def test_from_the_predicate_to_the_evidence_in_three_clicks(self):
        self.auditor.user_id.password = self.auditor.user_id.login
        evidence = self.as_user(self.env["hr.skp.evidence"], self.employee).create(
            [
                {
                    "skp_id": self.plan.id,
                    "name": name,
                    "kind": "file",
                    "file_name": f"{name}.png",
                    "file": PIXEL,
                }
                for name in ("Rekap laporan", "Foto rapat")
            ]
        )
        self.tell().evidence_ids = evidence
        evaluation = self.rate(self.open_evaluation(), "meets", "below")
        evaluation.action_reset_rating("Salah sel")
        self.rate(evaluation, "meets", "above").action_deliver()
        self.start_tour(
            "/odoo/skp-evaluations", "hr_skp_why", login=self.auditor.user_id.login
        )
