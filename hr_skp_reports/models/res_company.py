from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    skp_paper_format = fields.Selection(
        [("a4", "A4"), ("f4", "F4 (215 × 330 mm)")],
        string="Paper of performance forms",
        default="a4",
        required=True,
    )
