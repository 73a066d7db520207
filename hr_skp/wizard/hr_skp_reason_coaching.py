from odoo import api, models


class HrSkpReason(models.TransientModel):
    _inherit = "hr.skp.reason"

    @api.model
    def _get_methods(self):
        cancel = self.env._("Why does the session not take place?")
        return {
            **super()._get_methods(),
            ("hr.skp.coaching", "action_cancel"): cancel,
        }

    @api.model
    def _get_titles(self):
        return {
            **super()._get_titles(),
            ("hr.skp.coaching", "action_cancel"): self.env._("Cancel the session"),
        }
