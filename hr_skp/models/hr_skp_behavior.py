from odoo import api, fields, models
from odoo.exceptions import UserError


class HrSkpBehavior(models.Model):
    """One core value in one plan, with what the leader expects of it in particular."""

    _name = "hr.skp.behavior"
    _inherit = ["hr.skp.line"]
    _description = "Expected behaviour"
    _order = "value_id, id"
    _rec_name = "value_id"

    value_id = fields.Many2one("hr.skp.value", required=True, ondelete="restrict")
    conducts = fields.Text(related="value_id.conducts")
    expectation = fields.Text("Leader's special expectation")

    _skp_value_uniq = models.UniqueIndex(
        "(skp_id, value_id)", "The plan has this core value already."
    )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_value(self):
        if not self.env.su:
            raise UserError(
                self.env._(
                    "The seven core values belong to every plan. Empty the text instead."
                )
            )
