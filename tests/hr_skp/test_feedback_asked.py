from datetime import timedelta

from psycopg2 import IntegrityError

from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .feedback_case import FeedbackCase


@tagged("standard", "post_install", "-at_install")
class TestFeedbackAsked(FeedbackCase):
    """Asked for: who is asked, gives it, declines, and what becomes of the request."""

    def test_who_was_asked_gives_it_once(self):
        asked = self.ask(
            self.stranger,
            due_date=self.today + timedelta(days=3),
            subject="Bagaimana kerja samanya?",
            result_id=self.result.id,
        )
        self.assertRecordValues(
            asked,
            [
                {
                    "state": "requested",
                    "giver_role": "other",
                    "requested_by_id": self.employee.user_id.id,
                    "author_name": "Ida Lain",
                    "content": False,
                    "given_on": False,
                }
            ],
        )
        self.assertEqual(len(self.told(self.stranger)), 1)
        theirs = self.as_user(asked, self.stranger)
        self.assertEqual(theirs.subject_name, "Laporan")
        self.assertEqual(theirs.employee_name, "Ani Pegawai")
        self.refuse(lambda: theirs.write({"content": "x"}))
        theirs.action_give("Cepat dan teliti.", "above")
        self.assertRecordValues(
            asked,
            [{"state": "given", "content": "Cepat dan teliti.", "rating": "above"}],
        )
        self.assertEqual(len(self.told(self.employee)), 1)
        self.refuse(lambda: theirs.action_give("Lagi."), UserError)
        self.refuse(lambda: theirs.write({"content": "Lagi."}))
        self.refuse(theirs.unlink)

    def test_roles_follow_who_appraises_whom(self):
        staff = self.make_person("staff", "Bayu Bawahan", self.unit, self.employee)
        self.assertEqual(self.ask(self.peer).giver_role, "peer")
        self.assertEqual(self.ask(staff).giver_role, "subordinate")
        self.assertEqual(self.ask(self.superior).giver_role, "leader")
        self.assertEqual(self.ask(self.other_head).giver_role, "other")

    def test_wrong_persons_ask_nobody(self):
        for person in (self.colleague, self.superior, self.officer, self.other_head):
            with self.subTest(person=person.name):
                self.refuse(lambda person=person: self.ask(self.stranger, person))

    def test_who_cannot_be_asked(self):
        late = {"due_date": self.today - timedelta(days=1)}
        self.refuse(lambda: self.ask(self.stranger, **late), UserError)
        self.refuse(lambda: self.ask(self.employee), UserError)
        self.refuse(lambda: self.ask(self.make_staff(1)), UserError)
        self.refuse(lambda: self.ask(self.env["hr.employee"]), UserError)
        draft = self.as_user(self.make_plan(self.colleague), self.colleague)
        self.refuse(lambda: draft.action_request_feedback(self.stranger.ids), UserError)
        self.ask(self.stranger)
        with mute_logger("odoo.sql_db"):
            self.refuse(lambda: self.ask(self.stranger), IntegrityError)

    def test_a_line_of_another_plan_is_not_asked_about(self):
        other = self.make_approved_plan(self.colleague).sudo()
        self.refuse(
            lambda: self.ask(self.stranger, result_id=other.result_ids.id),
            ValidationError,
        )

    def test_a_request_is_declined_or_ended(self):
        asked = self.ask(self.stranger)
        self.refuse(lambda: self.as_user(asked, self.appraiser).action_decline("x"))
        self.refuse(
            lambda: self.as_user(asked, self.stranger).action_decline(" "), UserError
        )
        self.as_user(asked, self.stranger).action_decline("Tidak bekerja sama.")
        self.assertTrue(asked.is_declined)
        self.refuse(
            lambda: self.as_user(asked, self.stranger).action_give("x"), UserError
        )
        again = self.ask(self.stranger)
        self.as_user(again, self.employee).action_decline("Keliru")
        self.assertTrue(again.is_declined)

    def test_a_request_is_changed_by_who_asked(self):
        asked = self.ask(self.stranger, subject="Lama?")
        mine = self.as_user(asked, self.employee)
        day = self.today + timedelta(days=5)
        mine.action_change_request(day, "Bagaimana layanannya?")
        self.assertRecordValues(
            asked, [{"due_date": day, "subject": "Bagaimana layanannya?"}]
        )
        self.assertEqual(len(self.told(self.stranger)), 2)
        event = self.plan.sudo().event_ids.filtered(
            lambda event: event.kind == "feedback_change"
        )
        self.assertEqual(event.before["subject"], "Lama?")
        late = self.today - timedelta(days=1)
        self.refuse(lambda: mine.action_change_request(late), UserError)
        for person in (self.stranger, self.appraiser, self.manager, self.officer):
            theirs = self.as_user(asked, person)
            self.refuse(lambda theirs=theirs: theirs.action_change_request(day))
        self.as_user(asked, self.stranger).action_give("Baik")
        self.refuse(lambda: mine.action_change_request(day), UserError)

    def test_a_request_with_hidden_names_stays(self):
        asked = self.ask(self.stranger)
        asked.write({"is_hidden": True, "round_key": "satu", "shown_from": 4})
        mine = self.as_user(asked, self.employee)
        self.assertFalse(mine.can_change_request)
        told = self.refuse(lambda: mine.action_change_request(), UserError)
        self.assertIn("hidden names", told)

    def test_the_dialogue_changes_and_asks_others_the_same(self):
        asked = self.ask(self.stranger, subject="Lama?", result_id=self.result.id)
        dialogues = self.as_user(self.env["hr.skp.feedback.request"], self.employee)
        with Form(dialogues.with_context(default_feedback_id=asked.id)) as form:
            self.assertEqual(form.subject, "Lama?")
            form.subject = "Baru?"
            form.employee_ids.add(self.env["hr.employee.public"].browse(self.peer.id))
        form.record.action_ask()
        both = self.plan.sudo().feedback_ids
        self.assertEqual(both.mapped("subject"), ["Baru?", "Baru?"])
        self.assertEqual(both.result_id, self.result.sudo())
        # Nothing was changed: nobody is told again.
        before = len(self.told(self.stranger))
        again = Form(dialogues.with_context(default_feedback_id=asked.id)).save()
        again.action_ask()
        self.assertEqual(len(self.told(self.stranger)), before)
        self.refuse(
            lambda: self.as_user(dialogues, self.colleague).create(
                {"feedback_id": asked.id, "skp_id": self.plan.id}
            )
        )

    def test_both_sides_are_told_of_the_end(self):
        asked = self.ask(self.stranger)
        self.as_user(asked, self.stranger).action_decline("Tidak bekerja sama.")
        self.assertEqual(asked.status, "ended")
        self.assertIn("no feedback", self.told(self.employee)[0].subject)
        self.env.flush_all()
        again = self.ask(self.stranger)
        self.as_user(again, self.employee).action_decline("Keliru")
        self.assertIn("no more", self.told(self.stranger)[0].subject)

    def test_requests_say_nothing_in_the_evaluation(self):
        """A request carries no words and no rating that an evaluation could count."""
        asked = self.ask(self.stranger, result_id=self.result.id)
        self.assertFalse(asked.content or asked.rating)
        self.assertEqual(asked.state, "requested")
