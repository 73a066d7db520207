from odoo import api, models


class HrSkpReason(models.TransientModel):
    _inherit = "hr.skp.reason"

    @api.model
    def _get_methods(self):
        hints = {
            "action_reset_rating": self.env._(
                "Why is the rating opened again? The ratings of today are kept in the history."
            ),
            "action_take_back": self.env._(
                "Why is the evaluation taken back? Until it is delivered again, the employee"
                " does not see it."
            ),
        }
        return {
            **super()._get_methods(),
            **{("hr.skp.evaluation", method): hint for method, hint in hints.items()},
        }
