from odoo import api, fields, models


class HrSkpFeedbackGive(models.TransientModel):
    """The same words for several evaluated people, on their whole work of the period."""

    _inherit = "hr.skp.feedback.give"

    evaluation_ids = fields.Many2many("hr.skp.evaluation", string="Evaluations")

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        context = self.env.context
        if context.get("active_model") == "hr.skp.evaluation":
            values["evaluation_ids"] = [(6, 0, context.get("active_ids") or [])]
        return values

    def action_give(self):
        """Give it, as the user himself, for the period of each evaluation.

        :raises AccessError: unless he appraises all these people
        """
        self.ensure_one()
        if not self.evaluation_ids:
            return super().action_give()
        self.evaluation_ids.action_give_feedback(self.content, self.rating)
        return self._tell_given(self.evaluation_ids)
