"""Until it is delivered an evaluation follows its plan, and nobody seals what he has not seen."""

from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from .case import EvaluationCase


@tagged("standard", "post_install", "-at_install")
class TestEvaluationFollows(EvaluationCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.early = cls.period.date_from + timedelta(days=10)
        cls.later = cls.period.date_from + timedelta(days=40)
        with freeze_time(cls.early):
            cls.two = cls.make_approved_plan(cls.colleague, results=("Satu", "Dua"))
        cls.first, cls.second = cls.two.sudo().result_ids
        cls.told = cls.as_user(cls.env["hr.skp.target"], cls.colleague)._get_or_create(
            cls.as_user(cls.two, cls.colleague), cls.period
        )
        cls.evaluation = cls.open_evaluation(cls.two)

    def take_over(self, note="Cuti sakit"):
        with freeze_time(self.later):
            self.as_user(self.second, self.appraiser).action_take_over(note)

    def revise(self, add=None, drop=None):
        """Let the plan be revised within the period."""
        with freeze_time(self.later):
            own = self.as_user(self.two, self.colleague)
            own.action_revise("Sasaran baru")
            if add:
                own.result_ids.create(
                    {
                        "skp_id": own.id,
                        "name": add,
                        "indicator_ids": [(0, 0, {"name": "Jumlah", "target": "3"})],
                    }
                )
            if drop:
                self.as_user(drop, self.colleague).action_drop("Tidak relevan")
            own.action_submit()
            self.as_user(own, self.appraiser).action_approve()

    def get_states(self):
        return {
            line.name: line.state for line in self.evaluation.sudo().result_line_ids
        }

    def get_events(self, kind):
        return self.env["hr.skp.event"].search(
            [
                ("model", "=", "hr.skp.evaluation"),
                ("res_id", "=", self.evaluation.id),
                ("kind", "=", kind),
            ],
            order="id",
        )

    def type_ratings(self):
        self.evaluation.write({"work_rating": "meets", "behavior_rating": "above"})

    # What is not rated yet

    def test_a_take_over_shows_at_once(self):
        self.take_over()
        self.assertEqual(self.get_states(), {"Satu": "active", "Dua": "taken_over"})
        line = self.evaluation.result_line_ids.filtered("takeover_note")
        self.assertEqual(line.takeover_note, "Cuti sakit")
        # Nobody had rated, so nothing is to be confirmed.
        self.assertFalse(self.evaluation.changes_text)

    def test_the_leader_of_the_result_takes_over(self):
        """He may read no evaluation of another's people, and still it follows."""
        leader = self.make_approved_plan(self.other_head)
        self.second.write({"parent_id": leader.sudo().result_ids.id})
        with freeze_time(self.later):
            self.as_user(self.second, self.other_head).action_take_over("Diambil alih")
        self.assertEqual(self.get_states()["Dua"], "taken_over")

    def test_an_approved_revision_shows_at_once(self):
        self.revise(add="Tiga", drop=self.second)
        self.assertEqual(set(self.get_states()), {"Satu", "Tiga"})
        own = self.as_user(self.evaluation, self.colleague)
        self.told.filtered(
            lambda line: line.sudo().result_id == self.first
        ).realization = "Selesai"
        self.assertEqual(own.missing_text, "Tiga")
        with self.assertRaisesRegex(UserError, "for: Tiga"):
            own.action_submit()

    def test_a_revision_not_approved_changes_nothing(self):
        with freeze_time(self.later):
            own = self.as_user(self.two, self.colleague)
            own.action_revise("Sasaran baru")
            self.as_user(self.second, self.colleague).action_drop("Tidak relevan")
            own.action_submit()
        self.assertEqual(set(self.get_states()), {"Satu", "Dua"})

    def test_what_was_submitted_follows_and_stays_submitted(self):
        self.told.realization = "Selesai"
        self.as_user(self.evaluation, self.colleague).action_submit()
        self.revise(add="Tiga")
        self.assertEqual(set(self.get_states()), {"Satu", "Dua", "Tiga"})
        self.assertEqual(self.evaluation.state, "submitted")

    # Where ratings were typed

    def test_typed_ratings_stay_and_the_change_is_told(self):
        self.type_ratings()
        line = self.evaluation.result_line_ids.filtered(
            lambda line: line.result_id == self.first
        )
        value = self.evaluation.behavior_line_ids[0]
        line.rating = "below"
        value.rating = "above"
        self.revise(add="Tiga", drop=self.second)
        self.assertEqual((line.rating, value.rating), ("below", "above"))
        self.assertEqual(self.evaluation.work_rating, "meets")
        self.assertEqual(
            self.evaluation.changes_text, "New: Tiga\nNo longer in the plan: Dua"
        )
        self.take_over_first()
        self.assertIn("Taken over: Satu", self.evaluation.changes_text)
        self.assertIn("New: Tiga", self.evaluation.changes_text)
        event = self.get_events("plan_change")[0]
        self.assertEqual(event.before["work_rating"], "meets")
        self.assertTrue(event.is_confidential)

    def take_over_first(self):
        with freeze_time(self.later):
            self.as_user(self.first, self.appraiser).action_take_over("Cuti")

    def test_nobody_seals_what_he_has_not_seen(self):
        self.type_ratings()
        self.take_over()
        for step in ("action_rate", "action_rate_and_deliver", "action_deliver_ready"):
            with (
                self.subTest(step=step),
                self.assertRaisesRegex(UserError, "Taken over: Dua"),
            ):
                getattr(self.evaluation, step)()
        self.evaluation.action_note_changes()
        self.assertFalse(self.evaluation.changes_text)
        self.evaluation.action_rate_and_deliver()
        self.assertEqual(self.evaluation.state, "delivered")

    def test_the_ready_ones_go_without_it(self):
        other = self.open_evaluation()
        both = self.evaluation | other
        both.write({"work_rating": "meets", "behavior_rating": "above"})
        self.take_over()
        told = both.action_deliver_ready()["params"]["message"]
        self.assertIn("Tono Rekan", told)
        self.assertIn("Taken over: Dua", told)
        self.assertEqual((self.evaluation.state, other.state), ("draft", "delivered"))

    def test_a_rated_one_goes_back_to_be_confirmed(self):
        self.rate(self.evaluation)
        self.take_over()
        self.assertEqual(self.evaluation.state, "draft")
        self.assertEqual(self.evaluation.work_rating, "meets")
        self.assertFalse(self.evaluation.rated_on)
        [event] = self.get_events("plan_change")
        self.assertEqual((event.from_state, event.to_state), ("rated", "draft"))
        self.assertEqual(event.reason, "Taken over: Dua")
        self.assertEqual(event.before["predicate"], self.evaluation.predicate)
        self.assertEqual(event.user_id, self.appraiser.user_id)
        with self.assertRaises(UserError):
            self.evaluation.action_deliver()
        self.evaluation.action_note_changes()
        self.evaluation.action_rate_and_deliver()
        seal = self.env["hr.skp.seal"]._get_chains(self.evaluation)[self.evaluation]
        states = [line["state"] for line in seal._get_payload()["results"]]
        self.assertEqual(sorted(states), ["active", "taken_over"])
        self.assertFalse(event.is_confidential)

    def test_one_submitted_before_goes_back_there(self):
        self.told.realization = "Selesai"
        self.as_user(self.evaluation, self.colleague).action_submit()
        self.rate(self.evaluation)
        self.revise(add="Tiga")
        self.assertEqual(self.evaluation.state, "submitted")

    def test_a_rated_one_stays_where_nothing_changed(self):
        self.rate(self.evaluation)
        self.revise()
        self.assertEqual(self.evaluation.state, "rated")
        # A result that begins after the period is nothing to this one.
        with freeze_time(self.period2.date_from):
            self.as_user(self.second, self.appraiser).action_take_over("Cuti")
        self.assertEqual(self.evaluation.state, "rated")

    def test_what_is_delivered_stays_until_it_is_taken_back(self):
        self.rate(self.evaluation)
        self.evaluation.action_deliver()
        self.take_over()
        self.assertEqual(set(self.get_states().values()), {"active"})
        self.assertEqual(self.evaluation.state, "delivered")
        self.evaluation.action_take_back("Ada hasil yang diambil alih")
        self.assertEqual(self.evaluation.state, "draft")
        self.assertEqual(self.get_states()["Dua"], "taken_over")
        self.assertEqual(self.evaluation.changes_text, "Taken over: Dua")

    def test_only_the_appraiser_says_that_he_has_seen_it(self):
        self.type_ratings()
        self.take_over()
        for person in (
            self.colleague,
            self.employee,
            self.superior,
            self.other_head,
            self.officer,
            self.manager,
            self.auditor,
        ):
            with self.subTest(person=person.name), self.assertRaises(AccessError):
                self.as_user(self.evaluation, person).action_note_changes()
        with self.assertRaises(AccessError):
            self.evaluation.write({"plan_changes": False})
        self.assertTrue(self.evaluation.changes_text)

    def test_the_rated_person_learns_of_no_rating_by_it(self):
        self.type_ratings()
        self.take_over()
        own = self.as_user(self.evaluation, self.colleague)
        self.assertFalse(own.search([("id", "=", own.id)]))
        self.evaluation.write({"work_rating": False, "behavior_rating": False})
        self.flush_out()
        self.assertFalse(own.changes_text)
        self.assertFalse(own.plan_changes)

    # The history of a rating

    def test_one_row_tells_before_and_after(self):
        self.rate(self.evaluation, "meets", "above")
        [first] = self.get_events("rate")
        self.assertFalse(first.before)
        self.evaluation.action_reset_rating("Bukti baru")
        self.rate(self.evaluation, "above", "above")
        again = self.get_events("rate")[-1]
        self.assertEqual(again.before["work_rating"], "meets")
        self.assertEqual(again.after["work_rating"], "above")
        self.assertIn(
            "Rating of work results: Meets expectation → Above expectation",
            again.change_text,
        )
        self.assertNotIn("Rating of behaviour", again.change_text)
        self.evaluation.action_reset_rating("Periksa lagi")
        self.rate(self.evaluation, "above", "above")
        again = self.get_events("rate")[-1]
        # Confirmed as it was: the row still says what was rated.
        self.assertIn("Rating of work results: Above expectation", again.change_text)
