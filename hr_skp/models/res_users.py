from odoo import fields, models


class ResUsers(models.Model):
    _inherit = "res.users"

    skp_department_ids = fields.Many2many(
        "hr.department",
        "hr_skp_department_users_rel",
        "user_id",
        "department_id",
        string="Performance team of",
        help="Units, with the units below them, whose performance this user runs.",
    )
