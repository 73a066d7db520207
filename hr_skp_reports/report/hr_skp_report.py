from datetime import date

from odoo import api, models

from .. import terms
from ..form_layout import get_columns, get_groups


class ReportHrSkp(models.AbstractModel):
    """The plan (SKP) in the layout of its family and approach."""

    _name = "report.hr_skp_reports.report_hr_skp"
    _inherit = ["report.hr_skp_reports.form"]
    _description = "SKP: form of the plan"

    @api.model
    def _get_printed_model(self):
        return "hr.skp"

    @api.model
    def _get_forms(self, records):
        proxies = records._get_printed_proxies()
        return [
            {
                **self._get_plan_frame(plan, content, proxies),
                **self._get_plan_body(content),
            }
            for plan, content in records._get_printed_contents().items()
        ]

    @api.model
    def _get_titles(self, content):
        plan = content["plan"]
        return [
            terms.TITLE_SKP,
            terms.APPROACHES[plan["approach"]],
            terms.FORMS[plan["form"]],
        ]

    @api.model
    def _get_plan_body(self, content):
        columns = get_columns(
            "plan", content["plan"]["approach"], content["plan"]["form"]
        )
        return {
            "columns": columns,
            "groups": get_groups(columns, content["results"]),
            "has_behavior_feedback": False,
            "behaviors": self._get_behaviors(content["behaviors"]),
        }

    @api.model
    def _get_plan_frame(self, plan, content, proxies):
        """Return title, agency, period, persons and signatures of a plan's form."""
        values, identities = content["plan"], content["identities"]
        return {
            "title": f"{terms.TITLE_SKP} {identities.get('employee_name') or ''}".strip(),
            "titles": self._get_titles(content),
            "page": self._get_page(plan.company_id),
            "mark": content["mark"],
            "footer": self._get_footer(content),
            "agency": values["agency"] or "",
            "periods": [
                {
                    "label": terms.ASSESSMENT_PERIOD,
                    "text": terms.get_range(
                        date.fromisoformat(values["date_from"]),
                        date.fromisoformat(values["date_to"]),
                    ),
                }
            ],
            "people": self._get_people(identities, content["labels"]),
            "signatures": self._get_plan_signatures(plan, content, proxies),
        }

    @api.model
    def _get_footer(self, content):
        parts = [content["plan"]["name"] or ""]
        if seal := content["seal"]:
            parts.append(terms.REVISION % seal.revision)
            parts.append(terms.DIGEST % seal.digest[:16])
        else:
            parts.append(content["mark"] and terms.DRAFT_NOTE)
        return " · ".join(part for part in parts if part)

    @api.model
    def _get_plan_signatures(self, plan, content, proxies):
        signed = content["signatures"] if content["seal"] else {}
        submitted = terms.get_date(plan._get_printed_day(signed.get("submitted_on")))
        approved = plan._get_printed_day(signed.get("approved_on"))
        return [
            self._get_signature(
                "employee",
                terms.SIGN_EMPLOYEE,
                content["identities"],
                content["labels"],
                proxy=signed and proxies.get((plan, "submit")),
                note=submitted and terms.SUBMITTED_ON % submitted,
            ),
            self._get_signature(
                "appraiser",
                terms.SIGN_APPRAISER,
                content["identities"],
                content["labels"],
                place=self._get_place(plan.company_id, approved),
                proxy=signed and proxies.get((plan, "approve")),
            ),
        ]
