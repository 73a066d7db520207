import base64
from unittest.mock import patch

from odoo.tests import tagged

from odoo.addons.hr_skp_reports.models.ir_actions_report import IrActionsReport

from ..common import SkpHttpCase


@tagged("standard", "post_install", "-at_install")
class TestYearTours(SkpHttpCase):
    """A plan from draft to a printed evaluation, in a real browser, person by person."""

    def play(self, tour, person):
        self.start_tour("/odoo", tour, login=person.user_id.login, timeout=120)
        self.env.invalidate_all()

    def printing(self):
        """Record which forms are printed; the real engine makes them."""
        printed = []
        original = IrActionsReport._prepare_weasyprint_streams

        def record(report, report_sudo, data, res_ids):
            streams = original(report, report_sudo, data, res_ids)
            content = [stream["stream"].getvalue() for stream in streams.values()]
            printed.append((report_sudo.report_name, res_ids, content))
            return streams

        self.addCleanup(patch.stopall)
        patch.object(IrActionsReport, "_prepare_weasyprint_streams", record).start()
        return printed

    def test_one_year(self):
        self.cycle.write({"name": f"Tahun {self.year}"})
        self.env["hr.skp.organization.predicate"].create(
            {
                "department_id": self.agency.id,
                "period_id": self.period.id,
                "predicate": "good",
                "basis": "Capaian triwulan",
            }
        )
        leader_plan = self.make_plan(
            self.appraiser, results=("Meningkatnya mutu layanan",)
        )
        leader_plan.action_submit()
        # The year is last year, so a new plan does not find it by today's date.
        self.env["ir.default"].set("hr.skp", "cycle_id", self.cycle.id, company_id=True)
        printed = self.printing()

        self.play("hr_skp_employee_drafts", self.employee)
        plan = self.env["hr.skp"].search([("employee_id", "=", self.employee.id)])
        self.assertEqual(plan.state, "submitted")
        self.assertEqual(plan.result_ids.parent_id, leader_plan.sudo().result_ids)
        self.play("hr_skp_superior_returns", self.appraiser)
        self.assertEqual(plan.state, "draft")
        self.assertIn("Target belum terukur", plan.event_ids.mapped("reason"))
        self.play("hr_skp_employee_corrects", self.employee)
        self.assertEqual(plan.result_ids.indicator_ids.target, "900 berkas")
        self.play("hr_skp_superior_approves", self.appraiser)
        self.assertEqual((plan.state, plan.revision), ("approved", 1))

        period = plan._get_current_period()
        self.env["hr.skp.organization.predicate"].search([]).period_id = period
        evaluation = self.as_user(self.env["hr.skp.evaluation"], self.officer).create(
            {"skp_id": plan.id, "period_id": period.id}
        )
        self.play("hr_skp_employee_realises", self.employee)
        line = self.env["hr.skp.target"].search([("skp_id", "=", plan.id)])
        self.assertEqual(line.realization, "230 berkas diverifikasi")
        self.assertEqual(base64.b64decode(line.evidence_ids.file), b"berkas,230")
        self.assertEqual(evaluation.sudo().state, "submitted")
        self.play("hr_skp_superior_gives_feedback", self.appraiser)
        self.assertEqual(plan.feedback_ids.content, "Teliti dan cepat")
        self.play("hr_skp_superior_rates_and_delivers", self.appraiser)
        self.assertRecordValues(
            evaluation.sudo(),
            [
                {
                    "state": "delivered",
                    "work_rating": "meets",
                    "behavior_rating": "above",
                    "predicate": "good",
                }
            ],
        )
        self.play("hr_skp_employee_accepts", self.employee)
        self.assertEqual(evaluation.sudo().state, "final")
        self.play("hr_skp_employee_prints_the_plan", self.employee)
        self.assertEqual(
            [res_ids for _name, res_ids, _content in printed],
            [evaluation.ids, evaluation.ids, plan.ids],
        )
        for _name, _res_ids, content in printed:
            self.assertTrue(content[0].startswith(b"%PDF-"))
