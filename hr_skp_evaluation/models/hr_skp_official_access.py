from odoo import api, fields, models
from odoo.fields import Domain


class HrSkpOfficialAccess(models.AbstractModel):
    """Access of an agency's authorised official to what concerns its top unit.

    As with heads of units (``hr.skp.access``), a boolean whose search finds the units
    anew at each query takes the place of a list in the rule.
    """

    _name = "hr.skp.official.access"
    _inherit = ["hr.skp.access"]
    _description = "SKP: access of the authorised official"

    has_skp_official_access = fields.Boolean(
        "Of a top unit, set by me as the authorised official",
        compute="_compute_has_skp_official_access",
        search="_search_has_skp_official_access",
        compute_sudo=True,
        export_string_translation=False,
    )

    @api.depends_context("uid")
    @api.depends("department_id")
    def _compute_has_skp_official_access(self):
        units = self._get_official_units()
        for record in self:
            record.has_skp_official_access = record.department_id in units

    @api.model
    def _search_has_skp_official_access(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain("department_id", "in", self._get_official_units().ids)

    @api.model
    def _get_official_units(self):
        """Return the top units of agencies whose authorised official the user is."""
        companies = self.env["res.company"].sudo()
        mine = companies.search(
            [("skp_authorized_official_id.user_id", "=", self.env.uid)]
        )
        units = self.env["hr.department"].sudo()
        return units.search([("company_id", "in", mine.ids), ("parent_id", "=", False)])
