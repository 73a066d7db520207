from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import SkpCase


@tagged("standard", "post_install", "-at_install")
class TestTransfer(SkpCase):
    """One plan ends the day before, the next one begins in the new unit."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.day = fields.Date.to_date(f"{cls.year}-07-01")
        leader = cls.make_plan(cls.appraiser, results=("Meningkatnya mutu layanan",))
        leader.action_submit()
        cls.offered = leader.sudo().result_ids

    def open_wizard(self, plan, person=None, **vals):
        return self.as_user(self.env["hr.skp.transfer"], person or self.officer).create(
            {
                "skp_id": plan.id,
                "date": self.day,
                "department_id": self.other_unit.id,
                "reason": "SK 12 tentang mutasi",
                **vals,
            }
        )

    def transfer(self, plan, person=None, **vals):
        self.open_wizard(plan, person, **vals).action_transfer()
        return plan.sudo().next_ids

    def test_an_approved_plan(self):
        plan = self.make_plan(results=("Verifikasi berkas", "Arsip"))
        plan.result_ids[0].parent_id = self.offered.id
        plan.action_submit()
        self.as_user(plan, self.appraiser).action_approve()
        seal = self.env["hr.skp.seal"].search(
            [("model", "=", "hr.skp"), ("res_id", "=", plan.id)]
        )
        wizard = self.open_wizard(plan, is_all_copied=False)
        wizard.result_ids = plan.result_ids[0]
        self.assertIn("ends the day before", wizard.summary)
        self.assertEqual(wizard.appraiser_id, self.other_head)
        wizard.action_transfer()
        following = plan.sudo().next_ids
        self.assertRecordValues(
            plan.sudo() | following,
            [
                {
                    "state": "closed",
                    "date_to": self.day - timedelta(days=1),
                    "appraiser_id": self.appraiser.id,
                    "department_id": self.unit.id,
                    "is_reported": True,
                },
                {
                    "state": "draft",
                    "date_to": fields.Date.to_date(f"{self.year}-12-31"),
                    "appraiser_id": self.other_head.id,
                    "department_id": self.other_unit.id,
                    "is_reported": False,
                },
            ],
        )
        self.assertEqual(following.superior_id, self.superior)
        self.assertEqual(following.result_ids.name, "Verifikasi berkas")
        self.assertFalse(following.result_ids.parent_id, "he is led by somebody else")
        self.assertEqual(following.result_ids.indicator_ids.target, "12 laporan")
        self.assertFalse(following.result_ids.sealed_revision)
        self.assertEqual(seal.verification, "valid")
        for document in (plan.sudo(), following):
            event = document.event_ids.filtered(lambda event: event.kind == "transfer")
            self.assertEqual(event.reason, "SK 12 tentang mutasi")
        # Both stay readable: the employee reads both, each appraiser his own.
        own = self.as_user(self.env["hr.skp"], self.employee)
        self.assertEqual(
            own.search([("employee_id", "=", self.employee.id)]), plan | following
        )
        theirs = self.as_user(self.env["hr.skp"], self.other_head)
        self.assertEqual(
            theirs.search([("employee_id", "=", self.employee.id)]), following
        )
        # The year goes on: the new one is approved, and is the reported one from then on.
        self.as_user(following, self.employee).action_submit()
        self.as_user(following, self.other_head).action_approve()
        self.assertEqual(
            [plan.sudo().is_reported, following.is_reported], [False, True]
        )
        self.assertEqual(following.employee_unit, "Sekretariat")

    def test_realisation_of_the_former_plan_stays_open(self):
        plan = self.make_approved_plan()
        self.transfer(plan)
        own = self.as_user(self.env["hr.skp.target"], self.employee)
        target = own._get_or_create(plan, self.period)
        target.realization = "3 laporan"
        self.assertEqual(target.realization, "3 laporan")

    def test_drafts_and_submitted_ones(self):
        draft = self.make_plan()
        self.transfer(draft)
        self.assertEqual(draft.state, "draft")
        self.assertEqual(draft.date_to, self.day - timedelta(days=1))
        submitted = self.make_plan(self.colleague)
        submitted.action_submit()
        following = self.transfer(submitted)
        self.assertEqual(submitted.state, "draft")
        # Both are finished, each with its own appraiser, and do not overlap.
        submitted.action_submit()
        self.as_user(submitted, self.appraiser).action_approve()
        self.as_user(following, self.colleague).action_submit()
        self.as_user(following, self.other_head).action_approve()
        self.assertTrue(following.is_reported)

    def test_a_closed_plan_is_reopened_first(self):
        plan = self.make_approved_plan()
        officer = self.as_user(plan, self.officer)
        self.assertTrue(officer.can_transfer)
        officer.action_close("Mutasi")
        self.assertFalse(officer.can_transfer)
        with self.assertRaisesRegex(UserError, "closed. Let it be reopened first"):
            self.transfer(plan)
        officer.action_reopen("SK mutasi menyusul")
        self.transfer(plan)
        self.assertEqual(plan.sudo().date_to, self.day - timedelta(days=1))
        self.assertEqual(plan.sudo().state, "closed")

    def test_not_twice(self):
        plan = self.make_plan()
        following = self.transfer(plan)
        officer = self.as_user(plan, self.officer)
        self.assertEqual(officer.state, "draft")
        self.assertFalse(officer.can_transfer)
        with self.assertRaisesRegex(UserError, f"{following.name} continues it"):
            self.transfer(plan)
        # A transfer that came to nothing is cancelled, and made again.
        following.action_cancel("Mutasi batal")
        self.env.invalidate_all()
        self.assertTrue(officer.can_transfer)

    def test_where_the_officer_lands(self):
        plan = self.make_approved_plan()
        action = self.open_wizard(plan).action_transfer()
        following = plan.sudo().next_ids
        self.assertEqual(action["tag"], "display_notification")
        self.assertIn(following.name, action["params"]["message"])
        # The dialogue closes, and the plan below it is read anew.
        self.assertEqual(
            action["params"]["next"], {"type": "ir.actions.act_window_close"}
        )
        other = self.make_approved_plan(self.colleague)
        action = self.open_wizard(other, self.manager).action_transfer()
        self.assertEqual(action["res_id"], other.sudo().next_ids.id)

    def test_before_and_after(self):
        plan = self.make_approved_plan()
        following = self.transfer(plan)
        for person, can_open in ((self.employee, True), (self.officer, False)):
            former = self.as_user(plan, person)
            self.assertIn(f"Continued by {following.name}", former.next_text)
            self.assertIn("Sekretariat", former.next_text)
            self.assertFalse(former.previous_text)
            self.assertEqual(former.can_open_next, can_open)
        for person, can_open in ((self.employee, True), (self.other_head, False)):
            later = self.as_user(following, person)
            self.assertIn(f"Continues {plan.name}", later.previous_text)
            self.assertFalse(later.next_text)
            self.assertEqual(later.can_open_previous, can_open)
        own = self.as_user(plan, self.employee)
        self.assertEqual(own.action_open_next()["res_id"], following.id)
        own = self.as_user(following, self.employee)
        self.assertEqual(own.action_open_previous()["res_id"], plan.id)

    def test_links_to_a_former_leader_end(self):
        boss = self.make_plan(self.superior, results=("Meningkatnya kepuasan",))
        boss.action_submit()
        beside = self.make_plan(self.other_officer, results=("Tim lintas unit",))
        beside.action_submit()
        beside.sudo().result_ids.is_offered = True
        plan = self.make_plan(results=("Verifikasi", "Arsip", "Survei", "Tim", "Lain"))
        plan.result_ids[0].parent_id = self.offered.id
        plan.result_ids[1].parent_id = self.offered.id
        plan.result_ids[2].parent_id = boss.sudo().result_ids.id
        plan.result_ids[3].parent_id = beside.sudo().result_ids.id
        following = self.transfer(plan)
        found = {result.name: result.parent_id for result in following.result_ids}
        none = self.offered.browse()
        self.assertEqual(
            found,
            {
                "Verifikasi": none,
                "Arsip": none,
                "Survei": boss.sudo().result_ids,  # still above his new leader
                "Tim": beside.sudo().result_ids,  # was never his leader's
                "Lain": none,
            },
        )
        lost = following.result_ids.filtered(lambda result: result.name == "Arsip")
        self.assertFalse(
            lost.parent_name, "the form would print it as the new leader's"
        )
        self.assertFalse(lost.leader_user_id)
        event = following.event_ids.filtered(lambda event: event.kind == "unlink")
        self.assertIn("results of Budi Penilai: 2. Link them anew", event.reason)
        self.assertEqual(
            event.before, dict.fromkeys(["Verifikasi", "Arsip"], self.offered.name)
        )
        # What the former plan says stays as it was.
        self.assertEqual(plan.sudo().result_ids[0].parent_id, self.offered)
        self.assertIn(
            "unlinked",
            [hint["code"] for hint in self.as_user(following, self.employee).hints],
        )

    def test_links_stay_under_the_same_leader(self):
        plan = self.make_plan()
        plan.result_ids.parent_id = self.offered.id
        following = self.transfer(plan, self.manager, appraiser_id=self.appraiser.id)
        self.assertEqual(following.result_ids.parent_id, self.offered)
        self.assertFalse(
            following.event_ids.filtered(lambda event: event.kind == "unlink")
        )

    def test_refusals_change_nothing(self):
        plan = self.make_approved_plan()
        elsewhere = self.env["res.company"].create({"name": "Kota Lain"})
        abroad = self.env["hr.department"].create(
            {"name": "Dinas Lain", "company_id": elsewhere.id}
        )
        cases = {
            "nothing of it would be left": {"date": plan.date_from},
            "the year ends on": {"date": plan.date_to + timedelta(days=1)},
            "another agency": {"department_id": abroad.id},
            "Nobody appraises himself": {"appraiser_id": self.employee.id},
        }
        for message, vals in cases.items():
            with self.subTest(message), self.assertRaisesRegex(UserError, message):
                self.transfer(plan, self.manager, **vals)
        plan.action_revise("Perubahan")
        with self.assertRaisesRegex(UserError, "revision is open"):
            self.transfer(plan)
        plan.action_revise_cancel()
        self.assertEqual(plan.state, "approved")
        self.assertFalse(plan.sudo().next_ids)
        self.transfer(plan)
        with self.assertRaisesRegex(UserError, "continues it"):
            self.transfer(plan)

    def test_who_may(self):
        plan = self.make_approved_plan()
        for person in (self.appraiser, self.employee, self.superior, self.auditor):
            with self.subTest(person.name), self.assertRaises(AccessError):
                self.open_wizard(plan, person)
        third = self.env["hr.department"].create(
            {"name": "Bidang Tiga", "company_id": self.company.id}
        )
        with self.assertRaisesRegex(AccessError, "leaves or joins"):
            self.transfer(plan, self.other_officer, department_id=third.id)
        own = self.make_approved_plan(self.officer)
        with self.assertRaisesRegex(AccessError, "never one's own"):
            self.transfer(own)
        # The unit that he joins may fetch him, by name, without reading the plan before.
        wizard = self.as_user(self.env["hr.skp.transfer"], self.other_officer).create(
            {
                "employee_id": self.employee.id,
                "date": self.day,
                "department_id": self.other_unit.id,
                "reason": "SK 12",
            }
        )
        action = wizard.action_transfer()
        following = plan.sudo().next_ids
        self.assertEqual(action["res_id"], following.id)
        with (
            self.assertRaises(AccessError),
            mute_logger("odoo.addons.base.models.ir_rule"),
        ):
            self.as_user(plan, self.other_officer).read(["name"])

    def test_results_of_another_plan_are_not_copied(self):
        plan = self.make_approved_plan()
        secret = self.make_plan(self.other_head, results=("Rahasia",))
        following = self.transfer(
            plan,
            self.manager,
            is_all_copied=False,
            result_ids=[(6, 0, secret.result_ids.ids)],
        )
        self.assertFalse(following.result_ids)

    def test_the_card(self):
        plan = self.make_approved_plan()
        with self.assertRaisesRegex(AccessError, "human resources"):
            self.transfer(plan, is_card_updated=True)
        # Typing another employee beside the plan opens nobody's card.
        with self.assertRaises(AccessError):
            self.transfer(
                plan,
                self.other_officer,
                employee_id=self.other_officer.id,
                is_card_updated=True,
            )
        self.transfer(
            plan, self.manager, is_card_updated=True, post_name="Analis Kebijakan"
        )
        version = self.employee._get_version(self.day)
        self.assertEqual(version.department_id, self.other_unit)
        self.assertEqual(version.job_title, "Analis Kebijakan")
        before = self.employee._get_version(self.day - timedelta(days=1))
        self.assertEqual(before.department_id, self.unit)
        self.assertEqual(self.employee.parent_id, self.other_head)

    def test_a_successor(self):
        led = self.make_plan(self.colleague)
        plan = self.offered.skp_id
        wizard = self.open_wizard(plan, self.manager, successor_id=self.other_head.id)
        self.assertEqual(wizard.led_count, 1)
        wizard.action_transfer()
        self.assertEqual(led.sudo().appraiser_id, self.other_head)

    def test_the_link_to_a_plan_that_ended(self):
        plan = self.make_plan()
        plan.result_ids.parent_id = self.offered.id
        leader = self.offered.skp_id
        self.as_user(leader, self.superior).action_approve()
        self.as_user(leader, self.officer).action_close("Pensiun")
        following = self.transfer(plan, self.manager, appraiser_id=self.appraiser.id)
        self.assertFalse(following.result_ids.parent_id)
        self.assertEqual(following.result_ids.parent_name, "Meningkatnya mutu layanan")
