from odoo import fields, models


class HrSkpObjectionPaper(models.TransientModel):
    """Asks for the paper by which an employee without a login objects, or withdraws."""

    _name = "hr.skp.objection.paper"
    _inherit = ["hr.skp.asking"]
    _description = "Objection on paper"

    evaluation_id = fields.Many2one("hr.skp.evaluation", ondelete="cascade")
    objection_id = fields.Many2one(
        "hr.skp.objection",
        ondelete="cascade",
        help="The one that is withdrawn; empty where one is filed.",
    )
    reason = fields.Text("Reasons", help="As the paper says them.")
    file = fields.Binary("Scanned paper", required=True, attachment=False)
    file_name = fields.Char()

    def action_confirm(self):
        """File the objection, or withdraw it, as the user himself."""
        self.ensure_one()
        if self.objection_id:
            self.objection_id.action_withdraw_on_paper(self.file, self.file_name)
        else:
            self.evaluation_id.action_object_on_paper(
                self.reason, self.file, self.file_name
            )
        return {"type": "ir.actions.act_window_close"}
