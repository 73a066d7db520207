from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import SkpCase
from .feedback_case import FeedbackMixin


@tagged("standard", "post_install", "-at_install")
class TestFeedbackFollowUp(FeedbackMixin, SkpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_feedback()

    def setUp(self):
        super().setUp()
        self.feedback = self.give(
            result_id=self.result.id, rating="below", content="Tertinggal dua bulan"
        )
        self.theirs = self.as_user(self.feedback, self.appraiser)

    def ask_why(self, method, document=None):
        """Return the dialogue that a button opens, as it stands when it opens."""
        document = document or self.theirs
        dialogues = self.as_user(
            self.env["hr.skp.reason"], self.appraiser
        ).with_context(
            active_model=document._name,
            active_ids=document.ids,
            default_method=method,
        )
        names = ["res_model", "res_ids", "method", "reason"]
        return dialogues.new(dialogues.default_get(names))

    def test_changes_open_the_revision_with_the_proposal(self):
        for method, kind in (
            ("action_assign", "assignment"),
            ("action_adjust_expectation", "adjust_expectation"),
            ("action_adjust_resources", "adjust_resources"),
        ):
            with self.subTest(method=method):
                self.feedback = self.give(
                    result_id=self.result.id, content="Tertinggal dua bulan"
                )
                self.theirs = self.as_user(self.feedback, self.appraiser)
                dialogue = self.ask_why(method)
                self.assertIn("Tertinggal dua bulan", dialogue.reason)
                self.assertIn("Laporan", dialogue.reason)
                lines = self.result.read()
                shown = dialogue.create({"reason": dialogue.reason}).action_confirm()
                [link] = shown["params"]["links"]
                self.assertEqual(link["url"], f"/odoo/hr.skp/{self.plan.id}")
                self.assertEqual(self.feedback.follow_up, kind)
                plan = self.plan.sudo()
                self.assertEqual(plan.state, "revising")
                self.assertEqual(lines[0]["name"], self.result.name)
                revised = plan.event_ids.filtered(lambda event: event.kind == "revise")
                self.assertIn("Tertinggal dua bulan", revised.sorted("id")[-1].reason)
                told = plan.event_ids.filtered(
                    lambda event: event.kind == "feedback_follow_up"
                )
                self.assertEqual(told.sorted("id")[-1].after["follow_up"], kind)
                # The employee is told, and finds the proposal on top of his plan.
                self.assertIn("Tertinggal dua bulan", self.told(self.employee)[0].body)
                self.env.invalidate_all()
                seen = self.as_user(self.plan, self.employee).proposal_ids
                self.assertEqual(seen, self.feedback)
                self.assertIn("Budi Penilai", seen.proposal_text)
                self.assertIn("Tertinggal dua bulan", seen.proposal_text)
                self.as_user(self.plan, self.appraiser).action_revise_cancel()

    def test_an_open_revision_goes_on(self):
        self.as_user(self.plan, self.employee).action_revise("Perubahan")
        self.theirs.action_assign("Tambah satu laporan")
        self.assertEqual(self.plan.sudo().state, "revising")
        self.assertEqual(self.feedback.follow_up, "assignment")
        self.env.invalidate_all()
        plan = self.as_user(self.plan, self.employee)
        self.assertIn("Tambah satu laporan", plan.proposal_ids.proposal_text)
        plan.action_submit()
        self.as_user(self.plan, self.appraiser).action_approve()
        self.env.invalidate_all()
        self.assertFalse(plan.proposal_ids)

    def test_appreciation_and_coaching_are_kept(self):
        self.theirs.action_appreciate("Teladan")
        self.assertEqual(self.feedback.follow_up, "appreciation")
        self.feedback = self.give(result_id=self.result.id, content="Jadwal")
        self.theirs = self.as_user(self.feedback, self.appraiser)
        dialogue = self.ask_why("action_coach")
        dialogue.create({"reason": "Menyusun jadwal"}).action_confirm()
        self.assertEqual(self.feedback.follow_up, "coaching")
        self.assertEqual(self.plan.sudo().state, "approved")
        session = self.env["hr.skp.coaching"].search([("skp_id", "=", self.plan.id)])
        self.assertEqual(
            (session.kind, session.coach_user_id, session.state),
            ("guidance", self.appraiser.user_id, "planned"),
        )
        self.assertEqual(self.as_user(session, self.appraiser).topic, "Menyusun jadwal")

    def test_take_over_warns_where_nothing_was_tried(self):
        for document in (self.theirs, self.as_user(self.result, self.appraiser)):
            self.assertIn(
                "No follow-up",
                self.ask_why("action_take_over", document).warning_text or "",
            )
        self.theirs.action_coach("Menyusun jadwal")
        self.assertFalse(self.ask_why("action_take_over").warning_text)
        later = self.give(result_id=self.result.id, content="Tetap tertinggal")
        self.as_user(later, self.appraiser).action_take_over(
            "Tidak selesai sampai akhir tahun"
        )
        self.assertEqual(self.result.state, "taken_over")
        self.assertEqual(self.result.state_note, "Tidak selesai sampai akhir tahun")
        self.assertIn("Taken over: Laporan", self.told(self.employee)[0].subject)
        self.assertFalse(self.theirs.can_take_over)

    def test_what_followed_stays(self):
        self.assertTrue(self.theirs.can_follow_up)
        self.theirs.action_take_over("Tidak selesai")
        self.env.invalidate_all()
        self.assertFalse(self.theirs.can_follow_up)
        with self.assertRaisesRegex(UserError, "Give another feedback"):
            self.theirs.action_appreciate("Teladan")
        self.assertEqual(self.feedback.follow_up, "take_over")
        for person in (self.appraiser, self.employee):
            seen = self.as_user(self.feedback, person)
            self.assertEqual(seen.follow_up_note, "Tidak selesai")
            self.assertTrue(seen.follow_up_on)

    def test_who_was_asked_reads_no_follow_up(self):
        asked = self.ask(self.stranger)
        self.as_user(asked, self.stranger).action_give("Kurang rapi")
        self.as_user(asked, self.appraiser).action_coach("Menyusun jadwal")
        self.env.invalidate_all()
        self.assertFalse(self.as_user(asked, self.stranger).follow_up_note)

    def test_the_steps_of_a_taken_result_stay(self):
        steps = self.as_user(self.env["hr.skp.action"], self.employee)
        vals = {
            "result_id": self.result.id,
            "period_id": self.period.id,
            "name": "Menyusun konsep",
        }
        step = steps.create(vals)
        self.theirs.action_take_over("Tidak selesai")
        self.env.invalidate_all()
        for call in (
            lambda: step.write({"progress": 100}),
            lambda: step.action_drop("Diambil alih"),
            lambda: steps.create(vals),
            step.unlink,
        ):
            with self.assertRaisesRegex(UserError, "taken over"):
                call()
        # Another result goes on.
        steps.create({**vals, "result_id": self.other_result.id})

    def test_a_warning_never_refuses(self):
        self.theirs.action_take_over("Tidak selesai")
        self.assertEqual(self.result.state, "taken_over")

    def test_nobody_types_a_follow_up(self):
        """Neither the superior nor the appraiser, by no way that a caller has."""
        for person in (self.superior, self.appraiser):
            for way, call in self.get_forgeries(person).items():
                with (
                    self.subTest(person=person.name, way=way),
                    self.assertRaises(AccessError),
                    mute_logger("odoo.addons.base.models.ir_rule"),
                    self.env.cr.savepoint(),
                ):
                    call()
        self.assertFalse(self.plan.sudo().feedback_ids.filtered("follow_up"))

    def get_forgeries(self, person):
        """Return {way: what a caller would do} to type a follow-up."""
        feedbacks = self.as_user(self.env["hr.skp.feedback"], person)
        plan = self.as_user(self.plan, person)
        vals = {"skp_id": self.plan.id, "content": "x"}
        line = {**vals, "follow_up": "take_over"}
        own = feedbacks.create({**vals, "result_id": self.result.id})
        self.assertFalse(own.copy_data()[0].get("follow_up"))
        loaded = feedbacks.load(
            ["skp_id/.id", "content", "follow_up"],
            [[str(self.plan.id), "x", "take_over"]],
        )
        self.assertFalse(loaded["ids"])
        defaults = feedbacks.with_context(default_follow_up="take_over")
        return {
            "create": lambda: feedbacks.create(line),
            "write": lambda: own.write({"follow_up": "take_over"}),
            "default": lambda: defaults.create(vals),
            "nested": lambda: plan.write({"feedback_ids": [(0, 0, line)]}),
            "nested write": lambda: plan.write(
                {"feedback_ids": [(1, own.id, {"follow_up": "coaching"})]}
            ),
        }

    def test_feedback_that_something_followed_from_stays(self):
        self.theirs.action_coach("Menyusun jadwal")
        self.env.invalidate_all()
        self.assertFalse(self.theirs.can_change)
        for call in (
            lambda: self.theirs.write({"result_id": self.other_result.id}),
            lambda: self.theirs.write({"content": "Lain"}),
            self.theirs.unlink,
        ):
            with self.assertRaisesRegex(UserError, "followed from it"):
                call()

    def test_only_the_appraiser_decides(self):
        steps = (
            "appreciate",
            "assign",
            "adjust_expectation",
            "adjust_resources",
            "coach",
            "take_over",
        )
        for person in (self.employee, self.superior, self.colleague, self.manager):
            for step in steps:
                with (
                    self.subTest(person=person.name, step=step),
                    self.assertRaises(AccessError),
                    mute_logger("odoo.addons.base.models.ir_rule"),
                    self.env.cr.savepoint(),
                ):
                    step = getattr(
                        self.as_user(self.feedback, person), f"action_{step}"
                    )
                    step("x")
        self.assertFalse(self.feedback.follow_up)
        self.assertEqual(self.plan.sudo().state, "approved")

    def test_nothing_follows_from_silence(self):
        asked = self.as_user(self.ask(self.stranger), self.appraiser)
        with self.assertRaises(UserError):
            asked.action_coach("x")
        with self.assertRaises(UserError):
            self.theirs.action_coach("  ")
        whole = self.as_user(self.give(), self.appraiser)
        with self.assertRaises(UserError):
            whole.action_take_over("x")
