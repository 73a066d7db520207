from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from ..common import SkpCase
from .feedback_case import FeedbackMixin


@tagged("standard", "post_install", "-at_install")
class TestFeedbackProposal(FeedbackMixin, SkpCase):
    """What follows from feedback opens the revision with the proposal filled in."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_feedback()
        cls.mine = cls.as_user(cls.plan, cls.employee)

    def propose(self, step, note, proposal=None, indicator=None, **about):
        """Let the appraiser propose it after feedback; return that, as the employee."""
        feedback = self.give(**about or {"result_id": self.result.id})
        details = {"proposal": proposal} if proposal else {}
        if indicator:
            details["indicator_id"] = indicator.id
        step = getattr(self.as_user(feedback, self.appraiser), f"action_{step}")
        step(note, **details)
        self.env.invalidate_all()
        return self.as_user(feedback, self.employee)

    def test_an_assignment_becomes_an_additional_result(self):
        self.appraiser.sudo().job_title = "Kepala Bidang"
        feedback = self.propose("assign", "Klinik berhasil", "Terselenggaranya klinik")
        self.assertEqual(self.mine.proposal_ids, feedback)
        self.assertTrue(feedback.can_take_in)
        before = self.mine.result_ids
        shown = feedback.action_take_in()
        result = self.env[shown["res_model"]].browse(shown["res_id"]).sudo()
        self.assertEqual(self.mine.result_ids - before, result)
        self.assertRecordValues(
            result,
            [
                {
                    "kind": "additional",
                    "name": "Terselenggaranya klinik",
                    "assigned_by": "Kepala Bidang",
                    "skp_id": self.plan.id,
                }
            ],
        )
        self.env.invalidate_all()
        self.assertTrue(feedback.is_taken_in)
        self.assertFalse(feedback.can_take_in)
        with self.assertRaisesRegex(UserError, "has it already"):
            feedback.action_take_in()
        # It lacks its indicator: the employee completes it, and submits as ever.
        with self.assertRaises(UserError):
            self.mine.action_submit()
        mine = self.as_user(result, self.employee)
        mine.indicator_ids = [(0, 0, {"name": "Klinik", "target": "4 klinik"})]
        self.mine.action_submit()
        self.as_user(self.plan, self.appraiser).action_approve()
        self.env.invalidate_all()
        self.assertFalse(self.mine.proposal_ids)

    def test_a_line_that_was_deleted_is_taken_in_anew(self):
        feedback = self.propose("assign", "Klinik")
        shown = feedback.action_take_in()
        line = self.as_user(self.env["hr.skp.result"], self.employee)
        line.browse(shown["res_id"]).unlink()
        self.env.invalidate_all()
        self.assertTrue(feedback.can_take_in)
        feedback.action_take_in()
        # A revision that is given up takes its lines with it, and the proposal is over.
        self.as_user(self.plan, self.appraiser).action_revise_cancel()
        self.mine.action_revise("Lain")
        self.env.invalidate_all()
        self.assertFalse(self.mine.proposal_ids)
        self.assertFalse(feedback.can_take_in or feedback.is_taken_in)
        with self.assertRaisesRegex(UserError, "is over"):
            feedback.action_take_in()

    def test_an_expectation_becomes_the_target(self):
        indicator = self.result.indicator_ids
        feedback = self.propose(
            "adjust_expectation", "Data terlambat", "10 laporan", indicator
        )
        self.assertNotEqual(indicator.target, "10 laporan")
        self.assertTrue(feedback.action_take_in())
        self.assertEqual(indicator.target, "10 laporan")
        self.env.invalidate_all()
        self.assertTrue(feedback.is_taken_in)

    def test_an_expectation_of_a_value_is_written_below(self):
        behavior = self.plan.sudo().behavior_ids[0]
        self.as_user(behavior, self.employee)
        behavior.expectation = "Ramah"
        feedback = self.propose(
            "adjust_expectation", "Membalas pesan", behavior_id=behavior.id
        )
        feedback.action_take_in()
        self.assertEqual(behavior.expectation, "Ramah\nMembalas pesan")

    def test_support_becomes_a_line_of_the_annex(self):
        feedback = self.propose("adjust_resources", "Berkas menumpuk", "Satu tenaga")
        shown = feedback.action_take_in()
        self.assertRecordValues(
            self.env[shown["res_model"]].browse(shown["res_id"]).sudo(),
            [
                {
                    "section": "resource",
                    "name": "Satu tenaga",
                    "result_id": self.result.id,
                    "skp_id": self.plan.id,
                }
            ],
        )

    def test_words_alone_name_no_line(self):
        feedback = self.propose("adjust_expectation", "Lebih pelan")
        self.assertEqual(self.mine.proposal_ids, feedback)
        self.assertFalse(feedback.can_take_in)
        with self.assertRaisesRegex(UserError, "names no line"):
            feedback.action_take_in()

    def test_only_a_line_of_the_plan_gets_a_target(self):
        theirs = self.as_user(
            self.give(result_id=self.result.id), self.appraiser
        ).action_adjust_expectation
        other = self.make_plan(self.colleague).sudo().result_ids.indicator_ids[:1]
        own = self.result.indicator_ids
        for proposal, indicator_id in (("x", other.id), (None, own.id), ("x", None)):
            with self.assertRaises(UserError):
                theirs("Lain", proposal, indicator_id)
        self.assertEqual(self.plan.sudo().state, "approved")

    def test_only_the_employee_takes_it_in(self):
        feedback = self.propose("assign", "Klinik")
        for person in (self.appraiser, self.superior, self.colleague, self.stranger):
            theirs = self.as_user(feedback, person)
            with (
                self.subTest(person=person.name),
                self.assertRaises(AccessError),
                mute_logger("odoo.addons.base.models.ir_rule"),
                self.env.cr.savepoint(),
            ):
                theirs.action_take_in()
        self.assertFalse(self.as_user(feedback, self.appraiser).can_take_in)
        self.mine.action_submit()
        with self.assertRaisesRegex(UserError, "Open a revision"):
            feedback.action_take_in()

    def test_who_was_asked_reads_no_proposal(self):
        asked = self.ask(self.stranger)
        self.as_user(asked, self.stranger).action_give("Kurang rapi")
        self.as_user(asked, self.appraiser).action_assign("Rahasia", "Rahasia juga")
        self.env.invalidate_all()
        theirs = self.as_user(asked, self.stranger)
        names = ["proposal", "proposal_text", "proposed_by", "is_taken_in"]
        self.assertFalse(any(theirs.read(names)[0][name] for name in names))

    # The dialogue

    def open_dialogue(self, feedback, method):
        dialogues = self.as_user(self.env["hr.skp.reason"], self.appraiser)
        return dialogues.with_context(
            active_model="hr.skp.feedback",
            active_ids=feedback.ids,
            default_method=method,
        )

    def test_the_dialogue_asks_for_the_line(self):
        feedback = self.give(result_id=self.result.id)
        form = Form(self.open_dialogue(feedback, "action_adjust_expectation"))
        self.assertEqual(form.indicator_id, self.result.indicator_ids)
        form.proposal = "9 laporan"
        form.save().action_confirm()
        self.env.invalidate_all()
        told = self.as_user(feedback, self.employee)
        self.assertEqual(told.proposal, "9 laporan")
        self.assertEqual(told.proposal_indicator_id, self.result.indicator_ids)

    def test_the_dialogue_names_no_closed_line(self):
        other = self.make_plan(self.colleague).sudo()
        hidden = other.result_ids.indicator_ids[:1]
        dialogues = self.as_user(self.env["hr.skp.reason"], self.stranger)
        vals = {
            "res_model": "hr.skp.feedback",
            "res_ids": [1],
            "method": "action_assign",
            "reason": "x",
        }
        for call in (
            lambda: dialogues.create({**vals, "indicator_id": hidden.id}),
            lambda: dialogues.create(vals).write({"indicator_id": hidden.id}),
            lambda: dialogues.onchange(
                {"indicator_id": hidden.id},
                ["indicator_id"],
                {"indicator_id": {"fields": {"display_name": {}}}},
            ),
        ):
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                call()

    # Cost

    def test_a_plan_asks_as_often_for_many(self):
        def count(number):
            for _number in range(number):
                self.propose("assign", "Klinik").action_take_in()
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.mine.proposal_ids.read(
                ["proposal_text", "proposal", "can_take_in", "is_taken_in"]
            )
            return self.env.cr.sql_log_count - before

        count(1)
        self.assertEqual(count(1), count(8))
