from odoo import fields, models


class HrSkpValue(models.Model):
    """One of the seven core values (BerAKHLAK), in the words of the law."""

    _name = "hr.skp.value"
    _description = "SKP: core value"
    _order = "sequence, id"

    name = fields.Char(required=True)
    code = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    conducts = fields.Text(required=True, help="The expected conducts, one per line.")

    _code_uniq = models.UniqueIndex(
        "(code)", "There is a core value with this code already."
    )

    def _get_conducts(self):
        """Return the conducts of one value as a list of sentences."""
        self.ensure_one()
        return [
            line.strip() for line in (self.conducts or "").splitlines() if line.strip()
        ]
