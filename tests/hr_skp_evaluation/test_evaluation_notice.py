from datetime import timedelta

from odoo.tests import tagged

from .case import EvaluationCase


@tagged("standard", "post_install", "-at_install")
class TestEvaluationNotice(EvaluationCase):
    """What the rated person is told at once, without a word about ratings."""

    def get_told(self, person):
        return self.env["mail.message"].search(
            [
                ("message_type", "=", "user_notification"),
                ("notified_partner_ids", "in", person.user_id.partner_id.ids),
                ("subject", "like", self.period.name),
            ],
            order="id",
        )

    def test_delivered_taken_back_and_final(self):
        evaluation = self.make_delivered()
        [delivered] = self.get_told(self.employee)
        self.assertIn("was delivered", delivered.subject)
        self.assertIn(f"/odoo/skp-evaluations/{evaluation.id}", delivered.body)
        # A mail is read over shoulders; and the message opens no document.
        for word in ("Good", "Meets", "Above"):
            self.assertNotIn(word, delivered.body)
        self.assertFalse(delivered.model)
        evaluation.action_take_back("Salah sel")
        taken_back = self.get_told(self.employee)[1:]
        self.assertIn("taken back", taken_back.subject)
        self.assertNotIn("Salah sel", taken_back.body, "the reason is told at delivery")
        self.assertNotIn("href", taken_back.body)
        evaluation.action_deliver()
        self.assertEqual(len(self.get_told(self.employee)), 3)
        evaluation.sudo().objection_deadline = self.env.cr.now().date() - timedelta(3)
        self.env["hr.skp.evaluation"]._cron_daily()
        self.assertIn("is final", self.get_told(self.employee)[3:].subject)
        for person in (self.appraiser, self.superior, self.colleague):
            self.assertFalse(self.get_told(person))

    def test_who_accepts_himself_is_not_told(self):
        evaluation = self.make_delivered()
        self.as_user(evaluation, self.employee).action_accept()
        self.assertEqual(len(self.get_told(self.employee)), 1)

    def test_in_the_language_of_whom_it_tells(self):
        self.env["res.lang"]._activate_lang("id_ID")
        self.employee.user_id.lang = "id_ID"
        seen = []
        evaluation = self.make_delivered()
        evaluation._tell(
            self.employee.user_id,
            lambda local: local.env.lang,
            lambda local: seen.append(local.env.lang) or "",
        )
        self.assertEqual(seen, ["id_ID"])
