from odoo import api, models


class HrSkpReason(models.TransientModel):
    _inherit = "hr.skp.reason"

    @api.model
    def _get_methods(self):
        return {
            **super()._get_methods(),
            ("hr.skp.seal", "action_erase_payload"): self.env._(
                "By which rule is the content erased? It cannot be brought back."
            ),
        }

    @api.model
    def _get_titles(self):
        return {
            **super()._get_titles(),
            ("hr.skp.seal", "action_erase_payload"): self.env._("Erase the content"),
        }
