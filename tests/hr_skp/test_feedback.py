from datetime import timedelta

from psycopg2 import IntegrityError

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger
from odoo.tools.safe_eval import safe_eval

from ..common import SkpCase

MUTED = ("odoo.addons.base.models.ir_rule", "odoo.http")


class FeedbackMixin:
    @classmethod
    def build_feedback(cls):
        cls.plan = cls.make_approved_plan(results=("Laporan", "Arsip"))
        cls.result, cls.other_result = cls.plan.sudo().result_ids
        cls.today = fields.Date.context_today(cls.env["hr.skp"])
        cls.peer = cls.colleague
        cls.stranger = cls.make_person("stranger", "Ida Lain", cls.other_unit)

    def give(self, person=None, **vals):
        """Let the appraiser, or another person, write feedback on the plan."""
        feedback = self.as_user(
            self.env["hr.skp.feedback"], person or self.appraiser
        ).create({"skp_id": self.plan.id, "content": "Sesuai rencana", **vals})
        return feedback.sudo()

    def ask(self, giver, asker=None, **kwargs):
        """Let the employee, or another person, ask somebody; return the request."""
        self.as_user(self.plan, asker or self.employee).action_request_feedback(
            giver.ids, **kwargs
        )
        return (
            self.env["hr.skp.feedback"]
            .sudo()
            .search(
                [("author_user_id", "=", giver.user_id.id)], order="id desc", limit=1
            )
        )

    def told(self, person):
        """Return what was written to a person, the newest first."""
        return (
            self.env["mail.message"]
            .sudo()
            .search(
                [
                    ("message_type", "=", "user_notification"),
                    ("notified_partner_ids", "in", person.user_id.partner_id.ids),
                ],
                order="id desc",
            )
        )


@tagged("standard", "post_install", "-at_install")
class TestFeedback(FeedbackMixin, SkpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_feedback()

    def refuse(self, call, error=AccessError):
        with self.assertRaises(error) as caught, mute_logger(*MUTED):
            with self.env.cr.savepoint():
                call()
        return str(caught.exception)

    # Given, answered, confirmed

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
        # They talked again and agree: then it stands as recorded.
        mine.action_confirm()
        self.assertEqual(feedback.status, "confirmed")

    def test_what_was_observed_is_not_contested(self):
        mine = self.as_user(self.give(), self.employee)
        self.assertFalse(mine.can_contest)
        self.refuse(lambda: mine.action_contest("x"), UserError)

    def test_feedback_has_words(self):
        with mute_logger("odoo.sql_db"):
            self.refuse(lambda: self.give(content=False), IntegrityError)

    # Asked for

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

    # The owner of a supported result

    def support(self):
        leader_plan = self.make_plan(self.other_head, results=("Tertib",))
        leader_plan.action_submit()
        result = self.as_user(self.result, self.employee)
        self.as_user(self.plan, self.employee).action_revise("Kaitan")
        result.parent_id = leader_plan.sudo().result_ids.id
        return self.as_user(self.env["hr.skp.feedback"], self.other_head)

    def test_the_owner_comments_his_lines_only(self):
        feedbacks = self.support()
        given = feedbacks.create({"result_id": self.result.id, "content": "Baik"})
        self.assertRecordValues(
            given.sudo(),
            [
                {
                    "skp_id": self.plan.id,
                    "giver_role": "leader",
                    "state": "given",
                    "author_user_id": self.other_head.user_id.id,
                }
            ],
        )
        given.write({"content": "Baik sekali"})
        behavior = self.plan.sudo().behavior_ids[0]
        for vals in (
            {"result_id": self.other_result.id},
            {"skp_id": self.plan.id},
            {"behavior_id": behavior.id},
            {"result_id": self.result.id, "behavior_id": behavior.id},
        ):
            with self.subTest(vals=vals):
                self.refuse(
                    lambda vals=vals: feedbacks.create({**vals, "content": "x"})
                )
        self.refuse(lambda: given.write({"result_id": self.other_result.id}))
        self.refuse(lambda: given.write({"behavior_id": behavior.id}))
        self.give(result_id=self.other_result.id)
        self.assertEqual(feedbacks.search([("skp_id", "=", self.plan.id)]), given)

    def test_the_owner_who_was_asked_gives_it_once(self):
        self.support()
        asked = self.ask(self.other_head, result_id=self.result.id)
        theirs = self.as_user(asked, self.other_head)
        self.refuse(lambda: theirs.write({"content": "x"}), UserError)
        theirs.action_give("Mendukung.")
        self.assertEqual(asked.giver_role, "leader")
        self.refuse(lambda: theirs.write({"content": "x"}), UserError)
        self.refuse(theirs.unlink, UserError)

    def test_the_owner_opens_the_feedback_of_the_line(self):
        feedbacks = self.support()
        found = self.env.ref("hr_skp.hr_skp_result_action_supporting").domain
        results = self.as_user(self.env["hr.skp.result"], self.other_head)
        domain = safe_eval(found, {"uid": self.other_head.user_id.id})
        self.assertEqual(results.search(domain), self.result)
        with Form(feedbacks.with_context(default_result_id=self.result.id)) as form:
            form.content = "Baik"
        self.assertEqual(form.record.sudo().skp_id, self.plan.sudo())
        action = self.as_user(self.result, self.other_head).action_open_feedback()
        self.assertTrue(action["context"]["create"])
        self.refuse(self.as_user(self.result, self.stranger).action_open_feedback)

    def test_a_form_begins_without_a_plan(self):
        feedbacks = self.as_user(self.env["hr.skp.feedback"], self.appraiser)
        with Form(feedbacks) as form:
            form.skp_id = self.as_user(self.plan, self.appraiser)
            form.content = "Baik"
        self.assertEqual(self.plan.sudo().feedback_ids, form.record.sudo())

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
        dialogue.action_give()
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

    def test_the_lists_ask_as_often_for_many(self):
        """What others asked of one, what one asked for, and what supports one's own."""
        self.support()
        requests = self.env["hr.skp.feedback"].sudo()
        lists = [
            ("feedback_action_asked", "feedback_view_list_asked", self.other_head),
            (
                "feedback_action_asked_for",
                "feedback_view_list_asked_for",
                self.employee,
            ),
            ("result_action_supporting", "result_view_list", self.other_head),
        ]

        def add(count):
            requests.create(
                [
                    {
                        "skp_id": self.plan.id,
                        "author_user_id": self.other_head.user_id.id,
                        "requested_by_id": self.employee.user_id.id,
                        "state": "requested",
                        "is_declined": True,
                    }
                    for _number in range(count)
                ]
            )
            results = self.env["hr.skp.result"].sudo()
            results.create(
                [
                    {
                        "skp_id": self.plan.id,
                        "name": f"Hasil {number}",
                        "parent_id": self.result.sudo().parent_id.id,
                    }
                    for number in range(count)
                ]
            )

        def count(action, view, person):
            action = self.env.ref(f"hr_skp.hr_skp_{action}")
            view = self.env.ref(f"hr_skp.hr_skp_{view}")
            model = self.as_user(self.env[action.res_model], person)
            arch = model.get_views([(view.id, "list")])
            names = arch["models"][action.res_model]["fields"]
            shown = {
                name: {"fields": {"display_name": {}}} if field.get("relation") else {}
                for name, field in names.items()
            }
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            found = model.web_search_read(
                safe_eval(action.domain, {"uid": person.user_id.id}), shown
            )
            return found["length"], self.env.cr.sql_log_count - before

        measured = []
        for number in (5, 5, 90):
            add(number)
            measured.append([count(*each) for each in lists])
        for few, many in zip(measured[1], measured[2], strict=True):
            self.assertLess(few[0], many[0])
            self.assertEqual(few[1], many[1])
