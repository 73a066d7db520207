from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from ..common import SkpCase


@tagged("standard", "post_install", "-at_install")
class TestExpectation(SkpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.value = cls.env.ref("hr_skp.hr_skp_value_service")
        cls.leader = cls.as_user(cls.env["hr.skp.expectation"], cls.appraiser)

    def expect(self, text="Ramah kepada setiap pemohon", **values):
        return self.leader.create(
            {
                "cycle_id": self.cycle.id,
                "value_id": self.value.id,
                "text": text,
                **values,
            }
        )

    def line(self, plan):
        return plan.behavior_ids.filtered(lambda line: line.value_id == self.value)

    def test_new_plans_begin_with_what_the_leader_said(self):
        said = self.expect()
        plan = self.make_plan()
        self.assertEqual(self.line(plan).expectation, "Ramah kepada setiap pemohon")
        others = plan.behavior_ids - self.line(plan)
        self.assertFalse(any(others.mapped("expectation")))
        stranger = self.make_plan(self.other_officer)
        self.assertFalse(self.line(stranger).expectation)
        self.assertEqual((said.adopted_count, said.plan_count), (1, 1))

    def test_a_draft_adopts_it_with_one_click(self):
        plan = self.make_plan()
        line = self.line(plan)
        line.expectation = "Sudah tertulis"
        said = self.expect()
        self.assertEqual(line.offered_expectation, "Ramah kepada setiap pemohon")
        self.assertEqual(plan.offered_count, 1)
        self.assertEqual((said.adopted_count, said.plan_count), (0, 1))
        plan.action_adopt_expectations()
        self.assertEqual(
            line.expectation, "Sudah tertulis\nRamah kepada setiap pemohon"
        )
        self.assertFalse(line.offered_expectation)
        said.invalidate_recordset()
        self.assertEqual(said.adopted_count, 1)
        plan.action_adopt_expectations()
        self.assertEqual(line.expectation.count("Ramah"), 1)

    def test_the_leader_edits_no_plan(self):
        plan = self.make_plan()
        self.expect()
        line = self.line(plan)
        for person in (self.appraiser, self.superior, self.auditor):
            with self.subTest(person=person.name), self.assertRaises(AccessError):
                self.as_user(line, person).action_adopt_expectation()
        plan.action_submit()
        with self.assertRaises(UserError):
            line.action_adopt_expectation()
        self.as_user(plan, self.appraiser).action_approve()
        with self.assertRaises(UserError):
            line.action_adopt_expectation()
        plan.action_revise("Ekspektasi baru")
        line.action_adopt_expectation()
        self.assertIn("Ramah", line.expectation)

    def test_it_can_be_meant_for_some(self):
        self.expect(is_for_team=False, employee_ids=[Command.set(self.colleague.ids)])
        self.assertFalse(self.line(self.make_plan()).expectation)
        self.assertTrue(self.line(self.make_plan(self.colleague)).expectation)
        with self.assertRaises(ValidationError):
            self.expect(
                is_for_team=False, employee_ids=[Command.set(self.other_head.ids)]
            )
        with self.assertRaises(ValidationError):
            self.expect(is_for_team=False)

    def test_only_leaders_speak(self):
        values = {"cycle_id": self.cycle.id, "value_id": self.value.id, "text": "x"}
        for person in (self.colleague, self.auditor, self.officer):
            with self.subTest(person=person.name), self.assertRaises(AccessError):
                self.as_user(self.env["hr.skp.expectation"], person).create(values)
        with self.assertRaises(AccessError):
            self.expect(leader_id=self.superior.id)
        with self.assertRaises(AccessError):
            self.leader.with_context(default_leader_user_id=1).create(values)

    def test_another_leaders_words_stay_his(self):
        said = self.expect()
        for person in (self.employee, self.colleague, self.other_head):
            with (
                self.subTest(person=person.name),
                self.assertRaises(AccessError),
                mute_logger("odoo.addons.base.models.ir_rule"),
            ):
                self.as_user(said, person).read(["text"])
        for person in (self.superior, self.officer, self.manager, self.auditor):
            with (
                self.subTest(person=person.name),
                self.assertRaises(AccessError),
                mute_logger("odoo.addons.base.models.ir_rule"),
            ):
                self.as_user(said, person).write({"text": "Lain"})

    def test_an_archived_one_is_offered_no_more(self):
        said = self.expect()
        said.active = False
        plan = self.make_plan()
        self.assertFalse(self.line(plan).expectation)
        self.assertFalse(self.line(plan).offered_expectation)

    def test_year_and_value_stay(self):
        said = self.expect()
        with self.assertRaises(UserError):
            said.value_id = self.env.ref("hr_skp.hr_skp_value_loyal")

    def test_it_follows_a_handover(self):
        plan = self.make_plan()
        self.expect()
        plan.sudo()._handover(self.superior, "Mutasi")
        plan.invalidate_recordset()
        self.assertFalse(self.line(plan).offered_expectation)

    def test_a_phrase_is_picked_and_added(self):
        phrase = self.env.ref("hr_skp.hr_skp_phrase_expectation_service_1")
        form = Form(self.leader)
        form.value_id = self.value
        form.text = "Sendiri"
        form.phrase_id = phrase
        self.assertEqual(form.text, f"Sendiri\n{phrase.text}")
        self.assertFalse(form.phrase_id)
