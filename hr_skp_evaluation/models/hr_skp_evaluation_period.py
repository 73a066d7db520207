from odoo import api, models


class HrSkpEvaluation(models.Model):
    """What the links of a digest open: evaluations of one period that wait for somebody."""

    _inherit = "hr.skp.evaluation"

    @api.model
    def action_open_to_submit(self):
        """Open the own evaluation of a period that is not submitted."""
        return self._get_period_action("to_submit")

    @api.model
    def action_open_to_rate(self):
        """Open what waits in a period for the user to be rated and delivered."""
        return self._get_period_action("to_rate_of_period")

    @api.model
    def action_open_undelivered(self):
        """Open what is not delivered in a period, of those whom the user reads."""
        return self._get_period_action("undelivered")

    @api.model
    def _get_period_action(self, name):
        """Return the action, filtered to the period of the link or the last one over."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            f"hr_skp_evaluation.hr_skp_evaluation_action_{name}"
        )
        context = {"create": False}
        if name == "undelivered":
            context["search_default_group_appraiser"] = 1
        if period := self.env["hr.skp.period"]._get_asked():
            context["search_default_period_id"] = period.id
        return {**action, "context": context}
