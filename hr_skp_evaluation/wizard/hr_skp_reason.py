from odoo import api, models


class HrSkpReason(models.TransientModel):
    _inherit = "hr.skp.reason"

    @api.model
    def _get_methods(self):
        return {
            **super()._get_methods(),
            ("hr.skp.evaluation", "action_reset_rating"): self.env._(
                "Why is the rating opened again? The ratings of today are kept in the history."
            ),
            ("hr.skp.evaluation", "action_take_back"): self.env._(
                "Why is the evaluation taken back? Until it is delivered again, the employee"
                " does not see it."
            ),
        }
