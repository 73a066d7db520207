from odoo import models


class HrSkpAction(models.Model):
    """Who takes a result over goes on with it: the employee's steps stay as they are."""

    _inherit = "hr.skp.action"

    def _get_edit_refusals(self):
        refusals = super()._get_edit_refusals()
        for action in self:
            if action.sudo().result_id.state == "taken_over":
                refusals.setdefault(
                    action,
                    (
                        self.env._(
                            "the result was taken over, so its steps stay as they are."
                        ),
                        False,
                    ),
                )
        return refusals
