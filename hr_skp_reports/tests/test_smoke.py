import doctest

from odoo.tests import TransactionCase, tagged

from odoo.addons.hr_skp_reports import curve, form_layout, print_engine, terms


@tagged("post_install", "-at_install")
class TestSmoke(TransactionCase):
    def test_every_report_action_finds_its_maker(self):
        reports = self.env["ir.actions.report"].search(
            [("report_name", "=like", "hr_skp_reports.%")]
        )
        self.assertTrue(reports)
        for report in reports:
            self.assertIn(f"report.{report.report_name}", self.env)
            if report.report_type == "qweb-pdf":
                self.assertTrue(report.is_weasyprint)
                self.assertTrue(self.env.ref(report.report_name))

    def test_examples_of_plain_modules_hold(self):
        for module in (curve, form_layout, print_engine, terms):
            with self.subTest(module.__name__):
                self.assertFalse(doctest.testmod(module).failed)
