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
        objection = {
            "action_explain": self.env._(
                "Why was it rated so? The employee reads it, and whoever decides. It cannot be"
                " changed afterwards."
            ),
            "action_keep": self.env._(
                "On which grounds does the predicate stay? Both sides read it, and the"
                " evaluation is final."
            ),
        }
        return {
            **super()._get_methods(),
            **{("hr.skp.evaluation", method): hint for method, hint in hints.items()},
            ("hr.skp.rating.pattern", "action_answer"): self.env._(
                "What is behind it? Your superior reads both from now on, and the answer stays as"
                " it is."
            ),
            ("hr.skp.deviation", "action_explain"): self.env._(
                "Why does the distribution of your unit leave the guide? The head of the unit"
                " above reads it."
            ),
            **{
                ("hr.skp.objection", method): hint for method, hint in objection.items()
            },
        }

    @api.model
    def _get_titles(self):
        evaluation = {
            "action_reset_rating": self.env._("Reset the rating"),
            "action_take_back": self.env._("Take back"),
        }
        objection = {
            "action_explain": self.env._("Explain"),
            "action_keep": self.env._("Keep the predicate"),
        }
        return {
            **super()._get_titles(),
            **{
                ("hr.skp.evaluation", method): title
                for method, title in evaluation.items()
            },
            ("hr.skp.rating.pattern", "action_answer"): self.env._("Answer"),
            ("hr.skp.deviation", "action_explain"): self.env._("Give the reason"),
            **{
                ("hr.skp.objection", method): title
                for method, title in objection.items()
            },
        }
