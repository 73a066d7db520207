from odoo import api, models


class HrSkpReason(models.TransientModel):
    _inherit = "hr.skp.reason"

    @api.model
    def _get_methods(self):
        annex = {
            "action_not_agreed": self.env._("Why is the resource not agreed on?"),
            "action_not_provided": self.env._(
                "What is missing? The expectation can be adjusted to it afterwards."
            ),
        }
        return {
            **super()._get_methods(),
            **{("hr.skp.annex", method): hint for method, hint in annex.items()},
        }

    @api.model
    def _get_titles(self):
        annex = {
            "action_not_agreed": self.env._("Not agreed"),
            "action_not_provided": self.env._("Not provided"),
        }
        return {
            **super()._get_titles(),
            **{("hr.skp.annex", method): title for method, title in annex.items()},
        }
