from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import SkpCase


@tagged("standard", "post_install", "-at_install")
class TestAnnex(SkpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.plan = cls.make_plan(
            resource_ids=[
                (0, 0, {"resource_kind": "people", "name": "Dua petugas"}),
            ],
            consequence_ids=[
                (
                    0,
                    0,
                    {
                        "section": "consequence",
                        "effect": "negative",
                        "name": "Bimbingan",
                    },
                ),
            ],
        )
        cls.resource, cls.consequence = cls.plan.resource_ids, cls.plan.consequence_ids

    def approve(self):
        self.plan.action_submit()
        self.as_user(self.plan, self.appraiser).action_approve()

    def last_event(self):
        return self.plan.sudo().event_ids.filtered(
            lambda event: event.model == "hr.skp.annex"
        )[:1]

    def test_three_lists_are_one_annex(self):
        self.assertEqual(self.plan.annex_ids, self.resource | self.consequence)
        self.assertEqual(self.resource.section, "resource")

    def test_either_side_says_whether_it_is_agreed(self):
        self.plan.action_submit()
        appraiser = self.as_user(self.resource, self.appraiser)
        with self.assertRaises(UserError):
            appraiser.action_not_agreed(" ")
        appraiser.action_not_agreed("Tidak ada formasi")
        self.assertEqual(
            (self.resource.agreed, self.resource.agreed_note),
            (False, "Tidak ada formasi"),
        )
        event = self.last_event()
        self.assertEqual(
            (event.kind, event.reason), ("not_agreed", "Tidak ada formasi")
        )
        self.assertEqual(event.user_id, self.appraiser.user_id)
        self.resource.action_agree()
        self.assertTrue(self.resource.agreed)
        self.as_user(self.plan, self.appraiser).action_approve()
        with self.assertRaises(UserError):
            self.resource.action_not_agreed("Terlambat")

    def test_what_is_agreed_is_sealed(self):
        self.resource.action_not_agreed("Tidak ada formasi")
        self.approve()
        sealed = self.plan._get_seal_payload()["annexes"]
        line = next(values for values in sealed if values["id"] == self.resource.id)
        self.assertEqual(line["agreed"], None)
        self.assertEqual(line["agreed_note"], "Tidak ada formasi")
        self.assertNotIn("provision", line)

    def test_provision_is_told_after_approval_and_recorded(self):
        with self.assertRaises(UserError):
            self.resource.action_provide()
        self.approve()
        self.resource.action_provide()
        self.assertTrue(self.resource.provided)
        self.assertEqual(self.last_event().kind, "provide")
        seals = self.env["hr.skp.seal"].search_count(
            [("model", "=", "hr.skp"), ("res_id", "=", self.plan.id)]
        )
        self.assertEqual(seals, 1)
        with self.assertRaises(UserError):
            self.consequence.action_provide()

    def test_what_is_missing_offers_an_adjustment(self):
        self.approve()
        with self.assertRaises(UserError):
            self.resource.action_adjust()
        self.as_user(self.resource, self.appraiser).action_not_provided("Belum ada")
        self.assertFalse(self.resource.provided)
        self.assertTrue(self.resource.can_adjust)
        action = self.resource.action_adjust()
        self.assertEqual(self.plan.state, "approved")
        wizard = self.as_user(self.env["hr.skp.reason"], self.employee)
        wizard = wizard.with_context(**action["context"]).create({})
        self.assertIn("Dua petugas", wizard.reason)
        self.assertIn("Belum ada", wizard.reason)
        wizard.action_confirm()
        self.assertEqual(self.plan.state, "revising")
        self.assertIn("Dua petugas", self.plan.sudo().event_ids[0].reason)

    def test_the_dialogue_asks_why(self):
        self.approve()
        wizard = self.as_user(self.env["hr.skp.reason"], self.appraiser).create(
            {
                "res_model": "hr.skp.annex",
                "res_ids": self.resource.ids,
                "method": "action_not_provided",
                "reason": "Belum ada",
            }
        )
        self.assertTrue(wizard.hint)
        wizard.action_confirm()
        self.assertEqual(self.resource.provision_note, "Belum ada")

    def test_giving_a_revision_up_keeps_what_was_provided(self):
        self.approve()
        self.resource.action_provide()
        self.plan.action_revise("Perubahan")
        self.resource.name = "Tiga petugas"
        self.plan.action_revise_cancel()
        self.assertEqual(self.resource.name, "Dua petugas")
        self.assertTrue(self.resource.provided)

    def test_wrong_persons_say_nothing(self):
        self.approve()
        for person in (self.superior, self.auditor, self.colleague):
            for name in ("provide", "agree"):
                with (
                    self.subTest(person=person.name, name=name),
                    self.assertRaises(AccessError),
                    mute_logger("odoo.addons.base.models.ir_rule"),
                ):
                    getattr(self.as_user(self.resource, person), f"action_{name}")()
        self.plan.action_revise("Perubahan")
        for name in ("provided", "provision", "provision_note"):
            with self.assertRaises(AccessError):
                self.resource.write({name: False})

    def test_the_team_acts_on_behalf_visibly(self):
        self.approve()
        self.as_user(self.resource, self.officer).action_provide()
        event = self.last_event()
        self.assertEqual(event.user_id, self.officer.user_id)
        self.assertEqual(event.on_behalf_of_id, self.employee.user_id)
        self.assertEqual(event.kind_label, "Resource provided")

    def test_the_number_of_queries_does_not_grow(self):
        def count(number):
            plan = self.make_plan(
                self.colleague,
                position_kind={1: "daily_acting", 10: "acting", 100: "interim"}[number],
                resource_ids=[
                    (0, 0, {"resource_kind": "people", "name": f"Petugas {place}"})
                    for place in range(number)
                ],
            )
            lines = plan.annex_ids.browse(plan.annex_ids.ids)
            self.env.flush_all()
            self.env.invalidate_all()
            start = self.env.cr.sql_log_count
            lines.web_read(
                {"name": {}, "can_agree": {}, "can_provide": {}, "can_adjust": {}}
            )
            return self.env.cr.sql_log_count - start

        count(1)
        self.assertEqual(count(10), count(100))


@tagged("standard", "post_install", "-at_install")
class TestPhrase(SkpCase):
    def test_the_library_is_filled(self):
        phrases = self.env["hr.skp.phrase"].search([])
        kinds = {kind for kind, _label in phrases._fields["kind"].selection}
        self.assertEqual(set(phrases.mapped("kind")), kinds)
        expected = phrases.filtered(lambda phrase: phrase.kind == "expectation")
        self.assertEqual(len(expected.value_id), 7)

    def test_a_phrase_fills_a_line_and_keeps_what_is_there(self):
        phrase = self.env.ref("hr_skp.hr_skp_phrase_resource_1")
        line = self.env["hr.skp.annex"].new({"section": "resource"})
        line.phrase_id = phrase
        line._onchange_phrase_id()
        self.assertEqual((line.name, line.resource_kind), (phrase.text, "people"))
        line.phrase_id = self.env.ref("hr_skp.hr_skp_phrase_resource_2")
        line._onchange_phrase_id()
        self.assertEqual(len(line.name.splitlines()), 2)
        self.assertEqual(line.resource_kind, "people")

    def test_everyone_reads_and_administrators_write(self):
        phrase = self.env.ref("hr_skp.hr_skp_phrase_resource_1")
        self.assertTrue(self.as_user(phrase, self.employee).read(["text"]))
        for person in (self.employee, self.officer, self.auditor):
            with self.subTest(person=person.name), self.assertRaises(AccessError):
                self.as_user(phrase, person).write({"text": "x"})
        self.as_user(phrase, self.manager).write({"text": "Lain"})
