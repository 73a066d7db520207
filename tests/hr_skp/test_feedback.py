from psycopg2 import IntegrityError

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .feedback_case import FeedbackCase


@tagged("standard", "post_install", "-at_install")
class TestFeedback(FeedbackCase):
    """Given, answered and confirmed; the same words for many."""

    def test_the_employee_is_told_once_and_answers(self):
        feedback = self.give(result_id=self.result.id, rating="meets")
        messages = self.told(self.employee)
        self.assertEqual(len(messages), 1)
        self.assertNotIn("Sesuai rencana", messages.body)
        self.assertFalse(messages.model)
        mine = self.as_user(feedback, self.employee)
        self.assertTrue(mine.can_answer)
        self.assertFalse(mine.can_confirm)
        mine.action_answer("Terima kasih, bulan depan lebih cepat.")
        self.assertEqual(feedback.answer, "Terima kasih, bulan depan lebih cepat.")
        self.assertEqual(len(self.told(self.appraiser)), 1)
        self.assertIn("feedback_answer", self.plan.sudo().event_ids.mapped("kind"))

    def test_nobody_else_answers_or_types_an_answer(self):
        feedback = self.give(mode="direct")
        for person in (self.appraiser, self.superior, self.officer, self.manager):
            with self.subTest(person=person.name):
                theirs = self.as_user(feedback, person)
                self.refuse(lambda theirs=theirs: theirs.action_answer("x"))
                self.refuse(theirs.action_confirm)
                self.refuse(lambda theirs=theirs: theirs.write({"answer": "x"}))
        self.refuse(
            lambda: self.give(answer="x", answered_on=fields.Datetime.now()),
        )

    def test_a_talk_is_confirmed_by_the_employee(self):
        feedback = self.give(mode="direct")
        mine = self.as_user(feedback, self.employee)
        self.assertTrue(mine.can_confirm)
        mine.action_confirm()
        self.assertEqual(feedback.state, "confirmed")
        self.refuse(mine.action_confirm, UserError)
        for change in ({"content": "Lain"}, {"rating": "below"}):
            self.refuse(
                lambda change=change: self.as_user(feedback, self.appraiser).write(
                    change
                ),
                UserError,
            )
        self.refuse(self.as_user(feedback, self.appraiser).unlink, UserError)

    def test_what_was_observed_is_not_confirmed(self):
        self.refuse(self.as_user(self.give(), self.employee).action_confirm, UserError)

    def test_it_was_otherwise(self):
        feedback = self.give(mode="direct")
        self.assertEqual(feedback.status, "unconfirmed")
        mine = self.as_user(feedback, self.employee)
        self.refuse(lambda: mine.action_contest(" "), UserError)
        mine.action_contest("Bukan begitu.")
        self.assertRecordValues(
            feedback,
            [
                {
                    "state": "given",
                    "status": "contested",
                    "answer": "Bukan begitu.",
                    "content": "Sesuai rencana",
                }
            ],
        )
        self.assertEqual(len(self.told(self.appraiser)), 1)
        events = self.plan.sudo().event_ids.filtered(
            lambda event: event.kind == "feedback_contest"
        )
        self.assertEqual(events.reason, "Bukan begitu.")
        self.refuse(lambda: mine.action_contest("Lagi"), UserError)
        theirs = self.as_user(feedback, self.appraiser)
        self.refuse(lambda: theirs.action_contest("x"))
        self.refuse(lambda: theirs.write({"is_contested": False}), UserError)
        self.refuse(lambda: theirs.write({"content": "x"}), UserError)
        # Nothing passes the contest by: neither a slip, nor another caller.
        self.assertFalse(mine.can_confirm)
        self.assertIn("Take that back", self.refuse(mine.action_confirm, UserError))
        self.refuse(lambda: theirs.action_withdraw_contest("x"))
        self.refuse(lambda: mine.action_withdraw_contest(" "), UserError)
        # They talked again and agree: then it stands as recorded.
        mine.action_withdraw_contest("Sudah dibicarakan lagi.")
        self.assertEqual(feedback.status, "unconfirmed")
        self.assertEqual(feedback.answer, "Bukan begitu.\n\nSudah dibicarakan lagi.")
        self.assertEqual(len(self.told(self.appraiser)), 2)
        self.refuse(lambda: mine.action_withdraw_contest("x"), UserError)
        mine.action_confirm()
        self.assertEqual(feedback.status, "confirmed")

    def test_what_was_observed_is_not_contested(self):
        mine = self.as_user(self.give(), self.employee)
        self.assertFalse(mine.can_contest)
        self.refuse(lambda: mine.action_contest("x"), UserError)

    def test_feedback_has_words(self):
        with mute_logger("odoo.sql_db"):
            self.refuse(lambda: self.give(content=False), IntegrityError)

    # Many at once

    def test_the_same_words_for_many(self):
        plans = self.plan | self.make_approved_plan(self.colleague)
        self.as_user(plans, self.appraiser).action_give_feedback_to_all(
            "Teruskan.", "meets"
        )
        given = plans.sudo().feedback_ids
        self.assertEqual(given.skp_id, plans)
        self.assertEqual(set(given.mapped("content")), {"Teruskan."})
        self.refuse(
            lambda: self.as_user(plans, self.employee).action_give_feedback_to_all("x")
        )
        self.refuse(
            lambda: self.as_user(plans, self.appraiser).action_give_feedback_to_all(
                " "
            ),
            UserError,
        )

    def test_the_dialogue_takes_a_phrase(self):
        phrase = self.env["hr.skp.phrase"].search(
            [("kind", "=", "feedback"), ("rating", "=", "above")], limit=1
        )
        dialogue = self.as_user(self.env["hr.skp.feedback.give"], self.appraiser)
        dialogue = dialogue.with_context(
            active_model="hr.skp", active_ids=self.plan.ids
        ).create({"phrase_id": phrase.id, "content": "x"})
        dialogue.content = False
        dialogue._onchange_phrase_id()
        self.assertEqual((dialogue.content, dialogue.rating), (phrase.text, "above"))
        told = dialogue.action_give()["params"]["message"]
        self.assertEqual(told, "Feedback given to: 1")
        self.assertEqual(self.plan.sudo().feedback_ids.content, phrase.text)

    def test_dialogues_show_nothing_that_is_closed(self):
        feedback = self.give()
        self.refuse(
            lambda: self.as_user(
                self.env["hr.skp.feedback.give"], self.colleague
            ).create({"feedback_id": feedback.id, "content": "x"})
        )
        self.refuse(
            lambda: self.as_user(
                self.env["hr.skp.feedback.request"], self.colleague
            ).create({"skp_id": self.plan.id})
        )

    # Cost

    def test_the_list_asks_as_often_for_many(self):
        def read(count):
            feedbacks = (
                self.env["hr.skp.feedback"]
                .sudo()
                .create(
                    [
                        {
                            "skp_id": self.plan.id,
                            "content": "x",
                            "result_id": self.result.id,
                        }
                        for _number in range(count)
                    ]
                )
            )
            mine = self.as_user(feedbacks, self.employee)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            mine.read(
                [
                    "subject_name",
                    "employee_name",
                    "content",
                    "can_answer",
                    "can_follow_up",
                ]
            )
            return self.env.cr.sql_log_count - before

        read(1)
        self.assertEqual(read(10), read(100))
