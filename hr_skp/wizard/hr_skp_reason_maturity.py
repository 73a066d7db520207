from odoo import api, models


class HrSkpReason(models.TransientModel):
    _inherit = "hr.skp.reason"

    @api.model
    def _get_methods(self):
        return {
            **super()._get_methods(),
            ("hr.skp.maturity.declaration", "action_withdraw"): self.env._(
                "Why does it no longer hold? It stays on the list."
            ),
        }

    @api.model
    def _get_titles(self):
        return {
            **super()._get_titles(),
            ("hr.skp.maturity.declaration", "action_withdraw"): self.env._(
                "Withdraw the declaration"
            ),
        }
