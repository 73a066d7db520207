from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import SkpCase


@tagged("standard", "post_install", "-at_install")
class TestAppraiserClaim(SkpCase):
    """An employee says: this is not my superior."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.plan = cls.make_plan()

    def report(self, person=None, plan=None, **vals):
        person = person or self.employee
        claims = self.as_user(self.env["hr.skp.appraiser.claim"], person)
        plan = self.plan if plan is None else plan
        return claims.create(
            {
                "skp_id": plan.id,
                "proposed_id": self.other_head.id,
                "reason": "SK penempatan menyebut Sekretariat",
                **vals,
            }
        )

    def test_accepted_in_two_clicks(self):
        claim = self.report()
        self.assertRecordValues(
            claim.sudo(),
            [
                {
                    "employee_id": self.employee.id,
                    "current_id": self.appraiser.id,
                    "department_id": self.unit.id,
                    "state": "open",
                }
            ],
        )
        self.assertFalse(self.as_user(self.plan, self.employee).can_claim)
        officer = self.as_user(claim, self.officer)
        self.assertTrue(officer.can_settle)
        officer.action_accept()
        self.assertEqual(claim.sudo().decided_by_id, self.officer.user_id)
        row = self.env["hr.skp.appraiser"].search(
            [("employee_id", "=", self.employee.id), ("is_automatic", "=", False)]
        )
        self.assertEqual(row.appraiser_id, self.other_head)
        # The plan of last year is over; the claim names it, so it moves all the same.
        plan = self.plan.sudo()
        self.assertEqual(plan.appraiser_id, self.other_head)
        self.assertEqual(plan.event_ids[0].kind, "handover")
        self.assertEqual(plan.event_ids[0].reason, claim.sudo().reason)

    def test_declined_with_a_reason(self):
        claim = self.report()
        officer = self.as_user(claim, self.officer)
        with self.assertRaisesRegex(UserError, "Say why"):
            officer.action_decline(" ")
        dialogue = self.as_user(self.env["hr.skp.reason"], self.officer).create(
            {
                "res_model": claim._name,
                "res_ids": claim.ids,
                "method": "action_decline",
                "reason": "SK itu baru berlaku tahun depan",
            }
        )
        dialogue.action_confirm()
        own = self.as_user(claim, self.employee)
        self.assertEqual(own.state, "declined")
        self.assertEqual(own.decision_note, "SK itu baru berlaku tahun depan")
        self.assertEqual(self.plan.sudo().appraiser_id, self.appraiser)
        # Settled is settled; another may follow.
        with self.assertRaisesRegex(UserError, "settled already"):
            officer.action_accept()
        self.report()

    def test_one_open_per_plan(self):
        self.report()
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            self.report()

    def test_withdrawn(self):
        claim = self.report()
        with self.assertRaises(AccessError):
            self.as_user(claim, self.officer).action_withdraw()
        claim.action_withdraw()
        self.assertEqual(claim.state, "withdrawn")
        self.report()

    def test_without_a_plan(self):
        claims = self.as_user(self.env["hr.skp.appraiser.claim"], self.colleague)
        claim = claims.create({"proposed_id": self.other_head.id, "reason": "SK"})
        self.assertFalse(claim.skp_id)
        self.assertEqual(claim.sudo().employee_id, self.colleague)
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            with self.env.cr.savepoint():
                claims.create({"proposed_id": self.other_head.id, "reason": "SK"})
        self.as_user(claim, self.officer).action_accept()
        found = self.colleague._get_skp_appraiser()
        self.assertEqual(found[self.colleague], self.other_head)

    def test_not_for_others(self):
        with (
            self.assertRaises(AccessError),
            mute_logger("odoo.addons.base.models.ir_rule"),
        ):
            self.report(self.colleague)
        with (
            self.assertRaises(AccessError),
            mute_logger("odoo.addons.base.models.ir_rule"),
        ):
            self.report(self.officer)
        claim = self.report()
        for person in (
            self.appraiser,
            self.superior,
            self.other_officer,
            self.colleague,
        ):
            with self.subTest(person.name):
                other = self.as_user(claim, person)
                self.assertFalse(other.search_count([("id", "=", claim.id)]))
                with (
                    self.assertRaises(AccessError),
                    mute_logger("odoo.addons.base.models.ir_rule"),
                ):
                    other.action_accept()
        with self.assertRaises(AccessError):
            claim.write({"reason": "Lain"})
        with self.assertRaises(AccessError):
            self.report(plan=self.env["hr.skp"], state="accepted")

    def test_nobody_settles_his_own_case(self):
        own = self.report(self.officer, self.make_plan(self.officer))
        self.assertFalse(own.can_settle)
        with self.assertRaisesRegex(AccessError, "his own case"):
            own.action_accept()
        task = self.report(proposed_id=self.officer.id)
        with self.assertRaisesRegex(AccessError, "his own case"):
            self.as_user(task, self.officer).action_decline("Tidak")
        self.as_user(task, self.manager).action_accept()
        self.assertEqual(self.plan.sudo().appraiser_id, self.officer)
        administrator = self.report(
            self.manager, self.make_plan(self.manager), proposed_id=self.superior.id
        )
        with self.assertRaisesRegex(AccessError, "his own case"):
            administrator.action_accept()

    def test_senseless_ones(self):
        for person in (self.employee, self.appraiser):
            with self.assertRaisesRegex(UserError, "Name someone else"):
                self.report(proposed_id=person.id)
        closed = self.make_approved_plan(self.colleague)
        self.as_user(closed, self.officer).action_close("Selesai")
        with self.assertRaisesRegex(UserError, "is closed"):
            self.report(self.colleague, closed)
