from odoo import api, models

from .. import terms


class ReportHrSkpAnnex(models.AbstractModel):
    """The annex of the plan: resources, accountability, consequences."""

    _name = "report.hr_skp_reports.report_hr_skp_annex"
    _inherit = ["report.hr_skp_reports.report_hr_skp"]
    _description = "SKP: form of the annex"

    @api.model
    def _get_titles(self, content):
        return [terms.TITLE_ANNEX]

    @api.model
    def _get_plan_body(self, content):
        return {
            "sections": [
                {"label": label, "lines": self._get_section_lines(section, content)}
                for section, label in terms.ANNEX_SECTIONS.items()
            ]
        }

    @api.model
    def _get_section_lines(self, section, content):
        results = {result["id"]: result["name"] for result in content["results"]}
        lines = [annex for annex in content["annexes"] if annex["section"] == section]
        return [
            {"number": number, "text": self._get_line_text(annex, results)}
            for number, annex in enumerate(lines, start=1)
        ] or [{"number": "", "text": terms.NONE}]

    @api.model
    def _get_line_text(self, annex, results):
        """Return the line with its kind before it and the result it belongs to below."""
        words = {
            "resource": terms.RESOURCE_KINDS.get(annex["resource_kind"]),
            "consequence": terms.EFFECTS.get(annex["effect"]),
        }
        kind = words.get(annex["section"])
        text = f"{kind}: {annex['name']}" if kind else annex["name"] or ""
        if annex["section"] == "resource" and not annex["agreed"]:
            text += f" ({terms.NOT_AGREED})"
        if result := results.get(annex["result_id"]):
            text += f"\n({terms.FOR_RESULT % result})"
        return text
