from odoo import fields, models

SUBJECTS = [
    ("employee", "About the employee"),
    ("leader", "About the leader"),
    ("both", "About both"),
]
SCORES = [("1", "1"), ("2", "2"), ("3", "3"), ("4", "4"), ("5", "5")]


class HrSkpCoachingStatement(models.Model):
    """A statement of the questionnaire on coaching; the agency words its own."""

    _name = "hr.skp.coaching.statement"
    _description = "Statement on coaching"
    _order = "sequence, id"

    sequence = fields.Integer(default=10)
    name = fields.Char("Statement", required=True)
    subject = fields.Selection(SUBJECTS, required=True, default="both")
    active = fields.Boolean(default=True)
