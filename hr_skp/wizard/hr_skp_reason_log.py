from odoo import api, models


class HrSkpReason(models.TransientModel):
    _inherit = "hr.skp.reason"

    @api.model
    def _get_methods(self):
        reject = self.env._(
            "What is wrong with the entry? The employee reads it at once."
        )
        drop = self.env._("Why will the step not be done?")
        return {
            **super()._get_methods(),
            ("hr.skp.activity", "action_reject"): reject,
            ("hr.skp.action", "action_drop"): drop,
        }

    @api.model
    def _get_titles(self):
        reject = self.env._("Reject the entries")
        drop = self.env._("Drop the step")
        return {
            **super()._get_titles(),
            ("hr.skp.activity", "action_reject"): reject,
            ("hr.skp.action", "action_drop"): drop,
        }
