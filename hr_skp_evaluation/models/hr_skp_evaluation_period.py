from odoo import api, fields, models


class HrSkpEvaluation(models.Model):
    """Which period a new evaluation may have, and what the links of a digest open of one."""

    _inherit = "hr.skp.evaluation"

    open_period_ids = fields.Many2many(
        "hr.skp.period",
        compute="_compute_open_period_ids",
        export_string_translation=False,
        help="Those of the plan in which it has no evaluation yet.",
    )

    @api.depends_context("uid")
    @api.depends("skp_id")
    def _compute_open_period_ids(self):
        # Only a new one is asked. Of plans that the user reads: what a form sends opens no
        # other.
        new = self.filtered(lambda evaluation: not evaluation._origin)
        plans = new.skp_id._origin._filtered_access("read")
        found = plans._search_evaluations().grouped("skp_id")
        self.open_period_ids = False
        for evaluation in new:
            plan = evaluation.skp_id._origin & plans
            if not plan:
                continue
            periods = plan._get_plan_periods("periodic")
            # The year is evaluated on the reported plan alone.
            if plan.is_reported:
                periods |= plan._get_plan_periods("annual")
            if plan in found:
                periods -= found[plan].period_id
            readable = periods.sudo(self.env.su)._filtered_access("read")
            evaluation.open_period_ids = readable

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
            context |= {
                "search_default_group_department": 1,
                "hierarchical_naming": False,
            }
        if period := self.env["hr.skp.period"]._get_asked():
            context["search_default_period_id"] = period.id
        return {**action, "context": context}
