from odoo import fields, models


class HrSkpAnnex(models.Model):
    """A line of the annex: resources, accountability, consequences."""

    _name = "hr.skp.annex"
    _inherit = ["hr.skp.line"]
    _description = "Annex line"
    _order = "section, sequence, id"
    _skp_same_plan = ("result_id",)

    section = fields.Selection(
        [
            ("resource", "Resource support"),
            ("accountability", "Accountability scheme"),
            ("consequence", "Consequence"),
        ],
        required=True,
        default="resource",
    )
    sequence = fields.Integer(default=10)
    resource_kind = fields.Selection(
        [
            ("people", "People"),
            ("budget", "Budget"),
            ("equipment", "Equipment"),
            ("guidance", "Leader's guidance"),
            ("facilities", "Facilities"),
        ]
    )
    effect = fields.Selection([("positive", "If met"), ("negative", "If not met")])
    name = fields.Text("Text", required=True)
    result_id = fields.Many2one(
        "hr.skp.result",
        "Result",
        domain="[('skp_id', '=', skp_id)]",
        ondelete="set null",
    )
    agreed = fields.Boolean(default=True)
    provided = fields.Boolean()
