import base64
from unittest.mock import patch

from odoo.tests import tagged

from ..common import SkpHttpCase


@tagged("standard", "post_install", "-at_install")
class TestYearTours(SkpHttpCase):
    """A plan from draft to a printed evaluation, in a real browser, person by person."""

    def play(self, tour, person):
        self.start_tour("/odoo", tour, login=person.user_id.login, timeout=120)
        self.env.invalidate_all()

    def printing(self):
        """Record what is printed, and let the real engine print under test, too."""
        printed = []
        reports = self.registry["ir.actions.report"]
        original = reports._render_qweb_pdf

        def record(report, report_ref, res_ids=None, data=None):
            content, kind = original(
                report.with_context(force_report_rendering=True),
                report_ref,
                res_ids,
                data,
            )
            printed.append(
                (report._get_report(report_ref).report_name, res_ids, content)
            )
            return content, kind

        patcher = patch.object(reports, "_render_qweb_pdf", record)
        patcher.start()
        self.addCleanup(patcher.stop)
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
            self.assertTrue(content.startswith(b"%PDF-"))
