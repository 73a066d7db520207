from odoo import api, models
from odoo.exceptions import UserError

from .. import terms

# Widths of the seven columns, in characters.
WIDTHS = (5, 22, 34, 40, 22, 22, 26)


class RecapXlsx(models.AbstractModel):
    """The recap of ratings, in the layout of e-Kinerja's own "Rekap Penilaian".

    Other programs read this sheet, so rows, labels and spelling are exactly those:
    agency, unit, period, an empty row, seven headings, then one row a person.
    """

    _name = "report.hr_skp_reports.recap_xlsx"
    _inherit = ["report.report_xlsx.abstract"]
    _description = "SKP: recap of ratings as spreadsheet"

    def generate_xlsx_report(self, workbook, data, objs):
        if not objs:
            raise UserError(self.env._("Choose what to print: nothing is selected."))
        objs.check_access("read")
        bold = workbook.add_format({"bold": True})
        head = workbook.add_format({"bold": True, "border": 1, "text_wrap": True})
        box = workbook.add_format({"border": 1})
        sheets = objs.grouped(
            lambda evaluation: (evaluation.company_id, evaluation.period_id)
        )
        for number, ((company, period), evaluations) in enumerate(
            sheets.items(), start=1
        ):
            name = terms.RECAP_SHEET if number == 1 else f"{terms.RECAP_SHEET} {number}"
            sheet = workbook.add_worksheet(name)
            for column, width in enumerate(WIDTHS):
                sheet.set_column(column, column, width)
            for row, text in enumerate(self._get_heading(company, period, evaluations)):
                sheet.write_string(row, 0, text, bold)
            for column, label in enumerate(terms.RECAP_COLUMNS):
                sheet.write_string(4, column, label, head)
            for row, values in enumerate(self._get_rows(evaluations), start=5):
                # A text stays a text: a NIP is no number, and no name is a formula.
                sheet.write_number(row, 0, row - 4, box)
                for column, value in enumerate(values, start=1):
                    if value:
                        sheet.write_string(row, column, value, box)
                    else:
                        sheet.write_blank(row, column, None, box)

    @api.model
    def _get_heading(self, company, period, evaluations):
        """Return the texts of the first three rows."""
        company = company.sudo()
        code = company.company_registry
        number = {"number": period.sequence, "year": period.date_from.year}
        if period.kind == "annual":
            label = terms.RECAP_PERIODS["annual"] % number
        else:
            label = terms.RECAP_PERIODS[period.interval] % number
        agency = f"{code} - {company.name}" if code else company.name
        return agency, self._get_unit_name(company, evaluations), label

    @api.model
    def _get_unit_name(self, company, evaluations):
        """Return the smallest unit that holds all the people, else the agency."""
        paths = [
            (department.parent_path or "").strip("/").split("/")
            for department in evaluations.sudo().department_id
        ]
        if not paths or not all(evaluation.department_id for evaluation in evaluations):
            return company.name
        shared = [ids[0] for ids in zip(*paths, strict=False) if len(set(ids)) == 1]
        if not shared:
            return company.name
        return self.env["hr.department"].sudo().browse(int(shared[-1])).name

    @api.model
    def _get_rows(self, evaluations):
        """Return the texts of each person's row but the number, in order of names."""
        rows = []
        for evaluation in evaluations:
            identities = evaluation._get_printed_identities()
            rows.append(
                (
                    identities["employee_nip"] or "",
                    identities["employee_name"] or "",
                    identities["employee_position"] or "",
                    terms.RECAP_RATINGS.get(evaluation.work_rating, ""),
                    terms.RECAP_RATINGS.get(evaluation.behavior_rating, ""),
                    terms.RECAP_PREDICATES.get(evaluation.predicate, ""),
                )
            )
        return sorted(rows, key=lambda row: (row[1].casefold(), row[0]))
