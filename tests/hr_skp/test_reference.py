import base64
import json

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import SkpCase


@tagged("standard", "post_install", "-at_install")
class TestReference(SkpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.plan = cls.make_plan()
        cls.references = cls.env["hr.skp.reference"]

    def add(self, person, **values):
        vals = {"kind": "agreement", "name": "Perjanjian kinerja", **values}
        if "skp_id" not in vals:
            vals.setdefault("cycle_id", self.cycle.id)
        return self.as_user(self.references, person).create(vals)

    def add_contract(self):
        contract = {"kind": "contract", "name": "800/12/2025", "skp_id": self.plan.id}
        return self.add(self.employee, **contract)

    def test_the_units_documents_are_read_by_all(self):
        reference = self.add(self.officer, department_id=self.unit.id)
        seen = self.as_user(reference, self.colleague)
        self.assertEqual(seen.name, "Perjanjian kinerja")
        with self.assertRaises(AccessError):
            seen.name = "Lain"

    def test_the_team_keeps_its_own_units_only(self):
        for values in ({"department_id": self.other_unit.id}, {}):
            with self.assertRaises(AccessError), self.cr.savepoint():
                self.add(self.officer, **values)
        reference = self.add(self.officer, department_id=self.unit.id)
        with self.assertRaises(AccessError):
            reference.department_id = self.other_unit

    def test_an_administrator_keeps_those_of_the_agency(self):
        reference = self.add(self.manager)
        self.assertEqual(reference.company_id, self.company)

    def test_a_contract_is_of_a_plan_and_of_its_year(self):
        contract = self.add_contract()
        self.assertEqual(contract.cycle_id, self.cycle)
        self.assertEqual(contract.sudo().appraiser_user_id, self.appraiser.user_id)
        with (
            self.assertRaises(IntegrityError),
            mute_logger("odoo.sql_db"),
            self.cr.savepoint(),
        ):
            self.add(self.manager, kind="contract")

    def test_a_plans_own_is_hidden_from_colleagues(self):
        contract = self.add_contract()
        with self.assertRaises(AccessError):
            self.as_user(contract, self.colleague).read(["name"])
        self.assertEqual(self.as_user(contract, self.appraiser).name, "800/12/2025")

    def test_a_link_is_a_page(self):
        for url in ("javascript:alert(1)", "ftp://x.id/a", "https://", "renstra.pdf"):
            with self.assertRaises(ValidationError, msg=url), self.cr.savepoint():
                self.add(self.manager, url=url)
        self.assertTrue(self.add(self.manager, url="https://example.com/renstra"))

    def test_the_contract_is_sealed_and_comes_back(self):
        contract = self.add_contract()
        self.plan.action_submit()
        with self.assertRaises(UserError):
            contract.name = "Lain"
        self.as_user(self.plan, self.appraiser).action_approve()
        seal = self.env["hr.skp.seal"].sudo().search([("res_id", "=", self.plan.id)])
        payload = seal._get_payload()
        self.assertEqual(
            [line["name"] for line in payload["contracts"]], ["800/12/2025"]
        )
        self.assertNotIn("file", json.dumps(payload["contracts"]))
        self.plan.action_revise("Kontrak baru")
        contract.name = "800/99/2026"
        self.add(self.employee, kind="priority", name="Arahan", skp_id=self.plan.id)
        self.plan.action_revise_cancel()
        self.assertEqual(contract.name, "800/12/2025")
        self.assertIn("Arahan", self.plan.reference_ids.mapped("name"))

    def test_the_file_changes_through_the_reference_only(self):
        contract = self.add_contract()
        contract.attachment = base64.b64encode(b"kontrak")
        attachment = (
            self.env["ir.attachment"]
            .sudo()
            .search(
                [
                    ("res_model", "=", contract._name),
                    ("res_id", "=", contract.id),
                    ("res_field", "=", "attachment"),
                ]
            )
        )
        self.assertEqual(attachment.raw, b"kontrak")
        with self.assertRaises(AccessError):
            self.as_user(attachment, self.employee).raw = b"lain"

    # The guide

    def steps(self, plan=None):
        plan = plan or self.plan
        plan.invalidate_recordset(["guide"])
        return {step["step"]: step["done"] for step in plan.guide}

    def test_guide_of_staff(self):
        self.assertEqual(
            self.steps(), {1: False, 2: False, 5: False, 6: True, 7: True, 8: False}
        )
        self.add(self.manager)
        leader_plan = self.make_plan(self.appraiser)
        leader_plan.action_submit()
        self.plan.result_ids.parent_id = leader_plan.result_ids
        self.plan.write(
            {
                "annex_ids": [
                    (0, 0, {"section": "resource", "name": "Dua staf"}),
                    (0, 0, {"section": "accountability", "name": "Bulanan"}),
                    (0, 0, {"section": "consequence", "name": "Pelatihan"}),
                ]
            }
        )
        self.assertEqual(set(self.steps().values()), {True})

    def test_guide_counts_documents_of_the_unit_and_above(self):
        self.add(self.manager, department_id=self.other_unit.id)
        self.assertFalse(self.steps()[1])
        self.add(self.manager, department_id=self.agency.id)
        self.assertTrue(self.steps()[1])
        action = self.plan.action_open_references()
        found = self.as_user(self.references, self.employee).search(action["domain"])
        self.assertEqual(found.department_id, self.agency)

    def test_guide_of_a_pppk_asks_for_the_work_agreement(self):
        self.add(self.manager)
        self.employee.asn_status = "pppk"
        self.assertFalse(self.steps()[1])
        self.add_contract()
        self.assertTrue(self.steps()[1])

    def test_guide_of_a_leader(self):
        plan = self.make_plan(self.appraiser, form="leader")
        done = {1: False, 2: True, 3: False, 4: False, 5: False, 6: True, 7: True}
        self.assertEqual(self.steps(plan), {**done, 8: False})
        plan.result_ids.strategy = "Bertahap"
        plan.result_ids.indicator_ids.definition = "Jumlah laporan yang terbit"
        plan.action_submit()
        self.plan.result_ids.parent_id = plan.result_ids
        done.update({3: True, 4: True, 5: True})
        self.assertEqual(self.steps(plan), {**done, 8: False})

    def test_guide_ends_with_the_approval(self):
        self.plan.action_submit()
        self.assertTrue(self.plan.guide)
        self.as_user(self.plan, self.appraiser).action_approve()
        self.assertFalse(self.plan.guide)
        self.plan.action_revise("Perubahan")
        self.assertFalse(self.plan.guide)
