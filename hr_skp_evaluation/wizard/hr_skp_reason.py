from odoo import api, models


def by_step(words):
    """Return {(model, action): text} of {model: {action: text}}."""
    return {
        (model, method): text
        for model, of_model in words.items()
        for method, text in of_model.items()
    }


class HrSkpReason(models.TransientModel):
    _inherit = "hr.skp.reason"

    # By model first: Odoo's export of terms takes a tuple beside a call for its arguments.

    @api.model
    def _get_methods(self):
        evaluation = {
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
        deviation = {
            "action_explain": self.env._(
                "Why does the distribution of your unit leave the guide? The head of the unit"
                " above reads it."
            ),
        }
        pattern = {
            "action_answer": self.env._(
                "What is behind it? Your superior reads both from now on, and the answer stays as"
                " it is."
            ),
        }
        words = {
            "hr.skp.evaluation": evaluation,
            "hr.skp.objection": objection,
            "hr.skp.deviation": deviation,
            "hr.skp.rating.pattern": pattern,
        }
        return {**super()._get_methods(), **by_step(words)}

    @api.model
    def _get_titles(self):
        evaluation = {
            "action_reset_rating": self.env._("Reset the rating"),
            "action_take_back": self.env._("Take back"),
        }
        objection = {
            "action_explain": self.env._("Explain"),
            "action_keep": self.env._("Keep the rating"),
        }
        words = {
            "hr.skp.evaluation": evaluation,
            "hr.skp.objection": objection,
            "hr.skp.deviation": {"action_explain": self.env._("Give the reason")},
            "hr.skp.rating.pattern": {"action_answer": self.env._("Answer")},
        }
        return {**super()._get_titles(), **by_step(words)}
