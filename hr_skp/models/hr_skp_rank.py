from odoo import api, fields, models


class HrSkpRank(models.Model):
    """Ranks of permanent civil servants (I/a to IV/e) and grades of contract ones (I to XVII).

    The names are those of the law, so they are not translated.
    """

    _name = "hr.skp.rank"
    _description = "SKP: rank"
    _order = "kind desc, sequence, id"
    _rec_names_search = ["code", "name"]

    code = fields.Char("Grade", required=True, help="For example III/d, or VII.")
    name = fields.Char(
        "Rank", help="For example Penata Tingkat I. Contract grades have none."
    )
    kind = fields.Selection(
        [("pns", "PNS"), ("pppk", "PPPK")], "For", required=True, default="pns"
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)

    _code_uniq = models.UniqueIndex("(kind, code)", "This grade exists already.")

    @api.depends("code", "name")
    def _compute_display_name(self):
        for rank in self:
            rank.display_name = f"{rank.name} ({rank.code})" if rank.name else rank.code
