from odoo import api, models


class HrSkpXlsx(models.AbstractModel):
    _name = "report.hr_skp_reports.hr_skp_xlsx"
    _inherit = ["report.hr_skp_reports.form_xlsx"]
    _description = "SKP: plan as spreadsheet"

    @api.model
    def _get_printed_form(self):
        return self.env["report.hr_skp_reports.report_hr_skp"]


class HrSkpAnnexXlsx(models.AbstractModel):
    _name = "report.hr_skp_reports.hr_skp_annex_xlsx"
    _inherit = ["report.hr_skp_reports.form_xlsx"]
    _description = "SKP: annex as spreadsheet"

    @api.model
    def _get_printed_form(self):
        return self.env["report.hr_skp_reports.report_hr_skp_annex"]


class EvaluationXlsx(models.AbstractModel):
    _name = "report.hr_skp_reports.evaluation_xlsx"
    _inherit = ["report.hr_skp_reports.form_xlsx"]
    _description = "SKP: evaluation as spreadsheet"

    @api.model
    def _get_printed_form(self):
        return self.env["report.hr_skp_reports.report_evaluation"]
