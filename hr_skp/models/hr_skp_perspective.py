from odoo import fields, models


class HrSkpPerspective(models.Model):
    """Class of a leader's result, printed on the leader's form."""

    _name = "hr.skp.perspective"
    _description = "SKP: perspective"
    _order = "sequence, id"

    name = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
