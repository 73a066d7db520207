from odoo import api, fields, models


class HrSkpAnnex(models.Model):
    """A line of the annex: resources, accountability, consequences.

    What is agreed and provided of it stands in ``hr_skp_annex_provision.py``.
    """

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
    phrase_id = fields.Many2one(
        "hr.skp.phrase",
        "From the library",
        store=False,
        domain="[('kind', '=', section)]",
    )
    result_id = fields.Many2one(
        "hr.skp.result",
        "Result",
        domain="[('skp_id', '=', skp_id)]",
        ondelete="set null",
        help="Empty: for the whole plan.",
    )

    @api.onchange("phrase_id")
    def _onchange_phrase_id(self):
        if phrase := self.phrase_id:
            self.name = phrase._add_to(self.name)
            self.resource_kind = self.resource_kind or phrase.resource_kind
            self.effect = self.effect or phrase.effect
            self.phrase_id = False


class HrSkp(models.Model):
    """The annex as it is printed: three lists."""

    _inherit = "hr.skp"

    resource_ids = fields.One2many(
        "hr.skp.annex", "skp_id", "Resources", domain=[("section", "=", "resource")]
    )
    accountability_ids = fields.One2many(
        "hr.skp.annex",
        "skp_id",
        "Accountability",
        domain=[("section", "=", "accountability")],
    )
    consequence_ids = fields.One2many(
        "hr.skp.annex",
        "skp_id",
        "Consequences",
        domain=[("section", "=", "consequence")],
    )
