from datetime import datetime, time, timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from .objection_case import ObjectionCase


@tagged("standard", "post_install", "-at_install")
class TestDays(ObjectionCase):
    """Which day counts: of feedback, and of a deadline that nobody chose."""

    def give(self, moment, content, **vals):
        with freeze_time(moment):
            feedback = self.as_user(self.env["hr.skp.feedback"], self.appraiser)
            return feedback.create({"skp_id": self.plan.id, "content": content, **vals})

    def get_told(self, evaluation):
        """Return what evaluation and its result line show of feedback."""
        self.flush_out()
        return evaluation.general_feedback or "", (
            evaluation.result_line_ids.feedback or ""
        )

    def test_feedback_counts_by_the_agencys_day(self):
        evaluations = {
            "first": self.as_user(self.evaluation, self.appraiser),
            "second": self.open_evaluation(self.plan, self.period2),
        }
        # As if it were not delivered: its lines read live.
        self.evaluation.sudo()._release_lines()
        result = self.plan.sudo().result_ids.id
        last = self.period.date_to
        for zone, hours in (("Asia/Jakarta", 7), ("Asia/Jayapura", 9)):
            self.company.resource_calendar_id.tz = zone
            for minutes, expected in ((-1, "first"), (1, "second")):
                midnight = datetime.combine(last + timedelta(days=1), time.min)
                moment = midnight + timedelta(minutes=minutes, hours=-hours)
                whole = f"{zone} {minutes}"
                one = f"hasil {whole}"
                self.give(moment, whole)
                self.give(moment, one, result_id=result)
                for name, evaluation in evaluations.items():
                    general, of_line = self.get_told(evaluation)
                    self.assertEqual(whole in general, name == expected, whole)
                    self.assertEqual(one in of_line, name == expected, one)

    def test_what_was_asked_for_counts_when_it_is_given(self):
        asked = self.give(f"{self.period.date_to} 03:00:00", "x").sudo()
        asked.write(
            {
                "state": "requested",
                "content": False,
                "given_on": False,
                "author_user_id": self.colleague.user_id.id,
                "requested_by_id": self.appraiser.user_id.id,
            }
        )
        with freeze_time(f"{self.period.date_to + timedelta(days=3)} 03:00:00"):
            self.as_user(asked, self.colleague).action_give("Ramah")
        later = self.open_evaluation(self.plan, self.period2)
        earlier = self.as_user(self.evaluation, self.appraiser)
        self.assertIn("Ramah", self.get_told(later)[0])
        self.assertNotIn("Ramah", self.get_told(earlier)[0])

    def test_an_emptied_deadline_is_the_usual_day(self):
        period = self.as_user(self.period, self.manager)
        period.write({"evaluation_deadline": False})
        self.assertEqual(
            period.evaluation_deadline, self.period.date_to + timedelta(days=10)
        )
        chosen = self.period.date_to + timedelta(days=20)
        period.write({"evaluation_deadline": chosen, "employee_deadline": False})
        self.assertEqual(period.evaluation_deadline, chosen)
        self.assertEqual(
            period.employee_deadline, self.period.date_to + timedelta(days=5)
        )
        made = self.env["hr.skp.period"].create(
            {
                "cycle_id": self.cycle.id,
                "sequence": 99,
                "date_from": period.date_from,
                "date_to": period.date_to,
                "evaluation_deadline": False,
            }
        )
        self.assertTrue(made.evaluation_deadline)
        with self.assertRaises(AccessError):
            self.as_user(self.period, self.employee).write(
                {"evaluation_deadline": False}
            )

    def test_a_wrong_rating_of_a_decision_is_told_in_words(self):
        decided = self.as_user(self.reach("explained"), self.superior)
        message = self.refuse(
            UserError, decided.action_change, "hebat", "meets", "Salah ketik"
        )
        self.assertIn(
            "Below expectation, Meets expectation, Above expectation", message
        )
