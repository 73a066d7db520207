from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import SkpCase


@tagged("standard", "post_install", "-at_install")
class TestPlanStates(SkpCase):
    def test_a_plan_fills_itself(self):
        plan = self.as_user(self.env["hr.skp"], self.employee).create(
            {"employee_id": self.employee.id, "cycle_id": self.cycle.id}
        )
        self.assertRecordValues(
            plan.sudo(),
            [
                {
                    "state": "draft",
                    "appraiser_id": self.appraiser.id,
                    "superior_id": self.superior.id,
                    "employee_user_id": self.employee.user_id.id,
                    "appraiser_user_id": self.appraiser.user_id.id,
                    "superior_user_id": self.superior.user_id.id,
                    "department_id": self.unit.id,
                    "company_id": self.company.id,
                    "date_from": self.cycle.date_from,
                    "date_to": self.cycle.date_to,
                    "form": "staff",
                    "is_reported": True,
                }
            ],
        )
        self.assertEqual(len(plan.behavior_ids), 7)
        self.assertRegex(plan.name, rf"^SKP/{self.year}/\d{{4,}}$")

    def test_the_application_may_name_the_appraiser(self):
        values = {
            "employee_id": self.employee.id,
            "cycle_id": self.cycle.id,
            "appraiser_id": self.other_head.id,
        }
        plan = self.env["hr.skp"].sudo().create(values)
        self.assertEqual(plan.appraiser_user_id, self.other_head.user_id)
        self.assertEqual(plan.superior_id, self.superior)
        with self.assertRaises(AccessError):
            self.as_user(self.env["hr.skp"], self.employee).create(values)

    def test_story_from_draft_to_approved(self):
        plan = self.make_plan()
        plan.action_submit()
        appraiser = self.as_user(plan, self.appraiser)
        with self.assertRaises(UserError):
            appraiser.action_return("  ")
        appraiser.action_return("Target belum terukur")
        self.assertEqual(plan.state, "draft")
        plan.result_ids.indicator_ids.target = "24 laporan"
        plan.action_submit()
        appraiser.action_approve()
        self.assertRecordValues(
            plan.sudo(),
            [
                {
                    "state": "approved",
                    "revision": 1,
                    "employee_name": "Ani Pegawai",
                    "appraiser_name": "Budi Penilai",
                    "superior_name": "Sri Atasan",
                    "employee_position": "Jabatan Ani Pegawai",
                    "employee_unit": "Bidang",
                    "approved_by_id": self.appraiser.user_id.id,
                    "submitted_by_id": self.employee.user_id.id,
                }
            ],
        )
        self.assertEqual(
            plan.sudo().event_ids.sorted("id").mapped("kind"),
            ["submit", "return", "submit", "approve"],
        )
        self.assertIn("Target belum terukur", plan.event_ids.mapped("reason"))
        seal = self.env["hr.skp.seal"].search(
            [("model", "=", "hr.skp"), ("res_id", "=", plan.id)]
        )
        self.assertEqual(seal.revision, 1)
        self.assertEqual(seal.sealed_by_id, self.appraiser.user_id)
        payload = seal._get_payload()
        self.assertEqual(payload["results"][0]["indicators"][0]["target"], "24 laporan")

    def test_submit_names_what_is_missing(self):
        plan = self.make_plan(results=())
        with self.assertRaisesRegex(UserError, "main result"):
            plan.action_submit()
        self.env["hr.skp.result"].with_user(self.employee.user_id).create(
            {"skp_id": plan.id, "name": "Tanpa indikator"}
        )
        with self.assertRaisesRegex(UserError, "Tanpa indikator"):
            plan.action_submit()
        self.assertEqual(plan.state, "draft")

    def test_wrong_persons_are_refused_at_each_step(self):
        plan = self.make_plan()
        for person in (
            self.colleague,
            self.appraiser,
            self.superior,
            self.other_officer,
        ):
            with (
                self.subTest(person=person.name, step="submit"),
                self.assertRaises(AccessError),
            ):
                self.as_user(plan, person).action_submit()
        plan.action_submit()
        for person in (
            self.employee,
            self.colleague,
            self.superior,
            self.officer,
            self.other_head,
            self.manager,
            self.auditor,
        ):
            for step in ("action_approve", "action_return"):
                with (
                    self.subTest(person=person.name, step=step),
                    self.assertRaises(AccessError),
                ):
                    args = ["alasan"] if step == "action_return" else []
                    getattr(self.as_user(plan, person), step)(*args)
        self.assertEqual(plan.state, "submitted")

    def test_nobody_approves_himself(self):
        plan = self.make_plan()
        plan.action_submit()
        plan.sudo()._write_people({"appraiser_user_id": self.employee.user_id.id})
        with self.assertRaises(AccessError):
            plan.action_approve()
        plan.sudo()._write_people(
            {
                "appraiser_user_id": self.appraiser.user_id.id,
                "deputy_user_id": self.employee.user_id.id,
            }
        )
        with self.assertRaises(AccessError):
            plan.action_approve()

    def test_guarded_fields_are_refused(self):
        plan = self.make_plan()
        for values in (
            {"state": "approved"},
            {"employee_user_id": self.colleague.user_id.id},
            {"appraiser_user_id": self.employee.user_id.id},
            {"appraiser_id": self.colleague.id},
            {"revision": 3},
            {"is_reported": False},
            {"employee_name": "Orang Lain"},
            {"department_id": self.other_unit.id},
        ):
            with self.subTest(values=values), self.assertRaises(AccessError):
                plan.write(values)
        plans = self.as_user(self.env["hr.skp"], self.employee)
        base = {"employee_id": self.employee.id, "cycle_id": self.cycle.id}
        with self.assertRaises(AccessError):
            plans.create({**base, "state": "approved"})
        with self.assertRaises(AccessError):
            plans.with_context(default_state="approved").create(base)
        with self.assertRaises(AccessError):
            plan.write({"result_ids": [(0, 0, {"name": "x", "is_offered": True})]})

    def test_a_stored_default_opens_nothing(self):
        self.env["ir.default"].with_user(self.employee.user_id).set(
            "hr.skp", "state", "approved", user_id=True
        )
        plan = self.make_plan()
        self.assertEqual(plan.state, "draft")

    def test_another_persons_plan_cannot_be_made(self):
        with (
            self.assertRaises(AccessError),
            mute_logger("odoo.addons.base.models.ir_rule"),
        ):
            self.as_user(self.env["hr.skp"], self.colleague).create(
                {"employee_id": self.employee.id, "cycle_id": self.cycle.id}
            )

    def test_officer_acts_on_behalf_visibly(self):
        plan = self.make_plan()
        self.as_user(plan, self.officer).action_submit()
        event = plan.sudo().event_ids[0]
        self.assertEqual(event.user_id, self.officer.user_id)
        self.assertEqual(event.on_behalf_of_id, self.employee.user_id)

    def test_approved_lines_stay(self):
        plan = self.make_approved_plan()
        with self.assertRaises(UserError):
            plan.result_ids.name = "Lain"
        with self.assertRaises(UserError):
            plan.result_ids.indicator_ids.target = "1"
        with self.assertRaises(UserError):
            plan.write({"date_to": f"{self.year}-06-30"})
        with self.assertRaises(UserError):
            plan.result_ids.unlink()

    def test_revision_restores_from_the_seal(self):
        plan = self.make_approved_plan()
        plan.action_revise("Tugas baru")
        plan.result_ids.name = "Nama baru"
        plan.behavior_ids[0].expectation = "Baru"
        added = (
            self.env["hr.skp.result"]
            .with_user(self.employee.user_id)
            .create({"skp_id": plan.id, "name": "Tambahan"})
        )
        with self.assertRaises(AccessError):
            self.as_user(plan, self.appraiser).action_revise_cancel()
        plan.action_revise_cancel()
        self.assertEqual(plan.state, "approved")
        self.assertEqual(plan.result_ids.name, "Terlaksananya layanan")
        self.assertFalse(plan.behavior_ids[0].expectation)
        self.assertFalse(added.exists())

    def test_revision_is_sealed_again(self):
        plan = self.make_approved_plan()
        plan.action_revise("Tugas baru")
        with self.assertRaises(UserError):
            plan.result_ids.unlink()
        plan.result_ids.action_drop("Tidak lagi menjadi tugas")
        self.env["hr.skp.result"].with_user(self.employee.user_id).create(
            {
                "skp_id": plan.id,
                "name": "Hasil baru",
                "indicator_ids": [(0, 0, {"name": "Jumlah", "target": "1"})],
            }
        )
        plan.action_submit()
        self.as_user(plan, self.appraiser).action_return("Perjelas")
        self.assertEqual(plan.state, "revising")
        plan.action_submit()
        self.as_user(plan, self.appraiser).action_approve()
        self.assertEqual(plan.revision, 2)
        seals = self.env["hr.skp.seal"].search(
            [("model", "=", "hr.skp"), ("res_id", "=", plan.id)], order="revision"
        )
        self.assertEqual(seals.mapped("revision"), [1, 2])
        self.assertEqual(seals[1].previous_digest, seals[0].digest)

    def test_overlap_is_refused_by_guard_and_database(self):
        self.make_approved_plan()
        other = self.make_plan()
        with self.assertRaisesRegex(UserError, "overlap"):
            other.action_submit()
        acting = self.make_plan(position_kind="acting")
        acting.action_submit()
        self.assertEqual(acting.state, "submitted")
        with self.assertRaises(Exception) as caught, mute_logger("odoo.sql_db"):
            with self.env.cr.savepoint():
                other.sudo().write({"state": "submitted"})
                other.flush_recordset()
        self.assertIn("no_overlap", str(caught.exception))

    def test_close_reopen_cancel_belong_to_the_team(self):
        plan = self.make_approved_plan()
        for person in (self.employee, self.appraiser, self.other_officer, self.auditor):
            with self.subTest(person=person.name), self.assertRaises(AccessError):
                self.as_user(plan, person).action_close("Mutasi")
        officer = self.as_user(plan, self.officer)
        officer.action_close("Mutasi")
        self.assertEqual(plan.state, "closed")
        officer.action_reopen("Keliru")
        self.assertEqual(plan.state, "approved")
        draft = self.make_plan(self.colleague)
        self.as_user(draft, self.officer).action_cancel("Pindah")
        self.assertEqual(draft.state, "cancelled")
        self.assertFalse(draft.is_reported)

    def test_actions_on_many_are_all_or_nothing(self):
        ready = self.make_plan()
        bare = self.make_plan(self.colleague, results=())
        ready.action_submit()
        both = self.as_user(ready | bare, self.appraiser)
        with self.assertRaises(UserError) as caught:
            both.action_approve()
        self.assertIn(bare.name, str(caught.exception))
        self.assertEqual(ready.state, "submitted")
        both.action_approve_ready()
        self.assertEqual(ready.state, "approved")
