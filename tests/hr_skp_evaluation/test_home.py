"""What the first screen tells of evaluations, to whom, and never of a rating."""

from odoo.tests import tagged

from .case import EvaluationCase


@tagged("standard", "post_install", "-at_install")
class TestHomeOfEvaluations(EvaluationCase):
    def home(self, person):
        self.flush_out()
        return self.as_user(self.env["hr.skp.home"], person).get_home()

    def card(self):
        cards = self.home(self.employee)["cards"]
        return [card for card in cards if card["name"] == "evaluation"]

    def rows(self, section, person):
        return [
            row
            for found in self.home(person)["sections"]
            if found["name"] == section
            for row in found["rows"]
        ]

    def test_from_draft_to_delivery(self):
        self.assertEqual(self.card(), [])
        evaluation = self.open_evaluation()
        [card] = self.card()
        self.assertEqual((card["value"], card["is_mine"]), ("Draft", True))

        self.rate(evaluation)
        [card] = self.card()
        self.assertEqual((card["value"], card["is_mine"]), ("Rated", False))
        # It is hidden from him: the card opens the list, which says so.
        self.assertEqual(card["open"], {"action": "my-skp-evaluations"})
        home = str(self.home(self.employee))
        for word in ("Above", "above", "meets", "Meets", "Good", "good"):
            self.assertNotIn(word, home)

        evaluation.action_deliver()
        [card] = self.card()
        self.assertEqual((card["value"], card["is_mine"]), ("Delivered", True))
        [row] = [
            row
            for row in self.rows("own", self.employee)
            if row["open"].get("res_id") == evaluation.id
        ]
        self.assertIn("accept it, or object", row["text"])
        deadline = evaluation.sudo().objection_deadline
        self.assertEqual(row["date"], str(deadline))
        self.assertNotIn("meets", str(self.home(self.employee)))

    def test_the_appraiser_is_told_once_how_many_to_rate(self):
        self.open_evaluation()
        path = "skp-evaluation-to-rate"

        def count(person):
            return [
                row
                for row in self.rows("team", person)
                if row["open"].get("action") == path
            ]

        [row] = count(self.appraiser)
        self.assertEqual(row["open"]["context"]["active_id"], self.period.id)
        self.assertEqual(row["text"], "To rate or to deliver: 1")
        for person in (self.employee, self.colleague, self.other_head):
            self.assertEqual(count(person), [], person.name)

    def test_many_evaluations_cost_what_one_costs(self):
        def count():
            # Once before, for what stays in memory between requests.
            self.home(self.appraiser)
            self.flush_out()
            before = self.cr.sql_log_count
            self.as_user(self.env["hr.skp.home"], self.appraiser).get_home()
            return self.cr.sql_log_count - before

        self.open_evaluation()
        few = count()
        for plan in self.make_staff_plans(20):
            self.open_evaluation(plan=plan)
        self.assertEqual(count(), few)
