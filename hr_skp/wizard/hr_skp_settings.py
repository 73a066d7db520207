from odoo import fields, models


class HrSkpSettings(models.TransientModel):
    """The settings of SKP of one agency, for its SKP administrator.

    Odoo's own settings ask for its system administrator. Here each field is the
    agency's; saving writes them with the rights of the user (``res.company.write``).
    """

    _name = "hr.skp.settings"
    _inherit = ["hr.skp.company.settings"]
    _description = "Settings of SKP"
    _rec_name = "company_id"

    company_id = fields.Many2one(
        "res.company",
        "Agency",
        required=True,
        default=lambda self: self.env.company,
        domain="[('id', 'in', allowed_company_ids)]",
    )
