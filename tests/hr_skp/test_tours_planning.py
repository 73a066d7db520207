from odoo import api, fields
from odoo.tests import new_test_user, tagged

from ..common import SkpHttpCase


class PlanningTourCase(SkpHttpCase):
    """A year that runs today, so that screens show it without looking for it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        today = fields.Date.context_today(cls.env["hr.skp"])
        cls.cycle = cls.env["hr.skp.cycle"].create(
            {
                "name": "Tahun berjalan",
                "company_id": cls.company.id,
                "date_from": f"{today.year}-01-01",
                "date_to": f"{today.year}-12-31",
            }
        )
        cls.cycle.action_open()

    def play(self, tour, person, record=None):
        """Play a tour as a person, on the form of one record where given."""
        url = f"/odoo/{record._name}/{record.id}" if record else "/odoo"
        self.env.flush_all()
        self.start_tour(url, tour, login=person.user_id.login, timeout=120)
        self.env.invalidate_all()

    def report(self):
        claims = self.as_user(self.env["hr.skp.appraiser.claim"], self.employee)
        return claims.create(
            {
                "skp_id": self.make_plan().id,
                "proposed_id": self.other_head.id,
                "reason": "SK penempatan menyebut Sekretariat",
            }
        )


@tagged("standard", "post_install", "-at_install")
class TestPlanningTours(PlanningTourCase):
    def test_tree(self):
        for person, name in (
            (self.superior, "Meningkatnya mutu kota"),
            (self.appraiser, "Meningkatnya mutu layanan"),
            (self.other_head, "Tertibnya arsip daerah"),
            (self.employee, "Terlaksananya verifikasi"),
        ):
            self.make_plan(person, results=(name,)).action_submit()
        results = self.env["hr.skp.result"].search([("cycle_id", "=", self.cycle.id)])
        top, middle, other, leaf = results.sorted("id")
        self.as_user(middle, self.appraiser).action_link(top.id)
        self.as_user(other, self.other_head).action_link(top.id)
        self.as_user(leaf, self.employee).action_link(middle.id)
        self.play("hr_skp_head_reads_tree", self.superior)

    def test_annex(self):
        plan = self.make_plan()
        self.play("hr_skp_employee_writes_annex", self.employee, plan)
        line = plan.sudo().annex_ids
        self.assertEqual((line.section, line.resource_kind), ("resource", "budget"))
        self.as_user(plan, self.appraiser).action_approve()
        self.play("hr_skp_employee_lacks_resource", self.employee, plan)
        self.assertEqual(line.provision, "not_provided")
        self.assertEqual(plan.state, "revising")
        event = plan.sudo().event_ids.filtered(lambda event: event.kind == "revise")
        self.assertIn("Pagu survei kepuasan", event.reason)

    def test_division(self):
        plan = self.make_plan()
        indicator = plan.result_ids.indicator_ids
        indicator.target = "900 berkas"
        self.play("hr_skp_employee_divides", self.employee, plan)
        self.assertEqual(indicator.division, "equal")
        self.assertEqual(
            indicator.period_target_ids.mapped("target"), ["225 berkas"] * 4
        )

    def test_claim(self):
        plan = self.make_plan()
        self.play("hr_skp_employee_reports_superior", self.employee, plan)
        self.play("hr_skp_officer_settles", self.officer)
        self.assertEqual(plan.sudo().appraiser_id, self.other_head)


@tagged("standard", "post_install", "-at_install")
class TestPlanningOnPhone(PlanningTourCase):
    browser_size = "390x844"
    touch_enabled = True

    def test_plan(self):
        plan = self.make_plan(
            results=("Meningkatnya kepuasan masyarakat atas layanan perizinan",)
        )
        plan.action_submit()
        self.play("hr_skp_superior_approves_on_phone", self.appraiser, plan)
        self.assertEqual(plan.state, "approved")
        self.play("hr_skp_employee_realises_on_phone", self.employee, plan)

    def test_claim(self):
        claim = self.report()
        self.play("hr_skp_officer_settles_on_phone", self.officer, claim)
        self.assertEqual(claim.sudo().state, "accepted")

    def test_division(self):
        indicator = self.make_plan().result_ids.indicator_ids
        indicator.target = "900 berkas"
        self.play("hr_skp_employee_divides_on_phone", self.employee, indicator)


@tagged("standard", "post_install", "-at_install")
class TestSetupTours(SkpHttpCase):
    """From an agency of which Odoo knows nobody to plans in everybody's hands."""

    def test_from_nothing_to_issued_plans(self):
        company = self.env["res.company"].create({"name": "Kota Baru"})
        manager = new_test_user(
            self.env,
            "uji_pengelola",
            "hr_skp.group_hr_skp_manager,hr.group_hr_manager",
            company_id=company.id,
            company_ids=[(6, 0, company.ids)],
        )
        # What the screen of the import does with a file of two lines and the mayor.
        mayor, head, _staff = (
            self.env["hr.skp.employee.import"]
            .with_user(manager)
            .with_context(allowed_company_ids=company.ids)
            .load(
                ["nip", "nama", "status", "jabatan", "unit", "email"],
                [
                    ["", "Wali Kota", "Non ASN", "Wali Kota", "Kota", "wali@kota.id"],
                    ["199001012015011001", "Ibu Kepala", "PNS", "Kepala", "Dinas", ""],
                    ["199001012015011002", "Pak Staf", "PNS", "Analis", "Dinas", ""],
                ],
            )["ids"]
        )
        mayor, head = self.env["hr.employee"].browse([mayor, head])
        head.department_id.manager_id = head
        head.parent_id = mayor
        mayor.department_id.manager_id = mayor
        mayor.user_id = manager
        head.user_id = new_test_user(
            self.env,
            "uji_kepala",
            company_id=company.id,
            company_ids=[(6, 0, company.ids)],
        )
        self.env.flush_all()
        self.start_tour(
            "/odoo", "hr_skp_manager_makes_year", login=manager.login, timeout=120
        )
        self.env.invalidate_all()
        batch = self.env["hr.skp.batch"].search([("company_id", "=", company.id)])
        while batch.with_user(api.SUPERUSER_ID)._run_chunk():
            pass
        plans = self.env["hr.skp"].search([("company_id", "=", company.id)])
        self.assertEqual(len(plans), 2)
        self.env.flush_all()
        self.start_tour(
            "/odoo", "hr_skp_manager_opens_year", login=manager.login, timeout=120
        )
        self.env.invalidate_all()
        self.assertEqual(plans.cycle_id.state, "open")
