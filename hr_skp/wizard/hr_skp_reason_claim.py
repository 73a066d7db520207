from odoo import api, models


class HrSkpReason(models.TransientModel):
    _inherit = "hr.skp.reason"

    @api.model
    def _get_methods(self):
        return {
            **super()._get_methods(),
            ("hr.skp.appraiser.claim", "action_decline"): self.env._(
                "Why does the appraiser stay? The employee reads this."
            ),
        }

    @api.model
    def _get_titles(self):
        return {
            **super()._get_titles(),
            ("hr.skp.appraiser.claim", "action_decline"): self.env._(
                "Keep the appraiser"
            ),
        }
