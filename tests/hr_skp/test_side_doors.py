import base64

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import SkpCase

QUIET = ("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")


@tagged("standard", "post_install", "-at_install")
class TestPlanSideDoors(SkpCase):
    """Ways around the front door of a plan, each tried once."""

    def setUp(self):
        super().setUp()
        self.plan = self.make_approved_plan()
        self.indicator = self.plan.sudo().result_ids.indicator_ids
        self.flush_out()

    def flush_out(self):
        self.env.flush_all()
        self.env.invalidate_all()

    def assertClosed(self, call):
        self.flush_out()
        with self.assertRaises(AccessError), mute_logger(*QUIET), self.cr.savepoint():
            call()

    # Open forms

    def test_a_form_points_to_nothing_that_is_closed(self):
        behavior = self.plan.sudo().behavior_ids[0]
        values = {
            "hr.skp.target": {
                "indicator_id": self.indicator.id,
                "period_id": self.period.id,
            },
            "hr.skp.behavior": {
                "skp_id": self.plan.id,
                "value_id": behavior.value_id.id,
            },
            "hr.skp.result": {
                "indicator_ids": [Command.link(self.indicator.id)],
            },
            "hr.skp": {
                "result_ids": [
                    Command.create({"parent_id": self.plan.sudo().result_ids.id})
                ],
            },
        }
        shown = {"display_name": {}}
        for model, vals in values.items():
            forms = self.as_user(self.env[model], self.colleague)
            with self.subTest(model=model):
                self.assertClosed(lambda f=forms, v=vals: f.onchange(v, [], shown))
                defaults = {f"default_{name}": value for name, value in vals.items()}
                by_default = forms.with_context(**defaults)
                self.assertClosed(lambda f=by_default: f.onchange({}, [], shown))
        own = self.as_user(self.env["hr.skp.target"], self.employee)
        self.assertTrue(own.onchange(values["hr.skp.target"], [], shown)["value"])

    # Offered results

    def test_a_closed_column_is_not_guessed_through_the_row_itself(self):
        leader_plan = self.make_plan(self.appraiser, results=("Mutu layanan",))
        leader_plan.sudo().result_ids.strategy = "STRATEGI"
        leader_plan.action_submit()
        self.flush_out()
        results = self.as_user(self.env["hr.skp.result"], self.other_officer)
        row = [("id", "in", leader_plan.sudo().result_ids.ids)]
        self.assertTrue(results.search(row))
        leaf = ("strategy", "=like", "STRATEGI%")
        for domain in (
            [leaf],
            [("id", "any", [leaf])],
            [("id", "any", [("id", "any", [leaf])])],
            ["!", ("id", "not any", [leaf])],
        ):
            with self.subTest(domain=domain):
                self.assertFalse(results.search([*row, *domain]))
                self.assertFalse(results.search_count([*row, *domain]))

    # Files

    def test_no_attachment_becomes_the_file_of_an_evidence(self):
        evidence = self.as_user(self.env["hr.skp.evidence"], self.employee).create(
            {
                "skp_id": self.plan.id,
                "name": "Laporan",
                "file": base64.b64encode(b"asli"),
            }
        )
        attachments = self.as_user(self.env["ir.attachment"], self.employee)
        place = {"res_model": evidence._name, "res_id": evidence.id}
        loose = attachments.create({"name": "x", "raw": b"palsu", **place})
        self.assertClosed(lambda: loose.write({"res_field": "file"}))
        elsewhere = attachments.create({"name": "x", "raw": b"palsu"})
        self.assertClosed(lambda: elsewhere.write({**place, "res_field": "file"}))
        by_default = attachments.with_context(
            default_res_field="file", default_res_model=evidence._name
        )
        self.assertClosed(
            lambda: by_default.create(
                {"name": "x", "raw": b"palsu", "res_id": evidence.id}
            )
        )
        self.assertClosed(
            lambda: attachments.with_context(default_res_field="file").create(
                {"name": "x", "raw": b"palsu", **place}
            )
        )

    # One's own case

    def test_no_officer_makes_himself_appraiser(self):
        row = self.as_user(
            self.env["hr.skp.defect"].browse(self.employee.id), self.officer
        )
        self.officer.user_id.skp_department_ids = self.agency
        self.assertClosed(lambda: row.write({"parent_id": self.officer.id}))
        repair = self.as_user(self.env["hr.skp.defect.repair"], self.officer).create(
            {
                "employee_ids": [Command.set(self.employee.ids)],
                "repair": "manager",
                "manager_id": self.officer.id,
            }
        )
        with self.assertRaises(UserError), self.cr.savepoint():
            repair.action_repair()
        # Nor where somebody else named him: a colleague hands the plan over.
        self.env["hr.skp.appraiser"].sudo().create(
            {
                "employee_id": self.employee.id,
                "appraiser_id": self.officer.id,
                "kind": "definitive",
                "date_from": self.cycle.date_from,
            }
        )
        self.assertClosed(
            lambda: self.as_user(self.plan, self.officer).action_handover(reason="Uji")
        )
        self.assertEqual(self.plan.sudo().appraiser_id, self.appraiser)

    # A revision that is given up

    def test_giving_up_keeps_what_was_typed_of_undivided_targets(self):
        periods = self.cycle.period_ids.filtered(lambda p: p.kind == "periodic")
        targets = self.as_user(self.env["hr.skp.target"], self.employee)
        lines = targets.create(
            [
                {
                    "indicator_id": self.indicator.id,
                    "period_id": period.id,
                    "target": f"{number} laporan",
                    "target_value": number,
                    "realization": "Selesai" if number == 2 else False,
                }
                for number, period in enumerate(periods, 1)
            ]
        )
        self.plan.action_revise("Uji")
        self.plan.action_revise_cancel()
        self.flush_out()
        self.assertEqual(lines.exists(), lines)
        self.assertEqual(lines.mapped("target_value"), [1, 2, 3, 4])
        self.assertEqual(lines[0].target, "1 laporan")

    def test_what_was_told_of_a_resource_is_not_deleted(self):
        plan = self.make_plan(
            self.colleague,
            annex_ids=[
                Command.create({"section": "resource", "name": "Dua petugas"}),
                Command.create({"section": "resource", "name": "Satu mobil"}),
            ],
        )
        plan.action_submit()
        self.as_user(plan, self.appraiser).action_approve()
        told, untold = plan.annex_ids
        told.action_not_provided("Anggaran tidak ada")
        plan.action_revise("Uji")
        with self.assertRaisesRegex(UserError, "Dua petugas"), self.cr.savepoint():
            told.unlink()
        untold.unlink()

    def test_what_is_said_of_a_resource_beside_an_approval_does_not_pass_it_by(self):
        plan = self.make_plan(
            self.colleague,
            annex_ids=[Command.create({"section": "resource", "name": "Dua petugas"})],
        )
        plan.action_submit()
        self.flush_out()
        before = self.get_place(plan)
        self.as_user(plan.annex_ids, self.appraiser).action_not_agreed("Tidak ada")
        self.flush_out()
        self.assertNotEqual(self.get_place(plan), before)

    def get_place(self, plan):
        """Return where the row of a plan lies: another place after each change."""
        self.env.cr.execute("SELECT ctid FROM hr_skp WHERE id = %s", [plan.id])
        return self.env.cr.fetchone()[0]

    def test_the_contract_of_an_approved_plan_stays(self):
        plan = self.make_plan(self.colleague)
        contracts = self.as_user(self.env["hr.skp.reference"], self.colleague)
        vals = {"kind": "contract", "name": "800/12/2025", "skp_id": plan.id}
        contract = contracts.create({**vals, "attachment": base64.b64encode(b"asli")})
        plan.action_submit()
        self.as_user(plan, self.appraiser).action_approve()
        plan.action_revise("Uji")
        for call in (
            contract.unlink,
            lambda: contract.write({"kind": "priority"}),
            lambda: contract.write({"attachment": base64.b64encode(b"lain")}),
        ):
            with self.assertRaisesRegex(UserError, "800/12"), self.cr.savepoint():
                call()
        contract.name = "800/12/2025 (perbaikan)"
